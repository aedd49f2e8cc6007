/** Supabase's functions in the embedded server: the same TypeScript that is bundled for the edge runtime. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import type * as join from '../functions/join/handler.ts';
import type { Accounts } from '../functions/join/handler.ts';
import type * as publish from '../functions/publish/handler.ts';
import type * as remind from '../functions/remind/handler.ts';
import { PUBLISHABLE_KEY, serviceKey } from './keys.ts';

export interface Functions {
  /** Null for a request that is for no function. */
  answer(request: Request): Promise<Response | null>;
}

/** Loaded when asked for, by Vite: publishing brings the whole analysis with it, which nobody else here needs, and Node alone does not find its modules. */
function lazy<Handler>(name: string): () => Promise<Handler> {
  const file = fileURLToPath(new URL(`../functions/${name}/handler.ts`, import.meta.url));
  let handler: Promise<Handler> | null = null;
  return () => (handler ??= runnerImport<Handler>(file, { logLevel: 'error' }).then(({ module }) => module));
}

/** @param secret that signs sessions. @param fetch answers `/rest/v1/…`. @param accounts of this server. */
export function openFunctions(
  secret: string,
  fetch: (request: Request) => Promise<Response>,
  accounts: Accounts,
): Functions {
  const publishing = lazy<typeof publish>('publish');
  const reminding = lazy<typeof remind>('remind');
  const joining = lazy<typeof join>('join');
  const surroundings = (url: string, failed: string) => ({
    ...{ url, publishableKey: PUBLISHABLE_KEY, serviceKey: serviceKey(secret), fetch },
    report: (error: unknown) => console.error(`  ${failed}: ${error instanceof Error ? error.message : String(error)}`),
  });
  // Nothing is sent from here unless the keeper says where to: the coordinator or administrator gets the words instead.
  const post = (origin: string) => {
    const { REMIND_WEBHOOK_URL: url, REMIND_WEBHOOK_SECRET: key, REMIND_APP_URL: app } = process.env;
    return {
      webhook: url ? { url, secret: key ?? '' } : null,
      send: (letter: Request) => globalThis.fetch(letter),
      appUrl: app || origin,
    };
  };
  return {
    async answer(request) {
      const { origin, pathname } = new URL(request.url);
      if (pathname === '/functions/v1/publish') {
        const { handlePublish } = await publishing();
        return handlePublish(request, surroundings(origin, 'Publishing failed'));
      }
      if (pathname === '/functions/v1/remind') {
        const { handleRemind } = await reminding();
        return handleRemind(request, { ...surroundings(origin, 'Reminding failed'), ...post(origin) });
      }
      if (pathname === '/functions/v1/join') {
        const { handleJoin } = await joining();
        return handleJoin(request, {
          ...surroundings(origin, 'Joining failed'),
          ...post(origin),
          accounts,
          pause: (time) => new Promise((done) => setTimeout(done, time)),
        });
      }
      return null;
    },
  };
}
