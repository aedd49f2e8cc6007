/** Who has reported: reading it, saying it, setting when it is due, and reminding. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { CheckIn, Deadline, ReportingRow, Rhythm } from '../domain/check-in';
import type { MunicipalityId } from '../domain/setting';
import type { KindDoor } from './change-doors';
import { draftStore } from './local-database';
import type { Owner } from './outbox';
import { callFunction } from './rpc';
import { callServer } from './server-function';

const aboutOf = (
  municipality: MunicipalityId,
  { organisationId, areaId, periodFrom }: CheckIn,
): Record<string, unknown> => ({
  ...{ p_municipality: municipality, p_organisation: organisationId, p_area: areaId, p_period_from: periodFrom },
});

export const checkInDoor: KindDoor<CheckIn> = {
  async save(municipality, record) {
    await callFunction('check_in', { ...aboutOf(municipality, record), p_nothing: record.nothing });
    return { saved: true, record: { ...record, revision: 1 } };
  },
  async remove(municipality, record) {
    await callFunction('undo_check_in', aboutOf(municipality, record));
  },
};

/**
 * What is owed and what has come, a row for each organisation and area; for reporters their own organisations', none for an administrator.
 * @param back 0: the period running now, in each area's own rhythm; 1: the last finished one; up to 60.
 */
export async function loadReporting(municipality: MunicipalityId, back: number): Promise<ReportingRow[]> {
  return (
    (await callFunction<ReportingRow[] | null>('reporting_status', { p_municipality: municipality, p_back: back })) ??
    []
  );
}

/** Sets how often an area is reported for, and by when; for the coordinator. Logged. */
export async function setReporting(
  municipality: MunicipalityId,
  area: string,
  rhythm: Rhythm,
  { weekday, hour }: Deadline,
): Promise<void> {
  await callFunction('set_reporting', {
    ...{ p_municipality: municipality, p_area: area, p_rhythm: rhythm, p_weekday: weekday, p_hour: hour },
  });
}

/** One letter of a reminder. */
export interface Reminder {
  organisationId: string;
  organisationName: string;
  subject: string;
  text: string;
  /** Persons of the organisation it is for. Who they are stays on the server. */
  recipients: number;
  /** To how many of them it went. */
  sent: number;
}

export interface Reminded {
  /** The server can send letters; else they are to be sent by hand. */
  mail: boolean;
  /** None for those that have reported meanwhile. */
  messages: Reminder[];
}

/** A mail service may take its time for each letter. Milliseconds. */
const SENDING = 120_000;

/** Reminds organisations of what is missing from them; for the coordinator. @param back as in loadReporting. */
export function remind(
  municipality: MunicipalityId,
  back: number,
  organisations: readonly string[],
): Promise<Reminded> {
  return callServer('remind', { municipality, back, organisations }, SENDING);
}

const shelf = ({ userId, membershipId }: Owner): string => `reporting:${userId}:${membershipId}`;

/** Keeps rows for the next time without contact. A browser that keeps nothing is no matter here. */
export async function keepReporting(owner: Owner, rows: readonly ReportingRow[]): Promise<void> {
  await draftStore.put(shelf(owner), rows).catch(() => undefined);
}

/** Rows that were kept, of whatever periods; none where there are none. */
export async function keptReporting(owner: Owner): Promise<ReportingRow[]> {
  const kept = await draftStore.get(shelf(owner)).catch(() => undefined);
  // Written by this app alone, but perhaps by an older one.
  const fits = (row: Partial<ReportingRow> | null): row is ReportingRow =>
    typeof row?.areaId === 'string' && typeof row.periodFrom === 'string' && typeof row.rhythm === 'string';
  return Array.isArray(kept) ? (kept as (Partial<ReportingRow> | null)[]).filter(fits) : [];
}
