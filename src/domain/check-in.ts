/**
 * Reporting every week: who reports for which area, in which rhythm and by when. A check-in (veckorapport) says "we have reported for this area and period", also when
 * there was nothing. The value lists equal those of the database (a test compares them).
 */

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
