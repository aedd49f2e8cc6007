/** Whether a place changed otherwise than the places it is compared with: the ratio of two changes, with a test and an interval for small counts. */
import { dispersionsOf, scatterOfChanges } from './effect-dispersion';
import type { Scatter, TwoTimes, WeightedDispersion } from './effect-dispersion';

export interface ChangeRatio {
  /** (after / before of the place) over (after / before of the comparisons); null where a count of 0 leaves it open. Lengths of the spans cancel. */
  ratio: number | null;
  /** Ends of the interval that holds the true ratio with 95 %; `high` null: without end. */
  low: number;
  high: number | null;
  /** Two-sided. */
  p: number;
  /** How many the place would have had afterwards, had it changed as the comparisons; null when they had none before. */
  expected: number | null;
  /** Mean of the dispersions that were reckoned with. */
  dispersion: number;
}

/** Probabilities of the place's count afterwards, given how many all places had. */
interface Conditional {
  /** Of the least possible count on. */
  low: number;
  probability: Float64Array;
}

const TAIL = 0.025;
/** Ends of the search for the interval: natural logarithm of the ratio. */
const FARTHEST = 25;
const HALVINGS = 50;
/** A dispersion this near to 1 is that of Poisson counts. */
const POISSON = 1e-9;

/**
 * Share of `after` in the comparisons, when the place's odds are `ratio` times theirs and all shares together give the total that was seen.
 * The root of a quadratic, in the form that loses no digits.
 */
function comparisonShare(own: number, others: number, total: number, ratio: number): number {
  const a = others * (ratio - 1);
  const b = own * ratio + others - total * (ratio - 1);
  const root = Math.sqrt(b * b + 4 * a * total);
  return b >= 0 ? (2 * total) / (b + root) : (root - b) / (2 * a);
}

/**
 * Given the margins: Fisher's noncentral hypergeometric (Fisher 1935) for Poisson counts; for a variance of `dispersion` times the mean each side is a beta-binomial,
 * as negative binomial counts of one dispersion are when their sum is known, with the shares that the ratio and the margins give.
 */
function conditional(own: number, others: number, total: number, ratio: number, dispersion: number): Conditional {
  const low = Math.max(0, total - others);
  const high = Math.min(own, total);
  const theirs = comparisonShare(own, others, total, ratio);
  const odds = (ratio * theirs) / (1 - theirs);
  const ours = odds / (1 + odds);
  const extra = dispersion - 1;
  const poisson = extra < POISSON;
  const size = poisson ? 0 : own / extra;
  const otherSize = poisson ? 0 : others / extra;
  const logs = new Float64Array(high - low + 1);
  let most = 0;
  for (let b = low; b < high; b++) {
    // From one count to the next both sides grow by the ratio of neighbouring terms: no gamma function.
    const rest = total - b;
    const ways = ((own - b) * rest) / ((b + 1) * (others - rest + 1));
    const pull = poisson
      ? ratio
      : ((b + size * ours) * (others - rest + otherSize * (1 - theirs))) /
        ((own - b - 1 + size * (1 - ours)) * (rest - 1 + otherSize * theirs));
    const log = logs[b - low] + Math.log(ways * pull);
    logs[b - low + 1] = log;
    if (log > most) most = log;
  }
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += logs[i] = Math.exp(logs[i] - most);
  for (let i = 0; i < logs.length; i++) logs[i] /= sum;
  return { low, probability: logs };
}

/** Probability of fewer than what was seen, half of that of the very count added (mid-p: Lancaster 1961), over all dispersions. */
function lowerTail(margins: Margins, ratio: number, dispersions: readonly WeightedDispersion[]): number {
  let tail = 0;
  for (const { dispersion, weight } of dispersions) {
    const { low, probability } = conditional(margins.own, margins.others, margins.total, ratio, dispersion);
    let sum = 0;
    for (let i = 0; i < margins.seen - low; i++) sum += probability[i];
    tail += weight * (sum + probability[margins.seen - low] / 2);
  }
  return tail;
}

interface Margins {
  own: number;
  others: number;
  total: number;
  seen: number;
}

/** The ratio at which the lower tail is as asked; the tail falls as the ratio grows. */
function ratioAt(margins: Margins, tail: number, dispersions: readonly WeightedDispersion[]): number {
  let [from, to] = [-FARTHEST, FARTHEST];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (from + to) / 2;
    if (lowerTail(margins, Math.exp(middle), dispersions) > tail) from = middle;
    else to = middle;
  }
  return Math.exp((from + to) / 2);
}

function margins(place: TwoTimes, comparisons: readonly TwoTimes[]): Margins & { before: number; after: number } {
  for (const { before, after } of [place, ...comparisons]) {
    if (!(Number.isSafeInteger(before) && before >= 0 && Number.isSafeInteger(after) && after >= 0)) {
      throw new RangeError('Changes can be compared when all counts are whole numbers, 0 or more.');
    }
  }
  const before = comparisons.reduce((sum, one) => sum + one.before, 0);
  const after = comparisons.reduce((sum, one) => sum + one.after, 0);
  return {
    ...{ before, after, own: place.before + place.after, others: before + after },
    ...{ total: place.after + after, seen: place.after },
  };
}

/** Nothing can be told from margins that leave one count only. */
const tellsNothing = ({ own, others, total }: Margins): boolean =>
  own === 0 || others === 0 || total === 0 || total === own + others;

/** The p of `changeRatio` alone, for those who need no interval. Parameters and errors as there. */
export function changeP(place: TwoTimes, comparisons: readonly TwoTimes[], weeks: Scatter): number {
  const counts = margins(place, comparisons);
  if (tellsNothing(counts)) return 1;
  const lower = lowerTail(counts, 1, dispersionsOf(weeks, scatterOfChanges(comparisons)));
  return Math.min(1, 2 * Math.min(lower, 1 - lower));
}

/**
 * The place's change over that of the comparisons: (after / before) / (after / before), a difference in differences on the scale of ratios.
 *
 * With the margins given, the place's count afterwards depends on the ratio alone: neither levels nor lengths of the spans enter (the conditional test of a 2 x 2 table,
 * Fisher 1935; for rates Przyborowski and Wilenski 1940). p is two-sided, twice the smaller mid-p tail; the interval holds the ratios that it would not reject.
 * Where places scatter more than Poisson counts, the sides are beta-binomial and p is the mean over the dispersions of `dispersionsOf`.
 *
 * Simulated (test/unit/effect-simulation.test.ts, and more runs in decision 0032): with no effect at most 5 % alarms, for 0.15 to 5 incidents a week, spans of 8 to 26
 * weeks, 1 to 8 comparisons, weeks with a variance of 1 to 2.5 times the mean, and places that drift apart by a standard deviation of 0.15 on the logarithm (a sixth more
 * or fewer). A halving over 26 weeks of what was 13, 39 and 130 incidents is found in 11, 43 and 95 % with 8 comparisons, in 0, 3 and 44 % with 3. One comparison alone finds
 * next to nothing: nobody can tell from it how much places change by themselves.
 * @param place @param comparisons counts in the two spans. @param weeks scatter of the weeks' counts around the mean of their place and span.
 * @throws RangeError for counts that cannot be.
 */
export function changeRatio(place: TwoTimes, comparisons: readonly TwoTimes[], weeks: Scatter): ChangeRatio {
  const counts = margins(place, comparisons);
  const { before, after, own, others, total, seen } = counts;
  const dispersions = dispersionsOf(weeks, scatterOfChanges(comparisons));
  const dispersion = dispersions.reduce((sum, one) => sum + one.weight * one.dispersion, 0);
  const expected = before > 0 ? (place.before * after) / before : null;
  const ratio = place.before > 0 && after > 0 ? (place.after * before) / (place.before * after) : null;
  if (tellsNothing(counts)) return { ratio, low: 0, high: null, p: 1, expected, dispersion };
  const lower = lowerTail(counts, 1, dispersions);
  return {
    ...{ ratio, expected, dispersion },
    low: seen === Math.max(0, total - others) ? 0 : ratioAt(counts, 1 - TAIL, dispersions),
    high: seen === Math.min(own, total) ? null : ratioAt(counts, TAIL, dispersions),
    p: Math.min(1, 2 * Math.min(lower, 1 - lower)),
  };
}
