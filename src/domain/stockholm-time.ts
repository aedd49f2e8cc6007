/**
 * Wall clock of Europe/Stockholm, from 1981 on by rule: UTC+1, and UTC+2 in summer. Summer time begins on the last Sunday of March and ends on
 * the last Sunday of October (of September before 1996), both at 01:00 UTC (directive 2000/84/EC and its forerunners).
 * Written out because a million instants must be placed in their hour and `Intl` costs a microsecond or more for each; a test holds it against `Intl`.
 */
export interface LocalTime {
  year: number;
  /** 1-12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const HOUR = 3600;
const DAY = 86_400;

function lastSunday(year: number, monthFromZero: number): number {
  const last = Date.UTC(year, monthFromZero + 1, 0) / 1000;
  const weekday = (Math.floor(last / DAY) + 4) % 7; // 0 is Sunday
  return last - weekday * DAY + HOUR;
}

const summers = new Map<number, { from: number; to: number }>();

function summerOf(year: number): { from: number; to: number } {
  let summer = summers.get(year);
  if (!summer) {
    // Before 1981 Sweden had no summer time in the years that this tool meets.
    summer =
      year < 1981 ? { from: 0, to: 0 } : { from: lastSunday(year, 2), to: lastSunday(year, year < 1996 ? 8 : 9) };
    summers.set(year, summer);
  }
  return summer;
}

/** Offset from UTC in seconds at the instant: 3600 or 7200. */
export function offsetAt(epoch: number): number {
  const { from, to } = summerOf(new Date(epoch * 1000).getUTCFullYear());
  return epoch >= from && epoch < to ? 2 * HOUR : HOUR;
}

/** The next instant after `epoch` at which the clocks change, epoch seconds. */
export function changeAfter(epoch: number): number {
  for (let year = Math.max(1981, new Date(epoch * 1000).getUTCFullYear()); ; year++) {
    const { from, to } = summerOf(year);
    if (epoch < from) return from;
    if (epoch < to) return to;
  }
}

/** Wall clock at the instant (epoch seconds). */
export function localOfEpoch(epoch: number): LocalTime {
  const date = new Date((epoch + offsetAt(epoch)) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/**
 * Instant of a wall clock time, epoch seconds. A time that spring skips moves forward an hour (02:30 is 03:30); one that autumn repeats is the first.
 * Months are 1-12; the fields are not checked for range here.
 */
export function epochOfLocal(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  const summer = wall - 2 * HOUR;
  // In the repeated hour both answers are right and summer time is the first; in the skipped hour neither is, and winter time moves it forward.
  return offsetAt(summer) === 2 * HOUR ? summer : wall - HOUR;
}

/** Hour of the week on the wall clock: 0 is Monday 00-01, 167 is Sunday 23-24. */
export function hourOfWeek(epoch: number): number {
  const hours = Math.floor((epoch + offsetAt(epoch)) / HOUR);
  return (((hours + 72) % 168) + 168) % 168; // 1970-01-01 was a Thursday
}

/** `2026-11-16T00:00:00+01:00` */
export function isoOfEpoch(epoch: number): string {
  const offset = offsetAt(epoch);
  return new Date((epoch + offset) * 1000).toISOString().slice(0, 19) + (offset === HOUR ? '+01:00' : '+02:00');
}
