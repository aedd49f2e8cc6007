/** The report to the strategic council: a half-year or a year, and the actions that are counted in it. */
import type { ActionStatus } from './meeting';
import { parsePeriod } from './period';

/** A half-year `2026-H1` or a year `2026`, in Sweden. */
export interface ReportPeriod {
  key: string;
  year: number;
  /** Null: the whole year. */
  half: 1 | 2 | null;
  /** ISO date of the first day, and of the first day after it. */
  firstDay: string;
  endDay: string;
  /** Epoch seconds, half open. */
  from: number;
  to: number;
  /** `2026-01`, in order. */
  months: string[];
}

const pad = (n: number): string => String(n).padStart(2, '0');

function make(year: number, half: 1 | 2 | null): ReportPeriod | null {
  const [first, last] = half === null ? [1, 12] : half === 1 ? [1, 6] : [7, 12];
  const months = Array.from({ length: last - first + 1 }, (_, i) => `${String(year)}-${pad(first + i)}`);
  const [begin, end] = [parsePeriod(months[0] ?? ''), parsePeriod(months.at(-1) ?? '')];
  if (!begin || !end) return null;
  return {
    ...{ key: half === null ? String(year) : `${String(year)}-H${String(half)}`, year, half, months },
    firstDay: `${String(year)}-${pad(first)}-01`,
    endDay: last === 12 ? `${String(year + 1)}-01-01` : `${String(year)}-${pad(last + 1)}-01`,
    ...{ from: begin.from, to: end.to },
  };
}

/** @param key `2026-H1` or `2026`. @returns null when it is neither. */
export function parseReportPeriod(key: string): ReportPeriod | null {
  const match = /^(20\d{2})(?:-H([12]))?$/.exec(key);
  if (!match) return null;
  return make(Number(match[1]), match[2] === undefined ? null : match[2] === '1' ? 1 : 2);
}

/** The same period of the year before: what it is held against. */
export const reportYearBefore = ({ year, half }: ReportPeriod): ReportPeriod | null => make(year - 1, half);

/** The period before it, of the same kind, and the one after it. */
export function reportNeighbour({ year, half }: ReportPeriod, step: 1 | -1): ReportPeriod | null {
  if (half === null) return make(year + step, null);
  const index = year * 2 + (half - 1) + step;
  return make(Math.floor(index / 2), index % 2 === 0 ? 1 : 2);
}

/** The half-year that ended last. @param today ISO date. */
export function lastHalfYear(today: string): string {
  const year = Number(today.slice(0, 4));
  return today.slice(5, 7) > '06' ? `${String(year)}-H1` : `${String(year - 1)}-H2`;
}

/** An action as it counts in a report. Days are ISO dates in Sweden. */
export interface ActionHistory {
  id: string;
  what: string;
  areaId: string | null;
  ownerId: string | null;
  /** That of now; with `closedOn` it tells what it was when the period ended. */
  status: ActionStatus;
  due: string | null;
  decidedOn: string;
  closedOn: string | null;
  hasOutcome: boolean;
}
