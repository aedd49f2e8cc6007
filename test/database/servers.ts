/** A database of its own for each test file, on the embedded PostgreSQL and, with DATABASE_URL set, on a real server too. */
import { pgtap } from '@electric-sql/pglite/pgtap';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import ws from 'ws';
import { openPostgres, type Database } from '../../supabase/embedded/database';
import { seedSql } from '../../supabase/embedded/demo';
import { migrations, supabaseFolder } from '../../supabase/embedded/migrate';
import { startServer, type EmbeddedServer } from '../../supabase/embedded/server';
import { fixture, PASSWORD } from './fixture';

export type Driver = 'pglite' | 'postgres';
export type Contents = 'empty' | 'fixture' | 'demo';

const address = process.env['DATABASE_URL'];
/** One driver a run: vitest's project `database-server` sets DATABASE_URL, `database` leaves it empty. */
export const driver: Driver = address ? 'postgres' : 'pglite';

export interface TestDatabase extends EmbeddedServer {
  /** A client signed in as this person; each person signs in once. */
  as(email: string): Promise<SupabaseClient>;
  anonymous: SupabaseClient;
}

/** Empty with all migrations, or with the demo; what else a test holds is put in afterwards. */
type Base = 'empty' | 'demo';
const baseOf = (contents: Contents): Base => (contents === 'demo' ? 'demo' : 'empty');

/** Names a built base by the contents of the files that it is built from and, as the demo is relative to today, by the day. */
function keyOf(base: Base): string {
  const code = ['migrate.ts', 'server.ts', 'database.ts', 'demo.ts'].map((file) =>
    readFileSync(join(supabaseFolder, 'embedded', file), 'utf8'),
  );
  const demo = base === 'demo' ? [seedSql(), new Date().toISOString().slice(0, 10)] : '';
  return createHash('sha256')
    .update(JSON.stringify([code, migrations(), demo]))
    .digest('hex')
    .slice(0, 16);
}

/** Building a PGlite database takes ten seconds or more, loading one that is built two or three. Kept in supabase/.temp. */
async function pglite(contents: Contents, secret: { secretFile?: string }): Promise<EmbeddedServer> {
  const base = baseOf(contents);
  const folder = join(supabaseFolder, '.temp');
  const file = join(folder, `test-${base}-${keyOf(base)}.tar`);
  if (!existsSync(file)) {
    const built = await startServer({ driver: 'pglite', seed: base === 'demo' });
    if (built.database.connection.dialect !== 'postgres' || !('dumpDataDir' in built.database.connection.driver))
      throw new Error('not PGlite');
    const dump = await built.database.connection.driver.dumpDataDir('none');
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder))
      if (old.startsWith(`test-${base}-`)) rmSync(join(folder, old), { force: true });
    writeFileSync(`${file}.part`, Buffer.from(await dump.arrayBuffer()));
    renameSync(`${file}.part`, file);
    await built.close();
  }
  return startServer({
    driver: 'pglite',
    loadDataDir: new Blob([readFileSync(file)]),
    extensions: { pgtap },
    seed: contents === 'fixture' ? fixture : false,
    ...secret,
  });
}

const TEMPLATE = 'lagesbild_template';
const urlOf = (database: string): string => Object.assign(new URL(address ?? ''), { pathname: `/${database}` }).href;

/** The migrations take seconds, a copy of a database that has them a fraction of one. Built under another name: a template is whole, or is not there. */
async function template(admin: Database, base: Base): Promise<string> {
  const name = `${TEMPLATE}_${base}_${keyOf(base)}`;
  const [{ exists } = { exists: false }] = await admin.query<{ exists: boolean }>(
    `select exists (select from pg_database where datname = '${name}') as exists`,
  );
  if (exists) return name;
  const building = `lagesbild_test_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${building} template template0 encoding 'UTF8'`);
  try {
    await (await startServer({ driver: 'postgres', url: urlOf(building), seed: base === 'demo' })).close();
    const old = await admin.query<{ datname: string }>(
      `select datname from pg_database where starts_with(datname, '${TEMPLATE}_${base}_')`,
    );
    for (const { datname } of old) await admin.query(`drop database if exists ${datname}`);
    await admin.query(`alter database ${building} rename to ${name}`);
  } catch (error) {
    await admin.query(`drop database if exists ${building} with (force)`);
    throw error;
  }
  return name;
}

async function postgres(contents: Contents, secret: { secretFile?: string }): Promise<EmbeddedServer> {
  if (!address) throw new Error('Set DATABASE_URL to test on a real PostgreSQL.');
  const name = `lagesbild_test_${randomBytes(6).toString('hex')}`;
  const admin = await openPostgres(address);
  const drop = async (): Promise<void> => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.close();
  };
  try {
    await admin.query(`create database ${name} template ${await template(admin, baseOf(contents))}`);
    const server = await startServer({
      driver: 'postgres',
      url: urlOf(name),
      seed: contents === 'demo' ? true : contents === 'fixture' ? fixture : false,
      ...secret,
    });
    return {
      ...server,
      close: async () => {
        await server.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** @param secretFile where the secret that signs sessions is kept, for a test that forges them. */
export async function openTestDatabase(contents: Contents, secretFile?: string): Promise<TestDatabase> {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // refusals are what is tested: not news
  const secret = secretFile === undefined ? {} : { secretFile };
  const server = driver === 'pglite' ? await pglite(contents, secret) : await postgres(contents, secret);
  const client = (): SupabaseClient =>
    createClient('http://127.0.0.1:1', server.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: (input, init) => server.fetch(new Request(input, init)) },
      realtime: { transport: ws as never }, // Node 20 has no WebSocket
    });
  const signedIn = new Map<string, Promise<SupabaseClient>>();
  return {
    ...server,
    anonymous: client(),
    as: (email) => {
      let person = signedIn.get(email);
      if (!person) {
        person = (async () => {
          const fresh = client();
          const { error } = await fresh.auth.signInWithPassword({ email, password: PASSWORD });
          if (error) throw error;
          return fresh;
        })();
        signedIn.set(email, person);
      }
      return person;
    },
  };
}
