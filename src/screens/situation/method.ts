/** How each layer and panel is computed: plain words, the parameters that were used for what is shown, and the source. */
import type { NearRepeats } from '../../analysis/types';
import { date, number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { comparedIn, periodOfKey, pWords, rangeWords } from './figures-words';
import type { Shown } from './shown';

export interface Method {
  plain: string;
  parameters: { name: string; value: string }[];
  source: string | null;
}

export type MethodTopic =
  | 'headline'
  | 'areas'
  | 'categories'
  | 'trend'
  | 'times'
  | 'cells'
  | 'story'
  | 'hindsight'
  | 'density'
  | 'incidents'
  | 'places'
  | 'coverage';

const figuresOf = (shown: Shown): Shown['analysis'] | NonNullable<Shown['one']> => shown.one ?? shown.analysis;

function periods(shown: Shown): Method['parameters'] {
  return [
    {
      name: t('method:periodsBefore'),
      value: t('method:periodsBeforeValue', { count: number(figuresOf(shown).previous.length) }),
    },
    { name: t('method:range'), value: t('method:rangeValue') },
  ];
}

function comparison(list: Parameters<typeof comparedIn>[0]): Method['parameters'] {
  return [
    { name: t('method:compared'), value: number(comparedIn(list)) },
    { name: t('method:level'), value: t('method:levelQ') },
  ];
}

function grid(shown: Shown): Method['parameters'] {
  const { cell, shape, count } = shown.analysis.grid;
  const hexagon = shape === 'hexagon';
  return [
    { name: t('method:cell'), value: t(hexagon ? 'method:cellHexagon' : 'method:cellSquare', { cell: number(cell) }) },
    {
      name: t('method:cells'),
      value: t('method:cellsValue', {
        cells: number(count.length),
        area: number((count.length * cell * cell) / 1e6, 1),
      }),
    },
    { name: t('method:neighbours'), value: t(hexagon ? 'method:neighboursHexagon' : 'method:neighboursSquare') },
    { name: t('method:level'), value: t('method:levelQ') },
  ];
}

function headline(shown: Shown): Method['parameters'] {
  const { change, yearBefore } = figuresOf(shown);
  return [
    ...periods(shown),
    {
      name: t('method:test'),
      value: change ? t('method:testValue', { p: pWords(change.p) }) : t('method:testNone'),
    },
    { name: t('method:yearBefore'), value: yearBefore ? periodOfKey(yearBefore.key) : '–' },
  ];
}

function hindsight(shown: Shown): Method['parameters'] {
  const found = shown.analysis.hindsight;
  if (!found) return [];
  const of = (part: number, whole: number): string => t('method:ofValue', { part: number(part), whole: number(whole) });
  return [
    { name: t('method:hits'), value: of(found.hits, found.ofIncidents) },
    { name: t('method:ground'), value: of(found.cells, found.ofCells) },
    { name: t('method:pai'), value: found.pai === null ? '–' : number(found.pai, 1) },
  ];
}

/** @returns what the note of a layer or panel says, in the language of the screen. */
export function methodOf(topic: MethodTopic, shown: Shown): Method {
  const { analysis } = shown;
  const figures = figuresOf(shown);
  switch (topic) {
    case 'headline':
      return {
        plain: t('method:headlinePlain'),
        parameters: headline(shown),
        source: `${t('method:sourceRange')}; ${t('method:sourceTest')}`,
      };
    case 'areas':
      return {
        plain: t('method:areasPlain'),
        parameters: [...periods(shown), ...comparison(shown.areas)],
        source: `${t('method:sourceRange')}; ${t('method:sourceCorrection')}`,
      };
    case 'categories':
      return {
        plain: t('method:categoriesPlain'),
        parameters: [...periods(shown), ...comparison(figures.categories)],
        source: `${t('method:sourceRange')}; ${t('method:sourceCorrection')}`,
      };
    case 'trend':
      return {
        plain: t('method:trendPlain'),
        parameters: [
          { name: t('method:shown'), value: number(figures.trend.length) },
          { name: t('charts:expected'), value: rangeWords(figures.expected) },
        ],
        source: t('method:sourceRange'),
      };
    case 'times':
      return {
        plain: t('method:timesPlain'),
        parameters: [{ name: t('method:weights'), value: t('method:weightsValue', { count: number(figures.count) }) }],
        source: t('method:sourceTimes'),
      };
    case 'cells':
      return { plain: t('method:cellsPlain'), parameters: grid(shown), source: t('method:sourceGi') };
    case 'story':
      return {
        plain: t('method:storyPlain'),
        parameters: [
          {
            name: t('method:storyPeriods'),
            value: number(Math.max(0, ...analysis.hotspots.map(({ hot }) => hot.length - 1))),
          },
          { name: t('method:goneWithin'), value: t('method:goneWithinValue') },
          { name: t('method:trendTest'), value: t('method:trendTestValue') },
        ],
        source: t('method:sourceStory'),
      };
    case 'hindsight':
      return { plain: t('method:hindsightPlain'), parameters: hindsight(shown), source: t('method:sourceHindsight') };
    case 'density':
      return {
        plain: t('method:densityPlain'),
        parameters: [
          {
            name: t('method:bandwidth'),
            value: t('method:bandwidthValue', { bandwidth: number(analysis.density.bandwidth) }),
          },
        ],
        source: t('method:sourceDensity'),
      };
    case 'incidents':
      return {
        plain: t('method:incidentsPlain'),
        parameters: [{ name: t('method:incidents'), value: number(analysis.total) }],
        source: null,
      };
    case 'places':
    case 'coverage':
      return { plain: t(`method:${topic}Plain`), parameters: [], source: null };
  }
}

/** @param found null where there were too few incidents, or while it is being computed. */
export function nearMethod(found: NearRepeats | null): Method {
  return {
    plain: t('method:nearPlain'),
    parameters: found
      ? [
          { name: t('method:incidents'), value: number(found.incidents) },
          { name: t('method:span'), value: `${date(found.from)} – ${date(found.to - 1)}` },
          { name: t('method:bandsMetres'), value: found.metres.map((edge) => number(edge)).join(', ') },
          { name: t('method:bandsDays'), value: found.days.map((edge) => number(edge)).join(', ') },
          { name: t('method:permutations'), value: number(found.permutations) },
          { name: t('method:level'), value: t('method:levelP') },
        ]
      : [],
    source: t('method:sourceNear'),
  };
}
