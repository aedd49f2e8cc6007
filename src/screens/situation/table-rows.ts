/** The tables behind the map: one a layer, with the same figures. */
import { number, periodName, timeSpan } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import type { MessageKey } from '../../i18n/messages';
import type { ShownVerdict } from '../../map/signs';
import { toSweref } from '../../analysis/sweref99tm';
import type { Figures } from '../../analysis/types';
import type { Setting } from '../../domain/setting';
import { categoriesShown, hotBefore, periodOfKey, pWords, rangeWords } from './figures-words';
import type { Shown } from './shown';
import type { LayerChoice } from './view';

export interface TableSection {
  key: LayerChoice | 'categories' | 'hotspots' | 'gone';
  caption: string;
  head: string[];
  /** The first cell names the row. */
  rows: { cells: string[]; incident?: string }[];
}

const yearBefore = ({ yearBefore: then }: Pick<Figures, 'yearBefore'>): string => (then ? number(then.count) : '–');
const change = ({ change: then }: Pick<Figures, 'change'>): string =>
  then ? t('situation:fromBefore', { before: number(then.before), p: pWords(then.p) }) : '–';
const figureHead = (name: MessageKey): string[] => [
  t(name),
  t('situation:countColumn'),
  t('situation:expectedColumn'),
  t('situation:verdictColumn'),
  t('situation:changeColumn'),
  t('situation:yearBeforeColumn'),
  t('situation:seriesBeforeColumn'),
];

/** The cells of a count, in the order of `figureHead`. */
function figureCells(name: string, figures: Omit<Figures, 'verdict'>, verdict: ShownVerdict): string[] {
  return [
    name,
    number(figures.count),
    rangeWords(figures.expected),
    figures.corrected
      ? `${t(`situation:verdict_${verdict}`)} (${t('situation:correctedShort')})`
      : t(`situation:verdict_${verdict}`),
    change(figures),
    yearBefore(figures),
    figures.previous.map((count) => number(count)).join(', ') || '–',
  ];
}

function areaSection(shown: Shown, period: string): TableSection {
  const { analysis } = shown;
  const rows = shown.areas.map((row) => ({ cells: figureCells(row.area.name, row, row.verdict) }));
  if (!shown.one) rows.push({ cells: figureCells(t('situation:total'), analysis, shown.verdict) });
  return {
    key: 'areas',
    caption: t('situation:tableAreas', { period }),
    head: figureHead('situation:areaColumn'),
    rows,
  };
}

function categorySection(shown: Shown, period: string): TableSection {
  return {
    key: 'categories',
    caption: t('situation:tableCategories', { period }),
    head: figureHead('situation:categoryColumn'),
    rows: categoriesShown(shown).map(({ figures, name, verdict }) => ({ cells: figureCells(name, figures, verdict) })),
  };
}

function hotspotSections(shown: Shown, period: string): TableSection[] {
  const { hotspots, gone, grid } = shown.analysis;
  const significant = (i: number): boolean => (grid.q[i] ?? NaN) < 0.05 && (grid.z[i] ?? NaN) > 0;
  const cells = Array.from(grid.count.keys())
    .filter((i) => (grid.count[i] ?? 0) > 0)
    .sort((a, b) => (grid.count[b] ?? 0) - (grid.count[a] ?? 0));
  const sections: TableSection[] = [
    {
      key: 'hotspots',
      caption: t('situation:tableHotspots', { period }),
      head: [
        t('situation:nameColumn'),
        t('situation:countColumn'),
        t('situation:expectedColumn'),
        t('situation:kindColumn'),
        t('situation:storyColumn'),
        t('situation:hotBeforeColumn'),
        t('situation:seriesColumn'),
      ],
      rows: hotspots.map(({ name, count, expected, kind, story, hot, series }, i) => ({
        cells: [
          `${i + 1}. ${name}`,
          number(count),
          expected === null ? '–' : number(expected, 1),
          kind === 'significant' ? t('situation:significantOutline') : t('situation:mostOutline'),
          story ? t(`situation:story_${story}`) : '–',
          hotBefore(hot),
          series.map((one) => number(one)).join(', '),
        ],
      })),
    },
  ];
  if (gone.length > 0) {
    sections.push({
      key: 'gone',
      caption: t('situation:tableGone', { period }),
      head: [
        t('situation:nameColumn'),
        t('situation:countColumn'),
        t('situation:lastHotColumn'),
        t('situation:hotBeforeColumn'),
        t('situation:seriesColumn'),
      ],
      rows: gone.map(({ name, count, last, hot, series }) => ({
        cells: [name, number(count), periodOfKey(last), hotBefore(hot), series.map((one) => number(one)).join(', ')],
      })),
    });
  }
  sections.push({
    key: 'cells',
    caption: t(`situation:tableCells_${grid.shape}`, { period }),
    head: [t('situation:positionColumn'), t('situation:countColumn'), 'Gi* z', 'q', t('situation:kindColumn')],
    rows: cells.map((i) => {
      const [z = NaN, q = NaN] = [grid.z[i], grid.q[i]];
      return {
        cells: [
          `${Math.round(grid.north[i] ?? NaN)}/${Math.round(grid.east[i] ?? NaN)}`,
          number(grid.count[i] ?? 0),
          Number.isFinite(z) ? number(z, 2) : '–',
          Number.isFinite(q) ? number(q, 3) : '–',
          significant(i) ? t('situation:significantOutline') : '',
        ],
      };
    }),
  });
  return sections;
}

function densitySection(shown: Shown, period: string): TableSection {
  return {
    key: 'density',
    caption: t('situation:tableDensity', { period }),
    head: [t('situation:perKm2')],
    rows: shown.analysis.density.bands.map(({ from }) => ({
      cells: [t('situation:from', { value: number(from, from < 10 ? 1 : 0) })],
    })),
  };
}

function incidentSection(shown: Shown, setting: Setting, period: string): TableSection {
  return {
    key: 'incidents',
    caption: t('situation:tableIncidents', { period }),
    head: [
      t('situation:timeColumn'),
      t('situation:categoryColumn'),
      t('situation:areaColumn'),
      t('situation:openColumn'),
    ],
    rows: shown.incidents.map(({ id, from, to, category, area }) => {
      const known = shown.lists.categories[category];
      return {
        cells: [
          timeSpan(from, to),
          known ? named(known) : '?',
          setting.areas[area]?.name ?? t('situation:outsideAreas'),
        ],
        incident: id,
      };
    }),
  };
}

function placeSection(setting: Setting): TableSection {
  return {
    key: 'places',
    caption: t('situation:tablePlaces'),
    head: [t('situation:nameColumn'), t('situation:areaColumn'), t('situation:positionColumn')],
    rows: setting.places.map(({ name, areaId, lon, lat }) => {
      const [east, north] = toSweref(lon, lat);
      const area = setting.areas.find(({ id }) => id === areaId)?.name ?? '';
      return { cells: [name, area, `${Math.round(north)}/${Math.round(east)}`] };
    }),
  };
}

/** The sections for the layers that are on; areas always, since the panels speak of them. */
export function tableSections(shown: Shown, setting: Setting, layers: readonly LayerChoice[]): TableSection[] {
  const period = periodName(shown.analysis.slice.period);
  return [
    areaSection(shown, period),
    categorySection(shown, period),
    ...(layers.includes('cells') ? hotspotSections(shown, period) : []),
    ...(layers.includes('density') ? [densitySection(shown, period)] : []),
    ...(layers.includes('incidents') ? [incidentSection(shown, setting, period)] : []),
    ...(layers.includes('places') ? [placeSection(setting)] : []),
  ];
}
