/** Why a setting was not saved, in words. */
import { Refusal } from '../../data/types';
import { t } from '../../i18n/i18n.svelte';

const WITH_WORDS = [
  'taken',
  'in-use',
  'last-administrator',
  'not-allowed',
  'not-found',
  'personal-data',
  'too-long',
] as const;

export function refusalWords(error: unknown): string {
  if (!(error instanceof Refusal)) return t('setup:refused_other');
  const known = WITH_WORDS.find((code) => code === (error.setting ?? error.code));
  return known ? t(`setup:refused_${known}`) : t('setup:refused_invalid', { reason: error.message });
}
