/**
 * Where the server is, who the browser believes is signed in, and the one Supabase client. With no address set, the server that serves the app answers (the embedded default).
 * The client is a third of what the app needs to begin, and the sign-in page and the form are drawn without it: it is fetched beside them (docs/decisions/0053).
 */
import type { AuthChangeEvent, Session, SupabaseClient } from '@supabase/supabase-js';
import { watchedFetch } from './connection.svelte';
import { Unreachable } from './failure';

export const url: string = import.meta.env.VITE_SUPABASE_URL || globalThis.location.origin;
export const key: string = import.meta.env.VITE_SUPABASE_ANON_KEY || 'sb_publishable_embedded';

/** Where the browser keeps the session. */
export const SESSION_KEY = 'lagesbild-session';

/** Who is signed in, as far as the browser knows. */
export interface StoredPerson {
  id: string;
  email: string;
  /** ISO 8601. */
  signedIn: string | undefined;
}

/**
 * The person of the stored session, whether its token is fresh or not. Supabase's own `getSession` tries to renew an old token first, for half a minute where there is no
 * network, and then says that nobody is signed in.
 */
export function storedPerson(): StoredPerson | null {
  try {
    const stored = JSON.parse(localStorage.getItem(SESSION_KEY) ?? 'null') as {
      user?: { id?: string; email?: string; last_sign_in_at?: string };
    } | null;
    const user = stored?.user;
    return user?.id ? { id: user.id, email: user.email ?? '', signedIn: user.last_sign_in_at } : null;
  } catch {
    return null; // no storage, or nothing that we wrote
  }
}

export type AuthListener = (event: AuthChangeEvent, session: Session | null) => void;

let coming: Promise<SupabaseClient> | null = null;
let made: SupabaseClient | null = null;
let listener: AuthListener | null = null;

async function fetchClient(): Promise<SupabaseClient> {
  try {
    ({ supabase: made } = await import('./supabase-client'));
  } catch (error) {
    coming = null; // the next who needs it tries again
    throw new Unreachable(String(error));
  }
  if (listener) made.auth.onAuthStateChange(listener);
  return made;
}

/** Fetched once. Throws Unreachable when it does not come. */
export function client(): Promise<SupabaseClient> {
  return (coming ??= fetchClient());
}

/** The same for who has words of their own for a server that cannot be reached. */
export function clientIfReached(): Promise<SupabaseClient | null> {
  return client().catch(() => null);
}

/** Milliseconds at most that the client is held back for a screen. */
const HELD_AT_MOST = 1500;
let drawn = (): void => undefined;
const firstScreen = new Promise<void>((done) => (drawn = done));

/** For a first screen that is drawn from what this browser kept: until it is there, the client is not fetched and nothing is asked, as both take the processor from it. */
export function holdClient(): void {
  coming ??= Promise.race([firstScreen, new Promise((done) => setTimeout(done, HELD_AT_MOST))]).then(fetchClient);
}

/** To be called by the screen that the client was held for. */
export function firstScreenDrawn(): void {
  drawn();
}

/** Tells the one listener of each change of who is signed in, from the first that the client knows of. */
export function onAuthChange(next: AuthListener): void {
  listener = next;
  if (made) made.auth.onAuthStateChange(next);
}

/** A request that costs the server next to nothing: is it there? */
export function askServer(): Promise<Response> {
  return watchedFetch(`${url}/auth/v1/settings`, { headers: { apikey: key }, signal: AbortSignal.timeout(8_000) });
}

/** True when the embedded server with demo data serves the app. */
export const demo: boolean = import.meta.env.VITE_DEMO === 'true';
