/** Which actions a draft looks back on, and which events it looks ahead to. */
import type { Action, Activity } from '../../domain/meeting';
import type { Period } from '../../domain/period';

const DAY = 86_400;
/** Events that begin within this time after the period are told of. Seconds. */
export const AHEAD = 14 * DAY;
/** Closed actions are told of when they changed this long before the period or later. Seconds. */
const BACK = 14 * DAY;

const isOpen = ({ status }: Action): boolean => status === 'planned' || status === 'ongoing';

/** Open ones, and those that changed since shortly before the period: by due date, those without one last. @param area null: the whole municipality. */
export function actionsBack(actions: readonly Action[], period: Period, area: string | null): Action[] {
  return actions
    .filter(({ areaId }) => area === null || areaId === null || areaId === area)
    .filter((action) => isOpen(action) || action.updatedAt >= period.from - BACK)
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (a.due ?? '9999').localeCompare(b.due ?? '9999'));
}

/** Planned ones that begin in the two weeks after the period, by time. */
export function eventsAhead(activities: readonly Activity[], period: Period, area: string | null): Activity[] {
  return activities
    .filter(({ state, startsAt }) => state === 'planned' && startsAt >= period.to && startsAt < period.to + AHEAD)
    .filter(({ areaId }) => area === null || areaId === null || areaId === area)
    .sort((a, b) => a.startsAt - b.startsAt);
}
