/** Which activities are shown, and what there is to choose between. */
import type { Activity } from '../../domain/meeting';
import type { ActivityFilters } from './address';

type Filtered = Pick<Activity, 'kind' | 'areaId' | 'state' | 'theme' | 'organisationId' | 'commitmentId' | 'endsAt'>;

/** Planned and over: somebody should say how it went. @param now epoch seconds. */
export const isDue = ({ state, endsAt }: Pick<Activity, 'state' | 'endsAt'>, now: number): boolean =>
  state === 'planned' && endsAt <= now;

/** @param now epoch seconds. */
export function fits(activity: Filtered, filters: ActivityFilters, now: number): boolean {
  const { kind, area, state, theme, owner, commitment } = filters;
  return (
    (kind === null || activity.kind === kind) &&
    (area === null || (activity.areaId ?? '-') === area) &&
    (state === null || (state === 'due' ? isDue(activity, now) : activity.state === state)) &&
    (theme === null || activity.theme === theme) &&
    (owner === null || activity.organisationId === owner) &&
    (commitment === null || activity.commitmentId === commitment)
  );
}

/** Themes in use, in the order of the alphabet. */
export function themesOf(activities: readonly Pick<Activity, 'theme'>[]): string[] {
  return [...new Set(activities.flatMap(({ theme }) => (theme ? [theme] : [])))].sort((a, b) =>
    a.localeCompare(b, 'sv'),
  );
}
