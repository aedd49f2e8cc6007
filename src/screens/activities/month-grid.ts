/** A month as weeks of seven days, with the ISO number of each week, and which activities lie on which day. */
import { daysOf } from '../../domain/activity-span';
import { addDays, daysBetween, weekdayOf } from '../../domain/iso-day';
import type { Activity } from '../../domain/meeting';
import { periodOf } from '../../domain/period';

export interface Week {
  /** ISO week. */
  number: number;
  /** ISO dates, Monday first. */
  days: string[];
}

/** @param month `2026-11`. @returns four to six weeks; the first and last may hold days of the months beside. */
export function weeksOf(month: string): Week[] {
  const first = `${month}-01`;
  const weeks: Week[] = [];
  for (let monday = addDays(first, -weekdayOf(first)); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    const noon = Date.parse(`${monday}T12:00:00Z`) / 1000;
    weeks.push({ number: periodOf('week', noon).number, days: daysBetween(monday, addDays(monday, 6)) });
  }
  return weeks;
}

export interface DayEntry<T> {
  one: T;
  /** `2` of `3`; a single day is 1 of 1. */
  day: number;
  of: number;
}

/** What lies on each day, in the order that was handed in; what lasts for several days is on each of them. */
export function byDay<T extends { record: Activity }>(entries: readonly T[]): Map<string, DayEntry<T>[]> {
  const days = new Map<string, DayEntry<T>[]>();
  for (const one of entries) {
    const { from, to } = daysOf(one.record);
    const all = daysBetween(from, to);
    all.forEach((day, i) => {
      const list = days.get(day) ?? [];
      list.push({ one, day: i + 1, of: all.length });
      days.set(day, list);
    });
  }
  return days;
}
