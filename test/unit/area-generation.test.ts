/** Areas that come and go: a period shows the areas of its day, and a border that moved is no change in what happens. */
import { describe, expect, it } from 'vitest';
import { analyse, createStudy } from '../../src/analysis/analyse';
import { effectOf } from '../../src/analysis/effect';
import { areasInPeriod, tableInPeriod } from '../../src/analysis/area-generation';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import type { Slice } from '../../src/analysis/types';
import { areasOfToday, areasToStudy, livesOn } from '../../src/domain/area-life';
import { parsePeriod, type Period } from '../../src/domain/period';
import type { Area } from '../../src/domain/setting';
import { midnightOf } from '../../src/domain/check-in';

const strip = (west: number, east: number): Area['geometry'] => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 57.7],
        [east, 57.7],
        [east, 57.8],
        [west, 57.8],
        [west, 57.7],
      ],
    ],
  ],
});
const area = (id: string, west: number, east: number, values: Partial<Area> = {}): Area => ({
  ...{ id, name: id, kind: 'other', activeFrom: '2026-01-01', activeTo: null, succeeds: [] },
  geometry: strip(west, east),
  ...values,
});
const SPLIT = '2026-09-07'; // the Monday of week 37
/** One area that was split, its halves, a neighbour that lives on, and one that began late and follows none. */
const AREAS: Area[] = [
  area('west', 14.1, 14.15, { activeFrom: SPLIT, succeeds: ['old'] }),
  area('east', 14.15, 14.2, { activeFrom: SPLIT, succeeds: ['old'] }),
  area('beside', 14.2, 14.3),
  area('late', 14.3, 14.4, { activeFrom: '2026-06-01' }),
  area('old', 14.1, 14.2, { activeTo: SPLIT }),
];
const [WEST, EAST, BESIDE, LATE, OLD] = [0, 1, 2, 3, 4];
const TODAY = '2026-11-22';

const period = (key: string): Period => {
  const found = parsePeriod(key);
  if (!found) throw new Error(key);
  return found;
};
const slice = (key: string, areas: number[] | null = null): Slice => ({
  ...{ period: period(key), areas, categories: null, organisations: null, weekdays: null, hours: null },
  ...{ cell: 250, shape: 'square' },
});

/** Eight a week in the west, two in the east and three beside, from January on, in the area of their day. */
function steady(): ReturnType<typeof buildIncidentTable> {
  const points = [
    ...Array.from({ length: 8 }, () => 14.12),
    ...Array.from({ length: 2 }, () => 14.17),
    ...Array.from({ length: 3 }, () => 14.25),
    14.35,
  ];
  const from: number[] = [];
  const lon: number[] = [];
  const areas: number[] = [];
  for (let week = 0; week < 46; week++) {
    points.forEach((x, i) => {
      const at = midnightOf('2026-01-05') + week * 7 * 86_400 + i * 40_000;
      from.push(at);
      lon.push(x);
      if (x < 14.2) areas.push(at < midnightOf(SPLIT) ? OLD : x < 14.15 ? WEST : EAST);
      else areas.push(x < 14.3 ? BESIDE : at < midnightOf('2026-06-01') ? -1 : LATE);
    });
  }
  const all = { lon, lat: lon.map(() => 57.75), from, to: from, area: areas };
  return buildIncidentTable({ ...all, category: lon.map(() => 0), organisation: lon.map(() => -1) });
}

describe('areas that come and go', () => {
  const study = createStudy(areasToStudy(AREAS, TODAY), []);
  const table = steady();
  const counted = (key: string, areas: number[] | null = null): Record<string, number> => {
    const result = analyse(table, study, slice(key, areas));
    return Object.fromEntries(result.areas.map((one) => [AREAS[one.area]?.id ?? '', one.count]));
  };

  it('a period before a split shows the old area, one after it the new, and every incident once', () => {
    expect(counted('2026-W36')).toEqual({ old: 10, beside: 3, late: 1 });
    expect(counted('2026-W37')).toEqual({ west: 8, east: 2, beside: 3, late: 1 });
    // A month with the split in it: one generation, not both.
    expect(Object.keys(counted('2026-09'))).toEqual(['west', 'east', 'beside', 'late']);
    for (const key of ['2026-W36', '2026-W37', '2026-09', '2026-T3']) {
      const { total, outside, areas } = analyse(table, study, slice(key));
      const { from, to } = period(key);
      expect(total + outside).toBe(table.from.filter((at) => at >= from && at < to).length);
      expect(areas.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    }
  });

  it('what happened inside the same border before is what a new area is compared with', () => {
    const { areas } = analyse(table, study, slice('2026-W37'));
    for (const one of areas)
      expect([one.area, one.verdict]).toEqual([one.area, expect.not.stringMatching(/above|below/)]);
    // Taken as they were stored, the halves would have come out of nothing.
    const plain = createStudy(
      AREAS.map(({ id, name, geometry }) => ({ id, name, geometry })),
      [],
    );
    expect(analyse(table, plain, slice('2026-W37')).areas[WEST]?.verdict).toBe('above');
  });

  it('the effect of an action in a half is held against what happened inside the same border before the split', () => {
    const effect = effectOf(table, study, {
      ...{ place: { kind: 'area', area: WEST }, ring: 100, start: SPLIT, end: null, weeksBefore: 4, weeksLeftOut: 0 },
      ...{ weeksAfter: 4, until: midnightOf('2026-11-01'), measured: 'since', categories: null, groupOf: [0] },
      ...{ against: { kind: 'chosen', places: [{ kind: 'area', area: BESIDE }] } },
    });
    expect([effect.place.before, effect.place.during ?? effect.place.after]).toEqual([32, 32]);
    expect(effect.ring?.before ?? 0).toBe(0); // nothing of the half itself
  });

  it('an area that is chosen shows what happened inside it at any time', () => {
    expect(counted('2026-W36', [WEST])).toEqual({ west: 8 });
    expect(counted('2026-W40', [OLD])).toEqual({ old: 10 });
    expect(areasInPeriod(study.areas, period('2026-W36'), [WEST])).toEqual([WEST, BESIDE, LATE]);
  });

  it('says of each incident which area it counts for, and only where that differs from the table', () => {
    const { rows, rowAreas } = analyse(table, study, slice('2026-W37'));
    expect(Array.from(rowAreas ?? [])).toEqual(Array.from(rows, (row) => table.area[row]));
    const always = createStudy([AREAS[BESIDE] ?? area('x', 0, 1)], []);
    expect(analyse(table, always, slice('2026-W37')).rowAreas).toBeUndefined();
  });

  it('nothing is made anew where areas have always been there', () => {
    const always = AREAS.slice(2, 3).map((one) => ({ ...one, activeFrom: '2020-01-01' }));
    const areas = areasToStudy(always, TODAY);
    expect(tableInPeriod(table, areas, areasInPeriod(areas, period('2026-W37')))).toBe(table);
  });

  it('an area that ended and that nothing follows is told of in the period in which it ended, and not after it', () => {
    const areas = areasToStudy([area('gone', 14.1, 14.2, { activeTo: '2026-09-09' }), area('on', 14.2, 14.3)], TODAY);
    expect(areasInPeriod(areas, period('2026-W37'))).toEqual([0, 1]);
    expect(areasInPeriod(areas, period('2026-W38'))).toEqual([1]);
  });

  it('what is planned for later has not happened', () => {
    const before = areasToStudy(AREAS, '2026-08-31');
    expect(areasInPeriod(before, period('2026-09'))).toEqual([BESIDE, LATE, OLD]);
    expect(areasOfToday(AREAS, '2026-08-31').map(({ id }) => id)).toEqual(['beside', 'late', 'old']);
    expect(areasOfToday(AREAS, TODAY).map(({ id }) => id)).toEqual(['west', 'east', 'beside', 'late']);
    expect(areasOfToday(AREAS, TODAY, 'old').map(({ id }) => id)).toContain('old');
    expect(AREAS.filter((one) => livesOn(one, '2026-05-31')).map(({ id }) => id)).toEqual(['beside', 'old']);
  });
});
