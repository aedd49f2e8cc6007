/** What lies on the year beside the incidents: school holidays, and in which weeks who was heard of. Days off and pay days are computed (swedish-calendar.ts). */

export const SCHOOL_HOLIDAY_NAME_MAX = 60;
/** Days that one may be long, its first not counted: the longest summer has some 75. */
export const SCHOOL_HOLIDAY_DAYS_MAX = 120;

/** Each municipality decides its own. */
export interface SchoolHoliday {
  /** UUID chosen by the client. */
  id: string;
  name: string;
  /** ISO dates, both in it. */
  from: string;
  to: string;
  revision: number;
  mayEdit: boolean;
}

/** Pairs of organisation and area that are expected to report, as it is today, and how many of them were heard of in each ISO week. */
export interface WeeklyCoverage {
  expected: number;
  /** `from`: ISO date of its Monday. A week in which nobody was heard of is not among them. */
  weeks: { from: string; reported: number }[];
}
