/** Actions of a period in figures: decided, done, late, cancelled, and how long it took. */
import type { ActionHistory } from '../domain/council-report';
import { dayNumber } from '../domain/iso-day';
import type { ActionFigures, ActionRow } from './council-report';

/** ISO dates; `end` is the first day that does not count. */
interface Span {
  from: string;
  end: string;
}

/** The middle value, or the mean of the two in the middle. @param sorted ascending, not empty. */
function median(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** @param actions as `action_history_of` hands them out: their status is that of now, `closedOn` says since when. */
export function actionFigures(actions: readonly ActionHistory[], { from, end }: Span): ActionFigures {
  const within = (day: string | null): day is string => day !== null && day >= from && day < end;
  const done = actions.filter(({ status, closedOn }) => status === 'done' && within(closedOn));
  const open = actions.filter(({ decidedOn, closedOn }) => decidedOn < end && (closedOn === null || closedOn >= end));
  const days = done
    .map(({ decidedOn, closedOn }) => dayNumber(closedOn ?? decidedOn) - dayNumber(decidedOn))
    .sort((a, b) => a - b);
  const [least, most] = [days[0], days.at(-1)];
  return {
    decided: actions.filter(({ decidedOn }) => within(decidedOn)).length,
    done: done.length,
    doneLate: done.filter(({ due, closedOn }) => due !== null && closedOn !== null && closedOn > due).length,
    cancelled: actions.filter(({ status, closedOn }) => status === 'cancelled' && within(closedOn)).length,
    open: open.length,
    late: open.filter(({ due }) => due !== null && due < end).length,
    days: least === undefined || most === undefined ? null : { median: median(days), least, most },
  };
}

/** A row for each that has something to tell, in the order of the list; what belongs to none of them last. */
export function actionRows(
  actions: readonly ActionHistory[],
  span: Span,
  list: readonly { id: string; name: string }[],
  keyOf: (action: ActionHistory) => string | null,
): ActionRow[] {
  const known = new Set(list.map(({ id }) => id));
  const groups = [
    ...list.map(({ id, name }) => ({ name, own: actions.filter((action) => keyOf(action) === id) })),
    { name: null, own: actions.filter((action) => !known.has(keyOf(action) ?? '')) },
  ];
  return groups
    .map(({ name, own }) => ({ name, ...actionFigures(own, span) }))
    .filter(({ decided, done, cancelled, open }) => decided + done + cancelled + open > 0);
}
