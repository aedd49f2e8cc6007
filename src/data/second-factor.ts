/**
 * The second factor (TOTP, RFC 6238) of Supabase Auth: who must show a code before the session counts. The database asks too: without the code it hands
 * nothing to a member whose role demands it.
 */
import { needOf } from './second-factor-need';
import type { SecondFactorNeed } from './second-factor-need';
import { client, clientIfReached } from './supabase';

/** Read from the session in this browser. */
export async function secondFactorNeed(demanded: boolean): Promise<SecondFactorNeed> {
  const { data } = await (await client()).auth.mfa.getAuthenticatorAssuranceLevel();
  return needOf(data ?? { currentLevel: null, nextLevel: null }, demanded);
}

export interface Enrolment {
  factorId: string;
  /** An SVG image as a data address, for the camera. */
  image: string;
  /** The same as text, to be typed. */
  secret: string;
}

export type SecondFactorProblem = 'wrong-code' | 'too-many' | 'unreachable' | 'unavailable';

function problemOf(error: { status?: number; code?: string }): SecondFactorProblem {
  if (error.status === 429) return 'too-many';
  if (error.status === 404 || /not_enabled|not_supported/.test(error.code ?? '')) return 'unavailable';
  return error.status !== undefined && error.status >= 400 && error.status < 500 ? 'wrong-code' : 'unreachable';
}

/** Begins to set up an app; a beginning that was left is taken away first. */
export async function beginEnrolment(): Promise<Enrolment | SecondFactorProblem> {
  const supabase = await clientIfReached();
  if (!supabase) return 'unreachable';
  const { data: factors } = await supabase.auth.mfa.listFactors();
  for (const factor of factors?.all ?? []) {
    if (factor.factor_type === 'totp' && factor.status === 'unverified') {
      await supabase.auth.mfa.unenroll({ factorId: factor.id });
    }
  }
  const { data, error } = await supabase.auth.mfa.enroll({ factorType: 'totp', issuer: 'Lägesbild' });
  if (error) return problemOf(error);
  return { factorId: data.id, image: data.totp.qr_code, secret: data.totp.secret };
}

/**
 * @param factorId of the enrolment; null: the app that is set up.
 * @returns null when the code was right: the session then counts.
 */
export async function showCode(factorId: string | null, code: string): Promise<SecondFactorProblem | null> {
  const supabase = await clientIfReached();
  if (!supabase) return 'unreachable';
  let id = factorId;
  if (id === null) {
    const { data, error } = await supabase.auth.mfa.listFactors();
    if (error) return problemOf(error);
    id = data.totp[0]?.id ?? null;
    if (id === null) return 'unavailable';
  }
  const { error } = await supabase.auth.mfa.challengeAndVerify({ factorId: id, code: code.replace(/\s/g, '') });
  return error ? problemOf(error) : null;
}
