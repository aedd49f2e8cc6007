/** What the database refused, in the words of the screen, and the place that its sentence names. */
import { Refusal } from '../../../data/types';
import { BOUNDARY_TOLERANCE, MOST_POINTS } from '../../../domain/area-draft';
import { t } from '../../../i18n/i18n.svelte';
import type { At } from '../../../import/areas/types';

/** Latitude and longitude as the database writes them in a sentence. */
export function placeIn(detail: string): At | null {
  const [, lat, lon] = /(-?\d{1,2}\.\d{5}), (-?\d{1,3}\.\d{5})/.exec(detail) ?? [];
  return lat && lon ? { lat: Number(lat), lon: Number(lon) } : null;
}

/** Words of the sentences of …_area_saving.sql that tell one refusal from another. */
const KINDS = [
  [/called .* already|Another area has the name/, 'name'],
  [/Say what the area is called/, 'empty'],
  [/crosses or touches itself/, 'shape'],
  [/has no shape|does not lie on the map/, 'none'],
  [/are the most/, 'points'],
  [/smaller than/, 'small'],
  [/at the earliest|Choose a kind|is fixed by/, 'day'],
  [/Something has happened/, 'used'],
  [/Other areas follow|has an end already/, 'followed'],
] as const;

export function refusedWords(error: unknown): string {
  if (!(error instanceof Refusal)) return t('areas:unreachable');
  if (error.code === 'outside-municipality') return t('areas:refused_outside', { metres: BOUNDARY_TOLERANCE });
  if (error.code === 'personal-data') return t('areas:refused_person');
  if (error.code === 'not-found') return t('areas:refused_gone');
  const [, kind] = KINDS.find(([pattern]) => pattern.test(error.message)) ?? [];
  return kind
    ? t(`areas:refused_${kind}`, { most: MOST_POINTS })
    : t('areas:refused_other', { detail: error.message.replace(/^[a-z-]+: /, '') });
}
