/** Backup and restore, with the commands of docs/operation.md: every row, every rule and every door is there afterwards, in another database. */
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ws from 'ws';
import { openPostgres, type Database } from '../../supabase/embedded/database';
import { startServer, type EmbeddedServer } from '../../supabase/embedded/server';
import { factsOf, lineOf } from '../../supabase/operation/catalogue';
import { checksumsOf, tablesOf } from '../../supabase/operation/contents';
import { emailOf, PASSWORD, type Person } from '../database/fixture';
import { INCIDENTS } from '../database/known-incidents';
import { openTestDatabase, type TestDatabase } from '../database/servers';
import { nameOf, openServer, runGuide, urlOf } from './databases';
import { emptyTables, fillEverything } from './everything';

const folder = mkdtempSync(join(tmpdir(), 'lagesbild-drill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ALL = ['public', 'app', 'auth', 'embedded'];
/** All rows of these schemas, and where each counter stands. */
async function contentsOf(
  database: Database,
  schemas: string[],
): Promise<{ tables: Awaited<ReturnType<typeof checksumsOf>>; counters: unknown }> {
  const tables = await tablesOf(database.query, schemas);
  const counters = await database.query(
    `select schemaname || '.' || sequencename as name, last_value::text as at from pg_sequences where schemaname in ('public', 'app') order by 1`,
  );
  return { tables: await checksumsOf(database.query, tables), counters };
}
const rules = async (database: Database): Promise<string[]> => (await factsOf(database)).map(lineOf);

/** Signs in over the API of a restored database, as the app does. */
function doorOf(server: EmbeddedServer): SupabaseClient {
  return createClient('http://127.0.0.1:1', server.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: (input, init) => server.fetch(new Request(input, init)) },
    realtime: { transport: ws as never },
  });
}

/** People get in with the password that they had, see what is theirs, and nothing else; what was frozen is frozen. */
async function expectDoors(server: EmbeddedServer): Promise<void> {
  const as = async (person: Person): Promise<SupabaseClient> => {
    const client = doorOf(server);
    const { error } = await client.auth.signInWithPassword({ email: emailOf(person), password: PASSWORD });
    expect(error).toBeNull();
    return client;
  };
  const kept = { p_municipality: '9001', p_id: INCIDENTS.aAuthorities.id };
  expect((await (await as('police')).rpc('incident_detail', kept)).data).toMatchObject({ id: kept.p_id });
  expect((await (await as('reporterB')).rpc('incident_detail', kept)).data).toBeNull();
  const stranger = await as('stranger');
  expect((await stranger.rpc('setting_of', { p_municipality: '9001' })).data).toBeNull();
  expect((await stranger.from('incident').select('id').eq('municipality_id', '9001')).data).toEqual([]);
  expect((await stranger.from('picture_version').select('id')).error?.code).toBe('42501');
  expect((await doorOf(server).rpc('setting_of', { p_municipality: '9001' })).error?.code).toBe('42501');
  await expect(server.database.script('delete from public.audit_log')).rejects.toThrow(/only ever added to/);
  await expect(server.database.script('delete from public.picture_version')).rejects.toThrow(
    /never changed or removed/,
  );
  // The counters go on where they stood: the next line of the log has a number of its own.
  await server.database.query("select app.write_log('9001', 'drill.restored', '{}', 1)");
}

describe('a database of a server', () => {
  let db: TestDatabase;
  let server: Awaited<ReturnType<typeof openServer>>;
  let old: Record<string, string>;
  beforeAll(async () => {
    server = await openServer();
    db = await openTestDatabase('fixture');
    await fillEverything(db);
    old = { DATABASE_URL: urlOf(await nameOf(db.database)) };
  });
  afterAll(async () => {
    await db.close();
    await server.close();
  });

  it('has something in every table, so that nothing can be lost unnoticed', async () => {
    expect(await emptyTables(db.database.query)).toEqual([]);
  });

  it('restored as a whole is the same: rows, counters, rules, owners, doors', async () => {
    const before = await contentsOf(db.database, ALL);
    runGuide('backup', folder, old);
    runGuide('check the backup', folder, old);
    const url = urlOf(await server.create());
    runGuide('restore', folder, { NEW_DATABASE_URL: url });
    runGuide('after a restore', folder, { NEW_DATABASE_URL: url });
    const restored = await startServer({ driver: 'postgres', url, seed: false });
    try {
      expect(await contentsOf(restored.database, ALL)).toEqual(before);
      expect(await rules(restored.database)).toEqual(await rules(db.database));
      await expectDoors(restored);
    } finally {
      await restored.close();
    }
  });

  it('restored into a project that has the migrations holds the same rows and accounts, under rules of its own', async () => {
    runGuide('backup rows', folder, old);
    const url = urlOf(await server.create());
    const fresh = await startServer({ driver: 'postgres', url, seed: false });
    try {
      runGuide('restore rows', folder, { NEW_DATABASE_URL: url });
      expect(await contentsOf(fresh.database, ['public', 'app'])).toEqual(
        await contentsOf(db.database, ['public', 'app']),
      );
      const accounts = 'select id::text, email::text, encrypted_password::text from auth.users order by 1';
      expect(await fresh.database.query(accounts)).toEqual(await db.database.query(accounts));
      expect(await rules(fresh.database)).toEqual(await rules(db.database));
      await expectDoors(fresh);
    } finally {
      await fresh.close();
    }
  });

  it('from a file that is cut short is refused by the check, and leaves nothing half done', async () => {
    runGuide('backup', folder, old);
    const file = join(folder, 'lagesbild.dump');
    truncateSync(file, Math.floor(statSync(file).size * 0.7));
    expect(() => runGuide('check the backup', folder, old)).toThrow(/could not read|end of file/);
    const url = urlOf(await server.create());
    expect(() => runGuide('restore', folder, { NEW_DATABASE_URL: url })).toThrow();
    const half = await openPostgres(url);
    expect(await tablesOf(half.query)).toEqual([]);
    await half.close();
  });
});
