/** The trace of who read, changed and took out what. */
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

export interface LogRow {
  id: number;
  /** Epoch seconds. */
  at: number;
  /** Null: the operator or the database itself. */
  userId: string | null;
  membershipId: string | null;
  organisationId: string | null;
  role: string | null;
  /** For example `incident.read`, `export.areas_csv`. */
  action: string;
  filter: Record<string, unknown>;
  /** Rows handed out or touched. */
  count: number | null;
  purpose: string | null;
}

export const LOG_PAGE = 200;

/**
 * A page of the log, newest first. Reading it is logged too. Throws Unreachable, SignedOut or Refusal, as all of these do.
 * @param from epoch seconds, inclusive; null: from the beginning. @param to exclusive; null: until now.
 * @param before id of the last row of the page before; null: the newest page.
 */
export function readLog(
  municipality: MunicipalityId,
  from: number | null,
  to: number | null,
  before: number | null,
): Promise<LogRow[]> {
  const moment = (epoch: number | null): string | null =>
    epoch === null ? null : new Date(epoch * 1000).toISOString();
  return callFunction('read_audit_log', {
    p_municipality: municipality,
    p_from: moment(from),
    p_to: moment(to),
    p_before: before,
    p_limit: LOG_PAGE,
  });
}

/** Says what a file holds before it leaves: no file without its trace. @param kind slug of the format; @param count rows in the file. */
export function logExport(
  municipality: MunicipalityId,
  kind: string,
  filter: Record<string, unknown>,
  count: number,
): Promise<null> {
  return callFunction('log_export', { p_municipality: municipality, p_kind: kind, p_filter: filter, p_count: count });
}
