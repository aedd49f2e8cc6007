/** Addresses of promises and plans: the list, one plan, its follow-up, a published version, and the page for everybody. */
import { FOLLOW_UP_AUDIENCES } from '../../domain/plan';
import type { FollowUpAudience } from '../../domain/plan';
import { parsePeriod } from '../../domain/period';

export const PLANS = '#/atgarder/loften';

const isKey = (value: string | null): value is string => /^[a-z0-9][a-z0-9-]{0,59}$/.test(value ?? '');

/** @param query what stands after `?`. @returns the key of the plan that it names, or null. */
export function planOf(query: string): string | null {
  const key = new URLSearchParams(query).get('plan');
  return isKey(key) ? key : null;
}

export const planAddress = (key: string): string => `${PLANS}?plan=${key}`;

/** @param year null: the newest. @param cell that is opened: the id of its commitment and the key of its tertial. */
export function followUpAddress(key: string, year: number | null = null): string {
  return `${PLANS}/uppfoljning?plan=${key}${year === null ? '' : `&ar=${year}`}`;
}

export function yearOf(query: string): number | null {
  const year = new URLSearchParams(query).get('ar') ?? '';
  return /^20\d\d$/.test(year) ? Number(year) : null;
}

export interface VersionAddress {
  plan: string;
  period: string;
  audience: FollowUpAudience;
  /** Null: the newest. */
  version: number | null;
}

export function versionAddress({ plan, period, audience, version }: VersionAddress): string {
  return `${PLANS}/las?plan=${plan}&period=${period}&till=${audience}${version === null ? '' : `&version=${version}`}`;
}

/** @returns null where the address names no version. */
export function versionOf(query: string): VersionAddress | null {
  const values = new URLSearchParams(query);
  const plan = planOf(query);
  const period = values.get('period') ?? '';
  const audience = FOLLOW_UP_AUDIENCES.find((one) => one === values.get('till')) ?? 'partners';
  const version = Number(values.get('version'));
  if (!plan || parsePeriod(period)?.kind !== 'tertial') return null;
  return { plan, period, audience, version: Number.isInteger(version) && version > 0 ? version : null };
}
