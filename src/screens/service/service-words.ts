/** What is said of a case and of a share. */
import type { ServiceCase, ServicePosition } from '../../domain/service';
import type { Setting } from '../../domain/setting';
import { monthShort, number } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import { parsePeriod } from '../../domain/period';
import { whereabouts } from '../report/where';
import type { CaseFilter } from './board';
import type { Kept, Split } from './share';

/** `2 d 3 h`, `3 h 20 min`, `12 min`. @param seconds not negative. */
export function lengthWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return t('service:daysHours', { days: number(days), hours });
  return hours > 0 ? t('service:hoursMinutes', { hours, minutes: minutes % 60 }) : t('service:minutes', { minutes });
}

/** `3 h 20 min left`, `1 d 2 h over time`. @param now epoch seconds. */
export function clockWords({ dueAt }: Pick<ServiceCase, 'dueAt'>, now: number): string {
  return dueAt < now
    ? t('service:over', { length: lengthWords(now - dueAt) })
    : t('service:left', { length: lengthWords(dueAt - now) });
}

/** A closed case: in time, or how late. */
export function doneWords({ hours, minutes }: Pick<ServiceCase, 'hours' | 'minutes'>): string {
  const took = minutes ?? 0;
  return took <= hours * 60
    ? t('service:doneIn', { length: lengthWords(took * 60) })
    : t('service:doneLate', { length: lengthWords((took - hours * 60) * 60) });
}

export const categoryWords = (id: string, setting: Setting): string => {
  const found = setting.categories.find((one) => one.id === id);
  return found ? named(found) : id;
};
export const areaWords = (id: string | null, setting: Setting): string =>
  id === null ? t('service:noArea') : (setting.areas.find((one) => one.id === id)?.name ?? id);
export const ownerWords = (id: string | null, setting: Setting): string =>
  id === null ? t('service:noOwner') : (setting.organisations.find((one) => one.id === id)?.name ?? id);

export function splitWords(id: string | null, by: Split, setting: Setting): string {
  if (by === 'owner') return ownerWords(id, setting);
  return by === 'area' ? areaWords(id, setting) : categoryWords(id ?? '', setting);
}

/** Name of a place near by; empty where there is none, or no position. */
export function placeWords(at: ServicePosition | undefined, setting: Setting): string {
  if (!at) return '';
  const lies = whereabouts(at, setting);
  return (lies.kind !== 'outside' && lies.near?.name) || '';
}

export const percent = (share: number): string => t('service:percent', { share: number(100 * share) });

/** `84 % (72–91 %)`; numbers where they are too few; a dash where there are none. */
export function keptWords({ cases, inTime, late, share }: Kept): string {
  if (cases === 0) return '–';
  if (share) {
    return t('service:shareRange', {
      ...{ share: number(100 * share.value), low: number(100 * share.low), high: number(100 * share.high) },
    });
  }
  return inTime + late === 0 ? t('service:noneKnown') : t('service:fewKnown', { inTime, known: inTime + late });
}

/** `okt. 2026` @param key of a month. */
export const monthWords = (key: string): string => monthShort(parsePeriod(key)?.from ?? 0);

/** What is filtered, for a heading and a file; empty: nothing is. */
export function filterWords({ owner, area, category }: CaseFilter, setting: Setting): string {
  const none = (value: string): string | null => (value === '-' ? null : value);
  return [
    owner && ownerWords(none(owner), setting),
    category && categoryWords(category, setting),
    area && areaWords(none(area), setting),
  ]
    .filter(Boolean)
    .join(' · ');
}
