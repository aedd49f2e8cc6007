/** What Supabase's edge runtime (Deno) gives to every function. */
import type { Surroundings } from './database';

declare const Deno: {
  env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): unknown;
};

export const serve = (handler: (request: Request) => Promise<Response>): unknown => Deno.serve(handler);

/** A setting that may be left out; null where it is. */
export const optional = (name: string): string | null => Deno.env.get(name) || null;

function required(name: string): string {
  const value = Deno.env.get(name);
  if (!value) throw new Error(`${name} is not set: the function must run in Supabase's edge runtime.`);
  return value;
}

/** Set by the platform for every function. */
export function surroundings(): Surroundings {
  return {
    url: required('SUPABASE_URL').replace(/\/+$/, ''),
    publishableKey: required('SUPABASE_ANON_KEY'),
    serviceKey: required('SUPABASE_SERVICE_ROLE_KEY'),
    fetch: (inner) => fetch(inner),
    report: (error) => {
      // eslint-disable-next-line no-console -- the log of the function is all that it can tell its keeper
      console.error(error instanceof Error ? error.message : String(error));
    },
  };
}
