/**
 * Hour by weekday with aoristic weights (Ratcliffe 2000, International Journal of Geographical Information Science 14:669-679): an incident known
 * only to lie between two instants gives an equal share to each clock hour that the interval touches, so each incident sums to one.
 */
import { changeAfter, offsetAt } from '../domain/stockholm-time';
import type { HotTimes, IncidentTable } from './types';

const HOUR = 3600;
const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday. */
const HOURS_FROM_MONDAY = 72;

const DAY = 24 * HOUR;

/** A span of time without clock change, epoch seconds. */
interface ClockSpan {
  from: number;
  to: number;
  /** Seconds from UTC. */
  offset: number;
}

function findSpan(epoch: number): ClockSpan {
  const to = changeAfter(epoch);
  // Two changes in a row lie at most 31 weeks apart.
  let from = changeAfter(epoch - 250 * DAY);
  for (let next = changeAfter(from); next <= epoch; next = changeAfter(from)) from = next;
  return { from: Math.min(from, epoch), to, offset: offsetAt(epoch) };
}

/** The span asked for last: incidents come in order of time, so that it is nearly always the one asked for next. */
let lastSpan: ClockSpan = { from: 0, to: 0, offset: 0 };

function spanOf(epoch: number): ClockSpan {
  if (epoch < lastSpan.from || epoch >= lastSpan.to) lastSpan = findSpan(epoch);
  return lastSpan;
}

/** As `hourOfWeek` of the domain, at a twentieth of its cost. */
function hourOfWeekIn({ offset }: ClockSpan, epoch: number): number {
  return (Math.floor((epoch + offset) / HOUR) + HOURS_FROM_MONDAY) % HOURS_A_WEEK;
}

/** 168 sums, Monday 00-01 first; of several groups, one group after another. */
export type HourSums = Float64Array;

export function emptyHours(): HourSums {
  return new Float64Array(HOURS_A_WEEK);
}

/** Adds elapsed hours from the hour of the week `first` on, within a span without clock change. @param base of the group in the sums. */
function addHours(sums: HourSums, base: number, first: number, hours: number, share: number): void {
  const weeks = Math.floor(hours / HOURS_A_WEEK);
  if (weeks > 0) for (let i = 0; i < HOURS_A_WEEK; i++) sums[base + i] += weeks * share;
  let at = first;
  for (let rest = hours - weeks * HOURS_A_WEEK; rest > 0; rest--) {
    sums[base + at] += share;
    at = at === HOURS_A_WEEK - 1 ? 0 : at + 1;
  }
}

/**
 * Adds one incident that lies in [from, to), epoch seconds; `to` equal to `from` is a moment and gives its hour the whole weight. An interval that ends
 * on the hour does not touch the next. Elapsed hours are counted: in the night when autumn repeats hour 02 it takes two shares, in spring none.
 * A long interval costs at most 168 steps for each span between two clock changes.
 * @param base of the group in the sums.
 */
export function addIncidentHours(sums: HourSums, from: number, to: number, base = 0): void {
  // Offsets are whole hours, so clock hours begin on whole hours of UTC.
  const first = Math.floor(from / HOUR);
  const last = to > from ? Math.floor((to - 1) / HOUR) : first;
  let span = spanOf(from);
  if (first === last) {
    sums[base + hourOfWeekIn(span, from)] += 1;
    return;
  }
  const share = 1 / (last - first + 1);
  let hour = first;
  while (hour <= last) {
    const end = Math.min(last + 1, span.to / HOUR);
    addHours(sums, base, hourOfWeekIn(span, hour * HOUR), end - hour, share);
    hour = end;
    if (hour <= last) span = spanOf(hour * HOUR);
  }
}

/** @returns rows from Monday to Sunday, 24 columns. */
export function toHotTimes(sums: HourSums): HotTimes {
  return Array.from({ length: 7 }, (_, day) => Array.from(sums.subarray(day * 24, day * 24 + 24)));
}

const wallHours = new WeakMap<IncidentTable, Uint8Array>();

/** Hour of the week of each incident's `from` on the wall clock; computed once for a table. */
export function wallHoursOf(table: IncidentTable): Uint8Array {
  let hours = wallHours.get(table);
  if (!hours) {
    hours = new Uint8Array(table.size);
    for (let row = 0; row < table.size; row++) hours[row] = hourOfWeekIn(spanOf(table.from[row]), table.from[row]);
    wallHours.set(table, hours);
  }
  return hours;
}

/**
 * Hour sums of several groups of incidents in one pass: 168 for each group, one group after another.
 * @param rows of the table. @param groups how many groups there are. @param groupOf the group of a row; -1 for none.
 */
export function hoursByGroup(
  table: IncidentTable,
  rows: ArrayLike<number>,
  groups: number,
  groupOf: (row: number) => number,
): HourSums {
  const sums = new Float64Array(groups * HOURS_A_WEEK);
  const { from, to } = table;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const group = groupOf(row);
    if (group >= 0) addIncidentHours(sums, from[row], to[row], group * HOURS_A_WEEK);
  }
  return sums;
}

/** The sums of one of several groups, as `toHotTimes`. */
export function hotTimesOfGroup(sums: HourSums, group: number): HotTimes {
  return toHotTimes(sums.subarray(group * HOURS_A_WEEK, (group + 1) * HOURS_A_WEEK));
}
