import { describe, expect, it } from 'vitest';
import { readFigures } from '../../src/analysis/figures';
import type { History } from '../../src/analysis/history';
import type { Figures } from '../../src/analysis/types';
import { periodsBefore } from '../../src/domain/period';
import { createRandom, type Random } from '../reference/random';
import { period } from './analysis-fixtures';
import { SIMULATED_FULLY, SIMULATION_TIMEOUT } from './analysis-simulation';

/** @param counts for each period, oldest first: rows of areas, columns of categories. */
function historyOf(counts: number[][][], key = '2026-W47', yearBefore: number[][] | null = null): History {
  const last = period(key);
  const flat = (rows: number[][]): Uint32Array => Uint32Array.from(rows.flat());
  return {
    periods: [...periodsBefore(last, counts.length - 1), last],
    rows: [],
    areas: counts[0].length,
    categories: counts[0][0].length,
    counts: counts.map(flat),
    yearBefore: yearBefore && { period: period('2025-W47'), counts: flat(yearBefore) },
  };
}

/** Twelve periods like `before`, then `now`. */
const after = (before: number[][], now: number[][]): History =>
  historyOf([...Array.from({ length: 12 }, () => before), now]);

const stands = ({ verdict }: Figures): boolean => verdict === 'above' || verdict === 'below';

describe('The figures of a slice', () => {
  it('sum areas and categories, most frequent category first', () => {
    const { total, areas } = readFigures(
      historyOf([
        [
          [1, 2, 0],
          [0, 0, 0],
        ],
        [
          [3, 1, 0],
          [0, 5, 0],
        ],
      ]),
    );
    expect(total).toMatchObject({ count: 9, previous: [3], trend: [3, 9] });
    expect(total.categories.map(({ category, count, previous }) => [category, count, previous])).toEqual([
      [1, 6, [2]],
      [0, 3, [1]],
    ]);
    expect(areas.map(({ count, trend }) => [count, trend])).toEqual([
      [4, [3, 4]],
      [5, [0, 5]],
    ]);
    expect(areas[1].categories.map(({ category, count }) => [category, count])).toEqual([[1, 5]]);
  });

  it('list a category that has gone quiet, with its verdict', () => {
    const { total } = readFigures(after([[20, 3]], [[0, 3]]));
    expect(total.categories.find(({ category }) => category === 0)).toMatchObject({ count: 0, verdict: 'below' });
  });

  it('have no verdict, p or q before six periods, and no change in the first', () => {
    const short = readFigures(historyOf(Array.from({ length: 6 }, () => [[4]]))).total;
    expect(short).toMatchObject({ expected: null, p: null, q: null, verdict: 'too-few', corrected: false });
    expect(short.change).toEqual({ before: 4, p: 1, percent: null });
    expect(readFigures(historyOf([[[4]]])).total.change).toBeNull();
  });

  it('carry the same week of the year before, for every count', () => {
    const { total, areas } = readFigures(
      historyOf(
        [
          [
            [1, 1],
            [2, 0],
          ],
        ],
        '2026-W47',
        [
          [3, 4],
          [5, 0],
        ],
      ),
    );
    expect(total.yearBefore).toEqual({ key: '2025-W47', count: 12 });
    expect(areas.map(({ yearBefore }) => yearBefore?.count)).toEqual([7, 5]);
    expect(areas[0].categories.map(({ yearBefore }) => yearBefore?.count)).toEqual([3, 4]);
    expect(total.categories.map(({ yearBefore }) => yearBefore?.count)).toEqual([8, 4]);
    expect(readFigures(historyOf([[[1]]])).total.yearBefore).toBeNull();
  });

  it('name a percentage only when both counts are 30 or more', () => {
    const percent = (before: number, now: number): number | null | undefined =>
      readFigures(historyOf([[[before]], [[now]]])).total.change?.percent;
    expect(percent(30, 45)).toBeCloseTo(50, 12);
    expect(percent(40, 30)).toBeCloseTo(-25, 12);
    expect(percent(29, 45)).toBeNull();
    expect(percent(45, 29)).toBeNull();
    expect(percent(0, 45)).toBeNull();
  });

  it('compare months by the day: 28 in February and 31 in March are the same rate', () => {
    const march = readFigures(historyOf([[[28]], [[31]]], '2026-03')).total;
    expect(march.change?.p).toBe(1);
    const week = readFigures(historyOf([[[28]], [[31]]])).total;
    expect(week.change?.p).toBeLessThan(1);
  });

  it('count the week in which the clocks change as seven days', () => {
    const spring = readFigures(historyOf([[[20]], [[20]]], '2026-W13')).total;
    expect(spring.change?.p).toBe(1);
  });
});

describe('Verdicts corrected for how many are compared', () => {
  const twelve = (count: number): number[][] => Array.from({ length: 12 }, () => [count]);

  it('stand by themselves for the total and for a single area', () => {
    const { total, areas } = readFigures(after([[10]], [[19]]));
    expect(total).toMatchObject({ verdict: 'above', corrected: false });
    expect(total.q).toBe(total.p);
    expect(areas[0]).toMatchObject({ verdict: 'above', q: total.p });
  });

  it('are taken back, and said to be, for one area of twelve that is barely outside its range', () => {
    const { areas } = readFigures(after(twelve(10), [[19], ...twelve(10).slice(1)]));
    expect(areas[0].p).toBeLessThan(0.05);
    expect(areas[0].q).toBeCloseTo(Math.min(1, 12 * Number(areas[0].p)), 12);
    expect(areas[0]).toMatchObject({ verdict: 'usual', corrected: true });
    expect(areas[1]).toMatchObject({ verdict: 'usual', corrected: false });
  });

  it('stay for one that is far outside', () => {
    const { areas } = readFigures(after(twelve(10), [[40], ...twelve(10).slice(1)]));
    expect(areas[0]).toMatchObject({ verdict: 'above', corrected: false });
  });

  it('judge the categories of all areas as one list', () => {
    const now = twelve(10).map(() => [10, 10, 10]);
    now[4][1] = 19;
    const { areas, total } = readFigures(
      after(
        twelve(10).map(() => [10, 10, 10]),
        now,
      ),
    );
    const odd = areas[4].categories.find(({ category }) => category === 1);
    expect(odd?.q).toBeCloseTo(Math.min(1, 36 * Number(odd?.p)), 12);
    expect(odd?.corrected).toBe(true);
    expect(total.categories.every(({ q, p }) => Number(q) >= Number(p))).toBe(true);
  });

  it('count a category in every area, also where it has never occurred: a list is not chosen by its outcome', () => {
    const before = twelve(10).map(() => [10, 0]);
    before[0][1] = 1;
    const now = before.map((row) => [...row]);
    now[1][1] = 3;
    const { areas } = readFigures(after(before, now));
    const first = areas[1].categories.find(({ category }) => category === 1);
    expect(first?.previous.every((count) => count === 0)).toBe(true);
    // 12 areas times 2 categories, though only 14 counts are listed.
    expect(areas.flatMap(({ categories }) => categories)).toHaveLength(14);
    expect(first?.q).toBeCloseTo(24 * Number(first?.p), 12);
  });

  it('count a category of the whole that has not occurred for longer than is listed', () => {
    const once = historyOf([[[10, 10, 1]], ...Array.from({ length: 13 }, () => [[10, 10, 0]]), [[19, 10, 0]]]);
    const { categories } = readFigures(once).total;
    expect(categories.map(({ category }) => category)).toEqual([0, 1]);
    expect(categories[0].q).toBeCloseTo(3 * Number(categories[0].p), 12);
  });

  it('leave out what has no range', () => {
    const { areas } = readFigures(historyOf(Array.from({ length: 4 }, () => twelve(10))));
    expect(areas.every(({ q, verdict }) => q === null && verdict === 'too-few')).toBe(true);
  });
});

describe('Looking at many areas', { timeout: SIMULATION_TIMEOUT }, () => {
  const PERIODS = SIMULATED_FULLY ? 8000 : 300;

  interface Series {
    mean: number;
    dispersion: number;
  }

  /** @param changed factor by which the last period's mean is multiplied. */
  function simulate(random: Random, areas: Series[][], changed: (area: number, category: number) => number): History {
    const draw = (last: boolean): number[][] =>
      areas.map((row, area) =>
        row.map(({ mean, dispersion }, category) =>
          random.count(last ? mean * changed(area, category) : mean, dispersion),
        ),
      );
    return historyOf([...Array.from({ length: 12 }, () => draw(false)), draw(true)]);
  }

  const some = (random: Random): Series => ({
    mean: random.pick([0.5, 1, 2, 5, 10, 20, 50]),
    dispersion: random.pick([1, 1.25, 1.5, 2]),
  });

  it.each([12, 18, 25])(
    '%i steady ones give any verdict at all in at most five in a hundred of the periods',
    (areas) => {
      const random = createRandom(`steady ${areas}`);
      let any = 0;
      for (let i = 0; i < PERIODS; i++) {
        const series = Array.from({ length: areas }, () => [some(random)]);
        if (readFigures(simulate(random, series, () => 1)).areas.some(stands)) any++;
      }
      expect(any / PERIODS).toBeLessThanOrEqual(0.05);
    },
  );

  it.each([
    [0.5, 2],
    [50, 2],
    [2, 1.5],
  ])('25 steady ones of mean %d and dispersion %d, the hardest, do not either', (mean, dispersion) => {
    const random = createRandom(`hard ${mean} ${dispersion}`);
    let any = 0;
    for (let i = 0; i < PERIODS; i++) {
      const series = Array.from({ length: 25 }, () => [{ mean, dispersion }]);
      if (readFigures(simulate(random, series, () => 1)).areas.some(stands)) any++;
    }
    expect(any / PERIODS).toBeLessThanOrEqual(0.05);
  });

  it('and ten categories in each, steady, give any verdict on a category in at most 5 % of the periods', () => {
    const random = createRandom('pairs');
    const periods = PERIODS / 3;
    let any = 0;
    for (let i = 0; i < periods; i++) {
      const series = Array.from({ length: 12 }, () =>
        Array.from({ length: 10 }, () => ({ ...some(random), mean: random.pick([0.05, 0.2, 0.5, 1, 2, 5]) })),
      );
      if (readFigures(simulate(random, series, () => 1)).areas.some(({ categories }) => categories.some(stands))) any++;
    }
    expect(any / periods).toBeLessThanOrEqual(0.05);
  });

  it('of which some have trebled, gives false verdicts in at most 5 % of all given, and finds most that are large enough', () => {
    const random = createRandom('trebled');
    let falsely = 0;
    let found = 0;
    for (let i = 0; i < PERIODS; i++) {
      const series = Array.from({ length: 18 }, (_, area) => [
        area < 4 ? { mean: 15, dispersion: 1.25 } : some(random),
      ]);
      const { areas } = readFigures(simulate(random, series, (area) => (area < 4 ? 3 : 1)));
      const given = areas.filter(stands).length;
      const right = areas.slice(0, 4).filter(({ verdict }) => verdict === 'above').length;
      found += right / 4 / PERIODS;
      falsely += given > 0 ? (given - right) / given / PERIODS : 0;
    }
    expect(falsely).toBeLessThanOrEqual(0.05);
    expect(found).toBeGreaterThan(0.8);
  });
});
