/** Serves the production build with the embedded database, as a process of its own with data of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unpackBuiltData } from '../database/built-data';

export interface RunningApp {
  url: string;
  /** What the terminal has shown. */
  said: () => string;
  close: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

/**
 * @param mode `preview` serves `dist`; `dev` is what `npm start` runs.
 * @param directory keeps the data there instead of in a new folder that is removed at the end.
 * @param demo false: an empty database, which prints the link to begin with.
 */
export async function startApp(
  mode: 'preview' | 'dev' = 'preview',
  directory?: string,
  demo = true,
): Promise<RunningApp> {
  const data = directory ?? (await mkdtemp(join(tmpdir(), 'lagesbild-')));
  // Where the start itself is not what is tested, from a copy.
  if (mode === 'preview' && !directory) await unpackBuiltData(demo ? 'demo' : 'empty', join(data, 'database'));
  const port = await freePort();
  // A server of its own: neither part of the test run nor turned to somebody's Supabase (spawn leaves out what is undefined).
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    LAGESBILD_DATABASE_DIR: join(data, 'database'),
    LAGESBILD_DEMO: demo ? undefined : 'off',
    VITEST: undefined,
    NODE_ENV: undefined,
    VITE_SUPABASE_URL: undefined,
    VITE_SUPABASE_ANON_KEY: undefined,
  };
  const child = spawn(
    process.execPath,
    [
      resolve(root, 'node_modules/vite/bin/vite.js'),
      ...(mode === 'preview' ? ['preview'] : []),
      '--port',
      String(port),
      '--strictPort',
    ],
    {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    if (!directory) await rm(data, { recursive: true, force: true });
  };
  const until = Date.now() + 240_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended before it answered:\n${output}`);
    if (Date.now() > until) {
      await close();
      throw new Error(`The server did not answer within four minutes:\n${output}`);
    }
    try {
      // The database answers once the demo data are there: a request for the settings of signing in waits for it.
      const answer = await fetch(`${url}/auth/v1/settings`, { signal: AbortSignal.timeout(60_000) });
      if (answer.status < 500) return { url, said: () => output, close };
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 300));
  }
}
