/** Reading incidents: all that the reader may see as columns, one in detail, and who has reported. */
import { checkIds } from '../analysis/packed-columns';
import type { MunicipalityId } from '../domain/setting';
import { failureOf } from './failure';
import { supabase } from './supabase';
import { Refusal } from './types';
import type { AreaCoverage, IncidentDetail, PackedIncidents } from './types';

async function call<T>(name: string, values: Record<string, unknown>): Promise<T> {
  const answer = await supabase.rpc(name, values);
  const failure = failureOf(answer);
  if (failure) throw failure;
  return answer.data as T;
}

/**
 * All incidents of the municipality that the reader may see, or those that began at `since` (epoch seconds) or later. The columns stay packed: unpacking them is work for the analyst's worker.
 * Throws Unreachable, SignedOut or Refusal, as all of these do; RangeError with a sentence when the answer is not what it should be.
 */
export async function loadIncidents(municipality: MunicipalityId, since?: number): Promise<PackedIncidents> {
  const packed = await call<PackedIncidents | null>('incident_columns_packed', {
    p_municipality: municipality,
    ...(since === undefined ? {} : { p_since: new Date(since * 1000).toISOString() }),
  });
  if (!packed) throw new Refusal('not-allowed', 'You are no longer a member here. Sign in again.');
  checkIds(packed.id, packed.size);
  return packed;
}

/** Null when there is no such incident, or none that the reader may see. */
export function loadIncidentDetail(municipality: MunicipalityId, id: string): Promise<IncidentDetail | null> {
  return call('incident_detail', { p_municipality: municipality, p_id: id });
}

/** Who has reported in a span of time (epoch seconds, half open). */
export function loadCoverage(municipality: MunicipalityId, from: number, to: number): Promise<AreaCoverage[]> {
  return call('coverage', {
    p_municipality: municipality,
    p_from: new Date(from * 1000).toISOString(),
    p_to: new Date(to * 1000).toISOString(),
  });
}
