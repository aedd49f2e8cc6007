/** What holds for the whole schema: closed by default, tied to a municipality, with the value lists of the domain. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACE_TYPES, POLICE_REPORTED, REVIEW_STATES, SHARING_LEVELS } from '../../src/domain/incident';
import {
  ACTION_SHARING,
  ACTION_STATUSES,
  ACTION_TEXT_MAX,
  ACTIVITY_KINDS,
  ACTIVITY_STATES,
  ACTIVITY_TITLE_MAX,
  AREA_STATUSES,
  HOTSPOT_DECISIONS,
} from '../../src/domain/meeting';
import { AREA_KINDS, ORGANISATION_KINDS, ROLES } from '../../src/domain/setting';
import { RHYTHMS } from '../../src/domain/check-in';
import { QUESTION_MAX, REVIEW_NOTE_KINDS } from '../../src/domain/review';
import { AUDIENCES } from '../../src/picture/published';
import { PLAN_TABLES, PUBLIC_FUNCTIONS } from './access-plans';
import { openTestDatabase, type TestDatabase } from './servers';

const TABLES = [
  'action',
  'action_reminder',
  'activity',
  'area',
  'audit_log',
  'category',
  'category_group',
  'check_in',
  'import',
  'import_row',
  'import_source',
  'incident',
  'invitation',
  'legal_mapping',
  'legal_mapping_chapter',
  'legal_mapping_table',
  'legal_mapping_version',
  'meeting_signal',
  'membership',
  'municipality',
  'organisation',
  'organisation_area',
  'picture_part',
  'picture_version',
  'place',
  'place_proposal',
  'reminder',
  'retention_rule',
  'review_note',
  'municipality_look',
  'school_holiday',
  'situation_picture',
  ...Object.keys(PLAN_TABLES),
].sort();

describe('the schema', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());
  const list = async (sql: string): Promise<string[]> =>
    (await db.database.query<{ it: string }>(sql)).map((row) => row.it);

  it('has row level security and a policy on every table', async () => {
    const tables = await list(
      "select relname::text as it from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    );
    expect(tables).toEqual(TABLES);
    expect(
      await list(
        "select relname::text as it from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity",
      ),
    ).toEqual([]);
    expect(
      await list("select distinct tablename::text as it from pg_policies where schemaname = 'public' order by 1"),
    ).toEqual(TABLES.filter((table) => table !== 'invitation')); // which functions alone read and write
    expect(
      await list(
        "select policyname::text as it from pg_policies where schemaname = 'public' and roles <> '{authenticated}'",
      ),
    ).toEqual([]);
  });

  it('grants nothing to anon, on no table or column, and of the functions those that hand out what is published', async () => {
    await db.anonymous.from('incident').select('id'); // the API layer would grant at its first request
    for (const privilege of ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) {
      expect(
        await list(`select relname::text as it from pg_class where relnamespace in ('public'::regnamespace, 'app'::regnamespace)
        and relkind in ('r', 'v') and has_table_privilege('anon', oid, '${privilege}')`),
        privilege,
      ).toEqual([]);
    }
    expect(
      await list(
        "select grantee || ' ' || table_name || '.' || column_name as it from information_schema.column_privileges where grantee in ('anon', 'PUBLIC') and table_schema in ('public', 'app', 'auth')",
      ),
    ).toEqual([]);
    expect(
      await list(
        "select p.proname::text as it from pg_proc p where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and has_function_privilege('anon', p.oid, 'execute') order by 1",
      ),
    ).toEqual(PUBLIC_FUNCTIONS);
  });

  it('grants authenticated nothing more than the policies are written for', async () => {
    expect(
      await list(
        "select relname::text as it from pg_class where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind = 'r' and has_table_privilege('authenticated', oid, 'truncate, references, trigger, insert, update')",
      ),
    ).toEqual([]);
    expect(
      await list(
        "select relname::text as it from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('authenticated', oid, 'delete') order by 1",
      ),
    ).toEqual(['incident', 'retention_rule']);
    expect(
      await list(
        "select relname::text as it from pg_class where relnamespace = 'auth'::regnamespace and relkind = 'r' and has_table_privilege('authenticated', oid, 'select, insert, update, delete')",
      ),
    ).toEqual([]);
  });

  it('stays closed for a table and a function that a later migration forgets to close', async () => {
    await db.database.script(
      "create table public.forgotten (x int); create function public.forgotten_too() returns int language sql as 'select 1';",
    );
    expect(
      await list(
        "select r as it from unnest(array['anon', 'authenticated']) r where has_table_privilege(r, 'public.forgotten', 'select, insert')",
      ),
    ).toEqual([]);
    expect(
      await list(
        "select r as it from unnest(array['anon', 'authenticated']) r where has_function_privilege(r, 'public.forgotten_too()', 'execute')",
      ),
    ).toEqual([]);
    await db.database.script('drop table public.forgotten; drop function public.forgotten_too();');
  });

  it('has no function with the rights of its owner and an open search path', async () => {
    expect(
      await list(
        "select p.oid::regprocedure::text as it from pg_proc p where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and prosecdef and not coalesce('search_path=\"\"' = any (proconfig), false)",
      ),
    ).toEqual([]);
  });

  it('begins every key with the municipality: primary, unique and foreign, so that no row points into another one and each can be kept on a server of its own', async () => {
    // The municipality's own key is its id. Accounts (auth.users) belong to nobody: a person may work in two municipalities, so references to them carry none.
    const OURS = "('public'::regnamespace, 'app'::regnamespace)";
    // Links that a municipality begins with, and wrong guesses, are there before any municipality.
    const OF_NONE = "('app.setup_link'::regclass, 'app.wrong_token'::regclass)";
    const isMunicipality = (table: string, number: string): string =>
      `exists (select from pg_attribute a where a.attrelid = ${table} and a.attnum = ${number}
        and a.attname = case when ${table} = 'public.municipality'::regclass then 'id' else 'municipality_id' end)`;
    expect(
      await list(`select c.oid::regclass::text as it from pg_class c where c.relnamespace in ${OURS} and c.relkind in ('r', 'p') and c.oid not in ${OF_NONE}
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and ${isMunicipality('c.oid', 'i.indkey[0]')})`),
      'a primary key that begins with it',
    ).toEqual([]);
    expect(
      await list(`select i.indexrelid::regclass::text as it from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace in ${OURS} and (i.indisunique or i.indisexclusion) and c.oid not in ${OF_NONE}
      and not exists (select from unnest(i.indkey) k where ${isMunicipality('c.oid', 'k')})`),
      'unique within it',
    ).toEqual([]);
    expect(
      await list(`select conrelid::regclass || ' ' || conname as it from pg_constraint k where contype = 'f' and connamespace in ${OURS} and confrelid <> 'auth.users'::regclass
      and not exists (select from unnest(k.conkey, k.confkey) e (own, other) where ${isMunicipality('k.conrelid', 'e.own')} and ${isMunicipality('k.confrelid', 'e.other')})`),
      'a reference that leads from it to the same',
    ).toEqual([]);
  });

  it('has an index that begins with the columns of every foreign key', async () => {
    expect(
      await list(`select conrelid::regclass || ' ' || conname as it from pg_constraint k where contype = 'f' and connamespace = 'public'::regnamespace
      and not exists (select from pg_index i where i.indrelid = k.conrelid
        and (select array_agg(x order by x) from unnest((i.indkey::smallint[])[0:cardinality(k.conkey) - 1]) x) = (select array_agg(x order by x) from unnest(k.conkey) x))`),
    ).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ['membership', 'role', ROLES],
    ['organisation', 'kind', ORGANISATION_KINDS],
    ['area', 'kind', AREA_KINDS],
    ['area', 'rhythm', RHYTHMS],
    ['review_note', 'kind', REVIEW_NOTE_KINDS],
    ['incident', 'place_type', PLACE_TYPES],
    ['incident', 'sharing', SHARING_LEVELS],
    ['incident', 'police_reported', POLICE_REPORTED],
    ['incident', 'review_state', REVIEW_STATES],
    ['action', 'status', ACTION_STATUSES],
    ['action', 'sharing', ACTION_SHARING],
    ['activity', 'kind', ACTIVITY_KINDS],
    ['activity', 'state', ACTIVITY_STATES],
    ['picture_version', 'audience', AUDIENCES],
  ])('allows in %s.%s what the domain names', async (table, column, values) => {
    const [definition = ''] = await list(`select pg_get_constraintdef(k.oid) as it from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
      where k.contype = 'c' and k.conrelid = 'public.${table}'::regclass and a.attname = '${column}'`);
    expect([...definition.matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1]).sort()).toEqual([...values].sort());
  });

  it.each<[string, string, readonly string[]]>([
    ['action_given', 'status', ACTION_STATUSES],
    ['action_given', 'sharing', ACTION_SHARING],
    ['activity_given', 'kind', ACTIVITY_KINDS],
    ['activity_given', 'state', ACTIVITY_STATES],
    ['decide_report', 'reviewState', REVIEW_STATES],
    ['checked_part', 'status', AREA_STATUSES],
    ['checked_hotspots', 'decision', HOTSPOT_DECISIONS],
  ])('lets through %s as %s what the domain names', async (name, key, values) => {
    const [source = ''] = await list(`select prosrc as it from pg_proc where proname = '${name}'`);
    const [, named = ''] = new RegExp(`->> '${key}'[^(\n]*(?:not )?in \\(([^)]*)\\)`).exec(source) ?? [];
    expect([...named.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]).sort()).toEqual([...values].sort());
  });

  it.each([
    ['action', 'problem', ACTION_TEXT_MAX],
    ['action', 'what', ACTION_TEXT_MAX],
    ['action', 'outcome', ACTION_TEXT_MAX],
    ['activity', 'title', ACTIVITY_TITLE_MAX],
    ['review_note', 'text', QUESTION_MAX],
  ])('allows in %s.%s as many letters as the domain: %i', async (table, column, length) => {
    const [definition = ''] = await list(`select pg_get_constraintdef(k.oid) as it from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
      where k.contype = 'c' and k.conrelid = 'public.${table}'::regclass and a.attname = '${column}'`);
    expect(definition).toMatch(new RegExp(`<= ${String(length)}\\)`));
  });

  it.each(['Ö', 'a b', '-a', 'A', '', 'x'.repeat(61)])('refuses the slug %j', async (slug) => {
    await expect(
      db.database.query("insert into public.category_group (municipality_id, id, name) values ('9001', $1, 'X')", [
        slug,
      ]),
    ).rejects.toThrow(/check constraint/);
  });
});
