/** A time as people and systems write it, to an instant. */
import { epochOfLocal } from '../domain/stockholm-time';

export type TimeFlaw = 'not-a-time' | 'excel-number' | 'no-such-date' | 'no-such-clock' | 'year-out-of-range';
export type ReadTime = { epoch: number; dateOnly: boolean } | { flaw: TimeFlaw };

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:T| +)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/** Seconds east of UTC, or null for an offset that no clock has. */
function offsetSeconds(text: string): number | null {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/**
 * @param text `2026-11-16`, `2026-11-16 21:30`, `2026-11-16T21:30:00`, each with or without seconds, fraction (dropped) and offset or Z.
 *   Without offset it is Swedish wall clock: a skipped time moves forward an hour, a repeated one is the first. A date alone is its midnight.
 * @returns epoch seconds, and whether the clock time was missing; or why it is no time.
 */
export function readTime(text: string): ReadTime {
  const match = TIME.exec(text.trim());
  // Days since 1899-12-30: 40000 is 2009, 60000 is 2064.
  if (!match) return { flaw: /^\d{5}([.,]\d+)?$/.test(text.trim()) ? 'excel-number' : 'not-a-time' };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || day < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return { flaw: 'no-such-date' };
  if (hour > 23 || minute > 59 || second > 59) return { flaw: 'no-such-clock' };
  if (year < 1970 || year > 2100) return { flaw: 'year-out-of-range' };
  const zone = match[7];
  const offset = zone === undefined ? null : offsetSeconds(zone);
  if (zone !== undefined && offset === null) return { flaw: 'not-a-time' };
  const epoch =
    offset === null
      ? epochOfLocal(year, month, day, hour, minute, second)
      : Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offset;
  if (epoch < 0) return { flaw: 'year-out-of-range' }; // columns of instants are unsigned
  return { epoch, dateOnly: match[4] === undefined };
}
