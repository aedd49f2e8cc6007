import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storyOf } from '../../src/analysis/hotspot-story';
import { mannKendall } from '../../src/analysis/mann-kendall';
import type { Story } from '../../src/analysis/types';
import { createRandom } from '../reference/random';

/** Every order of the values, counted one by one. */
function orders(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, i) => orders(values.filter((_, j) => j !== i)).map((rest) => [value, ...rest]));
}

function statistic(values: readonly number[]): number {
  return values.reduce((sum, a, i) => sum + values.slice(i + 1).reduce((part, b) => part + Math.sign(b - a), 0), 0);
}

describe('The trend of a series (Mann and Kendall)', () => {
  it('has the p that counting every order gives, ties and all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 7 }), (series) => {
        const all = orders(series).map((order) => Math.abs(statistic(order)));
        const { s, p } = mannKendall(series);
        expect(s).toBe(statistic(series));
        expect(p).toBeCloseTo(all.filter((each) => each >= Math.abs(s)).length / all.length, 12);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    // Kendall's table of S without ties: P(S >= 28) of 8 is 1 / 8!, P(S >= 18) of 8 is 0.016; P(S >= 34) of 12 is 0.0115 and P(S >= 30) is 0.022.
    [[1, 2, 3, 4, 5, 6, 7, 8], 28, 2 / 40_320],
    [[8, 7, 6, 5, 4, 3, 2, 1], -28, 2 / 40_320],
    [[4, 4, 4, 4, 4, 4, 4], 0, 1],
    // One rise somewhere among 12 equal values and a higher one: 13 places for it, and the ends are as far from the middle.
    [[...Array(12).fill(0), 1], 12, 2 / 13],
  ])('of %j is %d, p %d', (series, s, p) => {
    expect(mannKendall(series).s).toBe(s);
    expect(mannKendall(series).p).toBeCloseTo(p, 12);
  });

  it('turns its sign when time runs backwards, and is exact to the last of eighteen', () => {
    const series = [3, 5, 4, 6, 6, 7, 9, 8, 12, 10, 11, 15, 14];
    const backwards = mannKendall(series.toReversed());
    expect(backwards).toEqual({ s: -mannKendall(series).s, p: mannKendall(series).p });
    const longest = Array.from({ length: 18 }, (_, i) => i);
    expect(mannKendall(longest).p).toBeCloseTo(2 / 6_402_373_705_728_000, 25);
    expect(() => mannKendall([...longest, 18])).toThrow(/at most 18 periods/);
  });
});

const hotIn = (marks: string): boolean[] => [...marks].map((mark) => mark === '#');
const EVEN = [3, 2, 4, 3, 2, 3, 4, 2, 3, 4, 2, 3, 4];
const RISING = [0, 1, 0, 1, 2, 2, 3, 2, 4, 4, 5, 5, 7];
const FALLING = RISING.toReversed();

describe('The story of a place', () => {
  it.each<[string, string, number[], Story | null]>([
    ['hot in 9 of 12 and now: persistent', '#.##.###.###' + '#', EVEN, 'persistent'],
    ['hot in 8 of 12 and now: persistent', '#.#..###.###' + '#', EVEN, 'persistent'],
    ['hot in 7 of 12 and now: sporadic', '#.#..###..##' + '#', EVEN, 'sporadic'],
    ['hot once before and now: sporadic', '..#.........' + '#', EVEN, 'sporadic'],
    ['hot now and never before: new', '............' + '#', EVEN, 'new'],
    ['hot now and never before, though it has risen for long: new', '............' + '#', RISING, 'new'],
    ['hot before and now, and rising: growing', '........#.##' + '#', RISING, 'growing'],
    ['hot all the time, and rising: growing', '############' + '#', RISING, 'growing'],
    ['hot all the time, and falling: fading', '############' + '#', FALLING, 'fading'],
    ['hot before and not now: gone', '#####.......' + '.', EVEN, 'gone'],
    ['hot until last week: gone', '...........#' + '.', EVEN, 'gone'],
    ['never hot: none', '............' + '.', EVEN, null],
    ['hot in 4 of 6 and now: persistent', '##.#.#' + '#', EVEN.slice(0, 7), 'persistent'],
    ['hot in 3 of 6 and now: sporadic', '##.#..' + '#', EVEN.slice(0, 7), 'sporadic'],
    ['with five periods before: none', '#####' + '#', EVEN.slice(0, 6), null],
  ])('%s', (_, marks, series, story) => {
    expect(storyOf(hotIn(marks), series)).toBe(story);
  });

  it('is exactly one of the six whenever it was hot at all', () => {
    const place = fc.integer({ min: 7, max: 13 }).chain((length) =>
      fc.record({
        hot: fc.array(fc.boolean(), { minLength: length, maxLength: length }),
        series: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }),
      }),
    );
    fc.assert(
      fc.property(place, ({ hot, series }) => {
        const now = hot.at(-1) === true;
        const times = hot.slice(0, -1).filter(Boolean).length;
        const up = mannKendall(series.slice(0, -1));
        const down = mannKendall(series);
        const rising = up.s > 0 && up.p < 0.1;
        const falling = down.s < 0 && down.p < 0.1;
        const often = 3 * times >= 2 * (hot.length - 1);
        // The definitions as they stand in the docstring, each on its own.
        const definitions: Record<Story, boolean> = {
          new: now && times === 0,
          growing: now && times > 0 && rising,
          fading: now && times > 0 && falling,
          persistent: now && times > 0 && !rising && !falling && often,
          sporadic: now && times > 0 && !rising && !falling && !often,
          gone: !now && times > 0,
        };
        const fitting = Object.entries(definitions).flatMap(([story, fits]) => (fits ? [story] : []));
        expect(fitting).toEqual(hot.includes(true) ? [storyOf(hot, series)] : []);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([7, 13])(
    'of an even place over %d periods is growing at most one time in twenty, though its last count is its highest',
    (length) => {
      const random = createRandom(`even places ${length}`);
      const hot = Array.from({ length }, () => true);
      let growing = 0;
      let all = 0;
      while (all < 3000) {
        const series = Array.from({ length }, () => random.count(4));
        if (Math.max(...series.slice(0, -1)) >= series[length - 1]) continue;
        all++;
        if (storyOf(hot, series) === 'growing') growing++;
      }
      expect(growing).toBeGreaterThan(0);
      expect(growing / all).toBeLessThan(0.05);
    },
  );
});
