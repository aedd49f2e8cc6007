/** A database of its own for each test file, on the embedded PostgreSQL and, with DATABASE_URL set, on a real server too. */
import { pgtap } from '@electric-sql/pglite/pgtap';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import ws from 'ws';
import { openPostgres, type Database } from '../../supabase/embedded/database';
import { startServer, type EmbeddedServer } from '../../supabase/embedded/server';
import { builtData, keyOf, type Base } from './built-data';
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

const baseOf = (contents: Contents): Base => (contents === 'demo' ? 'demo' : 'empty');

async function pglite(contents: Contents, secret: { secretFile?: string }): Promise<EmbeddedServer> {
  return startServer({
    driver: 'pglite',
    loadDataDir: new Blob([readFileSync(await builtData(baseOf(contents)))]),
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
    await admin.query(`alter database ${name} set jit = off`); // as the migrations do: a template does not pass it on
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
