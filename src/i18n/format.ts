/** Numbers, dates and periods as Swedes read them: 24-hour clock, ISO weeks, Europe/Stockholm. */
import type { Period } from '../domain/period';
import { language, t } from './i18n.svelte';

const ZONE = 'Europe/Stockholm';
// Formats are kept: making one costs a hundred times as much as using it, and a step of the slider writes hundreds of numbers.
const cache = new Map<string, Intl.DateTimeFormat>();
const numberCache = new Map<string, Intl.NumberFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language() === 'sv' ? 'sv-SE' : 'en-GB';
  const key = locale + JSON.stringify(options);
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
    cache.set(key, format);
  }
  return format;
}

export function number(value: number, decimals = 0): string {
  const locale = language() === 'sv' ? 'sv-SE' : 'en-GB';
  const key = `${locale}${decimals}`;
  let format = numberCache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numberCache.set(key, format);
  }
  return format.format(value);
}

/** `16 nov. 2026` */
export function date(epoch: number): string {
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).format(epoch * 1000);
}

/** `mån 16 nov. 21:30` */
export function dateTime(epoch: number): string {
  return dateFormat({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(epoch * 1000);
}

/** `14:32` */
export function timeOfDay(epoch: number): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(epoch * 1000);
}

/** A moment, or an interval with what both ends share said once. */
export function timeSpan(from: number, to: number): string {
  return from === to ? dateTime(from) : `${dateTime(from)} – ${dateTime(to)}`;
}

/** `16–22 november 2026`, the days of a half-open span. */
export function daySpan(from: number, to: number): string {
  return dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }).formatRange(from * 1000, (to - 1) * 1000);
}

/** `lör 13 jan. 2024`, `15–16 apr. 2024` or `ons 8 maj 2024 18:00–20:00`: whole days have no clock times. Epoch seconds; whole days end at a midnight. */
export function activityTime({
  startsAt,
  endsAt,
  allDay,
}: {
  startsAt: number;
  endsAt: number;
  allDay?: boolean;
}): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  if (!allDay)
    return dateFormat({ ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatRange(
      startsAt * 1000,
      endsAt * 1000,
    );
  return dateFormat(day).formatRange(startsAt * 1000, Math.max(startsAt, endsAt - 1) * 1000);
}

/** `okt. 2026` */
export function monthShort(epoch: number): string {
  return dateFormat({ month: 'short', year: 'numeric' }).format(epoch * 1000);
}

/** `Vecka 47, 16–22 november 2026` */
export function periodName(period: Period): string {
  const span = daySpan(period.from, period.to);
  switch (period.kind) {
    case 'week':
      return t('period:weekName', { number: period.number, span });
    case 'month': {
      const name = dateFormat({ month: 'long', year: 'numeric' }).format(period.from * 1000);
      return name.charAt(0).toUpperCase() + name.slice(1);
    }
    case 'tertial': {
      // The name says the year and the months are whole: short, so that the toolbar keeps to one row.
      const months = dateFormat({ month: 'short' }).formatRange(period.from * 1000, (period.to - 1) * 1000);
      return t('period:tertialName', { number: period.number, year: period.year, months });
    }
    case 'year':
      return t('period:yearName', { year: period.year });
  }
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Short name of a weekday, 0 is Monday. */
export function weekday(day: number): string {
  return t(`period:${WEEKDAYS[day % 7] ?? 'mon'}`);
}
