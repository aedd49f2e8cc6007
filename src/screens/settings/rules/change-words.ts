/** Changes of the settings in words: who (organisation and role, never a person), and from what to what. */
import type { SettingChange } from '../../../data/rules';
import type { Organisation } from '../../../domain/setting';
import { messageOrNull, t } from '../../../i18n/i18n.svelte';
import type { MessageKey } from '../../../i18n/messages';

type Values = Record<string, unknown>;

const wordOf = (key: string): string => messageOrNull(`settings:${key}`) ?? key;

/** What was changed: rules, retention, appearance. */
export function whatChanged({ action }: SettingChange): string {
  if (action === 'retention.applied') return t('settings:change_applied');
  return wordOf(`change_${action.startsWith('retention') ? 'retention' : action.split('.')[0]}`);
}

export function whoChanged({ organisationId, role }: SettingChange, organisations: readonly Organisation[]): string {
  const organisation = organisations.find(({ id }) => id === organisationId)?.name;
  if (!organisation || !role) return t('settings:changeOperator');
  return t('settings:changeBy', { organisation, role: t(`common:role_${role}` as MessageKey) });
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('settings:nothing');
  if (typeof value === 'boolean') return t(value ? 'settings:yes' : 'settings:no');
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  return typeof value === 'object' ? '' : String(value as string | number);
}

const valuesOf = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};

/** Columns that are the same thing however they are written. */
const plain = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key === 'logoAlt' ? 'logo_alt' : key, value]));

/** One line for each value that is another one now. */
export function fromTo({ filter }: SettingChange): string[] {
  const [before, after] = [plain(valuesOf(filter['before'])), plain(valuesOf(filter['after']))];
  const subject = after['subject'] ?? before['subject'];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(
      (key) =>
        messageOrNull(`settings:column_${key}`) !== null && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    )
    .map((key) =>
      t('settings:fromTo', {
        what: key === 'days' && typeof subject === 'string' ? wordOf(`subject_${subject}`) : wordOf(`column_${key}`),
        from: valueWords(before[key]),
        to: valueWords(after[key]),
      }),
    );
}
