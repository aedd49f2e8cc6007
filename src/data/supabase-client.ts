/** The Supabase client and how it asks. Fetched by `client()` of supabase.ts alone. */
import { createClient, isAuthRetryableFetchError } from '@supabase/supabase-js';
import { watchedFetch } from './connection.svelte';
import { key, SESSION_KEY, storedPerson, url } from './supabase';

/** A request for a token must end, or everything that waits for one would hang. Milliseconds. */
const PATIENCE = 15_000;

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
