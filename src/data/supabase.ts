/** The one Supabase client. With no address set, the server that serves the app answers (the embedded default). */
import { createClient, isAuthRetryableFetchError } from '@supabase/supabase-js';
import { watchedFetch } from './connection.svelte';

const url: string = import.meta.env.VITE_SUPABASE_URL || globalThis.location.origin;
const key: string = import.meta.env.VITE_SUPABASE_ANON_KEY || 'sb_publishable_embedded';

/** Where the browser keeps the session. */
export const SESSION_KEY = 'lagesbild-session';
/** A request for a token must end, or everything that waits for one would hang. Milliseconds. */
const PATIENCE = 15_000;

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

const isAuth = (input: RequestInfo | URL): boolean =>
  (input instanceof Request ? input.url : String(input)).startsWith(`${url}/auth/v1/`);

/**
 * `fetch` for the client. Where the token could not be renewed, Supabase asks as nobody, and the refusal would look like the person's own: such a request is not sent.
 * A token that the server finds too old although the browser does not (the device's clock is behind) is renewed once.
 */
async function personalFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (isAuth(input)) {
    return watchedFetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(PATIENCE) });
  }
  const headers = new Headers(init?.headers);
  if (headers.get('authorization') === `Bearer ${key}` && storedPerson()) {
    throw new TypeError('The session could not be renewed: without it nothing is sent.');
  }
  const answer = await watchedFetch(input, init);
  if (answer.status !== 401 || !storedPerson()) return answer;
  const { data, error } = await supabase.auth.refreshSession();
  if (isAuthRetryableFetchError(error)) throw new TypeError('The session could not be renewed just now.');
  if (!data.session) return answer;
  headers.set('authorization', `Bearer ${data.session.access_token}`);
  return watchedFetch(input, { ...init, headers });
}

export const supabase = createClient(url, key, {
  auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false, storageKey: SESSION_KEY },
  global: { fetch: personalFetch },
});

/** A request that costs the server next to nothing: is it there? */
export function askServer(): Promise<Response> {
  return watchedFetch(`${url}/auth/v1/settings`, { headers: { apikey: key }, signal: AbortSignal.timeout(8_000) });
}

/** True when the embedded server with demo data serves the app. */
export const demo: boolean = import.meta.env.VITE_DEMO === 'true';
