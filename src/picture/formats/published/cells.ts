/** Cells of a published picture's tables. */
import type { AreaStatus } from '../../../domain/meeting';
import type { PublishedCount, PublishedFigures } from '../../published';
import type { Language } from '../../types';
import { say, sayNumber } from '../../words';
import type { Edition } from './about';
import { countNumber, countText } from './count';
import { verdictOf, verdictWord } from './figures';
import type { Cell } from './table';

export function countCell(count: PublishedCount, { language }: Edition): Cell {
  const number = countNumber(count);
  return { text: countText(count, language), ...(number !== null && { number }) };
}

/** @param decimals at most; a number that is not known is an empty cell. */
export function numberCell(value: number | null | undefined, { language }: Edition, decimals = 0): Cell {
  if (value === null || value === undefined) return { text: '' };
  return { text: sayNumber(language, value, decimals), number: Number(value.toFixed(decimals)) };
}

export function statusCell(status: AreaStatus | null, { language }: Edition): Cell {
  return status ? { text: say(language, `status_${status}`), status } : { text: '' };
}

export function verdictCell(figures: Pick<PublishedFigures, 'verdict'>, edition: Edition): Cell {
  const verdict = verdictOf(figures, edition);
  return verdict === null ? { text: '' } : { text: verdictWord(figures, edition), verdict };
}

const ZONE = 'Europe/Stockholm';
const format = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeZone: ZONE, ...options });

/** `27 nov. 2026` @param iso a date. */
export function dayText(iso: string, language: Language): string {
  // Noon, so that no time zone moves the day.
  return format(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(`${iso}T12:00:00Z`));
}

/** `27 november 2026` @param iso a date. */
export function longDayText(iso: string, language: Language): string {
  return format(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${iso}T12:00:00Z`));
}

export const dayCell = (iso: string | null, { language }: Edition): Cell =>
  iso === null ? { text: '' } : { text: dayText(iso, language), date: iso };

/** `tors 26 nov. 19:00` @param iso an instant. */
export function momentText(iso: string, language: Language): string {
  const at = new Date(iso);
  const day = format(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(at);
  return `${day} ${format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`;
}

export const momentCell = (iso: string, { language }: Edition): Cell => ({
  text: momentText(iso, language),
  date: iso,
});

/** `tors 26 nov. 19:00–22:00`, or with both days where they differ. */
export function spanText(from: string, to: string, language: Language): string {
  const start = momentText(from, language);
  if (Date.parse(from) === Date.parse(to)) return start;
  const end = momentText(to, language);
  const sameDay = start.slice(0, -5) === end.slice(0, -5);
  return sameDay ? `${start}–${end.slice(-5)}` : `${start} – ${end}`;
}
