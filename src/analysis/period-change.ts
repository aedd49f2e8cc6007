/** Whether counts of a long period differ from those of the same period a year before, place by place, when counts scatter more than chance alone gives. */
import { benjaminiHochberg } from './benjamini-hochberg';
import { twoCountsP } from './two-counts';

/** Counts by month, of equally many months; the last month of both may be a part of it, of as many days. */
export interface MonthlyCounts {
  now: readonly number[];
  /** Null: there are no data so far back. */
  before: readonly number[] | null;
}

/** `too-few`: together fewer than TOO_FEW. */
export type PeriodVerdict = 'more' | 'fewer' | 'no-difference' | 'too-few';

export interface PeriodChange {
  count: number;
  before: number | null;
  /** Two-sided, with the dispersion reckoned in; null where nothing is compared. */
  p: number | null;
  /** Null where there is nothing to compare with. */
  verdict: PeriodVerdict | null;
}

/** Of fewer in both periods together nothing is said: 1 to 6 looks like six times as many. */
export const TOO_FEW = 10;
/** A change is told when its false discovery rate is at most this. */
const LEVEL = 0.05;

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/**
 * How much more the months of a row scatter than Poisson counts: Pearson's chi-square around each period's mean over its degrees of freedom, pooled over the rows (McCullagh and Nelder 1989, section 6.2),
 * at least 1. Seasons scatter too, which makes the test careful rather than keen.
 * @param whole how many of the months, from the first, are whole. @returns 1 where there is nothing to judge by.
 */
export function monthlyDispersion(rows: readonly MonthlyCounts[], whole: number): number {
  let squares = 0;
  let degrees = 0;
  for (const { now, before } of rows) {
    for (const months of [now.slice(0, whole), before?.slice(0, whole) ?? []]) {
      const mean = sum(months) / months.length;
      if (months.length < 2 || mean === 0) continue;
      squares += months.reduce((all, count) => all + (count - mean) ** 2 / mean, 0);
      degrees += months.length - 1;
    }
  }
  return degrees === 0 ? 1 : Math.max(1, squares / degrees);
}

/**
 * Compares each row with the year before. Counts are divided by the dispersion (quasi-likelihood) and held against each other by the E-test of two Poisson counts; the verdicts of all rows share one false
 * discovery rate (Benjamini and Hochberg 1995).
 * @param whole as in monthlyDispersion. @param days how long the period was, and the one before.
 */
export function comparePeriods(
  rows: readonly MonthlyCounts[],
  whole: number,
  days: { now: number; before: number },
): { changes: PeriodChange[]; dispersion: number } {
  const dispersion = monthlyDispersion(rows, whole);
  const counted = rows.map(({ now, before }) => ({ count: sum(now), before: before && sum(before) }));
  const p = counted.map(({ count, before }) =>
    before === null || count + before < TOO_FEW
      ? NaN
      : twoCountsP(Math.round(count / dispersion), days.now, Math.round(before / dispersion), days.before),
  );
  const q = benjaminiHochberg(Float64Array.from(p));
  const changes = counted.map(({ count, before }, i): PeriodChange => {
    const own = p[i] ?? NaN;
    if (before === null) return { count, before, p: null, verdict: null };
    if (Number.isNaN(own)) return { count, before, p: null, verdict: 'too-few' };
    const differs = (q[i] ?? 1) <= LEVEL;
    const more = count * days.before > before * days.now;
    return { count, before, p: own, verdict: differs ? (more ? 'more' : 'fewer') : 'no-difference' };
  });
  return { changes, dispersion };
}
