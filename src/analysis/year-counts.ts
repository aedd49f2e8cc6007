/** Counts of several years side by side, by week or month, each with what earlier years let expect of its season. */
import type { Period } from '../domain/period';
import { shiftPeriod, periodOf } from '../domain/period';
import { localOfEpoch } from '../domain/stockholm-time';
import { dayNumber, isoDay } from '../domain/iso-day';
import { countPeriods } from './count-periods';
import { expectationOf } from './expected-range';
import type { ExpectedRange, IncidentTable } from './types';

export type YearStep = 'week' | 'month';
/** Weeks, or months, before and after the same one of earlier years that count as its season. */
export const SEASON: Record<YearStep, number> = { week: 2, month: 1 };
/** Places on the wheel. */
export const STEPS: Record<YearStep, number> = { week: 53, month: 12 };

export interface YearCell {
  period: Period;
  /** Null: before the first incident, not over yet, or no such week in the year. */
  count: number | null;
  /** From the same season of the years before; null: fewer than six such periods. */
  expected: ExpectedRange | null;
  /** p of the count under that expectation; NaN where there is none. */
  p: number;
}

export interface YearRow {
  year: number;
  /** One a place on the wheel; undefined where the year has no week 53. */
  cells: (YearCell | undefined)[];
}

/**
 * @param table sorted by time. @param counts says whether a row is asked about. @param now epoch seconds: periods that are not over by then have no count.
 * @param years at most so many, the newest ones.
 * @returns a row a year, oldest first; none where there are no incidents.
 */
export function yearRows(
  table: IncidentTable,
  step: YearStep,
  counts: (row: number) => boolean,
  now: number,
  years: number,
): YearRow[] {
  const [first] = table.from;
  if (table.size === 0 || first === undefined) return [];
  const last = periodOf(step, now);
  const periods: Period[] = [];
  for (let period = periodOf(step, first); period.from < last.from; period = shiftPeriod(period, 1))
    periods.push(period);
  // The first is cut off by where the incidents begin: it is no whole period.
  const whole = periods.slice(1);
  const [values = []] = countPeriods(table, whole, 1, (row) => (counts(row) ? 0 : -1));
  const byKey = new Map(whole.map(({ key }, i) => [key, values[i] ?? 0]));
  const from = Math.max(last.year - years + 1, whole[0]?.year ?? last.year);
  return Array.from({ length: last.year - from + 1 }, (_, i) => {
    const year = from + i;
    const cells = Array.from({ length: STEPS[step] }, (_, at) => cellOf(step, year, at + 1, byKey));
    return { year, cells };
  });
}

const pad = (n: number): string => String(n).padStart(2, '0');
const keyOf = (step: YearStep, year: number, number: number): string =>
  step === 'week' ? `${year}-W${pad(number)}` : `${year}-${pad(number)}`;

function cellOf(
  step: YearStep,
  year: number,
  number: number,
  counts: ReadonlyMap<string, number>,
): YearCell | undefined {
  // Week 53 and month 12 are the last: a year without the former has nothing there.
  const period = periodNumbered(step, year, number);
  if (!period) return undefined;
  const count = counts.get(period.key) ?? null;
  const earlier: number[] = [];
  for (let back = year - 1; back >= year - 10; back--) {
    const same = periodNumbered(step, back, Math.min(number, step === 'week' ? 52 : 12));
    if (!same) continue;
    for (let off = -SEASON[step]; off <= SEASON[step]; off++) {
      const value = counts.get(shiftPeriod(same, off).key);
      if (value !== undefined) earlier.push(value);
    }
  }
  const expectation = expectationOf(earlier);
  return {
    ...{ period, count, expected: expectation?.range ?? null },
    p: expectation && count !== null ? expectation.pOf(count) : NaN,
  };
}

function periodNumbered(step: YearStep, year: number, number: number): Period | null {
  const first = periodOf(step, Date.UTC(year, 0, step === 'week' ? 4 : 15) / 1000);
  const period = shiftPeriod(first, number - 1);
  return period.key === keyOf(step, year, number) ? period : null;
}

export interface DayCounts {
  /** ISO date of the first day. */
  from: string;
  counts: Uint16Array;
  /** Weekday and month: days of the same number are alike. */
  stratum: Int32Array;
  /** Left out: nobody knows within a day when they were. */
  unknown: number;
}

const DAY = 86_400;

/** Incidents by the day on which they began, from the day after the first until yesterday; those that may have been at any time of more than a day are left out. @param now epoch seconds. */
export function dayCounts(table: IncidentTable, counts: (row: number) => boolean, now: number): DayCounts {
  const dayAt = (epoch: number): number => {
    const { year, month, day } = localOfEpoch(epoch);
    return Date.UTC(year, month - 1, day) / 1000 / DAY;
  };
  const first = table.size > 0 ? dayAt(table.from[0]) + 1 : dayAt(now);
  const days = Math.max(0, dayAt(now) - first);
  const answer = new Uint16Array(days);
  let unknown = 0;
  for (let row = 0; row < table.size; row++) {
    const day = dayAt(table.from[row]) - first;
    if (day < 0 || day >= days || !counts(row)) continue;
    if (table.to[row] - table.from[row] > DAY) unknown++;
    else answer[day] += 1;
  }
  const stratum = Int32Array.from({ length: days }, (_, i) => {
    const date = new Date((first + i) * DAY * 1000);
    return (date.getUTCFullYear() * 12 + date.getUTCMonth()) * 7 + date.getUTCDay();
  });
  return { from: isoDay(first), counts: answer, stratum, unknown };
}

/** 1 for each of the days that is among the dates. @param dates ISO dates. */
export function markDays({ from, counts }: Pick<DayCounts, 'from' | 'counts'>, dates: Iterable<string>): Uint8Array {
  const marked = new Uint8Array(counts.length);
  const first = dayNumber(from);
  for (const date of dates) {
    const at = dayNumber(date) - first;
    if (at >= 0 && at < marked.length) marked[at] = 1;
  }
  return marked;
}
