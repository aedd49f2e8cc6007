/** Reading incidents: all that the reader may see as columns, one in detail, and who has reported. */
import { checkIds } from '../analysis/packed-columns';
import type { MunicipalityId } from '../domain/setting';
import { incidentsRead, rememberIncidents, sessionOfReading } from './incident-memory';
import { mergeIncidents } from './merge-incidents';
import { callFunction } from './rpc';
import { Refusal } from './types';
import type { AreaCoverage, IncidentDetail, PackedIncidents } from './types';

/** A municipality's incidents are megabytes, which a slow line takes minutes for. Milliseconds. */
const PATIENCE_FOR_ALL = 180_000;

/** An answer of `incident_changes`. */
interface IncidentChanges {
  cursor: string;
  /** `incidents` is everything, and not what has changed. */
  full: boolean;
  /** Ids of what may have gone, 16 bytes each, base64. */
  removed: string;
  incidents: PackedIncidents;
}

function checked<T>(answer: T | null, packed: PackedIncidents | undefined): T {
  if (!answer || !packed) throw new Refusal('not-allowed', 'You are no longer a member here. Sign in again.');
  checkIds(packed.id, packed.size);
  return answer;
}

async function changesSince(municipality: MunicipalityId, cursor: string | null): Promise<IncidentChanges> {
  const answer = await callFunction<IncidentChanges | null>(
    'incident_changes',
    { p_municipality: municipality, ...(cursor === null ? {} : { p_after: cursor }) },
    PATIENCE_FOR_ALL,
  );
  return checked(answer, answer?.incidents);
}

/**
 * All incidents of the municipality that the reader may see. What this page has read before is not fetched again: only what has changed since, which is put into it. The columns stay packed:
 * unpacking them is work for the analyst's worker. The very same object as last time says that nothing has changed.
 * Throws Unreachable, SignedOut or Refusal, as all of these do; RangeError with a sentence when the answer is not what it should be.
 */
export async function loadIncidents(municipality: MunicipalityId): Promise<PackedIncidents> {
  const session = sessionOfReading();
  const before = incidentsRead(municipality);
  let answer = await changesSince(municipality, before?.cursor ?? null);
  let incidents = answer.incidents;
  if (before && !answer.full) {
    try {
      incidents = mergeIncidents(before.incidents, incidents, answer.removed);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // The two do not fit together: begun anew.
      answer = await changesSince(municipality, null);
      incidents = answer.incidents;
    }
  }
  rememberIncidents({ municipality, cursor: answer.cursor, incidents }, session);
  return incidents;
}

/** Those that began at `since` (epoch seconds) or later; as `loadIncidents`. */
export async function loadIncidentsSince(municipality: MunicipalityId, since: number): Promise<PackedIncidents> {
  const packed = await callFunction<PackedIncidents | null>(
    'incident_columns_packed',
    { p_municipality: municipality, p_since: new Date(since * 1000).toISOString() },
    PATIENCE_FOR_ALL,
  );
  return checked(packed, packed ?? undefined);
}

/** Null when there is no such incident, or none that the reader may see. */
export function loadIncidentDetail(municipality: MunicipalityId, id: string): Promise<IncidentDetail | null> {
  return callFunction('incident_detail', { p_municipality: municipality, p_id: id });
}

/** Who has reported in a span of time (epoch seconds, half open). */
export function loadCoverage(municipality: MunicipalityId, from: number, to: number): Promise<AreaCoverage[]> {
  return callFunction('coverage', {
    p_municipality: municipality,
    p_from: new Date(from * 1000).toISOString(),
    p_to: new Date(to * 1000).toISOString(),
  });
}
