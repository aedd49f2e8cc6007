/** Periods, instants and weekdays in the words of a printed page: 24-hour clock, ISO weeks, Europe/Stockholm. */
import { parsePeriod } from '../domain/period';
import type { Language } from './types';
import { say, sayList } from './words';

const ZONE = 'Europe/Stockholm';
const locale = (language: Language): string => (language === 'sv' ? 'sv-SE' : 'en-GB');

/** `22 november 2026 kl. 14:05` @param iso ISO 8601 with offset. */
export function momentInWords(iso: string, language: Language): string {
  const at = new Date(iso);
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale(language), { timeZone: ZONE, ...options }).format(at);
  return say(language, 'createdAt', {
    date: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  });
}

/** `2026-11-16 21:30` on the Swedish wall clock: what Excel takes for a time and people can read. @param iso ISO 8601 with offset. */
export function momentInCells(iso: string): string {
  // Swedish is the locale that writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(iso));
}

/** `Vecka 47, 16–22 november 2026`; a key that is no period is given back as it is. */
export function periodInWords(key: string, language: Language): string {
  const period = parsePeriod(key);
  if (!period) return key;
  const { number, year } = period;
  const spanFormat = new Intl.DateTimeFormat(locale(language), {
    timeZone: ZONE,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  // ICU's spaces around the dash differ between versions; Swedish and English set them when a side holds more than a day.
  const span = spanFormat
    .formatRange(period.from * 1000, (period.to - 1) * 1000)
    .replace(/^(.*?)\s*–\s*/, (_, start: string) => `${start}${/^\d+$/.test(start) ? '–' : ' – '}`);
  switch (period.kind) {
    case 'week':
      return say(language, 'weekName', { number, span });
    case 'month': {
      const format = new Intl.DateTimeFormat(locale(language), { timeZone: ZONE, month: 'long', year: 'numeric' });
      const name = format.format(period.from * 1000);
      return name.charAt(0).toUpperCase() + name.slice(1);
    }
    case 'tertial':
      return say(language, 'tertialName', { number, year, span });
    case 'year':
      return String(year);
  }
}

/** `vecka 45`, `oktober 2026`, `tertial 2 2026`: within a sentence; a key that is no period is given back as it is. */
export function shortPeriod(key: string, language: Language): string {
  const period = parsePeriod(key);
  if (!period) return key;
  const { number, year } = period;
  switch (period.kind) {
    case 'week':
      return say(language, 'shortWeek', { number });
    case 'month':
      return new Intl.DateTimeFormat(locale(language), { timeZone: ZONE, month: 'long', year: 'numeric' }).format(
        period.from * 1000,
      );
    case 'tertial':
      return say(language, 'shortTertial', { number, year });
    case 'year':
      return String(year);
  }
}

/** Name of a weekday, 0 is Monday. */
export function weekdayName(day: number, language: Language, width: 'short' | 'long'): string {
  const monday = Date.UTC(2026, 10, 16, 12);
  const format = new Intl.DateTimeFormat(locale(language), { timeZone: 'UTC', weekday: width });
  return format.format(monday + day * 86_400_000);
}

const WINDOW = 6;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The six hours of the day, around midnight too, that hold most; null when they hold less than half of it. */
function busiestHours(byHour: readonly number[], total: number): { from: number; to: number } | null {
  let best = { from: 0, held: -1 };
  for (let from = 0; from < 24; from++) {
    const held = sum(Array.from({ length: WINDOW }, (_, i) => byHour[(from + i) % 24] ?? 0));
    if (held > best.held + 1e-9) best = { from, held };
  }
  if (best.held < total / 2) return null;
  // Empty hours at the ends say nothing.
  let { from } = best;
  let to = from + WINDOW;
  while (to - from > 1 && (byHour[from % 24] ?? 0) < 1e-9) from++;
  while (to - from > 1 && (byHour[(to - 1) % 24] ?? 0) < 1e-9) to--;
  return { from: from % 24, to: ((to - 1) % 24) + 1 };
}

/** The one or two days that hold most, in the order of the week; null when they hold less than three fifths. */
function busiestDays(byDay: readonly number[], total: number): number[] | null {
  const ranked = byDay.map((held, day) => ({ held, day })).sort((a, b) => b.held - a.held || a.day - b.day);
  const [first, second] = ranked;
  if (first && first.held >= total * 0.6) return [first.day];
  if (first && second && first.held + second.held >= total * 0.6) return [first.day, second.day].sort((a, b) => a - b);
  return null;
}

/**
 * When something happens, said shortly: `fredag och lördag, mest kl. 20–02`.
 * @param hotTimes 7 rows from Monday, 24 columns.
 */
export function timesInWords(hotTimes: readonly (readonly number[])[], language: Language): string {
  const byDay = hotTimes.map(sum);
  const byHour = Array.from({ length: 24 }, (_, hour) => sum(hotTimes.map((row) => row[hour] ?? 0)));
  const total = sum(byDay);
  if (total <= 0) return '';
  const hours = busiestHours(byHour, total);
  const days = busiestDays(byDay, total)?.map((day) => weekdayName(day, language, 'long'));
  const pad = (hour: number): string => String(hour).padStart(2, '0');
  const values = { days: sayList(language, days ?? []), from: pad(hours?.from ?? 0), to: pad(hours?.to ?? 0) };
  if (days && hours) return say(language, 'whenWindow', values);
  if (days) return say(language, 'whenDays', values);
  return say(language, hours ? 'whenHours' : 'whenSpread', values);
}
