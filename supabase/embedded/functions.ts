/** Supabase's functions in the embedded server: the same TypeScript that is bundled for the edge runtime. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import type * as publish from '../functions/publish/handler.ts';
import { PUBLISHABLE_KEY, serviceKey } from './keys.ts';

type Handler = typeof publish;

export interface Functions {
  /** Null for a request that is for no function. */
  answer(request: Request): Promise<Response | null>;
}

const PUBLISH = fileURLToPath(new URL('../functions/publish/handler.ts', import.meta.url));

/** @param secret that signs sessions. @param fetch answers `/rest/v1/…`. */
export function openFunctions(secret: string, fetch: (request: Request) => Promise<Response>): Functions {
  let handler: Promise<Handler> | null = null;
  /** Loaded when asked for, by Vite: the function brings the whole analysis with it, which nobody else here needs, and Node alone does not find its modules. */
  const load = (): Promise<Handler> =>
    (handler ??= runnerImport<Handler>(PUBLISH, { logLevel: 'error' }).then(({ module }) => module));
  return {
    async answer(request) {
      const { origin, pathname } = new URL(request.url);
      if (pathname !== '/functions/v1/publish') return null;
      const { handlePublish } = await load();
      return handlePublish(request, {
        ...{ url: origin, publishableKey: PUBLISHABLE_KEY, serviceKey: serviceKey(secret), fetch },
        report: (error) =>
          console.error(`  Publishing failed: ${error instanceof Error ? error.message : String(error)}`),
      });
    },
  };
}
