/** What an ordinary period would hold, judged by the periods before. */
import type { ExpectedRange, Verdict } from './types';

const PERIODS_AT_LEAST = 6;
const COVERAGE = 0.95;

/** Shortest run of counts that holds 95 % of a negative binomial with the mean and the variance (Poisson-like when they are nearly equal). */
function shortestRange(mean: number, variance: number): ExpectedRange {
  const size = (mean * mean) / (variance - mean);
  const ratio = mean / (size + mean);
  const mode = size > 1 ? Math.floor(((size - 1) * mean) / size) : 0;
  // Probabilities relative to the mode's: no gamma function, and no underflow for large counts.
  const up = (p: number, k: number): number => (p * (k + size) * ratio) / (k + 1);
  const down = (p: number, k: number): number => (p * k) / ((k - 1 + size) * ratio);
  let total = 1;
  for (let k = mode, p = 1; (p = up(p, k)) > 1e-15; k++) total += p;
  for (let k = mode, p = 1; k > 0 && (p = down(p, k)) > 1e-15; k--) total += p;
  let low = mode;
  let high = mode;
  let mass = 1;
  let below = low > 0 ? down(1, low) : 0;
  let above = up(1, high);
  while (mass < COVERAGE * total) {
    if (below > above) {
      mass += below;
      low--;
      below = low > 0 ? down(below, low) : 0;
    } else {
      mass += above;
      high++;
      above = up(above, high);
    }
  }
  return { low, high };
}

/**
 * 95 % predictive interval for the count of an ordinary period: the shortest range of a negative binomial.
 *
 * With Poisson counts and a flat prior, the count of the next period given n counts of sum S is negative binomial with mean m = (S + 1) / n and
 * variance m (1 + 1 / n) (Gelman et al. 2013, Bayesian Data Analysis, section 2.6). That variance is multiplied by the dispersion, the sample variance over m
 * but at least 1, times (n + 2) / (n - 1): the dispersion is itself an estimate from n counts, and the factor does what Student's t does for a mean.
 *
 * Simulated (test/unit/analysis-expected-range.test.ts): steady series of means 0.5 to 50 and dispersions 1 to 2 fall outside, on both sides together, in at most
 * 4.5 % of the periods. A doubling from 10 is seen in some 64 % of Poisson series after 12 periods; 78 % is the most that any such range can reach, with the mean known for
 * certain (alarm from 17 on), since it must let through what is ordinary.
 * @param previous counts of earlier periods; 12 are meant, fewer than 6 give null. Trend and season are not modelled.
 */
export function expectedRange(previous: readonly number[]): ExpectedRange | null {
  const n = previous.length;
  if (n < PERIODS_AT_LEAST) return null;
  const sum = previous.reduce((a, b) => a + b, 0);
  const mean = (sum + 1) / n;
  const variance = previous.reduce((a, b) => a + (b - sum / n) ** 2, 0) / (n - 1);
  const dispersion = (Math.max(1, variance / mean) * (n + 2)) / (n - 1);
  return shortestRange(mean, dispersion * mean * (1 + 1 / n));
}

/** `above` or `below` when the count lies outside the range; `too-few` without a range. */
export function verdictOf(count: number, expected: ExpectedRange | null): Verdict {
  if (expected === null) return 'too-few';
  if (count > expected.high) return 'above';
  return count < expected.low ? 'below' : 'usual';
}
