/** The days of a series of activities: every week, every second, every month on the same day or on the same weekday (the third Tuesday). */
import { addDays, dayNumber, isoDay, isoOfParts, weekdayOf } from './iso-day';

export const SERIES_RHYTHMS = ['week', 'fortnight', 'month', 'month-weekday'] as const;
export type SeriesRhythm = (typeof SERIES_RHYTHMS)[number];

/** As many as the database stores at once. */
export const SERIES_MAX = 200;

const lastOfMonth = (year: number, month: number): string => isoDay(Date.UTC(year, month, 0) / 86_400_000);

/** The same weekday of the month: of a fifth one, in months that have four, the last. @param month 1-12. */
function sameWeekday(year: number, month: number, weekday: number, ordinal: number): string {
  const first = isoDay(Date.UTC(year, month - 1, 1) / 86_400_000);
  const day = addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (ordinal - 1));
  return day.slice(0, 7) === first.slice(0, 7) ? day : addDays(day, -7);
}

/**
 * @param first ISO date, the first day of the series. @param until ISO date, the last day on which one may begin.
 * @returns ISO dates, rising, the first among them; at most SERIES_MAX. The 31st is the last day of shorter months.
 */
export function seriesDays(first: string, rhythm: SeriesRhythm, until: string): string[] {
  const days: string[] = [];
  const [year, month, dayOfMonth] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)), Number(first.slice(8))];
  const ordinal = Math.ceil(dayOfMonth / 7);
  for (let n = 0; days.length < SERIES_MAX; n++) {
    const months = year * 12 + month - 1 + n;
    const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
    const day =
      rhythm === 'week' || rhythm === 'fortnight'
        ? isoDay(dayNumber(first) + n * (rhythm === 'week' ? 7 : 14))
        : rhythm === 'month'
          ? (isoOfParts(y, m, dayOfMonth) ?? lastOfMonth(y, m))
          : sameWeekday(y, m, weekdayOf(first), ordinal);
    if (day > until || day > '2099-12-31') break;
    days.push(day);
  }
  return days;
}
