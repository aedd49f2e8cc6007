/** From when to when an activity lasts, as days and clock times and as instants. The database keeps instants; whole days end at the midnight after the last of them. */
import { addDays } from './iso-day';
import type { Activity } from './meeting';
import { epochOfLocal, isoOfEpoch } from './stockholm-time';

/** Days and times in Europe/Stockholm. Both days are in it; empty times: whole days. */
export interface SpanFields {
  from: string;
  to: string;
  fromTime: string;
  toTime: string;
}

type Span = Pick<Activity, 'startsAt' | 'endsAt' | 'allDay'>;

const dayOf = (epoch: number): string => isoOfEpoch(epoch).slice(0, 10);
const timeOf = (epoch: number): string => isoOfEpoch(epoch).slice(11, 16);

/** First and last day, ISO dates. What ends at midnight ends on the day before. */
export function daysOf({ startsAt, endsAt }: Span): { from: string; to: string } {
  return { from: dayOf(startsAt), to: dayOf(endsAt > startsAt ? endsAt - 1 : endsAt) };
}

export function fieldsOf(span: Span): SpanFields {
  const { from, to } = daysOf(span);
  if (span.allDay) return { from, to, fromTime: '', toTime: '' };
  // What lasts until midnight ends on the last day at 00:00, which instantsOf reads as the end of that night.
  return { from, to, fromTime: timeOf(span.startsAt), toTime: timeOf(span.endsAt) };
}

/**
 * @returns epoch seconds. A time of its own day that lies before the beginning is of the day after (18:00 to 01:00); without an end it is a moment.
 * NaN where a field holds no day or time.
 */
export function instantsOf({ from, to, fromTime, toTime }: SpanFields): {
  startsAt: number;
  endsAt: number;
  allDay: boolean;
} {
  const at = (day: string, time: string): number => {
    const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})$/.exec(`${day} ${time}`);
    if (!match) return NaN;
    const [year = NaN, month = NaN, date = NaN, hour = NaN, minute = NaN] = match.slice(1).map(Number);
    return epochOfLocal(year, month, date, hour, minute, 0);
  };
  const last = to === '' ? from : to;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || !/^\d{4}-\d{2}-\d{2}$/.test(last))
    return { startsAt: NaN, endsAt: NaN, allDay: fromTime === '' };
  if (fromTime === '') return { startsAt: at(from, '00:00'), endsAt: at(addDays(last, 1), '00:00'), allDay: true };
  const end = toTime === '' ? fromTime : toTime;
  const overnight = end < fromTime && (last === from || end === '00:00');
  return { startsAt: at(from, fromTime), endsAt: at(overnight ? addDays(last, 1) : last, end), allDay: false };
}
