/** The one Supabase client. With no address set, the server that serves the app answers (the embedded default). */
import { createClient } from '@supabase/supabase-js';
import { watchedFetch } from './connection.svelte';

const url: string = import.meta.env.VITE_SUPABASE_URL || globalThis.location.origin;
const key: string = import.meta.env.VITE_SUPABASE_ANON_KEY || 'sb_publishable_embedded';

/** Where the browser keeps the session. */
export const SESSION_KEY = 'lagesbild-session';

export const supabase = createClient(url, key, {
  auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false, storageKey: SESSION_KEY },
  global: { fetch: watchedFetch },
});

/** A request that costs the server next to nothing: is it there? */
export function askServer(): Promise<Response> {
  return watchedFetch(`${url}/auth/v1/settings`, { headers: { apikey: key }, signal: AbortSignal.timeout(8_000) });
}

/** True when the embedded server with demo data serves the app. */
export const demo: boolean = import.meta.env.VITE_DEMO === 'true';
