/** Days of the calendar as ISO dates (`2026-11-22`), without clock or zone: sums over them know no summer time. */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. @throws RangeError for what is no date. */
export function dayNumber(iso: string): number {
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || !Number.isInteger(day)) throw new RangeError(`${iso} is no date.`);
  return day;
}

/** @param day days since 1970-01-01. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const addDays = (iso: string, days: number): string => isoDay(dayNumber(iso) + days);

/** 0 is Monday. */
export const weekdayOf = (iso: string): number => (((dayNumber(iso) + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday

/** Null when the calendar has no such day, or it lies outside 2000 to 2099, which the database keeps. */
export function isoOfParts(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 2000 || year > 2099 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** The days from one to another, both in it, at most so many. */
export function daysBetween(from: string, to: string, most = 400): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < most; day = addDays(day, 1)) days.push(day);
  return days;
}
