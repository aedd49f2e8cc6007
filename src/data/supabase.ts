/** The one Supabase client. With no address set, the server that serves the app answers (the embedded default). */
import { createClient } from '@supabase/supabase-js';

const url = import.meta.env.VITE_SUPABASE_URL || globalThis.location.origin;
const key = import.meta.env.VITE_SUPABASE_ANON_KEY || 'sb_publishable_embedded';

export const supabase = createClient(url, key, {
  auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false, storageKey: 'lagesbild-session' },
});

/** True when the embedded server with demo data serves the app. */
export const demo: boolean = import.meta.env.VITE_DEMO === 'true';
