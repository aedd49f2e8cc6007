/** A report may lie this far ahead: clocks differ. Seconds. By itself, so that a start need not fetch the rules of a report for it. */
export const FUTURE_TOLERANCE = 5 * 60;
