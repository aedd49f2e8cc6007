import { describe, expect, it } from 'vitest';
import { expectedRange, verdictOf } from '../../src/analysis/expected-range';
import { createRandom } from '../reference/random';

const SERIES = Number(process.env['SIMULATIONS'] ?? 3000);
const MEANS = [0.5, 1, 2, 5, 10, 20, 50];
const DISPERSIONS = [1, 1.5, 2];

/** Shares of steady series whose next count is called above or below. */
function alarms(mean: number, dispersion: number, periods: number, factor = 1): { above: number; below: number } {
  const random = createRandom(`${mean} ${dispersion} ${periods} ${factor}`);
  let above = 0;
  let below = 0;
  for (let i = 0; i < SERIES; i++) {
    const previous = Array.from({ length: periods }, () => random.count(mean, dispersion));
    const verdict = verdictOf(random.count(mean * factor, dispersion), expectedRange(previous));
    if (verdict === 'above') above++;
    if (verdict === 'below') below++;
  }
  return { above: above / SERIES, below: below / SERIES };
}

describe('The expected range', () => {
  it('needs six periods before', () => {
    expect(expectedRange([3, 4, 5, 3, 4])).toBeNull();
    expect(verdictOf(100, null)).toBe('too-few');
    expect(expectedRange([3, 4, 5, 3, 4, 6])).not.toBeNull();
  });

  it('contains the mean of steady counts and never a negative count', () => {
    const range = expectedRange([0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0]);
    expect(range?.low).toBe(0);
    expect(range?.high).toBeGreaterThanOrEqual(1);
    expect(range?.high).toBeLessThanOrEqual(3);
  });

  it('is the shortest range of the negative binomial that holds 95 %', () => {
    // Mean 121 / 12, dispersion 14 / 11: probabilities by lgamma-free products from k = 0.
    const mean = 121 / 12;
    const variance = (14 / 11) * mean * (13 / 12);
    const size = mean ** 2 / (variance - mean);
    const p: number[] = [(size / (size + mean)) ** size];
    for (let k = 1; k < 200; k++) p.push((p[k - 1] * (k - 1 + size) * (mean / (size + mean))) / k);
    const mass = (low: number, high: number): number => p.slice(low, high + 1).reduce((a, b) => a + b, 0);
    const range = expectedRange(Array.from({ length: 12 }, () => 10));
    if (!range) throw new Error('expected a range');
    expect(mass(range.low, range.high)).toBeGreaterThanOrEqual(0.95);
    for (let low = 0; low < 100; low++) expect(mass(low, low + range.high - range.low - 1)).toBeLessThan(0.95);
  });

  it('widens for scattered counts and for a short history', () => {
    const width = (counts: number[]): number => {
      const range = expectedRange(counts);
      return range ? range.high - range.low : NaN;
    };
    const steady = Array.from({ length: 12 }, () => 10);
    expect(width([2, 18, 4, 16, 3, 17, 2, 18, 10, 10, 5, 15])).toBeGreaterThan(width(steady));
    expect(width(steady.slice(0, 6))).toBeGreaterThan(width(steady));
  });

  it('stands large counts', () => {
    const range = expectedRange(Array.from({ length: 12 }, () => 1_000_000));
    expect(range?.low).toBeGreaterThan(990_000);
    expect(range?.high).toBeLessThan(1_010_000);
  });

  describe.each([12, 8, 6])('after %i steady periods', (periods) => {
    it.each(MEANS.flatMap((mean) => DISPERSIONS.map((dispersion) => [mean, dispersion] as const)))(
      'of mean %d and dispersion %d gives false alarms in at most 5 % of the periods',
      (mean, dispersion) => {
        const { above, below } = alarms(mean, dispersion, periods);
        expect(above + below).toBeLessThanOrEqual(0.05);
      },
    );
  });

  it('sees a doubling from 10 in three Poisson series of five after 12 periods', () => {
    expect(alarms(10, 1, 12, 2).above).toBeGreaterThan(0.6);
  });
});
