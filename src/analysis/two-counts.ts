/** Whether two counts differ by more than chance: the test of two Poisson counts by Krishnamoorthy and Thomson. */
import { countDistribution, tailsOf, type CountDistribution } from './count-distribution';

/** Probabilities smaller than this share of the greatest are left out of the sums. */
const NEGLIGIBLE = 1e-30;
/** Two outcomes this close, relatively, are taken for equally far apart: in exact arithmetic they would be. */
const TIE = 1e-12;
/** Answers kept: a week's slider asks for the same few small counts again and again. */
const KEPT = 20_000;

interface Side {
  counts: CountDistribution;
  fewer: Float64Array;
  orMore: Float64Array;
  days: number;
}

function sideOf(rate: number, days: number): Side {
  const counts = countDistribution(rate * days, 1, NEGLIGIBLE);
  return { counts, ...tailsOf(counts), days };
}

/** Squared standardised difference of the two rates (equation 3.3 of the paper, no difference under the hypothesis), all multiplied by both lengths; 0 for two zeros. */
function squaredDifference(a: number, daysA: number, b: number, daysB: number): number {
  const difference = a * daysB - b * daysA;
  return difference === 0 ? 0 : (difference * difference) / (a * daysB * daysB + b * daysA * daysA);
}

/** Sums P(a) * P(b) over the outcomes at least as far apart as `limit`. */
function farApart(a: Side, b: Side, limit: number): number {
  const isFar = (x: number, y: number): boolean => squaredDifference(x, a.days, y, b.days) >= limit;
  // For a given x the outcomes far apart are the y up to one bound and from another on, for the difference only grows away from equal rates;
  // both bounds rise with x, so two pointers find them all in one pass.
  const first = b.counts.low;
  const size = b.counts.probability.length;
  let lower = 0; // y below it are far apart with fewer than expected
  let upper = 0; // y from it on are far apart with more than expected
  let sum = 0;
  for (let i = 0; i < a.counts.probability.length; i++) {
    const x = a.counts.low + i;
    const equal = (x / a.days) * b.days;
    while (lower < size && first + lower < equal && isFar(x, first + lower)) lower++;
    while (upper < size && (first + upper <= equal || !isFar(x, first + upper))) upper++;
    sum += a.counts.probability[i] * (b.fewer[lower] + b.orMore[upper]);
  }
  return sum;
}

const answers = new Map<string, number>();

/**
 * Two-sided p of the E-test (Krishnamoorthy and Thomson 2004, Journal of Statistical Planning and Inference 119:23-35): the probability, when both periods have the common
 * rate that was estimated from them, of two counts at least as far apart as these. Unlike the conditional test it does not waste the few possible values of small counts.
 *
 * The paper's double sum is done as one: for each first count, the second ones far enough apart are two tails. Left out are probabilities under 1e-30 of the greatest, together
 * under 1e-27, so that small p are right to nine digits as well; equal differences count as such to 1e-12. Counts of 100,000 cost some 7,500 terms, not 55 million.
 *
 * Counts that scatter more than Poisson ones (a few people causing many incidents) give p that are too small: the expected range of 12 periods knows the scatter, this does not.
 * @param count @param before whole numbers, 0 or more. @param days @param daysBefore how long each was observed, above 0.
 * @throws RangeError for counts and lengths that cannot be.
 */
export function twoCountsP(count: number, days: number, before: number, daysBefore: number): number {
  const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  if (!whole(count) || !whole(before) || !(days > 0 && daysBefore > 0 && Number.isFinite(days + daysBefore))) {
    throw new RangeError('Two counts can be compared when both are whole numbers and both periods have a length.');
  }
  const observed = squaredDifference(count, days, before, daysBefore);
  if (observed === 0) return 1;
  const key = `${count} ${days} ${before} ${daysBefore}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const rate = (count + before) / (days + daysBefore);
  const side = sideOf(rate, days);
  const p = Math.min(1, farApart(side, daysBefore === days ? side : sideOf(rate, daysBefore), observed * (1 - TIE)));
  if (answers.size >= KEPT) answers.clear();
  answers.set(key, p);
  return p;
}
