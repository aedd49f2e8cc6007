/** How far a save has come, in words. */
import type { SaveState } from '../../data/part-saver';
import { localOfEpoch } from '../../domain/stockholm-time';
import { dateTime, timeOfDay } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import type { SaveSummary } from './save-summary';

/** `14:32` of today; with the date of another day. @param at epoch seconds. */
export function savedAt(at: number): string {
  const [then, now] = [localOfEpoch(at), localOfEpoch(Math.floor(Date.now() / 1000))];
  const today = then.year === now.year && then.month === now.month && then.day === now.day;
  return today ? timeOfDay(at) : dateTime(at);
}

/** Empty where nothing has been written. */
export function saveWords(state: SaveState | SaveSummary): string {
  switch (state.kind) {
    case 'saved':
      return state.at === null ? '' : t('pictures:saved', { time: savedAt(state.at) });
    case 'typing':
    case 'saving':
      return t('pictures:saving');
    case 'waiting':
      return t('pictures:saveWaiting');
    case 'signed-out':
      return t('pictures:saveSignedOut');
    case 'conflict':
      return t('pictures:saveConflict');
    case 'refused':
      return 'code' in state ? t(`pictures:refused_${state.code}`) : t('pictures:saveRefused');
  }
}
