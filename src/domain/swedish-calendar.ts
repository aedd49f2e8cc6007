/** The Swedish year: public holidays, the eves that are kept as such, and pay days. All dates are ISO dates. */
import { dayNumber, isoDay, weekdayOf } from './iso-day';

export const HOLIDAYS = [
  ...(['newYear', 'epiphany', 'goodFriday', 'easter', 'easterMonday', 'mayDay', 'ascension', 'nationalDay'] as const),
  ...(['whitsun', 'whitMonday', 'midsummer', 'allSaints', 'christmas', 'boxingDay'] as const),
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

/** No public holidays, but kept as such: work ends early or rests. */
export const EVES = ['easterEve', 'walpurgis', 'midsummerEve', 'christmasEve', 'newYearsEve'] as const;
export type Eve = (typeof EVES)[number];

export interface CalendarDay {
  /** ISO date. */
  date: string;
  name: Holiday | Eve;
}

const pad = (n: number): string => String(n).padStart(2, '0');
const dayOf = (year: number, month: number, day: number): number => dayNumber(`${year}-${pad(month)}-${pad(day)}`);

/** Days since 1970-01-01 of the first such weekday at or after a day. */
const firstOnOrAfter = (day: number, weekday: number): number => day + ((weekday - weekdayOf(isoDay(day)) + 7) % 7);

/**
 * Easter Sunday of the Gregorian calendar: the anonymous algorithm (Nature 1876) as given by Meeus (1991, Astronomical Algorithms, chapter 8), after Jones (1922) and Butcher (1877).
 * @param year 1583 or later. @returns ISO date.
 */
export function easterSunday(year: number): string {
  return isoDay(easterDay(year));
}

function easterDay(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

/** Public holidays by the law on public holidays (1989:253), in order. @param year 1990 or later; 6 June in place of Whit Monday since 2005. */
export function publicHolidays(year: number): CalendarDay[] {
  const easter = easterDay(year);
  const days: [Holiday, number][] = [
    ['newYear', dayOf(year, 1, 1)],
    ['epiphany', dayOf(year, 1, 6)],
    ['goodFriday', easter - 2],
    ['easter', easter],
    ['easterMonday', easter + 1],
    ['mayDay', dayOf(year, 5, 1)],
    ['ascension', easter + 39],
    ['whitsun', easter + 49],
    year < 2005 ? ['whitMonday', easter + 50] : ['nationalDay', dayOf(year, 6, 6)],
    ['midsummer', firstOnOrAfter(dayOf(year, 6, 20), 5)],
    ['allSaints', firstOnOrAfter(dayOf(year, 10, 31), 5)],
    ['christmas', dayOf(year, 12, 25)],
    ['boxingDay', dayOf(year, 12, 26)],
  ];
  return days.sort((x, y) => x[1] - y[1]).map(([name, day]) => ({ date: isoDay(day), name }));
}

/** The eves, in order. */
export function eves(year: number): CalendarDay[] {
  return [
    { date: isoDay(easterDay(year) - 1), name: 'easterEve' },
    { date: isoDay(dayOf(year, 4, 30)), name: 'walpurgis' },
    { date: isoDay(firstOnOrAfter(dayOf(year, 6, 20), 5) - 1), name: 'midsummerEve' },
    { date: isoDay(dayOf(year, 12, 24)), name: 'christmasEve' },
    { date: isoDay(dayOf(year, 12, 31)), name: 'newYearsEve' },
  ];
}

/**
 * When most salaries come: the 25th, or the last working day before it where that is a Saturday, a Sunday, a public holiday or an eve on which banks are closed (midsummer's and Christmas).
 * @param month 1-12. @returns ISO date.
 */
export function payDay(year: number, month: number): string {
  const closed = new Set([
    ...publicHolidays(year).map(({ date }) => date),
    ...eves(year).flatMap(({ date, name }) => (name === 'midsummerEve' || name === 'christmasEve' ? [date] : [])),
  ]);
  let day = dayOf(year, month, 25);
  while (weekdayOf(isoDay(day)) > 4 || closed.has(isoDay(day))) day -= 1;
  return isoDay(day);
}
