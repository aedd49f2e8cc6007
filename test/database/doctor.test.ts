/** `npm run doctor`, on a database that is broken on purpose in each way: it says so, and what it says mends it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../supabase/embedded/server.ts';
import { factsOf, lineOf } from '../../supabase/operation/catalogue.ts';
import { examineAll, reportOf, sqlOf } from '../../supabase/operation/doctor.ts';
import type { Examined, Finding, Reference } from '../../supabase/operation/doctor/finding.ts';
import { examine } from '../../supabase/operation/doctor/reference.ts';
import { builtData } from './built-data';
import { openTestDatabase, type TestDatabase } from './servers';

/** What is done to it -> what is said. All at once: nothing hides anything else. */
const BREAKS: [string, RegExp][] = [
  ['alter table public.incident disable row level security', /Row level security is off on public\.incident/],
  ['create table public.extra (x integer)', /table public\.extra is of no migration, and has no row level security/],
  ['grant select on public.extra to anon', /anon may select on public\.extra/],
  ['grant select, insert on public.incident to anon', /anon may insert, select on public\.incident,/],
  ['grant update (role) on public.membership to authenticated', /authenticated may update on public\.membership\.role/],
  // Taking it back takes what is open column by column as well: that is given once more.
  ['grant select on public.place to authenticated', /authenticated may select on public\.place,/],
  ['grant usage on schema app to anon', /anon may usage on schema app/],
  [
    'grant execute on function app.write_log(text, text, jsonb, integer) to public',
    /PUBLIC may execute on app\.write_log\(/,
  ],
  [
    'revoke execute on function public.setting_of(text) from authenticated',
    /authenticated may not execute on public\.setting_of\(/,
  ],
  [
    'create policy "all of it" on public.incident for select to authenticated using (true)',
    /policy "all of it" on public\.incident is of no migration/,
  ],
  [
    'drop policy "the administrator reads the log" on public.audit_log',
    /policy "the administrator reads the log" on public\.audit_log is missing/,
  ],
  [
    "create or replace function app.today() returns date language sql stable set search_path = '' as $$ select date '2026-01-01' $$",
    /function app\.today\(\) is another/,
  ],
  [
    'alter function public.setting_of(text) reset search_path',
    /function public\.setting_of\(p_municipality text\) is another/,
  ],
  [
    "create function public.mine() returns integer language sql security definer as 'select 1'",
    /public\.mine\(\) is of no migration, and runs with its owner’s rights/,
  ],
  [
    'alter table public.audit_log disable trigger audit_log_no_change',
    /trigger "audit_log_no_change" of public\.audit_log is switched off/,
  ],
  [
    'drop trigger picture_version_no_change on public.picture_version',
    /trigger "picture_version_no_change" of public\.picture_version is missing/,
  ],
  ['drop index public.incident_time', /index "incident_time" of public\.incident is missing/],
  [
    "update pg_index set indisvalid = false where indexrelid = 'public.incident_point'::regclass",
    /index "incident_point" of public\.incident is invalid/,
  ],
  [
    'alter table public.incident drop constraint end_not_before_start',
    /constraint "end_not_before_start" of public\.incident is missing/,
  ],
  [
    'alter table public.incident drop constraint not_a_duplicate_of_itself; alter table public.incident add constraint not_a_duplicate_of_itself check (duplicate_of <> id) not valid',
    /constraint "not_a_duplicate_of_itself" of public\.incident was never checked/,
  ],
  [
    'alter default privileges in schema public grant select on tables to anon',
    /What new tables in schema public are open to/,
  ],
  ['alter default privileges grant execute on functions to public', /What new functions are open to/],
  [
    "insert into auth.users (id, aud, role, email, encrypted_password, created_at, updated_at) values (gen_random_uuid(), 'authenticated', 'authenticated', 'samordnare@jonkoping.demo', '', now(), now())",
    /There are 1 accounts of the demo/,
  ],
];

describe('the doctor', () => {
  let db: TestDatabase;
  let expected: Reference;
  /** The environment of a hosted project. */
  const environment = { DATABASE_URL: 'postgresql://owner@db.example.se/postgres' };
  const look = (values: Partial<Examined> = {}): Promise<Record<string, Finding[]>> =>
    examineAll({
      database: db.database,
      reference: expected,
      environment,
      root: '/nowhere',
      fetch: () => Promise.reject(new Error('not asked')),
      ...values,
    });
  const wrong = (found: Record<string, Finding[]>): string[] =>
    Object.values(found).flatMap((findings) =>
      findings.filter(({ level }) => level === 'wrong').map(({ what }) => what),
    );
  const said = (found: Record<string, Finding[]>): string => reportOf(found).join('\n');

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    // Made by the embedded PostgreSQL of another version, whichever is looked at.
    const server = await startServer({
      driver: 'pglite',
      loadDataDir: new Blob([readFileSync(await builtData('empty'))]),
      seed: false,
    });
    expected = await examine(server.database);
    await server.close();
  });
  afterAll(() => db.close());

  it('finds nothing wrong with a database as the migrations make it', async () => {
    const found = await look();
    expect(wrong(found)).toEqual([]);
    expect(said(found)).toMatch(/right {2}migrations\nright {2}tables, rules and doors/);
    // Grannby has nobody who could let others in; neither has a rule of retention.
    expect(said(found)).toMatch(/\? No administrator: 9002 Grannby/);
  });

  describe('finds what was changed by hand, and its SQL mends it', () => {
    let before: string[];
    let found: Record<string, Finding[]>;
    beforeAll(async () => {
      before = (await factsOf(db.database)).map(lineOf);
      for (const [sql] of BREAKS) await db.database.script(sql);
      found = await look();
    });

    it.each(BREAKS)('%s', (_, sentence) => {
      expect(wrong(found).filter((what) => sentence.test(what))).toHaveLength(1);
    });

    it('and says nothing else, but what follows from it', () => {
      // The new table and function are open to whom the default privileges of the migrations open them.
      const others = wrong(found).filter((what) => !BREAKS.some(([, sentence]) => sentence.test(what)));
      expect(others.filter((what) => !/service_role may .* on public\.(extra|mine)/.test(what))).toEqual([]);
      expect(said(found)).toMatch(/WRONG {2}tables, rules and doors/);
    });

    it('until that SQL has run', async () => {
      for (const sql of sqlOf(found)) await db.database.script(sql);
      const after = await look();
      expect(wrong(after)).toEqual([]);
      await db.database.script('drop table public.extra; drop function public.mine();');
      expect((await factsOf(db.database)).map(lineOf)).toEqual(before);
    });
  });

  it('finds migrations that are missing, unknown or changed', async () => {
    await db.database.script(`create table embedded.kept as select * from embedded.applied_migration;
      delete from embedded.applied_migration where name like '%_audit.sql';
      update embedded.applied_migration set checksum = 'x' where name like '%_ground.sql';
      insert into embedded.applied_migration values ('29990101000000_later.sql', 'x');`);
    const all = await look();
    expect(all['tables, rules and doors']?.map(({ level }) => level)).toEqual(['look']);
    const found = said({ migrations: all['migrations'] ?? [] });
    expect(found).toMatch(/1 migrations are not applied, from \d+_audit\.sql on/);
    expect(found).toContain('--include-all');
    expect(found).toMatch(/does not know: 29990101000000/);
    expect(found).toMatch(/changed after they were applied: \d+_ground\.sql/);
    await db.database.script('delete from embedded.applied_migration');
    expect(wrong(await look())).toEqual(['There is no record of which migrations were applied.']);
    await db.database.script(
      'insert into embedded.applied_migration select * from embedded.kept; drop table embedded.kept;',
    );
    expect(wrong(await look())).toEqual([]);
  });

  it('finds a time zone of elsewhere, and a clock that is off', async () => {
    const { query } = db.database;
    const elsewhere: Examined['database'] = {
      ...db.database,
      // As a database whose time zone was set, and whose machine’s clock is wrong, answers.
      query: async <T extends Record<string, unknown>>(sql: string, parameters?: unknown[]) =>
        query<T>(
          sql
            .replaceAll("current_setting('TimeZone')", "'Asia/Tokyo'")
            .replace('clock_timestamp()', "clock_timestamp() + interval '95 s'"),
          parameters,
        ),
    };
    const found = said({ clock: (await look({ database: elsewhere }))['clock and time zone'] ?? [] });
    expect(found).toMatch(/time zone is Asia\/Tokyo/);
    expect(found).toMatch(/9\d s ahead of this machine/);
    expect(found).toMatch(/Mend: alter database ".*" set timezone to 'UTC';/);
  });

  it('finds a database that compiles its queries', async () => {
    expect((await look())['compiling of queries']).toEqual([]);
    if (db.database.driver === 'pglite') return; // cannot
    const on: Examined['database'] = {
      ...db.database,
      query: async <T extends Record<string, unknown>>(sql: string, parameters?: unknown[]) =>
        db.database.query<T>(sql.replace("current_setting('jit')", "'on'"), parameters),
    };
    expect(said({ compiling: (await look({ database: on }))['compiling of queries'] ?? [] })).toMatch(
      /Mend: alter database ".*" set jit = off;/,
    );
  });

  it('finds retention that is not scheduled, or failed last night', async () => {
    if (db.database.driver === 'pglite') {
      expect((await look())['nightly task']).toEqual([]); // no server, no night
      return;
    }
    expect(said(await look())).toMatch(/no pg_cron: nothing in the database clears/);
    await db.database.script(`create schema cron; create table cron.job (jobid bigint, command text, active boolean);
      create table cron.job_run_details (jobid bigint, status text, return_message text, start_time timestamptz);`);
    const nightly = async (): Promise<string[]> => wrong({ nightly: (await look())['nightly task'] ?? [] });
    expect(await nightly()).toEqual(['Retention is not scheduled.']);
    await db.database.script(`insert into cron.job values (1, 'select app.clear_all(false)', true);
      insert into cron.job_run_details values (1, 'succeeded', '', now() - interval '2 days'), (1, 'failed', 'no space left', now() - interval '1 day');`);
    expect(await nightly()).toEqual(['The last night of retention failed: no space left']);
    await db.database.script("insert into cron.job_run_details values (1, 'succeeded', '', now());");
    expect(await nightly()).toEqual([]);
    await db.database.script('drop schema cron cascade;');
  });

  it('finds accounts whose people have left, but not who may still come', async () => {
    await db.database.script(
      `insert into auth.users (id, aud, role, email, encrypted_password, created_at, updated_at) select gen_random_uuid(), 'authenticated', 'authenticated', name || '@test', '', at, at
       from (values ('forut', now() - interval '2 years'), ('nyss', now())) x (name, at)`,
    );
    expect((await look())['accounts of nobody']).toMatchObject([
      { level: 'look', what: expect.stringMatching(/: 1\.$/) as string },
    ]);
    await db.database.script("delete from auth.users where email in ('forut@test', 'nyss@test')");
    expect((await look())['accounts of nobody']).toEqual([]);
  });

  it('finds a table that was filled and never analysed', async () => {
    await db.database
      .script(`insert into public.place (municipality_id, id, name, lon, lat) select '9001', 'p' || n, 'Plats ' || n, 14.01, 57.01 from generate_series(1, 1500) n;
      select pg_stat_force_next_flush();`);
    await db.database.query('select 1');
    expect(said(await look())).toMatch(/\? public\.place has 150\d rows and was never analysed/);
    await db.database.script('analyze public.place; select pg_stat_force_next_flush();');
    await db.database.query('select 1');
    expect(said(await look())).not.toMatch(/public\.place/);
  });

  it('asks the API as nobody, and finds it closed', async () => {
    const here = { ...environment, SUPABASE_URL: 'http://127.0.0.1:1', VITE_SUPABASE_ANON_KEY: db.publishableKey };
    const asked = async (): Promise<string[]> =>
      wrong({
        api:
          (await look({ environment: here, fetch: (input, init) => db.fetch(new Request(input, init)) }))['the API'] ??
          [],
      });
    expect(await asked()).toEqual([]);
    await db.database.script(
      'grant select (municipality_id, id) on public.incident to anon; create policy "open" on public.incident for select to anon using (true);',
    );
    expect(await asked()).toEqual(['The API hands out reports to who is not signed in.']);
  });

  it('goes on where one thing cannot be looked at', async () => {
    const found = await look({
      database: {
        ...db.database,
        query: () => Promise.reject(new Error('permission denied for table membership')),
      },
    });
    expect(said(found)).toMatch(/WRONG {2}administrators\n.*could not be looked at: permission denied/);
    expect(Object.keys(found)).toContain('keys');
  });
});
