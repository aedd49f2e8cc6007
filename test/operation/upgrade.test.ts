/** A database of each earlier release, with rows of its time, brought to now: every row is there, every rule is that of a new database, and the app works. */
import { App } from '@supabase/lite';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import ws from 'ws';
import { openPostgres, type Database } from '../../supabase/embedded/database';
import { silent } from '../../supabase/embedded/messages';
import { BOOTSTRAP, CLOSE_AUTH, migrate, migrations } from '../../supabase/embedded/migrate';
import { startServer, type EmbeddedServer } from '../../supabase/embedded/server';
import { factsOf, lineOf, type Fact } from '../../supabase/operation/catalogue';
import { tablesOf, type Table } from '../../supabase/operation/contents';
import type { Examined, Reference } from '../../supabase/operation/doctor/finding';
import { examine } from '../../supabase/operation/doctor/reference';
import { rules } from '../../supabase/operation/doctor/rules';
import { checksumOf, migrationsOf, releases } from '../../supabase/operation/releases';
import { emailOf, PASSWORD, report, type Person } from '../database/fixture';
import { openTestDatabase } from '../database/servers';
import { openServer, urlOf } from './databases';

type Values = Record<string, unknown>;
type Rows = Map<string, { table: Table; rows: Values[] }>;

/** Columns that a migration gave another value, and why; every other value is to be as it was. */
const CHANGED: Record<string, string> = {};

/** What a hosted Supabase gives to everybody by default, before the first migration. */
const AS_HOSTED = ['tables', 'functions', 'sequences']
  .map((what) => `alter default privileges in schema public grant all on ${what} to anon, authenticated, service_role;`)
  .join('\n');

/** The same migrations without those defaults. */
async function asTheEmbedded(): Promise<Reference> {
  const other = await openTestDatabase('empty');
  const reference = await examine(other.database);
  await other.close();
  return reference;
}

async function rowsOf({ query }: Database): Promise<Rows> {
  const all: Rows = new Map();
  for (const table of await tablesOf(query)) {
    const rows = await query<{ it: string }>(`select to_jsonb(t)::text as it from ${table.quoted} t order by 1`);
    all.set(table.quoted, { table, rows: rows.map(({ it }) => JSON.parse(it) as Values) });
  }
  return all;
}

/** `public.incident 5f0d…: description` for each value that is another, `… gone` for each row that is not there. */
function lost(before: Rows, after: Rows): string[] {
  const said: string[] = [];
  for (const [quoted, { table, rows }] of before) {
    const now = after.get(quoted);
    const left = [...(now?.rows ?? [])];
    for (const row of rows) {
      const columns = Object.keys(row);
      const same = (other: Values, names: readonly string[]): boolean =>
        names.every((name) => JSON.stringify(other[name]) === JSON.stringify(row[name]));
      const at = left.findIndex((other) => same(other, table.key.length > 0 ? table.key : columns));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      const name = `${table.schema}.${table.name}`;
      if (!found) said.push(`${name} ${JSON.stringify(row).slice(0, 80)}: gone`);
      else
        said.push(
          ...columns
            .filter((column) => !same(found, [column]) && !(`${name}.${column}` in CHANGED))
            .map((column) => `${name}: ${column}`),
        );
    }
  }
  return said;
}

describe('releases', () => {
  it('are never changed afterwards: no migration of theirs is another, and none was put between them', () => {
    for (const release of releases())
      expect([release.name, checksumOf(migrationsOf(release))]).toEqual([release.name, release.checksum]);
  });

  it('each have rows of their time', () => {
    const files = readdirSync(join(import.meta.dirname, 'releases')).sort();
    expect(files).toEqual(releases().map(({ name }) => `${name}.sql`));
  });
});

describe('an upgrade', () => {
  const all = migrations();
  let server: Awaited<ReturnType<typeof openServer>>;
  /** What a database of this version is, however it came about. */
  let found: Fact[];
  /** What the doctor says of it. */
  let wrong: string[];
  /** The name of a database with the migrations of each release, and nothing in it. */
  const clean = new Map<string, string>();

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined); // refusals are what is tested: not news
    server = await openServer();
    let template: string | undefined;
    for (const release of [...releases(), { name: 'now', last: all.at(-1)?.name ?? '' }]) {
      const name = await server.create(template);
      const database = await openPostgres(urlOf(name));
      if (template === undefined) {
        await database.script(BOOTSTRAP);
        await new App({
          connection: database.connection,
          auth: { enabled: true, jwt_secret: 'x'.repeat(40) },
        }).ensureSystemSchema();
        await database.script(CLOSE_AUTH);
        await database.script(AS_HOSTED);
      }
      await migrate(database, silent, migrationsOf(release, all));
      if (release.name === 'now') {
        found = await factsOf(database);
        wrong = (await rules({ database, reference: await asTheEmbedded() } as Examined)).map(({ what }) => what);
      }
      await database.close();
      clean.set(release.name, name);
      template = name;
    }
  });
  afterAll(() => server.close());

  it('of a hosted project, which opens all that is new to everybody, closes every door: the doctor finds none open', () => {
    expect(wrong).toEqual([]);
  });

  it.each(releases())(
    'from $name loses nothing and ends in the same rules; the app’s questions are answered',
    async ({ name }) => {
      const url = urlOf(await server.create(clean.get(name)));
      const old = await openPostgres(url);
      await old.script(
        `begin; set local session_replication_role = replica;\n${readFileSync(join(import.meta.dirname, 'releases', `${name}.sql`), 'utf8')}\ncommit;`,
      );
      const before = await rowsOf(old);
      expect([...before.values()].reduce((sum, { rows }) => sum + rows.length, 0)).toBeGreaterThan(50);
      await old.close();

      const now = await startServer({ driver: 'postgres', url, seed: false });
      try {
        expect(lost(before, await rowsOf(now.database))).toEqual([]);
        expect((await factsOf(now.database)).map(lineOf)).toEqual(found.map(lineOf));
        await expectAnswers(now, before);
      } finally {
        await now.close();
      }
    },
  );
});

/** What the app asks first, as people of the time, and that a report can be sent. */
async function expectAnswers(server: EmbeddedServer, before: Rows): Promise<void> {
  const stored = (name: string): Values[] =>
    (before.get(`public.${name}`)?.rows ?? []).filter((row) => row['municipality_id'] === '9001');
  const as = async (person: Person): Promise<SupabaseClient> => {
    const client = createClient('http://127.0.0.1:1', server.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: (input, init) => server.fetch(new Request(input, init)) },
      realtime: { transport: ws as never },
    });
    const { error } = await client.auth.signInWithPassword({ email: emailOf(person), password: PASSWORD });
    expect(error).toBeNull();
    return client;
  };
  const ask = async <T>(client: SupabaseClient, name: string, values: Values = {}): Promise<T> => {
    const { data, error } = await client.rpc(name, { p_municipality: '9001', ...values });
    expect(error, name).toBeNull();
    return data as T;
  };
  const coordinator = await as('coordinator');
  const [mine] = await ask<{ id: string }[]>(coordinator, 'my_memberships', { p_municipality: undefined });
  const session = await ask<{ setting: { areas: unknown[] } | null }>(coordinator, 'begin_session', {
    ...{ p_municipality: undefined, p_membership: mine?.id, p_purpose: 'Möte' },
  });
  expect(session.setting?.areas).toHaveLength(stored('area').length);
  const { size } = await ask<{ size: number }>(coordinator, 'incident_columns_packed');
  // What an organisation keeps to itself is for nobody else, the coordinator included.
  const counted = stored('incident').filter(
    (row) =>
      row['review_state'] !== 'set_aside' && row['duplicate_of'] === null && row['sharing'] !== 'own_organisation',
  );
  expect(size).toBe(counted.length);
  expect(await ask<unknown[]>(coordinator, 'reporting_status', { p_back: 0 })).not.toHaveLength(0);
  expect((await ask<{ waiting: unknown[] }>(coordinator, 'review_queue')).waiting).toHaveLength(
    counted.filter((row) => row['review_state'] === 'new').length,
  );
  expect(await ask<unknown[]>(coordinator, 'actions_of')).toHaveLength(stored('action').length);
  expect(await ask<unknown[]>(coordinator, 'pictures_of')).toHaveLength(stored('situation_picture').length);
  for (const version of stored('picture_version').filter((row) => row['audience'] === 'authorities'))
    expect(
      await ask(coordinator, 'published_picture', {
        p_id: version['picture_id'],
        p_audience: 'authorities',
        p_organisation: null,
        p_version: 1,
      }),
    ).toEqual(version['content']);
  expect(await ask<unknown[]>(coordinator, 'plans_of')).toHaveLength(stored('agreement').length);
  expect(await ask<unknown[]>(coordinator, 'mappings_of')).toHaveLength(stored('legal_mapping').length);
  expect(await ask(await as('stranger'), 'setting_of')).toBeNull();
  const { error } = await (await as('reporterA')).from('incident').insert(report({ id: crypto.randomUUID() }));
  expect(error).toBeNull();
  await expect(server.database.script('delete from public.audit_log')).rejects.toThrow(/only ever added to/);
}
