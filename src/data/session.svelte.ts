/**
 * Who is signed in, as which membership, in which setting. The address is left alone when a session ends: signing in again leads back to where one was.
 * A start does not wait for the server where the same session has been here before: what it knew then is shown, and what the server says takes its place.
 */
import type { Purpose } from '../domain/purpose';
import type { Membership, Setting } from '../domain/setting';
import { onReturn } from './connection.svelte';
import { SignedOut, Unreachable } from './failure';
import { jsonEqual } from './json-equal';
import type { Kept } from './kept';
import { forgetKept, keepSetting, keptSetting, lastStart } from './kept';
import { choosePurpose, chosenPurpose, forgetPurpose, isStated, keepStated, statedFor } from './purpose';
import { secondFactorNeed } from './second-factor';
import { beginSession, loadSetting } from './setting';
import { endOfSession, isOver, keepSessionHours, watchSessionEnd } from './session-end';
import type { StoredPerson } from './supabase';
import { clientIfReached, holdClient, onAuthChange, SESSION_KEY, storedPerson } from './supabase';

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

// Raw: a setting holds polygons of thousands of numbers, and a proxy for each would slow every map down.
let current = $state.raw<Session>({ state: 'starting' });
const CHOSEN = 'lagesbild-membership';
let person: StoredPerson | null = null;
let leaving = false;
/** Begun while the app is still being drawn: what this browser has kept for the person of the stored session. */
let early: { userId: string; chosen: string | null; kept: Kept | Promise<Kept | null> } | null = null;
/** The server could not be asked: as soon as it answers, it is. */
let unasked = false;
/** Counts the entries begun: only the newest may end in a session. */
let entries = 0;

/** Reactive. */
export function session(): Session {
  return current;
}

function readAhead(): void {
  const who = typeof localStorage === 'undefined' ? null : storedPerson();
  if (!who) return;
  const chosen = sessionStorage.getItem(CHOSEN);
  early = { userId: who.id, chosen, kept: lastStart(who.id, chosen) ?? keptSetting(who.id, chosen) };
}
readAhead();

/** As it was read ahead, once; what is kept may change later. */
function keptFor(userId: string, chosen: string | null): Kept | Promise<Kept | null> {
  const read = early?.userId === userId && early.chosen === chosen ? early.kept : null;
  early = null;
  return read ?? keptSetting(userId, chosen);
}

function leave(expired: boolean): void {
  watchSessionEnd(Infinity, () => undefined);
  entries++;
  person = null;
  unasked = false;
  void forgetKept();
  current = { state: 'signed-out', expired };
}

/**
 * Begins to follow the session; call once, when the app starts.
 * @param alone the first screen needs nothing of the server where this browser has kept its setting, and says when it is drawn (`firstScreenDrawn`).
 */
export async function startSession(alone: boolean): Promise<void> {
  onAuthChange((event, next) => {
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
  onReturn(() => unasked && void enter());
  person ??= storedPerson();
  if (person) await enter(undefined, alone);
  else leave(false);
}

function ready(who: StoredPerson, { memberships, membership, setting }: Kept): void {
  if (membership.sessionHours !== undefined) {
    keepSessionHours(membership.sessionHours);
    watchSessionEnd(endOfSession(who.signedIn, membership.sessionHours), expire);
  }
  const before = current;
  if (before.state === 'ready' && before.userId === who.id && jsonEqual(before.memberships, memberships)) {
    // Nothing is drawn anew for what is the same.
    if (before.membership.id === membership.id && jsonEqual(before.setting, setting)) return;
  }
  current = { state: 'ready', userId: who.id, email: who.email, membership, memberships, setting };
}

/**
 * Loads memberships and setting of the person signed in; keeps the membership chosen last where it still is one.
 * @param wanted id of the membership to act as. @param alone as `startSession`.
 */
export async function enter(wanted?: string, alone = false): Promise<void> {
  const who = person;
  if (!who) return leave(true);
  const entry = ++entries;
  unasked = false;
  const chosen = wanted ?? sessionStorage.getItem(CHOSEN);
  const found = isOver(who.signedIn) ? null : keptFor(who.id, chosen);
  // Not waited for where it is there: the first screen is then drawn at once.
  const kept = found instanceof Promise ? await found : found;
  if (entry !== entries) return;
  // What the server has heard of before needs no answer of it to begin with: neither the purpose nor the second factor is new.
  if (kept && current.state === 'starting' && isStated(kept.membership)) {
    ready(who, kept);
    if (alone) holdClient();
  }
  try {
    const start = await beginSession(chosen, chosenPurpose(), statedFor());
    const memberships = start?.memberships ?? [];
    const membership = memberships.find((m) => m.id === chosen) ?? memberships[0];
    if (entry !== entries) return;
    // Who had one until now has not lost all at once: the session is over.
    if (!membership && (kept || isOver(who.signedIn))) return expire();
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
    const setting = start?.setting;
    // The database waits for a second factor that this browser thinks it has: asking again renews what it thinks.
    if (!setting) throw new Error('The setting did not come with the memberships.');
    keepStated(membership);
    sessionStorage.setItem(CHOSEN, membership.id);
    ready(who, { memberships, membership, setting });
    void keepSetting(who.id, memberships, setting);
  } catch (error) {
    if (entry !== entries) return;
    if (error instanceof SignedOut) return expire();
    unasked = error instanceof Unreachable;
    if (unasked && kept) {
      sessionStorage.setItem(CHOSEN, kept.membership.id);
      ready(who, kept);
    } else {
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
    if (current !== before) return;
    current = { ...before, setting };
    void keepSetting(before.userId, before.memberships, setting);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
  }
}

export type SignInProblem = 'wrong-credentials' | 'too-many' | 'unreachable';

/** Null when it went well: the session then becomes ready by itself. */
export async function signIn(email: string, password: string, purpose: Purpose): Promise<SignInProblem | null> {
  choosePurpose(purpose); // before the answer: the session begins with it
  const supabase = await clientIfReached();
  if (!supabase) return 'unreachable';
  const { error } = await supabase.auth.signInWithPassword({ email: email.trim(), password });
  if (!error) return null;
  if (error.status === 429) return 'too-many';
  return error.status !== undefined && error.status >= 400 && error.status < 500 ? 'wrong-credentials' : 'unreachable';
}

/** Forgets the session in this browser, also when the server cannot be told of it. */
async function forget(): Promise<void> {
  forgetPurpose();
  // Without an answer Supabase keeps the session; somebody who leaves a shared computer must be able to sign out offline too.
  const supabase = navigator.onLine ? await clientIfReached() : null;
  const told = supabase !== null && !(await supabase.auth.signOut({ scope: 'local' })).error;
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
