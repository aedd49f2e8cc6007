/** Actions in time: which span each has, and where it lies on a line of days. Pure, so that it is tested without a browser. */
import { dayNumber, isoDay } from '../../domain/iso-day';
import type { Action } from '../../domain/meeting';
import { isLate, isOpen, todayOf } from './action-words';

/** ISO dates, both in it. */
export interface ActionSpan {
  from: string;
  to: string;
  /** No day says when it ends: drawn to today, or to its last change. */
  openEnded: boolean;
}

/** From its start, or the day it was decided, to its end, or its due day; one that is open and late goes on to today. */
export function spanOf(action: Action, today: string): ActionSpan {
  const from = action.startsOn ?? todayOf(action.createdAt);
  const said = action.endsOn ?? action.due;
  const end = said ?? (isOpen(action) ? today : todayOf(action.updatedAt));
  const to = isLate(action, today) && !action.endsOn ? today : end;
  return { from, to: to < from ? from : to, openEnded: said === null };
}

export interface TimelineRow {
  action: Action;
  span: ActionSpan;
  /** Per cent of the width. */
  left: number;
  width: number;
  late: boolean;
}

export interface Timeline {
  /** Days from the first to the last that are drawn. */
  days: number;
  /** Per cent; null: today lies outside. */
  today: number | null;
  /** First days of months. */
  months: { iso: string; left: number }[];
  /** In the order of the areas; null: the whole municipality. */
  groups: { areaId: string | null; rows: TimelineRow[] }[];
}

/** So many days are drawn at least, and on either side of what there is. */
const LEAST_DAYS = 60;
const AROUND = 7;
/** Longer ago is cut off: a line of ten years shows nothing. */
const MOST_DAYS = 800;

/** @param areaIds in the order in which the groups stand. @param today ISO date. */
export function timelineOf(actions: readonly Action[], areaIds: readonly string[], today: string): Timeline {
  const spans = actions.map((action) => ({ action, span: spanOf(action, today) }));
  const now = dayNumber(today);
  const last = Math.max(now, ...spans.map(({ span }) => dayNumber(span.to))) + AROUND;
  const earliest = Math.min(now, ...spans.map(({ span }) => dayNumber(span.from))) - AROUND;
  const first = Math.max(Math.min(earliest, last - LEAST_DAYS), last - MOST_DAYS);
  const days = last - first + 1;
  const at = (day: number): number => (100 * (Math.max(first, Math.min(last + 1, day)) - first)) / days;
  const months: Timeline['months'] = [];
  for (let day = first; day <= last; day++) {
    const iso = isoDay(day);
    if (iso.endsWith('-01')) months.push({ iso, left: at(day) });
  }
  const rowOf = ({ action, span }: (typeof spans)[number]): TimelineRow => {
    const left = at(dayNumber(span.from));
    return { action, span, left, width: at(dayNumber(span.to) + 1) - left, late: isLate(action, today) };
  };
  const groups = [...areaIds, null].flatMap((areaId) => {
    const rows = spans
      .filter(({ action }) => (areaIds.includes(action.areaId ?? '') ? action.areaId : null) === areaId)
      .toSorted((a, b) =>
        a.span.from < b.span.from ? -1 : a.span.from > b.span.from ? 1 : a.action.id < b.action.id ? -1 : 1,
      )
      .map(rowOf);
    return rows.length > 0 ? [{ areaId, rows }] : [];
  });
  return { days, today: at(now), months, groups };
}
