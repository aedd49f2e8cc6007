/** Who may read, insert, change and delete which rows: above all what each may not. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, report, type Person } from './fixture';
import { INCIDENTS, nameOf, sendKnown } from './known-incidents';
import { openTestDatabase, type TestDatabase } from './servers';

const MEMBERS: Person[] = [
  'reporterA',
  'colleagueA',
  'viewerA',
  'reporterB',
  'police',
  'rescue',
  'coordinator',
  'administrator',
];
const STRANGERS: Person[] = ['stranger', 'strangeCoordinator', 'nobody'];

describe('access', () => {
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const names = async (client: SupabaseClient): Promise<string[]> => {
    const { data, error } = await client.from('incident').select('id');
    if (error) throw new Error(error.message);
    return (data as { id: string }[]).map(({ id }) => nameOf(id)).sort();
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await sendKnown(db);
  });
  afterAll(() => db.close());

  describe('reading rows of incidents', () => {
    const ofA = ['aAuthorities', 'aNew', 'aOwn', 'aPartners', 'aSetAside'];
    it.each<[Person, string[]]>([
      ['reporterA', ofA],
      ['colleagueA', ofA],
      ['viewerA', ofA],
      ['reporterB', ['bPartners']],
      ['police', ['policeAuthorities']],
      ['rescue', []],
      ['coordinator', ['aAuthorities', 'aNew', 'aPartners', 'aSetAside', 'bPartners', 'policeAuthorities']],
      ['administrator', []],
      ['stranger', []],
      ['strangeCoordinator', []],
      ['nobody', []],
    ])('%s sees %j', async (person, expected) => {
      expect(await names(await as(person))).toEqual(expected);
    });
  });

  describe('a visitor who is not signed in', () => {
    const tables = [
      'municipality',
      'area',
      'organisation',
      'organisation_area',
      'membership',
      'category_group',
      'category',
      'place',
      'incident',
      'check_in',
    ];
    it.each(tables)('is refused %s', async (table) => {
      const { data, error } = await db.anonymous.from(table).select('*');
      expect(data).toBeNull();
      expect(error?.code).toBe('42501');
    });
    it('is refused every function', async () => {
      for (const [name, values] of [
        ['my_memberships', {}],
        ['setting_of', { p_municipality: '9001' }],
        ['incident_columns_packed', { p_municipality: '9001' }],
        ['incident_detail', { p_municipality: '9001', p_id: INCIDENTS.aPartners.id }],
        ['coverage', { p_municipality: '9001', p_from: '2020-01-01', p_to: '2030-01-01' }],
      ] as const) {
        const { data, error } = await db.anonymous.rpc(name, values);
        expect(data, name).toBeNull();
        expect(error?.code, name).toBe('42501');
      }
    });
    it('cannot sign up', async () => {
      const { error } = await db.anonymous.auth.signUp({ email: 'new@test.se', password: 'a long enough password' });
      expect(error).not.toBeNull();
      expect(await db.database.query("select 1 from auth.users where email = 'new@test.se'")).toEqual([]);
    });
    it('is refused without a key at all', async () => {
      const answer = await db.fetch(new Request('http://127.0.0.1/rest/v1/incident?select=id'));
      expect(answer.status).toBe(401);
    });
  });

  describe('the setting', () => {
    it.each(STRANGERS)('of another municipality is not seen by %s', async (person) => {
      const client = await as(person);
      for (const table of ['area', 'organisation', 'organisation_area', 'category_group', 'category', 'place']) {
        const { data, error } = await client.from(table).select('municipality_id').eq('municipality_id', '9001');
        expect(error, table).toBeNull();
        expect(data, table).toEqual([]);
      }
      expect((await client.from('municipality').select('id').eq('id', '9001')).data).toEqual([]);
    });

    it.each<[Person, string[], string[]]>([
      ['reporterA', ['a'], ['torget']],
      ['reporterB', ['b'], ['holmen']],
      ['police', ['a', 'b', 'later', 'over'], ['holmen', 'skogen', 'torget']],
      ['rescue', ['a', 'b', 'later', 'over'], ['holmen', 'skogen', 'torget']],
      ['administrator', ['a', 'b', 'later', 'over'], ['holmen', 'skogen', 'torget']],
    ])('%s sees the areas %j and the places %j', async (person, areas, places) => {
      const client = await as(person);
      expect((await client.from('area').select('id').order('id')).data?.map((row) => row.id as string)).toEqual(areas);
      expect((await client.from('place').select('id').order('id')).data?.map((row) => row.id as string)).toEqual(
        places,
      );
    });

    it('and the memberships of others are changed by nobody through the API, the administrator included', async () => {
      for (const person of MEMBERS) {
        const client = await as(person);
        const { data } = await client.from('membership').select('user_id');
        expect(new Set(data?.map((row) => row.user_id as string)).size).toBe(1);
        for (const table of [
          'municipality',
          'area',
          'organisation',
          'organisation_area',
          'membership',
          'category_group',
          'category',
          'place',
        ]) {
          const column = table === 'municipality' ? 'id' : 'municipality_id';
          expect((await client.from(table).delete().eq(column, '9001')).error?.code, `${person} ${table}`).toBe(
            '42501',
          );
        }
        expect((await client.from('membership').update({ role: 'coordinator' }).neq('role', 'x')).error?.code).toBe(
          '42501',
        );
      }
    });
  });

  describe('reporting', () => {
    it.each<[Person, Record<string, unknown>]>([
      ['viewerA', {}],
      ['administrator', { organisation_id: 'kommunen' }],
      ['rescue', { organisation_id: 'raddning' }],
      ['reporterA', { organisation_id: 'bostad-b' }],
      ['reporterA', { organisation_id: 'polisen' }],
      ['coordinator', { organisation_id: 'polisen' }],
      ['stranger', {}],
      ['stranger', { municipality_id: '9001', organisation_id: 'bostad-a' }],
      ['nobody', {}],
    ])('is refused to %s with %j', async (person, values) => {
      const row = report(values);
      const { error } = await (await as(person)).from('incident').insert(row);
      expect(error?.code).toBe('42501');
      expect(await db.database.query('select 1 from public.incident where id = $1', [row.id])).toEqual([]);
    });
  });
});
