import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse';
import { adjustedLevels, benjaminiHochberg } from '../../src/analysis/benjamini-hochberg';
import { addIncidentHours, emptyHours } from '../../src/analysis/hot-times';
import { areaList, events, slice, study, YEAR } from './areas-and-incidents';

describe('However areas, incidents and filters lie', () => {
  it('areas and outside sum to all incidents of the period that pass, and every other sum agrees', () => {
    fc.assert(
      fc.property(areaList, events, slice, (areas, list, options) => {
        const { table, study: made } = study(areas, list);
        const analysis = analyse(table, made, { ...options, areas: null });
        const sum = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((a, b) => a + b, 0);
        const passing = analyse({ ...table, area: new Int16Array(table.size).fill(-1) }, made, {
          ...options,
          areas: null,
        });
        expect(passing.total).toBe(0);
        expect(sum(analysis.areas.map((area) => area.count)) + analysis.outside).toBe(passing.outside);
        expect(sum(analysis.areas.map((area) => area.count))).toBe(analysis.total);
        expect(sum(analysis.grid.count)).toBe(analysis.total);
        expect(sum(analysis.hotTimes.flat())).toBeCloseTo(analysis.total, 9);
        expect(sum(analysis.categories.map((each) => each.count))).toBe(analysis.total);
        expect(analysis.rows.length).toBe(analysis.total);
        expect(analysis.trend.at(-1)).toBe(analysis.total);
        analysis.trend.forEach((count, i) => expect(sum(analysis.areas.map((area) => area.trend[i]))).toBe(count));
        expect(analysis.hotspots.every((spot) => spot.count <= analysis.total)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('without filters every incident of the period is counted once, inside or outside', () => {
    fc.assert(
      fc.property(areaList, events, (areas, list) => {
        const { table, study: made } = study(areas, list);
        const nothing = { categories: null, organisations: null, weekdays: null, hours: null };
        const { total, outside } = analyse(table, made, {
          period: YEAR,
          areas: null,
          cell: 250,
          shape: 'square',
          ...nothing,
        });
        expect(total + outside).toBe(list.filter(({ from }) => from >= YEAR.from && from < YEAR.to).length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('Benjamini and Hochberg', () => {
  const pValues = fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    ),
    { maxLength: 60 },
  );

  it('keeps the order of the p values, never goes below them nor above one, and agrees with the definition', () => {
    fc.assert(
      fc.property(pValues, (list) => {
        const q = benjaminiHochberg(Float64Array.from(list));
        const tests = list.filter((p) => !Number.isNaN(p));
        list.forEach((p, i) => {
          if (Number.isNaN(p)) return expect(q[i]).toBeNaN();
          expect(q[i] >= p * (1 - 1e-15) && q[i] <= 1).toBe(true);
          list.forEach((other, j) => other < p && expect(q[j]).toBeLessThanOrEqual(q[i]));
          // Least p' * m / (number of p values at most p') over all p' from p on.
          const least = Math.min(
            ...tests
              .filter((other) => other >= p)
              .map((other) => (other * tests.length) / tests.filter((each) => each <= other).length),
          );
          expect(q[i]).toBeCloseTo(Math.min(1, least), 12);
        });
      }),
    );
  });

  it('does not care whether equal p values are counted or written out', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 12 }),
        (distinct, times) => {
          const counted = adjustedLevels(distinct, times.slice(0, distinct.length));
          const written = distinct.flatMap((p, i) => Array.from({ length: times[i] }, () => p));
          const expected = distinct.flatMap((_, i) => Array.from({ length: times[i] }, () => counted[i]));
          expect([...benjaminiHochberg(Float64Array.from(written))]).toEqual(expected);
        },
      ),
    );
  });
});

describe('Aoristic weights', () => {
  it('of any interval sum to one and are never negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 946_684_800, max: 2_556_057_600 }),
        fc.integer({ min: 0, max: 40_000_000 }),
        (from, lasting) => {
          const sums = emptyHours();
          addIncidentHours(sums, from, from + lasting);
          expect(sums.every((share) => share >= 0)).toBe(true);
          expect(sums.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
