/**
 * Who is signed in, as which membership, in which setting. The address is left alone when a session ends: signing in again leads back to where one was.
 */
import type { Purpose } from '../domain/purpose';
import type { Membership, Setting } from '../domain/setting';
import { SignedOut, Unreachable } from './failure';
import { choosePurpose, forgetPurpose, purposeStated } from './purpose';
import { secondFactorNeed } from './second-factor';
import { loadMemberships, loadSetting } from './setting';
import { endOfSession, keepSessionHours, keptSessionHours, watchSessionEnd } from './session-end';
import { SESSION_KEY, supabase } from './supabase';

export type Session =
  | { state: 'starting' }
  | { state: 'signed-out'; expired: boolean }
  | { state: 'no-membership'; email: string }
  /** A code must be shown, or first an app be set up. */
  | { state: 'second-factor'; email: string; enrol: boolean }
  | { state: 'failed'; email: string; error: Error }
  | {
      state: 'ready';
      userId: string;
      email: string;
      membership: Membership;
      memberships: Membership[];
      setting: Setting;
    };

interface Person {
  id: string;
  email: string;
  /** ISO 8601. */
  signedIn: string | undefined;
}

// Raw: a setting holds polygons of thousands of numbers, and a proxy for each would slow every map down.
let current = $state.raw<Session>({ state: 'starting' });
const CHOSEN = 'lagesbild-membership';
let person: Person | null = null;
let leaving = false;
/** Counts the entries begun: only the newest may end in a session. */
let entries = 0;

/** Reactive. */
export function session(): Session {
  return current;
}

function leave(expired: boolean): void {
  watchSessionEnd(Infinity, () => undefined);
  entries++;
  person = null;
  current = { state: 'signed-out', expired };
}

/** Begins to follow the session; call once, when the app starts. */
export async function startSession(): Promise<void> {
  supabase.auth.onAuthStateChange((event, next) => {
    if (event === 'SIGNED_OUT' && current.state !== 'signed-out') {
      leave(!leaving);
    } else if (event === 'SIGNED_IN' && next && next.user.id !== person?.id) {
      // Also when another tab signs in as somebody else. The event comes at every return to the tab, hence the comparison of persons.
      const { id, email, last_sign_in_at } = next.user;
      person = { id, email: email ?? '', signedIn: last_sign_in_at };
      // Supabase waits for this handler while it holds its lock: calls to it must come later.
      setTimeout(() => void enter(), 0);
    }
  });
  const { data } = await supabase.auth.getSession();
  if (person) return;
  if (!data.session) return leave(false);
  const { id, email, last_sign_in_at } = data.session.user;
  person = { id, email: email ?? '', signedIn: last_sign_in_at };
  await enter();
}

/**
 * Loads memberships and setting of the person signed in; keeps the membership chosen last where it still is one.
 * @param wanted id of the membership to act as.
 */
export async function enter(wanted?: string): Promise<void> {
  const who = person;
  if (!who) return leave(true);
  const entry = ++entries;
  try {
    const memberships = await loadMemberships();
    const membership = memberships.find((m) => m.id === (wanted ?? sessionStorage.getItem(CHOSEN))) ?? memberships[0];
    if (entry !== entries) return;
    if (!membership && endOfSession(who.signedIn, keptSessionHours()) <= Date.now()) return expire();
    if (!membership) {
      current = { state: 'no-membership', email: who.email };
      return;
    }
    const need = await secondFactorNeed(membership.secondFactor === true);
    if (entry !== entries) return;
    if (need !== 'none') {
      current = { state: 'second-factor', email: who.email, enrol: need === 'enrol' };
      return;
    }
    if (membership.sessionHours !== undefined) {
      keepSessionHours(membership.sessionHours);
      watchSessionEnd(endOfSession(who.signedIn, membership.sessionHours), expire);
    }
    await purposeStated(membership);
    const setting = await loadSetting(membership.municipalityId);
    if (entry !== entries) return;
    sessionStorage.setItem(CHOSEN, membership.id);
    current = { state: 'ready', userId: who.id, email: who.email, membership, memberships, setting };
  } catch (error) {
    if (entry !== entries) return;
    if (error instanceof SignedOut) expire();
    else {
      current = {
        state: 'failed',
        email: who.email,
        error: error instanceof Error ? error : new Error(String(error)),
      };
    }
  }
}

/** Asks for the setting anew, after something of it was changed; keeps the one that is there when the server cannot be reached. Throws SignedOut or Refusal. */
export async function reloadSetting(): Promise<void> {
  const before = current;
  if (before.state !== 'ready') return;
  try {
    const setting = await loadSetting(before.membership.municipalityId);
    // Somebody who meanwhile acts as another member, or has left, has loaded another one.
    if (current === before) current = { ...before, setting };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
  }
}

export type SignInProblem = 'wrong-credentials' | 'too-many' | 'unreachable';

/** Null when it went well: the session then becomes ready by itself. */
export async function signIn(email: string, password: string, purpose: Purpose): Promise<SignInProblem | null> {
  choosePurpose(purpose); // before the answer: the session begins with it
  const { error } = await supabase.auth.signInWithPassword({ email: email.trim(), password });
  if (!error) return null;
  if (error.status === 429) return 'too-many';
  return error.status !== undefined && error.status >= 400 && error.status < 500 ? 'wrong-credentials' : 'unreachable';
}

/** Forgets the session in this browser, also when the server cannot be told of it. */
async function forget(): Promise<void> {
  forgetPurpose();
  // Without an answer Supabase keeps the session; somebody who leaves a shared computer must be able to sign out offline too.
  const told = navigator.onLine && !(await supabase.auth.signOut({ scope: 'local' })).error;
  if (!told) localStorage.removeItem(SESSION_KEY);
}

export async function signOut(): Promise<void> {
  leaving = true;
  sessionStorage.removeItem(CHOSEN);
  await forget();
  leaving = false;
  leave(false);
}

/** A request was answered with 401: the session is over, whatever the browser believed. */
export function expire(): void {
  leave(true);
  void forget();
}
