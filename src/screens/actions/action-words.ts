/** What is said of an action: where, by when, late or not, and in which order they stand. */
import { fieldsOfEpoch } from '../report/when';
import type { Action } from '../../domain/meeting';
import type { Setting } from '../../domain/setting';
import { date } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';

/** Today on the Swedish calendar, ISO date. @param now epoch seconds. */
export const todayOf = (now: number): string => fieldsOfEpoch(now).date;

export const isOpen = ({ status }: Pick<Action, 'status'>): boolean => status === 'planned' || status === 'ongoing';

/** Still open after its day. @param today ISO date. */
export function isLate(action: Pick<Action, 'status' | 'due'>, today: string): boolean {
  return isOpen(action) && action.due !== null && action.due < today;
}

/** Late ones first, the longest late at the top; then by day; without a day; then what is done, the latest first. */
export function inOrder<T extends Pick<Action, 'status' | 'due' | 'updatedAt' | 'id'>>(
  actions: readonly T[],
  today: string,
): T[] {
  const rank = (action: T): number =>
    isLate(action, today) ? 0 : isOpen(action) ? (action.due ? 1 : 2) : action.status === 'done' ? 3 : 4;
  const days = (action: T): string => (isOpen(action) ? (action.due ?? '') : '');
  return actions.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (days(a) < days(b) ? -1 : days(a) > days(b) ? 1 : 0) ||
      b.updatedAt - a.updatedAt ||
      (a.id < b.id ? -1 : 1),
  );
}

/** `1 dec. 2026` @param iso ISO date. */
export const dayWords = (iso: string): string => date(Date.parse(`${iso}T12:00:00Z`) / 1000);

export function ownerWords(ownerId: string | null, setting: Setting): string {
  if (ownerId === null) return t('action:ownerNobody');
  return setting.organisations.find(({ id }) => id === ownerId)?.name ?? ownerId;
}

/** Hotspot, area or municipality. */
export function whereWords(
  { hotspot, areaId, position }: Pick<Action, 'hotspot' | 'areaId' | 'position'>,
  setting: Setting,
): string {
  const area = setting.areas.find(({ id }) => id === areaId)?.name;
  if (hotspot) return hotspot.name;
  if (area) return area;
  return areaId !== null ? areaId : t(position ? 'action:pointOutside' : 'action:wholeMunicipality');
}
