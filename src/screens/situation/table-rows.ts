/** The tables behind the map: one a layer, with the same figures. */
import { number, periodName, timeSpan } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import { toSweref } from '../../analysis/sweref99tm';
import type { ExpectedRange } from '../../analysis/types';
import type { Setting } from '../../domain/setting';
import type { Shown } from './shown';
import type { LayerChoice } from './view';

export interface TableSection {
  key: LayerChoice | 'hotspots';
  caption: string;
  head: string[];
  /** The first cell names the row. */
  rows: { cells: string[]; incident?: string }[];
}

const range = (expected: ExpectedRange | null): string =>
  expected ? t('charts:between', { low: number(expected.low), high: number(expected.high) }) : '–';

function areaSection(shown: Shown, period: string): TableSection {
  const { analysis } = shown;
  const rows = shown.areas.map(({ area, count, expected, verdict }) => ({
    cells: [area.name, number(count), range(expected), t(`situation:verdict_${verdict}`)],
  }));
  if (!shown.one) {
    rows.push({
      cells: [
        t('situation:total'),
        number(analysis.total),
        range(analysis.expected),
        t(`situation:verdict_${shown.verdict}`),
      ],
    });
  }
  return {
    key: 'areas',
    caption: t('situation:tableAreas', { period }),
    head: [
      t('situation:areaColumn'),
      t('situation:countColumn'),
      t('situation:expectedColumn'),
      t('situation:verdictColumn'),
    ],
    rows,
  };
}

function hotspotSections(shown: Shown, period: string): TableSection[] {
  const { hotspots, grid } = shown.analysis;
  const significant = (i: number): boolean => (grid.q[i] ?? NaN) < 0.05 && (grid.z[i] ?? NaN) > 0;
  const cells = Array.from(grid.count.keys())
    .filter((i) => (grid.count[i] ?? 0) > 0)
    .sort((a, b) => (grid.count[b] ?? 0) - (grid.count[a] ?? 0));
  return [
    {
      key: 'hotspots',
      caption: t('situation:tableHotspots', { period }),
      head: [
        t('situation:nameColumn'),
        t('situation:countColumn'),
        t('situation:meanColumn'),
        t('situation:kindColumn'),
      ],
      rows: hotspots.map(({ name, count, expected, kind }, i) => ({
        cells: [
          `${i + 1}. ${name}`,
          number(count),
          expected === null ? '–' : number(expected, 1),
          kind === 'significant' ? t('situation:significantOutline') : t('situation:mostOutline'),
        ],
      })),
    },
    {
      key: 'cells',
      caption: t('situation:tableCells', { period }),
      head: [t('situation:positionColumn'), t('situation:countColumn'), 'Gi* z', 'q', t('situation:kindColumn')],
      rows: cells.map((i) => {
        const [z = NaN, q = NaN] = [grid.z[i], grid.q[i]];
        return {
          cells: [
            `${grid.north[i]}/${grid.east[i]}`,
            number(grid.count[i] ?? 0),
            Number.isFinite(z) ? number(z, 2) : '–',
            Number.isFinite(q) ? number(q, 3) : '–',
            significant(i) ? t('situation:significantOutline') : '',
          ],
        };
      }),
    },
  ];
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
    ...(layers.includes('cells') ? hotspotSections(shown, period) : []),
    ...(layers.includes('density') ? [densitySection(shown, period)] : []),
    ...(layers.includes('incidents') ? [incidentSection(shown, setting, period)] : []),
    ...(layers.includes('places') ? [placeSection(setting)] : []),
  ];
}
