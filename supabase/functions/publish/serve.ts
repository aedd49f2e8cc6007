/** Entry of the bundle for Supabase's edge runtime (Deno); `npm run build:functions` makes index.js of it. */
import { handlePublish } from './handler';

declare const Deno: {
  env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): unknown;
};

/** Set by the platform for every function. */
function setting(name: string): string {
  const value = Deno.env.get(name);
  if (!value) throw new Error(`${name} is not set: the function must run in Supabase's edge runtime.`);
  return value;
}

Deno.serve((request) =>
  handlePublish(request, {
    url: setting('SUPABASE_URL').replace(/\/+$/, ''),
    publishableKey: setting('SUPABASE_ANON_KEY'),
    serviceKey: setting('SUPABASE_SERVICE_ROLE_KEY'),
    fetch: (inner) => fetch(inner),
    report: (error) => {
      // eslint-disable-next-line no-console -- the log of the function is all that it can tell its keeper
      console.error(error instanceof Error ? error.message : String(error));
    },
  }),
);
