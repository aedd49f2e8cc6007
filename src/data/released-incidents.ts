/**
 * What a published picture counts, from what the coordinator may read: released reports shared with others. Those that wait for review are told apart by their time, so that
 * a screen can say how many are not counted.
 */
import { unpackColumns } from '../analysis/packed-columns';
import type { MunicipalityId } from '../domain/setting';
import { failureOf } from './failure';
import { loadIncidents } from './incidents';
import { rowsOfIds, withoutRows } from './packed-rows';
import { PATIENCE } from './rpc';
import { client } from './supabase';
import type { PackedIncidents } from './types';

const PAGE = 1000;

/** Ids of the rows that the filter lets through. The table gives no detail, so nothing is logged; the columns themselves are. */
async function idsWhere(municipality: MunicipalityId, column: string, value: string): Promise<string[]> {
  const supabase = await client();
  const ids: string[] = [];
  for (;;) {
    const answer = await supabase
      .from('incident')
      .select('id')
      .eq('municipality_id', municipality)
      .eq(column, value)
      .order('id')
      .range(ids.length, ids.length + PAGE - 1)
      .abortSignal(AbortSignal.timeout(PATIENCE));
    const failure = failureOf(answer);
    if (failure) throw failure;
    const rows = answer.data as { id: string }[];
    ids.push(...rows.map(({ id }) => id.replaceAll('-', '')));
    if (rows.length < PAGE) return ids;
  }
}

export interface ReleasedIncidents {
  packed: PackedIncidents;
  /** Epoch seconds of those that wait for review, ascending. */
  waiting: number[];
}

/** For coordinators. Throws Unreachable, SignedOut, Refusal or RangeError, as `loadIncidents`. */
export async function loadReleasedIncidents(municipality: MunicipalityId): Promise<ReleasedIncidents> {
  const [packed, fresh, own] = await Promise.all([
    loadIncidents(municipality),
    idsWhere(municipality, 'review_state', 'new'),
    idsWhere(municipality, 'sharing', 'own_organisation'),
  ]);
  const unreviewed = new Set(rowsOfIds(packed, new Set(fresh)));
  const kept = rowsOfIds(packed, new Set(own));
  const left = [...new Set([...unreviewed, ...kept])].sort((a, b) => a - b);
  const from = unreviewed.size > 0 ? unpackColumns(packed).from : new Uint32Array(0);
  return {
    packed: withoutRows(packed, left),
    waiting: [...unreviewed].filter((row) => !kept.includes(row)).map((row) => from[row] ?? 0),
  };
}
