/** What an ordinary period would hold, judged by the periods before. */
import { countDistribution, tailsOf, type CountDistribution } from './count-distribution';
import type { ExpectedRange, Verdict } from './types';

const PERIODS_AT_LEAST = 6;
/** Probability, in an ordinary period, of a count outside the range; four fifths of it above. */
export const LEVEL = 0.05;
const SHARE_ABOVE = 0.8;
/** Probability given beforehand to counts that scatter no more than Poisson ones; the rest is spread evenly over the greater dispersions. */
const POISSON_BEFOREHAND = 0.3;
/** Ratio of one dispersion considered to the next. */
const STEP = 1.4;
/** Probabilities below this share of the greatest are left out: p is right to 1e-22, and one smaller still is given as 0. */
const NEGLIGIBLE = 1e-24;
/** Answers kept, and lists of distributions that they are mixed from: a week's slider meets the same small counts again and again. */
const KEPT = 5000;
const PARTS_KEPT = 1000;
/** Sum of counts, and number of distributions, above which nothing is kept: such series come seldom twice and would fill the memory. */
const SUM_KEPT = 3000;
const DISPERSIONS_KEPT = 12;

export interface Expectation {
  range: ExpectedRange;
  /** p of a count: under 5 % outside the range, and only there. */
  pOf: (count: number) => number;
}

/**
 * How likely each dispersion (variance over mean) is after what was seen: 1, STEP, STEP^2, ...
 * @param seen sample variance over the mean.
 * @param freedom degrees of freedom of that variance.
 */
function weightsOf(seen: number, freedom: number): number[] {
  const peak = Math.max(1, seen);
  // Density of a chi-square at freedom * seen / dispersion, relative to its greatest.
  const likelihood = (dispersion: number): number =>
    Math.exp((-freedom / 2) * (Math.log(dispersion / peak) + seen / dispersion - seen / peak));
  const weights: number[] = [];
  for (let dispersion = 1; dispersion < 4 * peak; dispersion *= STEP) weights.push(likelihood(dispersion));
  const others = (1 - POISSON_BEFOREHAND) / (weights.length - 1);
  const weighed = weights.map((weight, i) => weight * (i === 0 ? POISSON_BEFOREHAND : others));
  const sum = weighed.reduce((a, b) => a + b, 0);
  return weighed.map((weight) => weight / sum);
}

/** Sum of distributions, each with its weight. */
function mix(parts: readonly CountDistribution[], weights: readonly number[]): CountDistribution {
  let low = Infinity;
  let end = 0;
  for (const part of parts) {
    low = Math.min(low, part.low);
    end = Math.max(end, part.low + part.probability.length);
  }
  const probability = new Float64Array(end - low);
  parts.forEach((part, which) => {
    const weight = weights[which];
    const shift = part.low - low;
    for (let i = 0; i < part.probability.length; i++) probability[shift + i] += weight * part.probability[i];
  });
  return { low, probability };
}

/** One list for each number of periods and sum of counts: the dispersions 1, STEP, STEP^2, ... as far as they have been asked for. */
const parts = new Map<string, CountDistribution[]>();

function partsOf(n: number, sum: number, size: number): CountDistribution[] {
  const key = `${n} ${sum}`;
  const list = parts.get(key)?.slice(0, size) ?? [];
  if (list.length === size) return list;
  for (let i = list.length; i < size; i++) {
    list.push(countDistribution((sum + 1) / n, STEP ** i * (1 + 1 / n), NEGLIGIBLE));
  }
  if (sum <= SUM_KEPT && size <= DISPERSIONS_KEPT) {
    if (parts.size >= PARTS_KEPT) parts.clear();
    parts.set(key, list);
  }
  return list;
}

/** First of the positions 0 to size - 1 at which something holds that holds from there on; `size` if nowhere. */
function firstWhere(size: number, holds: (i: number) => boolean): number {
  let from = 0;
  let to = size;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** @param n how many periods. @param sum of their counts. @param squares sum of the squared counts. */
function expect(n: number, sum: number, squares: number): Expectation {
  const mean = (sum + 1) / n;
  const seen = (squares - (sum * sum) / n) / (n - 1) / mean;
  const weights = weightsOf(seen, (n - 1) / (1 + 2 / mean));
  const predictive = mix(partsOf(n, sum, weights.length), weights);
  const { fewer, orMore } = tailsOf(predictive);
  const size = predictive.probability.length;
  const above = (i: number): number => (i < 0 ? 1 : i < size ? orMore[i] : 0) / SHARE_ABOVE;
  const below = (i: number): number => (i < 0 ? 0 : i < size ? fewer[i + 1] : 1) / (1 - SHARE_ABOVE);
  return {
    range: {
      low: predictive.low + firstWhere(size, (i) => below(i) >= LEVEL),
      high: predictive.low + firstWhere(size, (i) => above(i) < LEVEL) - 1,
    },
    pOf: (count) => Math.min(1, above(count - predictive.low), below(count - predictive.low)),
  };
}

const kept = new Map<string, Expectation>();

/**
 * Predictive distribution of an ordinary period's count after n earlier ones, and from it the expected range and the p of a count.
 *
 * Mean: with Poisson counts of sum S and a flat prior the next count is negative binomial with mean m = (S + 1) / n and variance m (1 + 1 / n) (Gelman et al. 2013, Bayesian
 * Data Analysis, section 2.6). Scatter: that variance is multiplied by a dispersion d, which is not known, so the distributions of d = 1, 1.4, 1.4^2, ... below
 * 4 * max(1, D) are mixed (D: sample variance / m). Their weights are a prior, 0.3 for d = 1 and 0.7 shared evenly by the others, times the chi-square likelihood
 * d^(-v/2) exp(-v D / (2 d)) with v = (n - 1) / (1 + 2 / m) degrees of freedom: small counts tell less about their scatter, as their kurtosis is greater.
 *
 * p = min(1, P(count or more) / 0.8, P(count or fewer) / 0.2), the range holds every count with p >= 0.05: outside it and p < 0.05 are the same. Four fifths of the 5 % lie above, because
 * more than expected is what the partners act on, and fewer may only be fewer reports. Both tails include the count itself, so there are no ties to break.
 *
 * Simulated (test/unit/analysis-expected-range.test.ts, decision 0005): steady series of means 0.5 to 50 and dispersions 1 to 2 fall outside in at most 5 % of the periods, and p stays
 * honest far out (p under 0.002 in at most 0.2 %), which the correction for many areas needs. Trend and season are not modelled.
 * @param previous counts of earlier periods in any order; 12 are meant, fewer than 6 give null.
 */
export function expectationOf(previous: readonly number[]): Expectation | null {
  const n = previous.length;
  if (n < PERIODS_AT_LEAST) return null;
  let sum = 0;
  let squares = 0;
  for (const count of previous) {
    sum += count;
    squares += count * count;
  }
  const key = `${n} ${sum} ${squares}`;
  let expectation = kept.get(key);
  if (!expectation) {
    expectation = expect(n, sum, squares);
    if (sum <= SUM_KEPT) {
      if (kept.size >= KEPT) kept.clear();
      kept.set(key, expectation);
    }
  }
  return expectation;
}

/** The range alone; see `expectationOf`. */
export function expectedRange(previous: readonly number[]): ExpectedRange | null {
  return expectationOf(previous)?.range ?? null;
}

/** `above` or `below` when the count lies outside the range; `too-few` without a range. A count on its own: lists are judged in figures.ts. */
export function verdictOf(count: number, expected: ExpectedRange | null): Verdict {
  if (expected === null) return 'too-few';
  if (count > expected.high) return 'above';
  return count < expected.low ? 'below' : 'usual';
}
