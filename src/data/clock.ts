/**
 * The device's clock against the server's. A phone whose clock is wrong would place "just now" in another hour, or be refused for reporting the future: every answer
 * of the server carries its time (RFC 9110, Date), and the difference is taken off. See docs/decisions/0028.
 */
import { FUTURE_TOLERANCE } from '../domain/future-tolerance';

/** An answer that took longer says too little about when the server wrote it. Milliseconds. */
const SLOWEST = 10_000;
/** A smaller difference is nobody's matter: people round to five minutes. Milliseconds. */
export const CLOCK_TOLERANCE = FUTURE_TOLERANCE * 1000;
const DAY = 86_400;

/**
 * How far the device's clock is from the server's; negative: the device is ahead.
 * @param date the header, as it came. @param asked, answered epoch milliseconds of the device.
 * @returns milliseconds to add to the device's clock, within a second; null when the answer does not say.
 */
export function offsetOf(date: string | null, asked: number, answered: number): number | null {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server) || answered < asked || answered - asked > SLOWEST) return null;
  // The header is cut to whole seconds: half a second later is as likely.
  return server + 500 - (asked + answered) / 2;
}

/** How a time was given: as "just now", as a day seen from today, or as date and clock. */
export type TimeSaid = 'now' | 'day' | 'exact';

/**
 * A time given by a clock that was wrong, put right: "just now" moves by the difference, "yesterday evening" by whole days, and what was written as date and clock stays.
 * @param offset milliseconds, as of `offsetOf`; within the tolerance nothing moves.
 */
export function putRight<T extends { occurredFrom: number; occurredTo: number }>(
  report: T,
  said: TimeSaid,
  offset: number,
): T {
  if (said === 'exact' || Math.abs(offset) <= CLOCK_TOLERANCE) return report;
  const seconds = offset / 1000;
  const shift = said === 'now' ? Math.round(seconds / 60) * 60 : Math.round(seconds / DAY) * DAY;
  return { ...report, occurredFrom: report.occurredFrom + shift, occurredTo: report.occurredTo + shift };
}
