/** What the screens of deviations and of the council's report show, as their addresses. */
import { lastHalfYear, parseReportPeriod } from '../../domain/council-report';
import type { ReportPeriod } from '../../domain/council-report';
import type { Deviation } from '../../domain/follow-through';
import { parsePeriod, periodOf } from '../../domain/period';
import type { Period } from '../../domain/period';
import { actionAddress } from '../actions/address';
import { followUpAddress, planAddress, PLANS } from '../plans/address';

export const DEVIATIONS_PATH = '/atgarder/avvikelser';
export const REPORT_PATH = '/atgarder/avvikelser/rapport';

export interface DeviationsAddress {
  month: Period;
  /** Ids; null: all; `-`: those without one. */
  owner: string | null;
  area: string | null;
}

const slug = (text: string | null): string | null =>
  text !== null && /^[\p{L}\p{N}_-]{1,80}$/u.test(text) ? text : null;

/** @param query what stands after `?`. @param now epoch seconds: without a month it is the running one. */
export function parseDeviations(query: string, now: number): DeviationsAddress {
  const params = new URLSearchParams(query);
  const month = parsePeriod(params.get('manad') ?? '');
  return {
    month: month?.kind === 'month' ? month : periodOf('month', now),
    owner: slug(params.get('ansvarig')),
    area: slug(params.get('omrade')),
  };
}

/** @returns the address without `#`. */
export function formatDeviations({ month, owner, area }: DeviationsAddress): string {
  const parts = [`manad=${month.key}`, owner && `ansvarig=${owner}`, area && `omrade=${area}`].filter(Boolean);
  return `${DEVIATIONS_PATH}?${parts.join('&')}`;
}

/** @param today ISO date: without a period it is the half-year that ended last. */
export function parseReport(query: string, today: string): ReportPeriod {
  const asked = parseReportPeriod(new URLSearchParams(query).get('period') ?? '');
  const usual = asked ?? parseReportPeriod(lastHalfYear(today));
  if (!usual) throw new RangeError(`There is no half-year before ${today}.`);
  return usual;
}

export const reportAddress = ({ key }: Pick<ReportPeriod, 'key'>): string => `${REPORT_PATH}?period=${key}`;

/**
 * Where what deviates is put right.
 * @param keys of the agreements, by their ids: a plan is named by its key. Without it the list of plans.
 */
export function addressOf(
  { subject, id, since, agreementId, periodKey }: Deviation,
  keys: ReadonlyMap<string, string>,
): string {
  switch (subject) {
    case 'action':
      return actionAddress(id);
    case 'activity':
      return `#/atgarder/aktiviteter?id=${id}${since === null ? '' : `&manad=${since.slice(0, 7)}`}`;
    case 'commitment': {
      const key = keys.get(agreementId ?? '');
      if (key === undefined) return PLANS;
      return periodKey === null ? planAddress(key) : followUpAddress(key, Number(periodKey.slice(0, 4)));
    }
  }
}
