/**
 * Reporting every week: who reports for which area, in which rhythm and by when. A check-in (veckorapport) says "we have reported for this area and period", also when
 * there was nothing. The value lists equal those of the database (a test compares them).
 */
import { dayNumber, isoDay } from './iso-day';
import { epochOfLocal, isoOfEpoch } from './stockholm-time';

export const RHYTHMS = ['weekly', 'fortnightly', 'monthly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** When a period is to be reported by: the first such weekday and hour at or after its end, Europe/Stockholm. */
export interface Deadline {
  /** 1 Monday to 7 Sunday (ISO 8601). */
  weekday: number;
  /** 0-23. */
  hour: number;
}

/**
 * What one organisation owes for one area in one period of the area's rhythm, and whether it came. Weeks are ISO weeks; fortnights begin on the Monday of every second
 * week, counted from 1970-01-05; months are those of the calendar.
 */
export interface ReportingRow {
  organisationId: string;
  areaId: string;
  rhythm: Rhythm;
  /** ISO dates; `periodTo` is the first day after it. */
  periodFrom: string;
  periodTo: string;
  /** Epoch seconds. */
  due: number;
  /** Null: nobody has checked in. `at`: epoch seconds; `mine`: by the reader, who may take it back. */
  checkIn: { nothing: boolean; at: number; mine: boolean } | null;
  /** Incidents that the organisation has reported there for the period, as far as the reader may count them. */
  reports: number;
  /** Epoch seconds of the newest reminder; null: none, or not for the reader. */
  remindedAt: number | null;
}

/** A span of days, ISO dates; `to` is the first day after it. */
export interface ReportingPeriod {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
/** 1970-01-05, the Monday that fortnights are counted from, in days since 1970-01-01. */
const FIRST_MONDAY = 4;

/** The Swedish calendar day of an instant (epoch seconds), ISO date. */
export const dayOfEpoch = (epoch: number): string => isoOfEpoch(epoch).slice(0, 10);

/** Midnight in Stockholm at the beginning of a day, epoch seconds. @param iso ISO date. @throws RangeError for what is no date. */
export function midnightOf(iso: string): number {
  const date = new Date(dayNumber(iso) * DAY_MS);
  return epochOfLocal(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), 0, 0, 0);
}

function monthOf(day: number, steps: number): ReportingPeriod {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + steps];
  return { from: isoDay(Date.UTC(year, month, 1) / DAY_MS), to: isoDay(Date.UTC(year, month + 1, 1) / DAY_MS) };
}

/**
 * The period of a rhythm that holds a day; the same as `app.reporting_period` of the database (a test holds them together).
 * @param iso ISO date. @param steps so many periods later; negative: earlier.
 * @throws RangeError for what is no date.
 */
export function reportingPeriod(rhythm: Rhythm, iso: string, steps = 0): ReportingPeriod {
  const day = dayNumber(iso);
  if (rhythm === 'monthly') return monthOf(day, steps);
  const length = rhythm === 'weekly' ? 7 : 14;
  const from = FIRST_MONDAY + (Math.floor((day - FIRST_MONDAY) / length) + steps) * length;
  return { from: isoDay(from), to: isoDay(from + length) };
}

/**
 * When a period is to be reported by: the first such weekday and hour at or after its end on the Swedish wall clock. An hour that spring skips is the next one; one that
 * autumn repeats is the first, as everywhere here.
 * @param periodTo first day after the period, ISO date.
 * @returns epoch seconds.
 */
export function deadlineOf(periodTo: string, { weekday, hour }: Deadline): number {
  const day = dayNumber(periodTo);
  const date = new Date((day + ((weekday - 1 - ((day + 3) % 7) + 7) % 7)) * DAY_MS); // 1970-01-01 was a Thursday: (day + 3) % 7 is 0 on Mondays
  return epochOfLocal(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), hour, 0, 0);
}

/** Before a Monday morning, Friday counts as soon. Seconds. */
export const SOON = 3 * 86_400;

/**
 * How a row stands. `reports`: reports have come, and nobody has said that they are all; the picture counts the organisation as having reported. `late`: nothing came and
 * the deadline has passed; `due-soon` and `not-due`: nothing came yet.
 */
export type ReportingState = 'reported' | 'nothing' | 'reports' | 'not-due' | 'due-soon' | 'late';

/** @param now epoch seconds. */
export function reportingState(
  { checkIn, reports, due }: Pick<ReportingRow, 'checkIn' | 'reports' | 'due'>,
  now: number,
): ReportingState {
  if (checkIn) return checkIn.nothing && reports === 0 ? 'nothing' : 'reported';
  if (reports > 0) return 'reports';
  if (now >= due) return 'late';
  return due - now <= SOON ? 'due-soon' : 'not-due';
}

/** True when nothing has come for the row: neither a check-in nor a report. */
export const isMissing = ({ checkIn, reports }: Pick<ReportingRow, 'checkIn' | 'reports'>): boolean =>
  checkIn === null && reports === 0;

/** Names a check-in: one organisation, area and period has one. */
export const checkInKey = (row: Pick<ReportingRow, 'organisationId' | 'areaId' | 'periodFrom'>): string =>
  `${row.organisationId}:${row.areaId}:${row.periodFrom}`;

/** "We have reported for this area and period", as it waits in the browser. */
export interface CheckIn {
  /** As `checkInKey` makes it: one organisation, area and period has one. */
  id: string;
  organisationId: string;
  areaId: string;
  /** ISO date. */
  periodFrom: string;
  /** There was nothing to report. */
  nothing: boolean;
  /** 0: not sent yet; 1 afterwards. The last word counts, whoever of the organisation said it. */
  revision: number;
}

/** A check-in for a row. */
export function checkInOf(
  row: Pick<ReportingRow, 'organisationId' | 'areaId' | 'periodFrom'>,
  nothing: boolean,
): CheckIn {
  const { organisationId, areaId, periodFrom } = row;
  return { id: checkInKey(row), organisationId, areaId, periodFrom, nothing, revision: 0 };
}

/**
 * Rows as they would be asked for at another time: those whose period is still the wanted one as they are, the others moved on and empty. For what a browser kept while
 * it had no contact.
 * @param rows of any period. @param back 0: the period running at `now`; 1: the last finished one. @param now epoch seconds.
 * @param deadlineFor of an area; null where it is unknown: the row is left out.
 */
export function rowsMovedTo(
  rows: readonly ReportingRow[],
  back: number,
  now: number,
  deadlineFor: (areaId: string) => Deadline | null,
): ReportingRow[] {
  const today = dayOfEpoch(now);
  const moved = new Map<string, ReportingRow>();
  for (const row of rows) {
    const { from, to } = reportingPeriod(row.rhythm, today, -back);
    const pair = `${row.organisationId}:${row.areaId}`;
    if (row.periodFrom === from) {
      moved.set(pair, row);
      continue;
    }
    const deadline = deadlineFor(row.areaId);
    if (!deadline || moved.has(pair)) continue;
    moved.set(pair, {
      ...{ organisationId: row.organisationId, areaId: row.areaId, rhythm: row.rhythm, periodFrom: from, periodTo: to },
      ...{ due: deadlineOf(to, deadline), checkIn: null, reports: 0, remindedAt: null },
    });
  }
  return [...moved.values()];
}
