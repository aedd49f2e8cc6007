/**
 * Who is signed in, as which membership, in which setting. The address is left alone when a session ends: signing in again leads back to where one was.
 */
import type { Membership, Setting } from '../domain/setting';
import { SignedOut } from './failure';
import { loadMemberships, loadSetting } from './setting';
import { supabase } from './supabase';

export type Session =
  | { state: 'starting' }
  | { state: 'signed-out'; expired: boolean }
  | { state: 'no-membership'; email: string }
  | { state: 'failed'; email: string; error: Error }
  | { state: 'ready'; email: string; membership: Membership; memberships: Membership[]; setting: Setting };

const holder = $state<{ session: Session }>({ session: { state: 'starting' } });
const CHOSEN = 'lagesbild-membership';
let leaving = false;

export function session(): Session {
  return holder.session;
}

/** Begins to follow the session; call once, when the app starts. */
export async function startSession(): Promise<void> {
  supabase.auth.onAuthStateChange((event, next) => {
    if (event === 'SIGNED_OUT' && holder.session.state !== 'signed-out') {
      holder.session = { state: 'signed-out', expired: !leaving };
      leaving = false;
    } else if (event === 'SIGNED_IN' && next && holder.session.state === 'signed-out') {
      // Supabase waits for this handler while it holds its lock: calls to it must come later.
      setTimeout(() => void enter(next.user.email ?? ''), 0);
    }
  });
  const { data } = await supabase.auth.getSession();
  if (data.session) await enter(data.session.user.email ?? '');
  else holder.session = { state: 'signed-out', expired: false };
}

/** Loads memberships and setting; keeps the membership chosen last where it still is one. */
export async function enter(email: string, wanted?: string): Promise<void> {
  try {
    const memberships = await loadMemberships();
    const membership = memberships.find((m) => m.id === (wanted ?? sessionStorage.getItem(CHOSEN))) ?? memberships[0];
    if (!membership) {
      holder.session = { state: 'no-membership', email };
      return;
    }
    const setting = await loadSetting(membership.municipalityId);
    sessionStorage.setItem(CHOSEN, membership.id);
    holder.session = { state: 'ready', email, membership, memberships, setting };
  } catch (error) {
    if (error instanceof SignedOut) expire();
    else holder.session = { state: 'failed', email, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

export type SignInProblem = 'wrong-credentials' | 'unreachable';

/** Null when it went well. */
export async function signIn(email: string, password: string): Promise<SignInProblem | null> {
  const { error } = await supabase.auth.signInWithPassword({ email: email.trim(), password });
  if (!error) return null;
  return error.status !== undefined && error.status >= 400 && error.status < 500 ? 'wrong-credentials' : 'unreachable';
}

export async function signOut(): Promise<void> {
  leaving = true;
  sessionStorage.removeItem(CHOSEN);
  await supabase.auth.signOut({ scope: 'local' });
}

/** A request was answered with 401: the session is over, whatever the browser believed. */
export function expire(): void {
  holder.session = { state: 'signed-out', expired: true };
}
