/** Words about an area's life. */
import type { AreaFinding, KeptArea } from '../../../domain/area-draft';
import { midnightOf } from '../../../domain/check-in';
import { date, number } from '../../../i18n/format';
import { t } from '../../../i18n/i18n.svelte';

/** `16 nov. 2026` of an ISO date. */
export const dayWords = (iso: string): string => date(midnightOf(iso) + 43_200);

export function lifeWords({ activeFrom, activeTo }: KeptArea, today: string): string {
  const began = t(activeFrom <= today ? 'areas:since' : 'areas:from', { date: dayWords(activeFrom) });
  return activeTo ? `${began} ${t('areas:until', { date: dayWords(activeTo) })}` : began;
}

export function findingWords({ kind, name, other, squareMetres }: AreaFinding): string {
  const size = t('areas:squareMetres', { value: number(squareMetres) });
  return t(`areas:finding_${kind}`, { name, other: other ?? '', size });
}
