/** Rows of the log in words. */
import type { LogRow } from '../../data/audit-log';
import { isoOfEpoch } from '../../domain/stockholm-time';
import { number } from '../../i18n/format';
import { messageOrNull, t } from '../../i18n/i18n.svelte';
import type { MessageKey } from '../../i18n/messages';
import { AUDIENCES } from '../../picture/published';
import type { Organisation } from '../../domain/setting';

/** The words of a key that the database has written; null for one that has none yet. */
const inWords = (key: string): string | null => messageOrNull(`log:${key}`);

/** What was done. An action that has no words yet is shown as it is stored: a log hides nothing. */
export function actionInWords({ action, filter }: Pick<LogRow, 'action' | 'filter'>): string {
  const known = inWords(`action_${action.replaceAll('.', '_')}`);
  if (known !== null) return known;
  const [subject = '', change = ''] = action.split('.');
  if (subject === 'export') {
    return t('log:action_export', { kind: typeof filter['kind'] === 'string' ? filter['kind'] : change });
  }
  const [what, how] = [inWords(`subject_${subject}`), inWords(`change_${change}`)];
  return what !== null && how !== null ? t('log:action_change', { what, how }) : action;
}

/** Who did it: organisation and role; a person is shown by the first signs of the membership's id alone. */
export function whoInWords(row: LogRow, organisations: readonly Organisation[]): string {
  if (row.userId === null) return t('log:operator');
  const organisation = organisations.find(({ id }) => id === row.organisationId);
  const id = (row.membershipId ?? row.userId).slice(0, 8);
  if (!organisation || !row.role) return t('log:someMember', { id });
  return t('log:member', { organisation: organisation.name, role: t(`common:role_${row.role}` as MessageKey), id });
}

function valueInWords(key: string, value: unknown): string {
  if (Array.isArray(value))
    return value.length > 3 ? number(value.length) : value.map((one) => valueInWords(key, one)).join(', ');
  const audience = key.startsWith('audience') ? AUDIENCES.find((one) => one === value) : undefined;
  if (audience) return t(`pictures:audience_${audience}`).toLowerCase();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The filter, short: keys and values; long lists as their number. */
export function filterInWords({ filter }: LogRow): string {
  return Object.entries(filter)
    .filter(([key]) => key !== 'kind')
    .map(([key, value]) => `${inWords(`filter_${key}`) ?? key}: ${valueInWords(key, value)}`)
    .join('; ');
}

/** `2026-11-18 14:30:05`, Swedish time: a log goes back over years, and the order of two rows of the same minute matters. */
function momentInWords({ at }: LogRow): string {
  return isoOfEpoch(at).slice(0, 19).replace('T', ' ');
}

export function logHead(): string[] {
  return [t('log:when'), t('log:who'), t('log:what'), t('log:selection'), t('log:count'), t('log:purpose')];
}

/** One row as cells, in the order of the head. */
export function logCells(row: LogRow, organisations: readonly Organisation[]): string[] {
  return [
    momentInWords(row),
    whoInWords(row, organisations),
    actionInWords(row),
    filterInWords(row),
    row.count === null ? '' : number(row.count),
    row.purpose ?? '',
  ];
}
