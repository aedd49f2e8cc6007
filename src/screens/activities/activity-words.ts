/** What is said of an activity: when, where, by whom and how it stands. */
import type { Activity } from '../../domain/meeting';
import type { Setting } from '../../domain/setting';
import { activityTime, number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';

export const whenWords = (activity: Pick<Activity, 'startsAt' | 'endsAt' | 'allDay'>): string => activityTime(activity);

/** Place, area, both, or the whole municipality. */
export function whereWords(
  { areaId, place, position }: Pick<Activity, 'areaId' | 'place' | 'position'>,
  setting: Setting,
): string {
  const area = setting.areas.find(({ id }) => id === areaId)?.name;
  const point = position && setting.places.find(({ lon, lat }) => lon === position.lon && lat === position.lat)?.name;
  const words = place || point || '';
  if (words && area && words !== area) return `${words}, ${area}`;
  return words || area || areaId || t(position ? 'activities:point' : 'activities:wholeMunicipality');
}

export function organisationName(id: string, setting: Setting): string {
  return setting.organisations.find((organisation) => organisation.id === id)?.name ?? id;
}

/** Who holds it and who takes part. */
export function partyWords(activity: Activity, setting: Setting): string {
  const others = (activity.parties ?? []).filter((id) => id !== activity.organisationId);
  return [...[activity.organisationId, ...others].map((id) => organisationName(id, setting)), activity.otherParties]
    .filter(Boolean)
    .join(', ');
}

export function numberWords({ state, participants, visitors }: Activity): string {
  if (state === 'done' && typeof participants === 'number') return t('activities:came', { count: participants });
  return visitors === null ? '' : t('activity:visitorsAbout', { count: number(visitors) });
}

/** The place as one would type it: a name that is found again, or words; empty for a point without a name. */
export function whereTyped({ areaId, place, position }: Activity, setting: Setting): string {
  if (place) return place;
  if (position) return setting.places.find(({ lon, lat }) => lon === position.lon && lat === position.lat)?.name ?? '';
  return setting.areas.find(({ id }) => id === areaId)?.name ?? '';
}
