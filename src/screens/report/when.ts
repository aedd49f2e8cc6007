/** The time of a report as the form holds it: Swedish wall clock in native date and time fields, filled in by quick choices. */
import { epochOfLocal, localOfEpoch } from '../../domain/stockholm-time';

export const TIME_CHOICES = ['now', 'yesterdayEvening', 'lastNight', 'weekend', 'moment', 'interval'] as const;
export type TimeChoice = (typeof TIME_CHOICES)[number];

/** `2026-11-22` and `14:30`, as `<input type="date">` and `type="time">` give them; empty when not filled in. */
export interface TimeFields {
  choice: TimeChoice;
  fromDate: string;
  fromTime: string;
  toDate: string;
  toTime: string;
}

/** Epoch seconds; NaN where a field is empty or says nothing. */
export interface Span {
  from: number;
  to: number;
}

const FIVE_MINUTES = 300;
const pad = (n: number): string => String(n).padStart(2, '0');

/** The date and time fields of an instant (epoch seconds). */
export function fieldsOfEpoch(epoch: number): { date: string; time: string } {
  const { year, month, day, hour, minute } = localOfEpoch(epoch);
  return { date: `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`, time: `${pad(hour)}:${pad(minute)}` };
}

/** The instant of date and time fields, epoch seconds; NaN when they hold no time. A repeated autumn hour is the first. */
export function epochOfFields(date: string, time: string): number {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const clock = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time);
  if (!day || !clock) return NaN;
  return epochOfLocal(Number(day[1]), Number(day[2]), Number(day[3]), Number(clock[1]), Number(clock[2]), 0);
}

/** What a quick choice means at an instant; never later than it. Epoch seconds. */
export function quickSpan(choice: Exclude<TimeChoice, 'moment' | 'interval'>, now: number): Span {
  const { year, month, day, hour } = localOfEpoch(now);
  /** Wall clock on the day that lies `days` after today. */
  const at = (days: number, clock: number): number => epochOfLocal(year, month, day + days, clock, 0, 0);
  const until = (from: number, to: number): Span => ({ from, to: Math.max(from, Math.min(to, rounded(now))) });
  switch (choice) {
    case 'now':
      return { from: rounded(now), to: rounded(now) };
    case 'yesterdayEvening':
      return until(at(-1, 18), at(0, 0));
    case 'lastNight':
      // Late in the evening the night has begun; before, it is the one that has been.
      return hour >= 22 ? until(at(0, 22), now) : until(at(-1, 22), at(0, 6));
    case 'weekend': {
      const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7; // 0 is Monday
      let friday = weekday >= 4 ? 4 - weekday : -3 - weekday;
      if (weekday === 4 && hour < 18) friday -= 7;
      return until(at(friday, 18), at(friday + 3, 6));
    }
  }
}

/** Down to five minutes: nobody knows better, and never later than now. */
function rounded(epoch: number): number {
  return Math.floor(epoch / FIVE_MINUTES) * FIVE_MINUTES;
}

/** The fields after a choice: quick ones fill them in, the others keep what stands there. */
export function choose(fields: TimeFields, choice: TimeChoice, now: number): TimeFields {
  if (choice === 'moment' || choice === 'interval') return { ...fields, choice };
  return fieldsOfSpan(quickSpan(choice, now), choice);
}

/** @param choice which alternative is marked; by default the one that shows the fields. */
export function fieldsOfSpan(span: Span, choice?: TimeChoice): TimeFields {
  const from = fieldsOfEpoch(span.from);
  const to = fieldsOfEpoch(span.to);
  return {
    choice: choice ?? (span.from === span.to ? 'moment' : 'interval'),
    fromDate: from.date,
    fromTime: from.time,
    toDate: to.date,
    toTime: to.time,
  };
}

/** The time that the fields say; a moment begins and ends at once. */
export function spanOf(fields: TimeFields): Span {
  const from = epochOfFields(fields.fromDate, fields.fromTime);
  const moment = fields.choice === 'now' || fields.choice === 'moment';
  return { from, to: moment ? from : epochOfFields(fields.toDate, fields.toTime) };
}
