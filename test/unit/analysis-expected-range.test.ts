import { describe, expect, it } from 'vitest';
import { expectationOf, expectedRange, verdictOf } from '../../src/analysis/expected-range';
import { createRandom } from '../reference/random';
import { countProbabilities, SIMULATED_FULLY, SIMULATION_TIMEOUT } from './analysis-simulation';

const SERIES = SIMULATED_FULLY ? 20_000 : 1000;
const MEANS = [0.5, 1, 2, 5, 10, 20, 50];
const DISPERSIONS = [1, 1.5, 2];
const LEVELS = [0.05, 0.01, 0.002];

const steady = (count: number, periods = 12): number[] => Array.from({ length: periods }, () => count);

function expectation(previous: number[]): NonNullable<ReturnType<typeof expectationOf>> {
  const found = expectationOf(previous);
  if (!found) throw new Error('expected a range');
  return found;
}

/**
 * Probability that the next period of a steady series gets a p under each level, above and below together. Series are simulated; what the next count would be is summed exactly, which
 * is worth many more series.
 */
function alarms(mean: number, dispersion: number, periods: number): number[] {
  const random = createRandom(`${mean} ${dispersion} ${periods}`);
  const next = countProbabilities(mean, dispersion);
  const shares = LEVELS.map(() => 0);
  for (let i = 0; i < SERIES; i++) {
    const { pOf } = expectation(Array.from({ length: periods }, () => random.count(mean, dispersion)));
    next.forEach((probability, count) => {
      const p = pOf(count);
      LEVELS.forEach((level, which) => (shares[which] += p < level ? probability / SERIES : 0));
    });
  }
  return shares;
}

/** Share of series, steady at 10 for 12 periods and then at 20, that are called above in the first, and at the latest in the second. */
function doublings(dispersion: number): { first: number; second: number } {
  const random = createRandom(`doubling ${dispersion}`);
  const found = { first: 0, second: 0 };
  for (let i = 0; i < SERIES; i++) {
    const counts = [...Array.from({ length: 12 }, () => random.count(10, dispersion))];
    const isAbove = (count: number, previous: number[]): boolean =>
      verdictOf(count, expectedRange(previous)) === 'above';
    const next = [random.count(20, dispersion), random.count(20, dispersion)];
    const first = isAbove(next[0], counts);
    if (first) found.first += 1 / SERIES;
    if (first || isAbove(next[1], [...counts.slice(1), next[0]])) found.second += 1 / SERIES;
  }
  return found;
}

describe('The expected range', { timeout: SIMULATION_TIMEOUT }, () => {
  it('needs six periods before', () => {
    expect(expectedRange([3, 4, 5, 3, 4])).toBeNull();
    expect(expectationOf([])).toBeNull();
    expect(verdictOf(100, null)).toBe('too-few');
    expect(expectedRange([3, 4, 5, 3, 4, 6])).not.toBeNull();
  });

  it('contains the mean of steady counts and never a negative count', () => {
    const { range } = expectation([0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0]);
    expect(range.low).toBe(0);
    expect(range.high).toBeGreaterThanOrEqual(1);
    expect(range.high).toBeLessThanOrEqual(4);
    for (const count of [1, 5, 30, 400]) {
      expect(expectation(steady(count)).range.low).toBeLessThanOrEqual(count);
      expect(expectation(steady(count)).range.high).toBeGreaterThanOrEqual(count);
    }
  });

  it('does not depend on the order of the periods', () => {
    expect(expectedRange([9, 3, 4, 8, 1, 0, 7])).toEqual(expectedRange([0, 1, 3, 4, 7, 8, 9]));
  });

  it('widens for scattered counts and for a short history', () => {
    const width = (counts: number[]): number => expectation(counts).range.high - expectation(counts).range.low;
    expect(width([2, 18, 4, 16, 3, 17, 2, 18, 10, 10, 5, 15])).toBeGreaterThan(width(steady(10)));
    expect(width(steady(10, 6))).toBeGreaterThan(width(steady(10)));
  });

  it('stands large counts, and a single outbreak', () => {
    const { range } = expectation(steady(1_000_000));
    expect(range.low).toBeGreaterThan(990_000);
    expect(range.high).toBeLessThan(1_010_000);
    const after = expectation([...steady(0, 11), 5000]);
    expect(after.range.low).toBe(0);
    expect(after.pOf(5000)).toBeGreaterThan(0.01);
  });

  it('ends exactly where p falls under 5 %, and p falls on both sides', () => {
    const random = createRandom('range and p');
    for (let i = 0; i < 400; i++) {
      const mean = 0.1 * 500 ** random.next();
      const previous = Array.from({ length: random.integer(6, 12) }, () => random.count(mean, 1 + 3 * random.next()));
      const { range, pOf } = expectation(previous);
      for (let count = 0; count < 3 * range.high + 20; count++) {
        expect(pOf(count) < 0.05).toBe(verdictOf(count, range) !== 'usual');
        if (count > range.high) expect(pOf(count + 1)).toBeLessThanOrEqual(pOf(count));
        if (count < range.low) expect(pOf(count)).toBeLessThanOrEqual(pOf(count + 1));
      }
    }
  });

  it('leaves four fifths of its 5 % above', () => {
    const { pOf } = expectation(steady(200));
    // p is the tail over its share, so a count as far above as another lies below has a quarter of its p.
    let above = 0;
    let below = 0;
    while (pOf(201 + above) >= 0.05) above++;
    while (pOf(200 - below) >= 0.05) below++;
    expect(above).toBeLessThan(below);
  });

  describe.each([12, 8, 6])('after %i steady periods', (periods) => {
    it.each(MEANS.flatMap((mean) => DISPERSIONS.map((dispersion) => [mean, dispersion] as const)))(
      'of mean %d and dispersion %d gives false alarms in at most 5 % of the periods, and no more small p than there should be',
      (mean, dispersion) => {
        alarms(mean, dispersion, periods).forEach((share, i) => expect(share).toBeLessThanOrEqual(LEVELS[i]));
      },
    );
  });

  it('finds a doubling from 10 at once in 64 % of Poisson series, and in four of five within two periods', () => {
    const { first, second } = doublings(1);
    expect(first).toBeGreaterThan(0.64);
    expect(second).toBeGreaterThan(0.8);
    // Scattered counts hide more.
    expect(doublings(2).first).toBeGreaterThan(0.42);
  });
});

describe('What any range could find of a doubling from 10 (decision 0005)', () => {
  const ordinary = countProbabilities(10, 1);
  const doubled = countProbabilities(20, 1);
  const from = (probabilities: Float64Array, low: number): number =>
    probabilities.subarray(low).reduce((a, b) => a + b, 0);

  it('is 84 % when the mean is known, nothing scatters, and all 5 % are spent above: alarm from 16', () => {
    expect(from(ordinary, 15)).toBeGreaterThan(0.05);
    expect(from(ordinary, 16)).toBeLessThan(0.05);
    expect(from(doubled, 16)).toBeCloseTo(0.8435, 4);
  });

  it('is 78 % when the two sides share them equally', () => {
    expect(from(ordinary, 16)).toBeGreaterThan(0.025);
    expect(from(doubled, 17)).toBeCloseTo(0.7789, 4);
  });

  it('is under four in five, one-sided, when the mean is estimated from 12 Poisson periods: the conditional binomial test', () => {
    const before = countProbabilities(120, 1);
    let found = 0;
    for (let total = 0; total < 300; total++) {
      // Given the total of 13 ordinary periods, the last one's count is binomial with probability 1 / 13.
      const binomial = new Float64Array(total + 1);
      binomial[0] = (12 / 13) ** total;
      for (let k = 1; k <= total; k++) binomial[k] = (binomial[k - 1] * (total - k + 1)) / k / 12;
      let alarm = total + 1;
      for (let tail = 0; alarm > 0 && tail + binomial[alarm - 1] <= 0.05; alarm--) tail += binomial[alarm - 1];
      for (let count = alarm; count <= total; count++) found += (before[total - count] ?? 0) * (doubled[count] ?? 0);
    }
    expect(found).toBeCloseTo(0.7855, 3);
  });
});
