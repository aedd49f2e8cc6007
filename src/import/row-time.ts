/** The time of a row: an instant, an interval, or a whole day where no clock time stands. */
import type { TimeFlaw } from '../picture/read-time';
import { instantOf, readClock, readMoment } from './moment';
import type { Clock, ReadMoment } from './moment';
import type { DateOrder, Said } from './types';
import { quoted } from './values';

export interface TimeCells {
  from: string;
  fromTime: string;
  to: string;
  toTime: string;
}

export type RowTime = { from: number; to: number; dateOnly: boolean } | { reason: Said };

const FLAWS: Record<TimeFlaw, string> = {
  'not-a-time': 'rowNotATime',
  'excel-number': 'rowNotATime',
  'no-such-date': 'rowNoSuchDate',
  'no-such-clock': 'rowNoSuchClock',
  'year-out-of-range': 'rowYearOutOfRange',
};

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0 };
/** The end of a day is its last minute: the next midnight would belong to the next day. */
const LAST_MINUTE: Clock = { hour: 23, minute: 59, second: 0 };
const DAY = 86_400;

type Day = Exclude<ReadMoment, { flaw: TimeFlaw }>;

/** @param headings for the sentences. @param order of day and month. */
export function readRowTime(cells: TimeCells, headings: TimeCells, order: DateOrder): RowTime {
  const refuse = (key: string, column: keyof TimeCells): { reason: Said } => ({
    reason: { key, values: { value: quoted(cells[column]), column: headings[column] } },
  });
  if (cells.from.trim() === '') return { reason: { key: 'rowNoTime', values: { column: headings.from } } };
  const begin = readMoment(cells.from, order);
  if ('flaw' in begin) return refuse(FLAWS[begin.flaw], 'from');
  const clock = cells.fromTime.trim() === '' ? null : readClock(cells.fromTime);
  if (cells.fromTime.trim() !== '' && !clock) return refuse('rowNotAClock', 'fromTime');
  const endClock = cells.toTime.trim() === '' ? null : readClock(cells.toTime);
  if (cells.toTime.trim() !== '' && !endClock) return refuse('rowNotAClock', 'toTime');
  const at = (day: Day, own: Clock | null): number | null =>
    day.instant ?? (own ? instantOf(day, own) : day.clock ? instantOf(day, day.clock) : null);

  const started = at(begin, clock?.from ?? null);
  const from = started ?? instantOf(begin, MIDNIGHT);
  const span = (to: number): RowTime =>
    to < from
      ? { reason: { key: 'rowEndBeforeStart', values: { from: inCells(cells, 'from'), to: inCells(cells, 'to') } } }
      : { from, to, dateOnly: started === null };

  if (cells.to.trim() !== '') {
    const end = readMoment(cells.to, order);
    if (!('flaw' in end)) return span(at(end, endClock?.from ?? null) ?? instantOf(end, LAST_MINUTE));
    // Only a clock time: on the day of the beginning, or on the next one.
    const alone = readClock(cells.to);
    if (!alone || begin.instant !== null) return refuse(FLAWS[end.flaw], 'to');
    return span(sameOrNextDay(begin, alone.from, from));
  }
  const until = endClock?.from ?? clock?.to ?? null;
  if (until && begin.instant === null) return span(sameOrNextDay(begin, until, from));
  return span(started ?? instantOf(begin, LAST_MINUTE));
}

/** 21:00-02:00 ends on the next day. */
function sameOrNextDay(day: Day, clock: Clock, from: number): number {
  const same = instantOf(day, clock);
  if (same >= from) return same;
  const next = new Date(Date.UTC(day.year, day.month - 1, day.day) + DAY * 1000);
  return instantOf({ year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }, clock);
}

const inCells = (cells: TimeCells, end: 'from' | 'to'): string =>
  [quoted(cells[end]), quoted(end === 'from' ? cells.fromTime : cells.toTime)].filter((cell) => cell !== '').join(' ');
