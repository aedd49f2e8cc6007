import { describe, expect, it } from 'vitest';
import { createStudy } from '../../src/analysis/analyse';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { knoxTable, nearRepeats, type KnoxTable } from '../../src/analysis/near-repeats';
import type { IncidentTable } from '../../src/analysis/types';
import { createRandom, type Random } from '../reference/random';
import { areaInMetres, at, rectangle, sliceOf } from './analysis-fixtures';
import { SIMULATED_FULLY, SIMULATION_TIMEOUT } from './analysis-simulation';

interface Point {
  east: number;
  north: number;
  /** Days. */
  day: number;
}

function knoxOf(points: Point[], metres: number[], days: number[], permutations = 0, seed = 1): KnoxTable {
  const column = (name: keyof Point): number[] => points.map((point) => point[name]);
  return knoxTable(column('east'), column('north'), column('day'), metres, days, { permutations, seed });
}

const scattered = (random: Random, size: number, metres: number, days: number): Point[] =>
  Array.from({ length: size }, () => ({
    east: metres * random.next(),
    north: metres * random.next(),
    day: days * random.next(),
  }));

/** Every pair looked at, one by one. */
function countedOneByOne(points: Point[], metres: number[], days: number[]): number[][] {
  const table = metres.map(() => days.map(() => 0));
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < i; j++) {
      const apart = Math.hypot(points[i].east - points[j].east, points[i].north - points[j].north);
      const row = metres.findIndex((edge) => apart < edge);
      const column = days.findIndex((edge) => Math.abs(points[i].day - points[j].day) < edge);
      if (row >= 0 && column >= 0) table[row][column]++;
    }
  }
  return table;
}

describe('Knox’s table', { timeout: SIMULATION_TIMEOUT }, () => {
  it('agrees with one counted by hand', () => {
    // Along a street: A at 0 m on day 0, B at 60 m on day 5, C at 60 m on day 8, D at 150 m on day 20.
    const street: Point[] = [
      { east: 0, north: 0, day: 0 },
      { east: 60, north: 0, day: 5 },
      { east: 60, north: 0, day: 8 },
      { east: 150, north: 0, day: 20 },
    ];
    // AB 60 m 5 d; AC 60 m 8 d; BC 0 m 3 d; BD 90 m 15 d; CD 90 m 12 d; AD 150 m 20 d.
    const { observed, expected } = knoxOf(street, [100, 200], [7, 14, 21]);
    expect(observed).toEqual([
      [2, 2, 1],
      [0, 0, 1],
    ]);
    // 5 pairs within 100 m and 1 beyond; 2, 2 and 2 pairs in the bands of days; 6 in all.
    expect(expected[0]).toEqual([10 / 6, 10 / 6, 10 / 6]);
    expect(expected[1]).toEqual([2 / 6, 2 / 6, 2 / 6]);
  });

  it('puts a distance or time on an edge into the band that begins there, and the same place and time into the first', () => {
    const pair = (metres: number, days: number): number[][] =>
      knoxOf(
        [
          { east: 0, north: 0, day: 0 },
          { east: metres, north: 0, day: days },
        ],
        [100, 200],
        [7, 14],
      ).observed;
    expect(pair(0, 0)).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(pair(100, 6.999)).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(pair(99.999, 7)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(pair(200, 0).flat()).toEqual([0, 0, 0, 0]);
    expect(pair(0, 14).flat()).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['places are crowded', 300, 60],
    ['times are crowded', 3000, 10],
  ])('counts as one by one, and permutes to its expectation, when %s', (_, metres, days) => {
    const random = createRandom(`knox ${metres}`);
    const points = scattered(random, 150, metres, days);
    const bands = [80, 160, 400];
    const { observed, expected } = knoxOf(points, bands, [2, 5, 9]);
    expect(observed).toEqual(countedOneByOne(points, bands, [2, 5, 9]));
    const sums = bands.map(() => [0, 0, 0]);
    const ROUNDS = 400;
    for (let round = 0; round < ROUNDS; round++) {
      const order = points.map((point) => ({ at: random.next(), day: point.day })).sort((a, b) => a.at - b.at);
      const dealt = points.map((point, i) => ({ ...point, day: order[i].day }));
      knoxOf(dealt, bands, [2, 5, 9]).observed.forEach((row, i) =>
        row.forEach((count, j) => (sums[i][j] += count / ROUNDS)),
      );
    }
    sums.forEach((row, i) => row.forEach((mean, j) => expect(Math.abs(mean / expected[i][j] - 1)).toBeLessThan(0.15)));
  });

  it('gives the p that a permutation one by one gives, whichever side is shuffled', () => {
    // Three incidents, two at one place: 6 orders of the times, in 2 of them the close pair has the close times.
    const three: Point[] = [
      { east: 0, north: 0, day: 0 },
      { east: 0, north: 0, day: 1 },
      { east: 900, north: 0, day: 100 },
    ];
    const { observed, expected, p, permutations } = knoxOf(three, [100], [7], 999);
    expect(observed).toEqual([[1]]);
    expect(expected[0][0]).toBeCloseTo(1 / 3, 12);
    expect(permutations).toBe(999);
    expect(p[0][0]).toBeGreaterThan(0.28);
    expect(p[0][0]).toBeLessThan(0.39);
    const crowded = [...three, { east: 5, north: 0, day: 200 }, { east: 9, north: 0, day: 300 }];
    // 10 pairs, 6 of them close in space, 1 in time: the single close time falls on a close place in 6 of 10.
    const dense = knoxOf(crowded, [100], [7], 999);
    expect(dense.expected[0][0]).toBeCloseTo(0.6, 12);
    expect(dense.p[0][0]).toBeGreaterThan(0.55);
    expect(dense.p[0][0]).toBeLessThan(0.65);
  });

  it('repeats its p for the same seed, and has none without permutations', () => {
    const points = scattered(createRandom('seed'), 80, 500, 60);
    const p = (seed: number): number[][] => knoxOf(points, [100, 200], [7, 14], 99, seed).p;
    expect(p(5)).toEqual(p(5));
    expect(p(5)).not.toEqual(p(6));
    expect(knoxOf(points, [100], [7]).p).toEqual([[1]]);
  });

  it('stands nothing and a single incident', () => {
    expect(knoxOf([], [100], [7], 19)).toMatchObject({ observed: [[0]], expected: [[0]], p: [[1]] });
    expect(knoxOf([{ east: 1, north: 1, day: 1 }], [100], [7], 19).expected).toEqual([[0]]);
  });

  it('refuses bands that do not rise, and columns of unequal length', () => {
    expect(() => knoxOf([], [100, 100], [7])).toThrow(RangeError);
    expect(() => knoxOf([], [], [7])).toThrow(RangeError);
    expect(() => knoxOf([], [100], [0, 7])).toThrow(RangeError);
    expect(() => knoxTable([1], [], [1], [100], [7])).toThrow(RangeError);
  });

  it('finds repeats where there are none in about 5 % of the cases', () => {
    const tables = SIMULATED_FULLY ? 4000 : 600;
    const random = createRandom('nothing repeats');
    let found = 0;
    for (let i = 0; i < tables; i++) {
      const points = scattered(random, 60, 1000, 120);
      if (knoxOf(points, [250], [14], 99, i).p[0][0] <= 0.05) found++;
    }
    // Few values are possible, and p counts the table itself among the permutations: a little under 5 %.
    expect(found / tables).toBeGreaterThan(0.02);
    expect(found / tables).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / tables));
  });
});

describe('Near repeats', { timeout: SIMULATION_TIMEOUT }, () => {
  const end = at('2026-11-23T00:00:00+01:00');
  const west = areaInMetres('West', [[rectangle(450_000, 6_400_000, 455_000, 6_405_000)]]);
  const east = areaInMetres('East', [[rectangle(455_000, 6_400_000, 460_000, 6_405_000)]]);
  const study = createStudy([west, east], []);

  function tableOf(
    points: Point[],
    change: { category?: number; area?: number; lasting?: number } = {},
  ): IncidentTable {
    const { category = 0, area = 0, lasting = 0 } = change;
    const from = points.map(({ day }) => Math.round(end - 86_400 * day));
    return buildIncidentTable({
      east: points.map((point) => 450_000 + point.east),
      north: points.map((point) => 6_400_000 + point.north),
      from,
      to: from.map((epoch) => epoch + lasting),
      category: points.map((_, i) => (i % 2 === 0 ? category : 0)),
      organisation: points.map(() => -1),
      area: points.map((_, i) => (i % 2 === 0 ? area : 0)),
    });
  }

  /** Incidents anywhere in the year, each followed by another within 190 m and 13 days. */
  function followed(random: Random, size: number): Point[] {
    return scattered(random, size, 4000, 340).flatMap(({ east: x, north: y, day }) => {
      const [metres, angle] = [190 * random.next(), 2 * Math.PI * random.next()];
      const next = {
        east: x + metres * Math.cos(angle),
        north: y + metres * Math.sin(angle),
        day: day - 13 * random.next(),
      };
      return [
        { east: x, north: y, day: day + 14 },
        { ...next, day: next.day + 14 },
      ];
    });
  }

  it('finds the distance and time within which incidents were planted', () => {
    const found = nearRepeats(tableOf(followed(createRandom('planted'), 150)), study, sliceOf('2026-W47'));
    expect(found).toMatchObject({
      incidents: 300,
      metres: [100, 200, 300, 400],
      days: [7, 14, 21, 28],
      permutations: 199,
    });
    expect(found?.reach).toMatchObject({ metres: 200, days: 14 });
    expect(found?.reach?.ratio).toBeGreaterThan(3);
    expect(found?.pairs[0][0].p).toBe(1 / 200);
    expect(found?.pairs[3][3].ratio).toBeLessThan(2);
  });

  it('says nothing where nothing repeats', () => {
    const found = nearRepeats(tableOf(scattered(createRandom('calm'), 300, 4000, 360)), study, sliceOf('2026-W47'));
    expect(found?.incidents).toBe(300);
    expect(found?.reach).toBeNull();
  });

  it('compares the year that ends with the period, in the areas and with the filters of the slice', () => {
    const points = scattered(createRandom('year'), 100, 4000, 365);
    const older = { east: 0, north: 0, day: 366 };
    const table = tableOf([...points, older], { category: 3, area: 1 });
    const count = (change: Parameters<typeof sliceOf>[1], key = '2026-W47'): number | undefined =>
      nearRepeats(table, study, sliceOf(key, change))?.incidents;
    expect(count({})).toBe(100);
    expect(count({ categories: [3] })).toBe(50);
    expect(count({ areas: [1] })).toBe(50);
    expect(count({ areas: [1], categories: [0] })).toBeUndefined();
    expect(count({}, '2025')).toBeUndefined();
    const found = nearRepeats(table, study, sliceOf('2026-W47'));
    expect(found).toMatchObject({ from: at('2025-11-23T00:00:00+01:00'), to: end });
  });

  it('leaves incidents in no area out', () => {
    expect(
      nearRepeats(tableOf(scattered(createRandom('out'), 60, 4000, 300), { area: -1 }), study, sliceOf('2026-W47'))
        ?.incidents,
    ).toBe(30);
  });

  it('is silent with fewer than twenty incidents', () => {
    const points = scattered(createRandom('few'), 20, 4000, 300);
    expect(nearRepeats(tableOf(points.slice(1)), study, sliceOf('2026-W47'))).toBeNull();
    expect(nearRepeats(tableOf(points), study, sliceOf('2026-W47'))).not.toBeNull();
  });

  it('takes the middle of an interval as its time', () => {
    // Ten places, far apart, each with two incidents: one a moment, the other an interval of eight days that began ten days before it.
    const points = Array.from({ length: 10 }, (_, i) => ({ east: 400 * i, north: 0, day: 20 + 30 * i }));
    const from = [
      ...points.map(({ day }) => end - 86_400 * day),
      ...points.map(({ day }) => end - 86_400 * (day + 10)),
    ];
    const table = buildIncidentTable({
      east: [...points, ...points].map((point) => 450_000 + point.east),
      north: from.map(() => 6_400_000),
      from,
      to: from.map((epoch, i) => (i < 10 ? epoch : epoch + 8 * 86_400)),
      category: from.map(() => 0),
      organisation: from.map(() => -1),
      area: from.map(() => 0),
    });
    // Six days between the moment and the middle: in the first week. Ten days between the beginnings would be in the second.
    const found = nearRepeats(table, study, sliceOf('2026-W47'));
    expect(found?.pairs[0].map(({ observed }) => observed)).toEqual([10, 0, 0, 0]);
  });

  it('takes other bands and permutations, at most 999, and gives no ratio where nothing can be expected', () => {
    const table = tableOf(followed(createRandom('options'), 40));
    const found = nearRepeats(table, study, sliceOf('2026-W47'), {
      metres: [0.001, 150],
      days: [10],
      permutations: 5000,
    });
    expect(found).toMatchObject({ metres: [0.001, 150], days: [10], permutations: 999 });
    expect(found?.pairs[0][0]).toMatchObject({ observed: 0, expected: 0, ratio: null, p: 1 });
    // The first band has nothing, so nothing is said, though the second is full of repeats.
    expect(found?.pairs[1][0].p).toBe(1 / 1000);
    expect(found?.reach).toBeNull();
  });

  it('compares the latest five thousand of a larger town, and says from when', () => {
    const points = scattered(createRandom('large'), 6000, 4900, 350);
    const table = tableOf(points);
    const found = nearRepeats(table, study, sliceOf('2026-W47'), { permutations: 9 });
    expect(found?.incidents).toBe(5000);
    expect(found?.from).toBe(table.from[1000]);
  });
});
