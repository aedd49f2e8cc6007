/**
 * Supabase's API over PostgreSQL with PostGIS, in this process: for the dev and preview server, for scripts and for tests.
 * Never part of the built app, and no substitute for a hosted Supabase: @supabase/lite is an alpha.
 */
import { App } from '@supabase/lite';
import { embeddedAccounts } from './accounts.ts';
import { openPglite, openPostgres, type Database, type PgliteSource } from './database.ts';
import { ensureDemo } from './demo.ts';
import { openFactors } from './factors.ts';
import { openFunctions } from './functions.ts';
import { PUBLISHABLE_KEY, serviceKey, sessionSecret } from './keys.ts';
import { silent, type Say } from './messages.ts';
import { BOOTSTRAP, CLOSE_AUTH, migrate } from './migrate.ts';

export type ServerSource = ({ driver: 'pglite' } & PgliteSource) | { driver: 'postgres'; url: string };

export type ServerOptions = ServerSource & {
  /** The demo data of supabase/seed.sql; or SQL of one's own; or nothing. */
  seed: boolean | string;
  /** Where the secret that signs sessions is kept; in memory when left out. */
  secretFile?: string;
  say?: Say;
};

export interface EmbeddedServer {
  /** Answers `/auth/v1/…`, `/rest/v1/…` and `/functions/v1/…` as a Supabase would. */
  fetch(request: Request): Promise<Response>;
  publishableKey: string;
  database: Database;
  close(): Promise<void>;
}

/**
 * What the database refuses, answered as PostgREST answers it: status 400 with the SQLSTATE and the message as it was raised. The API layer
 * says 500 and puts the driver's word for "error" before it, which a client must take for a server that is out of order.
 */
async function asPostgrest(response: Response): Promise<Response> {
  if (response.status !== 500 || !response.headers.get('content-type')?.includes('json')) return response;
  const body = (await response.clone().json()) as { code?: unknown; message?: unknown };
  if (body.code !== 'SUP' || typeof body.message !== 'string') return response;
  const message = body.message.replace(/^\w*error: /i, '');
  const code = /violates check constraint/.test(message) ? '23514' : /^[a-z0-9-]+: /.test(message) ? 'P0001' : null;
  if (code === null) return response;
  return Response.json({ code, details: null, hint: null, message }, { status: 400 });
}

async function open(source: ServerSource): Promise<Database> {
  return source.driver === 'postgres' ? openPostgres(source.url) : openPglite(source);
}

/**
 * Opens the database, brings it up to date and answers requests.
 * @throws StartRefusal with a sentence for the terminal; else what the database says.
 */
export async function startServer(options: ServerOptions): Promise<EmbeddedServer> {
  process.env['LITE_TELEMETRY'] = '0';
  const say = options.say ?? silent;
  const secret = sessionSecret(options.secretFile ?? null);
  const database = await open(options);
  try {
    await database.script(BOOTSTRAP);
    const app = new App({
      connection: database.connection,
      auth: {
        enabled: true,
        jwt_secret: secret,
        jwt_expiry: 3600,
        enable_signup: false,
        email: { enable_signup: false },
        publishable_key: PUBLISHABLE_KEY,
        secret_key: serviceKey(secret),
      },
      api: { schemas: ['public'], max_rows: 1000 },
      // On a loopback address a request without a key would otherwise be a superuser.
      options: { server: { admin: false } },
    });
    await app.ensureSystemSchema();
    await database.script(CLOSE_AUTH);
    await migrate(database, say);
    if (options.seed === true) await ensureDemo(database, say);
    else if (options.seed !== false) await database.script(options.seed);
    const factors = await openFactors(database, secret, async (request) => app.fetch(request));
    const rest = async (request: Request): Promise<Response> => asPostgrest(await app.fetch(request));
    const functions = openFunctions(secret, rest, embeddedAccounts(database));
    return {
      fetch: async (request) =>
        (await functions.answer(request)) ??
        (await factors.answer(request)) ??
        factors.complete(request, await rest(request)),
      publishableKey: PUBLISHABLE_KEY,
      database,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
