/** Reading incidents: all that the reader may see as columns, one in detail, and who has reported. */
import type { MunicipalityId } from '../domain/setting';
import { failureOf } from './failure';
import { supabase } from './supabase';
import type { AreaCoverage, IncidentColumns, IncidentDetail } from './types';

async function call<T>(name: string, values: Record<string, unknown>): Promise<T> {
  const answer = await supabase.rpc(name, values);
  const failure = failureOf(answer);
  if (failure) throw failure;
  return answer.data as T;
}

/** Throws Unreachable, SignedOut or Refusal, as all of these do. */
export function loadIncidentColumns(municipality: MunicipalityId): Promise<IncidentColumns> {
  return call('incident_columns', { p_municipality: municipality });
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
