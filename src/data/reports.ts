/** Writing incidents: sending a report, taking it back, and what the person usually reports. */
import type { IncidentReport } from '../domain/incident';
import type { MunicipalityId } from '../domain/setting';
import { failureOf } from './failure';
import { loadMyReports } from './my-reports';
import { PATIENCE } from './rpc';
import { client, clientIfReached } from './supabase';
import type { StoredReport } from './types';
import { Refusal } from './types';

interface IncidentRow {
  municipality_id: string;
  id: string;
  organisation_id: string;
  category_id: string;
  lon: number;
  lat: number;
  occurred_from: string;
  occurred_to: string;
  place_type: string;
  description: string | null;
  police_reported: string;
  sharing: string;
}

interface StoredRow {
  id: string;
  area_id: string | null;
}

function rowOf(report: IncidentReport): IncidentRow {
  return {
    municipality_id: report.municipalityId,
    id: report.id,
    organisation_id: report.organisationId,
    category_id: report.categoryId,
    lon: report.lon,
    lat: report.lat,
    occurred_from: new Date(report.occurredFrom * 1000).toISOString(),
    occurred_to: new Date(report.occurredTo * 1000).toISOString(),
    place_type: report.placeType,
    description: report.description.trim() || null,
    police_reported: report.policeReported,
    sharing: report.sharing,
  };
}

/**
 * Stores the report; sending the same id twice stores it once.
 * @returns the area that the server found.
 * @throws Unreachable, SignedOut, or Refusal when sending again would not help.
 */
export async function sendReport(report: IncidentReport): Promise<StoredReport> {
  const supabase = await client();
  const written = await supabase
    .from('incident')
    .upsert(rowOf(report), { onConflict: 'municipality_id,id', ignoreDuplicates: true })
    .select('id, area_id')
    .abortSignal(AbortSignal.timeout(PATIENCE));
  const refused = failureOf(written);
  if (refused) throw refused;
  const stored = written.data?.[0] as StoredRow | undefined;
  if (stored) return { id: stored.id, areaId: stored.area_id };
  // A row that was there already is not returned by the upsert: the answer to an earlier attempt was lost.
  const read = await supabase
    .from('incident')
    .select('id, area_id')
    .eq('municipality_id', report.municipalityId)
    .eq('id', report.id)
    .abortSignal(AbortSignal.timeout(PATIENCE));
  const failed = failureOf(read);
  if (failed) throw failed;
  const row = read.data?.[0] as StoredRow | undefined;
  if (!row) throw new Refusal('not-found', 'The report was sent but cannot be read back.');
  return { id: row.id, areaId: row.area_id };
}

/**
 * Deletes a report of one's own, as long as the server lets it; one that is not there any more counts as deleted.
 * @throws Unreachable, SignedOut, or Refusal when it is too late.
 */
export async function undoReport(report: Pick<IncidentReport, 'id' | 'municipalityId'>): Promise<void> {
  const supabase = await client();
  const deleted = await supabase
    .from('incident')
    .delete()
    .eq('municipality_id', report.municipalityId)
    .eq('id', report.id)
    .abortSignal(AbortSignal.timeout(PATIENCE));
  const failed = failureOf(deleted);
  if (failed) throw failed;
  // A row that the policy protects is passed over in silence: look whether it is still there.
  const left = await supabase
    .from('incident')
    .select('id')
    .eq('municipality_id', report.municipalityId)
    .eq('id', report.id)
    .abortSignal(AbortSignal.timeout(PATIENCE));
  const unread = failureOf(left);
  if (unread) throw unread;
  if (left.data && left.data.length > 0) throw new Refusal('not-allowed', 'The report can no longer be deleted.');
}

/** Where and how a report was made: all that a copy of it takes over. Never its text, which is about that one event. */
export type UsualReport = Pick<
  IncidentReport,
  'categoryId' | 'lon' | 'lat' | 'placeType' | 'policeReported' | 'sharing'
>;

/** What a person usually reports, read off the own latest reports. */
export interface Usual {
  /** Ids, the most frequent first. */
  categories: string[];
  /** The most frequent area; null where there is none. */
  areaId: string | null;
  /** The last report, where this browser has sent it. The server hands out detail only with a trace, so it is asked when somebody wants it: `loadLast`. */
  last: UsualReport | null;
}

/** The values, the most frequent first, those as frequent in their order. */
function mostFrequent(values: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** @param count of categories at most. @returns null when the server cannot say. Never rejects. */
export async function loadUsual(
  municipality: MunicipalityId,
  userId: string,
  count = 4,
): Promise<Omit<Usual, 'last'> | null> {
  const supabase = await clientIfReached();
  if (!supabase) return null;
  const { data, error } = await supabase
    .from('incident')
    .select('category_id, area_id')
    .eq('municipality_id', municipality)
    .eq('reporter_id', userId)
    .order('created_at', { ascending: false })
    .limit(40)
    .abortSignal(AbortSignal.timeout(PATIENCE));
  if (error) return null;
  const rows = data as { category_id: string; area_id: string | null }[];
  return {
    categories: mostFrequent(rows.map((row) => row.category_id)).slice(0, count),
    areaId: mostFrequent(rows.flatMap((row) => row.area_id ?? []))[0] ?? null,
  };
}

/** The person's newest report of the last half year; null when there is none. The reading is logged. Throws Unreachable, SignedOut or Refusal. */
export async function loadLast(municipality: MunicipalityId): Promise<UsualReport | null> {
  return (await loadMyReports(municipality))[0] ?? null;
}
