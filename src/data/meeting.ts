/** The meeting about a picture, as it is right now: what everyone round the table shares beside the frozen numbers. */
import type { Action, HotspotDecision } from '../domain/meeting';
import type { MunicipalityId } from '../domain/setting';
import { failureOf } from './failure';
import { callFunction } from './rpc';
import { client } from './supabase';

export interface LiveDecision {
  /** Key of a raised hotspot. */
  key: string;
  decision: HotspotDecision;
  /** Why there is no action; null or empty for who may not have the words. */
  reason: string | null;
}

export interface LiveMeeting {
  /** ISO date; null: it has not been held. */
  held: string | null;
  /** Ids of organisations. */
  participants: string[];
  /** Null for who may not have them before they are published. */
  minutes: string | null;
  /** The slide that the presenter shows, as step.ts numbers them. */
  step: number;
  /** Of the part `meeting`; 0: nothing has been written. */
  revision: number;
  decisions: LiveDecision[];
  /** Of the part `hotspots`. */
  hotspotsRevision: number;
  actions: Action[];
}

/** Null for who may read no version of the picture. Throws Unreachable, SignedOut or Refusal. */
export function loadMeeting(municipality: MunicipalityId, picture: string): Promise<LiveMeeting | null> {
  return callFunction('meeting_of', { p_municipality: municipality, p_picture: picture });
}

/**
 * A number that changes whenever something of the municipality's meetings, actions or events does: asked for often, it costs a row.
 * Throws Unreachable, SignedOut or Refusal.
 */
export async function loadSignal(municipality: MunicipalityId): Promise<number> {
  const supabase = await client();
  const answer = await supabase
    .from('meeting_signal')
    .select('changes')
    .eq('municipality_id', municipality)
    .abortSignal(AbortSignal.timeout(10_000));
  const failure = failureOf(answer);
  if (failure) throw failure;
  return Number((answer.data as { changes: number }[] | null)?.[0]?.changes ?? 0);
}
