/** Memberships and the setting of a municipality: what every screen needs and what rarely changes. */
import type { Membership, MunicipalityId, Setting } from '../domain/setting';
import { failureOf } from './failure';
import { supabase } from './supabase';

/** The memberships of the person signed in. Throws Unreachable, SignedOut or Refusal. */
export async function loadMemberships(): Promise<Membership[]> {
  const answer = await supabase.rpc('my_memberships');
  const failure = failureOf(answer);
  if (failure) throw failure;
  return answer.data as Membership[];
}

/** Areas, organisations, categories and places that the reader may see. Throws Unreachable, SignedOut or Refusal. */
export async function loadSetting(municipality: MunicipalityId): Promise<Setting> {
  const answer = await supabase.rpc('setting_of', { p_municipality: municipality });
  const failure = failureOf(answer);
  if (failure) throw failure;
  return answer.data as Setting;
}
