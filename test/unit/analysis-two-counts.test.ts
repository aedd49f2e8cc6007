import { describe, expect, it } from 'vitest';
import { twoCountsP } from '../../src/analysis/two-counts';
import { createRandom } from '../reference/random';
import { countProbabilities, SIMULATED_FULLY, SIMULATION_TIMEOUT } from './analysis-simulation';

/** The paper's double sum, term by term, with the statistic as it is printed there. */
function doubleSum(count: number, days: number, before: number, daysBefore: number): number {
  const distance = (a: number, b: number): number =>
    a + b === 0 ? 0 : Math.abs(a / days - b / daysBefore) / Math.sqrt(a / days ** 2 + b / daysBefore ** 2);
  const rate = (count + before) / (days + daysBefore);
  const first = countProbabilities(rate * days, 1);
  const second = countProbabilities(rate * daysBefore, 1);
  const observed = distance(count, before);
  let p = 0;
  for (let a = 0; a < 250; a++) {
    for (let b = 0; b < 250; b++) if (distance(a, b) >= observed - 1e-12) p += first[a] * second[b];
  }
  return p;
}

describe('The test of two counts', { timeout: SIMULATION_TIMEOUT }, () => {
  it('gives the p of the paper’s examples', () => {
    // Krishnamoorthy and Thomson 2004, section 6: weeds in two samples of seed.
    expect(twoCountsP(0, 100, 3, 100)).toBeCloseTo(0.0884, 4);
    expect(twoCountsP(2, 100, 6, 100)).toBeCloseTo(0.1749, 4);
  });

  it('lets 16 to 25 be chance, though it looks like 56 % more', () => {
    expect(twoCountsP(25, 7, 16, 7)).toBeCloseTo(0.165, 3);
    expect(twoCountsP(52, 7, 31, 7)).toBeLessThan(0.05);
  });

  it('equals the full double sum for counts of all sizes and periods of unequal length', () => {
    const random = createRandom('double sum');
    for (let i = 0; i < 60; i++) {
      const top = random.pick([3, 10, 40, 100]);
      const [count, before] = [random.integer(0, top), random.integer(0, top)];
      const [days, daysBefore] = random.pick([
        [7, 7],
        [28, 31],
        [31, 30],
        [123, 120],
        [7, 28],
      ]);
      const expected = doubleSum(count, days, before, daysBefore);
      expect(Math.abs(twoCountsP(count, days, before, daysBefore) - expected)).toBeLessThan(1e-11 + 1e-9 * expected);
    }
  });

  it('is one for equal rates, nothing at all included, and the same from either side', () => {
    expect(twoCountsP(0, 7, 0, 7)).toBe(1);
    expect(twoCountsP(20, 7, 20, 7)).toBe(1);
    expect(twoCountsP(28, 28, 31, 31)).toBe(1);
    expect(twoCountsP(12, 31, 25, 28)).toBeCloseTo(twoCountsP(25, 28, 12, 31), 13);
  });

  it('asks by rate: the same two counts say more when the shorter period has the more', () => {
    expect(twoCountsP(40, 28, 30, 31)).toBeLessThan(twoCountsP(40, 30, 30, 30));
    expect(twoCountsP(40, 31, 30, 28)).toBeGreaterThan(twoCountsP(40, 30, 30, 30));
  });

  it('falls as the second count moves away', () => {
    for (let count = 30; count < 70; count++) {
      expect(twoCountsP(count + 1, 7, 30, 7)).toBeLessThan(twoCountsP(count, 7, 30, 7));
    }
  });

  it('stands large counts: there it is the test by the normal distribution', () => {
    // z = 894.3 / sqrt(200,000) = 2.0: p = 0.0455; the counts are whole, which moves it in the fourth decimal.
    expect(twoCountsP(100_447, 31, 99_553, 31)).toBeCloseTo(0.0456, 3);
    expect(twoCountsP(100_000, 31, 50_000, 31)).toBeLessThan(1e-30);
    expect(twoCountsP(100_000, 31, 0, 31)).toBeLessThan(1e-30);
  });

  it('refuses what is no count and no length', () => {
    expect(() => twoCountsP(-1, 7, 3, 7)).toThrow(RangeError);
    expect(() => twoCountsP(1.5, 7, 3, 7)).toThrow(RangeError);
    expect(() => twoCountsP(1, 0, 3, 7)).toThrow(RangeError);
    expect(() => twoCountsP(1, NaN, 3, 7)).toThrow(RangeError);
  });

  const means = SIMULATED_FULLY ? [0.5, 1, 2, 3, 5, 7.5, 10, 20, 30, 50] : [0.5, 2, 5, 10];
  it.each(means.flatMap((mean) => [[7, 7] as const, [28, 31] as const].map((days) => [mean, ...days] as const)))(
    'finds a difference where there is none in at most five in a hundred of the cases: mean %d in periods of %d and %d days',
    (mean, days, daysBefore) => {
      // Not simulated: every pair of counts with its probability.
      const first = countProbabilities(mean, 1);
      const second = countProbabilities((mean * daysBefore) / days, 1);
      let size = 0;
      for (let a = 0; a < 120; a++) {
        for (let b = 0; b < 120; b++) {
          const probability = first[a] * second[b];
          if (probability > 1e-9 && twoCountsP(a, days, b, daysBefore) <= 0.05) size += probability;
        }
      }
      expect(size).toBeLessThanOrEqual(0.05);
      // And it does not keep to it by never saying anything.
      expect(size).toBeGreaterThan(mean < 2 ? 0.001 : 0.04);
    },
  );
});
