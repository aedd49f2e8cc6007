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
 * 95 % predictive interval for a count.
 * @param previous counts of the periods before, at most 12 of them are meant; fewer than 6 give null.
 */
export function expectedRange(previous: readonly number[]): ExpectedRange | null {
  const n = previous.length;
  if (n < PERIODS_AT_LEAST) return null;
  const sum = previous.reduce((a, b) => a + b, 0);
  const mean = (sum + 0.5) / n;
  const plain = sum / n;
  const squares = previous.reduce((a, b) => a + (b - plain) ** 2, 0);
  const dispersion = Math.max(1, squares / (n - 1) / mean);
  return shortestRange(mean, dispersion * mean * (1 + 1 / n));
}

export function verdictOf(count: number, expected: ExpectedRange | null): Verdict {
  if (expected === null) return 'too-few';
  if (count > expected.high) return 'above';
  return count < expected.low ? 'below' : 'usual';
}
