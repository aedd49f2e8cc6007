/** Memberships and the setting of a municipality: what every screen needs and what rarely changes. */
import type { Membership, MunicipalityId, Setting } from '../domain/setting';
import { SignedOut } from './failure';
import { callFunction } from './rpc';
import { Refusal } from './types';

/** The memberships of the person signed in; none when the session is over by the rule of the municipality. Throws Unreachable, SignedOut or Refusal. */
export function loadMemberships(): Promise<Membership[]> {
  return callFunction('my_memberships', {});
}

export interface SessionStart {
  memberships: Membership[];
  /** Of the membership asked for, or of the first one; null where there is none, and before a second factor is shown. */
  setting: Setting | null;
}

/**
 * What a session begins with, in one request; tells the server the purpose on the way.
 * @param wanted id of a membership; null: the first one.
 * @param stated id of the membership that the server knows the purpose of already.
 * @returns null without a membership, also when the session is over by the rule of the municipality.
 * @throws Unreachable, SignedOut or Refusal.
 */
export function beginSession(
  wanted: string | null,
  purpose: string,
  stated: string | null,
): Promise<SessionStart | null> {
  return callFunction('begin_session', { p_membership: wanted, p_purpose: purpose, p_stated: stated });
}

/** Areas, organisations, categories and places that the reader may see. Throws Unreachable, SignedOut or Refusal. */
export function loadSetting(municipality: MunicipalityId): Promise<Setting> {
  return callFunction('setting_of', { p_municipality: municipality });
}

/**
 * Does what a member may do. A session that is over may nothing, and the database cannot tell that from a member who may not: the memberships tell.
 * @throws what the work throws, and SignedOut in place of a refusal to somebody who has no membership at all.
 */
export async function asMember<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not-allowed') throw error;
    if ((await loadMemberships()).length === 0) throw new SignedOut('The session is over.');
    throw error;
  }
}
