/** Whether more happens on certain days (pay days, holidays) than on others like them: a ratio of rates within weekday and month. */
import { twoSidedP } from './normal';

const Z = 1.959963984540054;
const TAIL = 0.025;
/** Expected on the marked days: with fewer a test finds next to nothing. */
const EXPECTED_AT_LEAST = 10;

export interface CalendarEffect {
  /** Days of the strata that have both kinds of days; the others say nothing. */
  marked: { days: number; count: number };
  others: { days: number; count: number };
  /** How many the marked days would have had at the rate of the others of the same stratum. */
  expected: number;
  /** Rate on marked days over that on others; null: the others had none. */
  ratio: number | null;
  /** Ends of its 95 % interval; `high` null: without end. */
  low: number;
  high: number | null;
  /** Two-sided. */
  p: number;
  /** Variance over mean of the days' counts, 1 or more. */
  dispersion: number;
  /** At the level of 5 %. `too-few`: under 10 expected, or both half and double lie in the interval. */
  verdict: 'more' | 'fewer' | 'no-difference' | 'too-few';
}

interface Stratum {
  marked: number;
  others: number;
  markedCount: number;
  count: number;
}

/** Solves f(x) = 0 for an increasing f by halving, on the scale of logarithms. */
function root(f: (ratio: number) => number): number {
  let [low, high] = [-30, 30];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (f(Math.exp(middle)) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

function strataOf(counts: ArrayLike<number>, stratum: ArrayLike<number>, marked: ArrayLike<number>) {
  const all = new Map<number, Stratum>();
  for (let day = 0; day < counts.length; day++) {
    let one = all.get(stratum[day]);
    if (!one) all.set(stratum[day], (one = { marked: 0, others: 0, markedCount: 0, count: 0 }));
    one.count += counts[day];
    if (marked[day] !== 0) {
      one.marked += 1;
      one.markedCount += counts[day];
    } else one.others += 1;
  }
  return all;
}

/**
 * Poisson regression of the counts of days with one indicator and one level a stratum, its maximum found without iterating over levels: given the total of a stratum its marked days hold a share
 * marked * ratio / (marked * ratio + others), so that the ratio solves one equation (Breslow and Day 1987, Statistical Methods in Cancer Research II, section 4.4). Days scatter more than Poisson counts:
 * the variance is multiplied by Pearson's chi-square over its degrees of freedom where that is above 1 (McCullagh and Nelder 1989, section 6.2.3).
 * Where the marked days, or the others, had none, the interval's end and p come from the exact probability of that, its exponent divided by the dispersion.
 * @param counts of each day. @param stratum of each day: days of the same number are alike (weekday and month). @param marked 1: one of the days asked about.
 * @returns null when no stratum has both kinds of days and a count.
 * @throws RangeError for lists of different lengths.
 */
export function calendarEffect(
  counts: ArrayLike<number>,
  stratum: ArrayLike<number>,
  marked: ArrayLike<number>,
): CalendarEffect | null {
  if (stratum.length !== counts.length || marked.length !== counts.length) {
    throw new RangeError('There must be a stratum and a mark for each day.');
  }
  const all = strataOf(counts, stratum, marked);
  const mixed = new Map([...all].filter(([, one]) => one.marked > 0 && one.others > 0));
  const strata = [...mixed.values()];
  const told = strata.filter(({ count }) => count > 0);
  if (told.length === 0) return null;
  const sum = (of: (one: Stratum) => number): number => strata.reduce((total, one) => total + of(one), 0);
  const observed = sum(({ markedCount }) => markedCount);
  const total = sum(({ count }) => count);
  const shareOf = (one: Stratum, ratio: number): number => (one.marked * ratio) / (one.marked * ratio + one.others);
  const answer = {
    marked: { days: sum((one) => one.marked), count: observed },
    others: { days: sum((one) => one.others), count: total - observed },
    expected: sum((one) => (one.marked * (one.count - one.markedCount)) / one.others),
  };
  const fair = sum((one) => one.count * shareOf(one, 1));

  const ratio =
    observed === 0
      ? 0
      : observed === total
        ? null
        : root((x) => told.reduce((at, one) => at + one.count * shareOf(one, x), 0) - observed);
  const dispersion = dispersionOf(counts, stratum, marked, mixed, ratio ?? 1);
  if (ratio === 0 || ratio === null) {
    // log of the probability that all of them fall on one side, at a ratio.
    const logAll = (x: number): number =>
      told.reduce((at, one) => {
        const share = shareOf(one, x);
        return at + (one.count / dispersion) * Math.log(ratio === 0 ? 1 - share : share);
      }, 0);
    const end = root((x) => (ratio === 0 ? Math.log(TAIL) - logAll(x) : logAll(x) - Math.log(TAIL)));
    const bounds = ratio === 0 ? { low: 0, high: end } : { low: end, high: null };
    return finish({ ...answer, ...bounds, ratio, p: Math.min(1, 2 * Math.exp(logAll(1))), dispersion }, fair);
  }
  const information = told.reduce((at, one) => {
    const share = shareOf(one, ratio);
    return at + one.count * share * (1 - share);
  }, 0);
  const error = Math.sqrt(dispersion / information);
  const [low, high] = [ratio * Math.exp(-Z * error), ratio * Math.exp(Z * error)];
  return finish({ ...answer, ratio, low, high, p: twoSidedP(Math.log(ratio) / error), dispersion }, fair);
}

function finish(answer: Omit<CalendarEffect, 'verdict'>, fair: number): CalendarEffect {
  const { p, low, high, ratio } = answer;
  const few = fair < EXPECTED_AT_LEAST || (low < 0.5 && (high === null || high > 2));
  const verdict = few ? 'too-few' : p >= 0.05 ? 'no-difference' : ratio === null || ratio > 1 ? 'more' : 'fewer';
  return { ...answer, verdict };
}

/** Pearson's chi-square over its degrees of freedom, of the days in strata with a count; at least 1. */
function dispersionOf(
  counts: ArrayLike<number>,
  stratum: ArrayLike<number>,
  marked: ArrayLike<number>,
  mixed: ReadonlyMap<number, Stratum>,
  ratio: number,
): number {
  let [chi, days] = [0, 0];
  const seen = new Set<number>();
  for (let day = 0; day < counts.length; day++) {
    const one = mixed.get(stratum[day]);
    if (!one || one.count === 0) continue;
    seen.add(stratum[day]);
    days += 1;
    const mean = (one.count * (marked[day] === 0 ? 1 : ratio)) / (one.marked * ratio + one.others);
    if (mean > 0) chi += (counts[day] - mean) ** 2 / mean;
  }
  const freedom = days - seen.size - 1;
  return freedom > 0 ? Math.max(1, chi / freedom) : 1;
}
