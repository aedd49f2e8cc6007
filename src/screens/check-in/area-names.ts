/** Names of areas, one or several, in a sentence. */
import type { Setting } from '../../domain/setting';
import { language, t } from '../../i18n/i18n.svelte';

export const areaName = (id: string, { areas }: Pick<Setting, 'areas'>): string =>
  areas.find((area) => area.id === id)?.name ?? id;

/** `Öxnehaga, Råslätt och Ekhagen` */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(language() === 'sv' ? 'sv-SE' : 'en-GB', { type: 'conjunction' }).format(names);

/** At most `most` by name, and how many more. */
export function listedShort(names: readonly string[], most = 3): string {
  if (names.length <= most) return listed(names);
  return t('checkIn:missingMore', { areas: names.slice(0, most).join(', '), count: names.length - most });
}
