/**
 * The Vite plugin that gives `npm start` and `vite preview` a Supabase without an account, Docker or a key. It takes no part in `vite build`.
 * With VITE_SUPABASE_URL and VITE_SUPABASE_ANON_KEY set (environment or .env) it does nothing: the app talks to that Supabase.
 */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { loadEnv, type Connect, type Plugin, type PreviewServer, type ViteDevServer } from 'vite';
import { answer } from './http.ts';
import { lockDirectory } from './lock.ts';
import { say, StartRefusal } from './messages.ts';
import { startServer, type EmbeddedServer } from './server.ts';

export interface EmbeddedOptions {
  /** Where the database lies. Default: LAGESBILD_DATABASE_DIR, else supabase/.temp/database. */
  directory?: string;
}

interface Running {
  server: Promise<EmbeddedServer>;
  users: number;
  stop(): Promise<void>;
}

/** Vite restarts itself within the process (a changed config) and loads this file anew: the database must go on. */
const registry = ((globalThis as Record<symbol, unknown>)[Symbol.for('lagesbild.embedded')] ??= new Map()) as Map<
  string,
  Running
>;

const PREFIXES = ['/auth/v1', '/rest/v1', '/functions/v1'];

export function databaseDirectory(root: string, option?: string): string {
  const directory = option ?? process.env['LAGESBILD_DATABASE_DIR'] ?? join('supabase', '.temp', 'database');
  return isAbsolute(directory) ? directory : resolve(root, directory);
}

/** `LAGESBILD_DEMO=off`: an empty database, as a municipality begins with one. */
const withoutDemo = (): boolean => process.env['LAGESBILD_DEMO'] === 'off';

/** An empty project has nobody who could sign in: its first person gets a link, anew at each start until there is a municipality. */
async function setupPath({ database }: EmbeddedServer): Promise<string | null> {
  const [{ begun } = { begun: true }] = await database.query<{ begun: boolean }>(
    'select exists (select from public.municipality) as begun',
  );
  if (begun) return null;
  await database.query('delete from app.setup_link where used_at is null');
  const [link] = await database.query<{ token: string }>('select app.create_setup_link() as token');
  return link ? `#/borja?kod=${link.token}` : null;
}

async function startOn(directory: string): Promise<EmbeddedServer> {
  const isNew = !existsSync(directory);
  const unlock = lockDirectory(directory);
  const began = Date.now();
  say(
    isNew
      ? 'Starting PostgreSQL with PostGIS (the first time takes up to a minute) …'
      : 'Starting PostgreSQL with PostGIS …',
  );
  try {
    const server = await startServer({
      driver: 'pglite',
      directory,
      seed: !withoutDemo(),
      secretFile: join(dirname(directory), 'session-secret'),
      say,
    });
    say(`The database is ready after ${((Date.now() - began) / 1000).toFixed(0)} s.`);
    return {
      ...server,
      close: async () => {
        await server.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    if (error instanceof StartRefusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartRefusal(
      `The embedded database in ${directory} cannot be opened (${reason}): run \`npm run reset\`, which removes it, and start again.`,
    );
  }
}

function use(directory: string): Running {
  let running = registry.get(directory);
  if (!running) {
    const server = startOn(directory);
    server.catch(() => registry.delete(directory));
    const stop = async (): Promise<void> => {
      if (!registry.delete(directory)) return;
      await (await server).close();
    };
    // Ctrl-C ends Node at once unless somebody listens: the database is closed first.
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      process.once(signal, () => {
        void stop().finally(() => process.exit(code));
      });
    }
    running = { server, users: 0, stop };
    registry.set(directory, running);
  }
  running.users += 1;
  return running;
}

function middleware(server: EmbeddedServer): Connect.NextHandleFunction {
  return (incoming, outgoing, next) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    if (!PREFIXES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) {
      next();
      return;
    }
    answer(incoming, outgoing, (request) => server.fetch(request)).catch(next);
  };
}

export function embeddedSupabase(options: EmbeddedOptions = {}): Plugin {
  let isOn = false;
  let root = process.cwd();

  async function serve(vite: ViteDevServer | PreviewServer): Promise<void> {
    if (!isOn) return;
    const running = use(databaseDirectory(root, options.directory));
    const server = await running.server; // the address is printed when the database can answer
    vite.middlewares.use(middleware(server));
    const path = await setupPath(server);
    if (path) {
      vite.httpServer?.once('listening', () => {
        const { port } = vite.httpServer?.address() as AddressInfo;
        say(
          `There is no municipality yet. Open http://127.0.0.1:${String(port)}/${path} and begin one: the link works once, for 14 days.`,
        );
      });
    }
    vite.httpServer?.once('close', () => {
      running.users -= 1;
      if (running.users === 0) void running.stop();
    });
  }

  return {
    name: 'lagesbild:embedded-supabase',
    apply: 'serve',
    config(config, { mode }) {
      root = config.root ? resolve(config.root) : process.cwd();
      const env = loadEnv(mode, root, 'VITE_SUPABASE_');
      const given = [env['VITE_SUPABASE_URL'], env['VITE_SUPABASE_ANON_KEY']].filter(Boolean).length;
      if (given === 1) {
        throw new StartRefusal(
          'Set both VITE_SUPABASE_URL and VITE_SUPABASE_ANON_KEY to use a Supabase of your own, or neither for the demo.',
        );
      }
      isOn = given === 0 && mode !== 'test'; // vitest reads the same config
      if (!isOn) return {};
      return {
        define: { 'import.meta.env.VITE_DEMO': JSON.stringify(String(!withoutDemo())) },
        // The database writes all the time into a folder below the root: nothing for the dev server to watch.
        server: { watch: { ignored: ['**/supabase/.temp/**'] } },
      };
    },
    configureServer: serve,
    configurePreviewServer: serve,
  };
}
