/** How the share kept is computed, with what was chosen. */
import type { ServiceCase } from '../../domain/service';
import type { Setting } from '../../domain/setting';
import { number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import type { Method } from '../situation/method';
import type { CaseFilter } from './board';
import { KNOWN_AT_LEAST } from './share';
import { filterWords } from './service-words';

/** @param span of the reports, in words. */
export function serviceMethod(
  cases: readonly ServiceCase[],
  filter: CaseFilter,
  span: string,
  setting: Setting,
): Method {
  const hours = [...new Set(cases.map((one) => one.hours))].sort((a, b) => a - b);
  return {
    plain: t('service:methodPlain'),
    parameters: [
      {
        name: t('service:methodLimit'),
        value: hours.map((one) => t('service:limit', { hours: one })).join(', ') || '–',
      },
      { name: t('service:methodSpan'), value: span },
      { name: t('service:methodFilter'), value: filterWords(filter, setting) || t('service:methodAll') },
      { name: t('service:methodFew'), value: number(KNOWN_AT_LEAST) },
    ],
    source: t('service:methodSource'),
  };
}
