/**
 * Hour by weekday with aoristic weights (Ratcliffe 2000, International Journal of Geographical Information Science 14:669-679): an incident known
 * only to lie between two instants gives an equal share to each clock hour that the interval touches, so each incident sums to one.
 */
import { changeAfter, hourOfWeek } from '../domain/stockholm-time';
import type { HotTimes, IncidentTable } from './types';

const HOUR = 3600;
const HOURS_A_WEEK = 168;

/** 168 sums, Monday 00-01 first. */
export type HourSums = Float64Array;

export function emptyHours(): HourSums {
  return new Float64Array(HOURS_A_WEEK);
}

/** Adds `times` elapsed hours from the hour that begins at `start`, within a span without clock change. */
function addHours(sums: HourSums, start: number, hours: number, share: number): void {
  const weeks = Math.floor(hours / HOURS_A_WEEK);
  if (weeks > 0) for (let i = 0; i < HOURS_A_WEEK; i++) sums[i] += weeks * share;
  const first = hourOfWeek(start);
  const rest = hours - weeks * HOURS_A_WEEK;
  for (let i = 0; i < rest; i++) sums[(first + i) % HOURS_A_WEEK] += share;
}

/**
 * Adds one incident that lies in [from, to), epoch seconds; `to` equal to `from` is a moment and gives its hour the whole weight. An interval that ends
 * on the hour does not touch the next. Elapsed hours are counted: in the night when autumn repeats hour 02 it takes two shares, in spring none.
 * A long interval costs at most 168 steps for each span between two clock changes.
 */
export function addIncidentHours(sums: HourSums, from: number, to: number): void {
  // Offsets are whole hours, so clock hours begin on whole hours of UTC.
  const first = Math.floor(from / HOUR);
  const last = to > from ? Math.floor((to - 1) / HOUR) : first;
  if (first === last) {
    sums[hourOfWeek(from)] += 1;
    return;
  }
  const share = 1 / (last - first + 1);
  let hour = first;
  while (hour <= last) {
    const end = Math.min(last + 1, changeAfter(hour * HOUR) / HOUR);
    addHours(sums, hour * HOUR, end - hour, share);
    hour = end;
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
    for (let row = 0; row < table.size; row++) hours[row] = hourOfWeek(table.from[row]);
    wallHours.set(table, hours);
  }
  return hours;
}
