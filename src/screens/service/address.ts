/** What the address of the service promises says: which part, and what is filtered. */
import { periodOf, shiftPeriod } from '../../domain/period';
import { SPLITS } from './share';
import type { Split } from './share';
import type { CaseFilter } from './board';

export const SERVICE_PATH = '/atgarder/service';
export const VIEWS = ['board', 'share', 'report', 'promises'] as const;
export type ServiceViewName = (typeof VIEWS)[number];
const VIEW_NAMES: Record<ServiceViewName, string> = {
  ...{ board: 'tavla', share: 'andel', report: 'manad', promises: 'loften' },
};
const SPLIT_NAMES: Record<Split, string> = { owner: 'ansvarig', category: 'kategori', area: 'omrade' };

export interface ServiceView extends CaseFilter {
  view: ServiceViewName;
  split: Split;
  /** Key of the month of the report: `2026-10`. */
  month: string;
}

const slug = (value: string | null): string =>
  value !== null && /^(?:-|[a-z0-9][a-z0-9-]{0,59})$/.test(value) ? value : '';

/** The newest months that cases are fetched for, ascending; the last is the present one. @param now epoch seconds. */
export function monthsBack(now: number, count: number): string[] {
  const present = periodOf('month', now);
  return Array.from({ length: count }, (_, i) => shiftPeriod(present, i + 1 - count).key);
}

/** What cannot be read is as usual. @param now epoch seconds: the usual month is the last that is over. */
export function parseService(query: string, now: number): ServiceView {
  const params = new URLSearchParams(query);
  const months = monthsBack(now, 13);
  const month = params.get('manad') ?? '';
  return {
    view: VIEWS.find((one) => VIEW_NAMES[one] === params.get('visa')) ?? 'board',
    split: SPLITS.find((one) => SPLIT_NAMES[one] === params.get('dela')) ?? 'owner',
    month: months.includes(month) ? month : (months.at(-2) ?? ''),
    owner: slug(params.get('ansvarig')),
    area: slug(params.get('omrade')),
    category: slug(params.get('kategori')),
  };
}

/** @returns the address without `#`; what is as usual is left out. */
export function formatService(view: ServiceView, now: number): string {
  const usual = parseService('', now);
  const parts: [string, string, string][] = [
    ['visa', VIEW_NAMES[view.view], VIEW_NAMES[usual.view]],
    ['dela', SPLIT_NAMES[view.split], SPLIT_NAMES[usual.split]],
    ['manad', view.month, usual.month],
    ['ansvarig', view.owner, ''],
    ['omrade', view.area, ''],
    ['kategori', view.category, ''],
  ];
  const query = parts.flatMap(([name, value, as]) => (value === as ? [] : [`${name}=${value}`]));
  return `${SERVICE_PATH}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
