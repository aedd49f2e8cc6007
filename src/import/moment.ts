/**
 * Dates and clock times as Swedish systems write them, in two steps: cells to a day and a clock time, and those to an instant in Europe/Stockholm. A time that spring skips moves
 * forward an hour, one that autumn repeats is the first (domain/stockholm-time.ts).
 */
import { epochOfLocal } from '../domain/stockholm-time';
import { readTime } from '../picture/read-time';
import type { TimeFlaw } from '../picture/read-time';
import type { DateOrder } from './types';

export type Clock = { hour: number; minute: number; second: number };

/** A cell that holds a day, perhaps with a clock time; `instant` (epoch seconds) when it named its offset from UTC. */
export type ReadMoment =
  { year: number; month: number; day: number; clock: Clock | null; instant: number | null } | { flaw: TimeFlaw };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const ENGLISH: Record<string, number> = { may: 5, oct: 10 };

/** What may follow a day: `T14:30`, ` 14.30`, `, kl. 14:30:05`. */
const CLOCK = String.raw`(?:(?:T|,? +(?:kl\.? *)?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?`;
const ISO = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${CLOCK}$`, 'i');
const SHORT_ISO = new RegExp(`^(\\d{2})-(\\d{2})-(\\d{2})${CLOCK}$`, 'i');
const NUMBERS = new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})[./ -] ?(\\d{4}|\\d{2})${CLOCK}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2})(\d{2})(\d{2})?)?$/;
const SHORT_COMPACT = /^(\d{2})(\d{2})(\d{2})$/;
const IN_WORDS = new RegExp(
  `^(?:den +)?(\\d{1,2})[.:]?(?:e|a)?[ -]+(\\p{L}{3,10})\\.?[ -]+(\\d{4}|\\d{2})${CLOCK}$`,
  'iu',
);
const WEEKDAY = /^(?:mån|tis|ons|tors?|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,? +/iu;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** `november`, `nov.` and `October` to 1-12; 0 for no month. */
function monthOf(word: string): number {
  const three = word.toLowerCase().slice(0, 3);
  return ENGLISH[three] ?? MONTHS.indexOf(three) + 1;
}

function moment(year: number, month: number, day: number, [hour, minute, second]: (string | undefined)[]): ReadMoment {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || day < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return { flaw: 'no-such-date' };
  if (year < 1970 || year > 2100) return { flaw: 'year-out-of-range' };
  if (hour === undefined) return { year, month, day, clock: null, instant: null };
  const clock = { hour: Number(hour), minute: Number(minute ?? 0), second: Number(second ?? 0) };
  if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) return { flaw: 'no-such-clock' };
  return { year, month, day, clock, instant: null };
}

/** Days since 1899-12-30, as Excel keeps dates (its year 1900 has a day too many, which this origin mends from March 1900 on). */
function momentOfSerial(days: number): ReadMoment {
  const seconds = Math.round(days * 86_400);
  const date = new Date(Date.UTC(1899, 11, 30) + seconds * 1000);
  const clock =
    seconds % 86_400 === 0
      ? null
      : { hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() };
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (year < 1970 || year > 2100) return { flaw: 'year-out-of-range' };
  return { year, month, day, clock, instant: null };
}

/** @param text one cell. @param order how 3/4 2026 is meant; 16/11 2026 is read by it too, so that one file has one order. */
export function readMoment(text: string, order: DateOrder): ReadMoment {
  const trimmed = text.trim().replace(/\s+/g, ' ').replace(WEEKDAY, '');
  const iso = ISO.exec(trimmed);
  if (iso) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4, 7));
  if (SERIAL.test(trimmed)) return momentOfSerial(Number(trimmed.replace(',', '.')));
  const compact = COMPACT.exec(trimmed);
  if (compact) return moment(Number(compact[1]), Number(compact[2]), Number(compact[3]), compact.slice(4, 7));
  const short = SHORT_ISO.exec(trimmed);
  if (short) return moment(fullYear(short[1] ?? ''), Number(short[2]), Number(short[3]), short.slice(4, 7));
  const shorter = SHORT_COMPACT.exec(trimmed);
  if (shorter) return moment(fullYear(shorter[1] ?? ''), Number(shorter[2]), Number(shorter[3]), []);
  const numbers = NUMBERS.exec(trimmed);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[3])];
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    return moment(fullYear(numbers[4] ?? ''), month, day, numbers.slice(5, 8));
  }
  const words = IN_WORDS.exec(trimmed);
  if (words) {
    const month = monthOf(words[2] ?? '');
    return month === 0
      ? { flaw: 'not-a-time' }
      : moment(fullYear(words[3] ?? ''), month, Number(words[1]), words.slice(4, 7));
  }
  // With an offset from UTC it is an instant whatever the clocks do here.
  const instant = readTime(trimmed);
  if ('flaw' in instant) return { flaw: instant.flaw };
  return { year: 1970, month: 1, day: 1, clock: null, instant: instant.epoch };
}

/** Which orders a cell allows: `['dmy']` for 16/11 2026, both for 3/4 2026, none for dates that name their order. */
export function ordersOf(text: string): DateOrder[] {
  const numbers = NUMBERS.exec(text.trim().replace(/\s+/g, ' ').replace(WEEKDAY, ''));
  if (!numbers || SHORT_ISO.test(text.trim())) return [];
  const [first, second] = [Number(numbers[1]), Number(numbers[3])];
  const orders: DateOrder[] = [];
  if (second <= 12) orders.push('dmy');
  if (first <= 12) orders.push('mdy');
  return orders;
}

const ONE_CLOCK = /^(?:kl\.? *)?(\d{1,2})(?:[:.]?(\d{2}))?(?:[:.](\d{2}))?$/i;
const FRACTION = /^0?[.,]\d{3,}$/;

function oneClock(text: string): Clock | null {
  if (FRACTION.test(text)) {
    const seconds = Math.round(Number(text.replace(',', '.')) * 86_400) % 86_400;
    return { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
  }
  const match = ONE_CLOCK.exec(text);
  if (!match) return null;
  const clock = { hour: Number(match[1]), minute: Number(match[2] ?? 0), second: Number(match[3] ?? 0) };
  // 24:00 ends a day; systems that write it mean the last moment of it.
  if (clock.hour === 24 && clock.minute === 0) return { hour: 23, minute: 59, second: 59 };
  return clock.hour > 23 || clock.minute > 59 || clock.second > 59 ? null : clock;
}

/** `21:30`, `kl 21.30`, `2130`, Excel's 0,8958 — or two of them, `21:00–23:30`. Null: no clock time. */
export function readClock(text: string): { from: Clock; to: Clock | null } | null {
  const [first = '', second, ...more] = text.trim().split(/ *[-–—] */);
  if (more.length > 0) return null;
  const from = oneClock(first);
  const to = second === undefined ? null : oneClock(second);
  return from && (second === undefined || to) ? { from, to } : null;
}

/** Epoch seconds of a wall clock in Sweden. */
export function instantOf({ year, month, day }: { year: number; month: number; day: number }, clock: Clock): number {
  return epochOfLocal(year, month, day, clock.hour, clock.minute, clock.second);
}
