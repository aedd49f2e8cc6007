/** What the coordinator releases, who is locked out, which rules a municipality sets: the lines of the table that reading.test.ts does not walk. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaCoverage, IncidentDetail } from '../../src/data/types';
import { emailOf, POINTS, report, userIdOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

describe('sharing', () => {
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const send = async (person: Person, values: Record<string, unknown>): Promise<string> => {
    const row = report(values);
    const { error } = await (await as(person)).from('incident').insert(row);
    if (error) throw new Error(error.message);
    return row.id;
  };
  const change = async (person: Person, id: string, values: Record<string, unknown>): Promise<string | null> =>
    (await (await as(person)).from('incident').update(values).eq('municipality_id', '9001').eq('id', id)).error
      ?.message ?? null;
  const detail = async (person: Person, id: string): Promise<IncidentDetail | null> => {
    const { data, error } = await (await as(person)).rpc('incident_detail', { p_municipality: '9001', p_id: id });
    if (error) throw new Error(error.message);
    return data as IncidentDetail | null;
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  describe('the text of a report', () => {
    it('reaches authorities once reviewed, and others when the coordinator has released the words', async () => {
      const id = await send('reporterB', {
        organisation_id: 'bostad-b',
        ...POINTS.inB,
        description: 'Glas vid port 3.',
      });
      await db.database.query("insert into public.organisation_area values ('9001', 'bostad-a', 'b', false)");
      expect(await detail('police', id)).toBeNull();
      expect((await detail('coordinator', id))?.description).toBe('Glas vid port 3.');

      expect(await change('coordinator', id, { review_state: 'released' })).toBeNull();
      expect((await detail('police', id))?.description).toBe('Glas vid port 3.');
      expect(await detail('viewerA', id)).toMatchObject({ id, description: null, organisationId: null });

      expect(await change('coordinator', id, { description_released: true })).toBeNull();
      expect(await detail('viewerA', id)).toMatchObject({ id, description: 'Glas vid port 3.', organisationId: null });
      await db.database.query(
        "delete from public.organisation_area where organisation_id = 'bostad-a' and area_id = 'b'",
      );
    });

    it('is released by nobody else, at no time', async () => {
      const id = await send('reporterA', { description: 'Klotter på porten.' });
      expect(await change('reporterA', id, { description_released: true })).toMatch(/^not-allowed: /);
      const forged = report({ description_released: true });
      expect((await (await as('reporterA')).from('incident').insert(forged)).error?.code).toBe('42501');
    });

    it('is closed again when the words change', async () => {
      const id = await send('reporterA', { description: 'Klotter.' });
      expect(await change('coordinator', id, { description_released: true })).toBeNull();
      expect(await change('reporterA', id, { description: 'Något helt annat.' })).toBeNull();
      expect(await db.database.query('select description_released from public.incident where id = $1', [id])).toEqual([
        { description_released: false },
      ]);
    });

    it('is read by nobody from the table: not selected, not filtered, not ordered by', async () => {
      for (const person of ['reporterA', 'coordinator'] as const) {
        const table = (await as(person)).from('incident');
        for (const column of [
          'description',
          'lon',
          'lat',
          'occurred_from',
          'occurred_to',
          'place_type',
          'police_reported',
          'point',
        ]) {
          expect((await table.select(column)).error?.code, column).toBe('42501');
          expect((await table.select('id').order(column)).error?.code, column).toBe('42501');
          expect((await table.select('id').not(column, 'is', null)).error?.code, column).toBe('42501');
        }
      }
    });
  });

  describe('a member', () => {
    const everything = async (client: SupabaseClient): Promise<unknown[]> => [
      (await client.rpc('my_memberships')).data,
      (await client.rpc('setting_of', { p_municipality: '9001' })).data,
      (await client.rpc('rules_of', { p_municipality: '9001' })).data,
      (await client.from('membership').select('*')).data,
      (await client.from('incident').select('id')).data,
      (await client.from('area').select('id')).data,
    ];
    it.each(['suspended', 'removed'])('who is %s is locked out at once, with the session still open', async (how) => {
      const client = await as('colleagueA');
      expect(((await client.rpc('my_memberships')).data as unknown[]).length).toBe(1);
      const mine = report();
      expect((await client.from('incident').insert(mine)).error).toBeNull();
      const [membership] = await db.database.query<{ id: string; it: string }>(
        'select id::text, to_json(m)::text as it from public.membership m where user_id = $1',
        [userIdOf('colleagueA')],
      );
      if (!membership) throw new Error('no membership');
      if (how === 'suspended') {
        const { error } = await (
          await as('administrator')
        ).rpc('set_member_active', { p_municipality: '9001', p_membership: membership.id, p_active: false });
        expect(error).toBeNull();
      } else await db.database.query('delete from public.membership where id = $1', [membership.id]);

      expect(await everything(client)).toEqual([[], null, null, [], [], []]);
      expect((await client.from('incident').insert(report())).error?.code).toBe('42501');
      await client.from('incident').delete().eq('municipality_id', '9001').eq('id', mine.id);
      await client.from('incident').update({ category_id: 'glas' }).eq('municipality_id', '9001').eq('id', mine.id);
      expect(await db.database.query('select category_id::text from public.incident where id = $1', [mine.id])).toEqual(
        [{ category_id: 'klotter' }],
      );

      await db.database.query('delete from public.membership where id = $1', [membership.id]);
      await db.database.query(
        'insert into public.membership (municipality_id, user_id, organisation_id, role) values ($1, $2, $3, $4)',
        ['9001', userIdOf('colleagueA'), 'bostad-a', 'reporter'],
      );
    });

    it('is suspended by the administrator alone, who cannot suspend the last one', async () => {
      const [victim] = await db.database.query<{ id: string }>(
        'select id::text from public.membership where user_id = $1',
        [userIdOf('police')],
      );
      for (const person of ['reporterA', 'coordinator', 'strangeCoordinator', 'nobody'] as const) {
        const { error } = await (
          await as(person)
        ).rpc('set_member_active', { p_municipality: '9001', p_membership: victim?.id, p_active: false });
        expect(error?.message, person).toMatch(/^not-allowed: /);
      }
      const [last] = await db.database.query<{ id: string }>(
        'select id::text from public.membership where user_id = $1',
        [userIdOf('administrator')],
      );
      const administrator = await as('administrator');
      const close = async (membership: unknown): Promise<string | undefined> =>
        (
          await administrator.rpc('set_member_active', {
            p_municipality: '9001',
            p_membership: membership,
            p_active: false,
          })
        ).error?.message;
      expect(await close(last?.id)).toMatch(/^last-administrator: /);
      expect(await close(userIdOf('nobody'))).toMatch(/^not-found: /);
    });
  });

  describe('the rules of a municipality', () => {
    it('are read by its members and set by its administrator', async () => {
      const administrator = await as('administrator');
      expect(
        (await administrator.from('municipality').update({ session_hours: 8, review_required: true }).eq('id', '9001'))
          .error,
      ).toBeNull();
      expect(
        (await administrator.from('retention_rule').upsert({ municipality_id: '9001', subject: 'free_text', days: 90 }))
          .error,
      ).toBeNull();
      expect(
        (
          await administrator
            .from('retention_rule')
            .upsert({ municipality_id: '9001', subject: 'free_text', days: 120 })
        ).error,
      ).toBeNull();
      expect((await (await as('viewerA')).rpc('rules_of', { p_municipality: '9001' })).data).toEqual({
        reviewRequired: true,
        sessionHours: 8,
        secondFactorRequired: false,
        retentionDays: { freeText: 120, placeAndTime: null, row: null },
      });
      expect((await (await as('stranger')).rpc('rules_of', { p_municipality: '9001' })).data).toBeNull();
      expect(
        (await administrator.from('municipality').update({ name: 'Annanstad' }).eq('id', '9001')).error?.code,
      ).toBe('42501');
      expect(
        (await administrator.from('retention_rule').insert({ municipality_id: '9002', subject: 'row', days: 90 })).error
          ?.code,
      ).toBe('42501');
      expect(
        (await administrator.from('retention_rule').insert({ municipality_id: '9001', subject: 'row', days: 3 })).error
          ?.code,
      ).toBe('23514');
    });
    it.each<Person>(['reporterA', 'coordinator', 'police', 'stranger', 'nobody'])(
      'are changed by nobody else: %s',
      async (person) => {
        const client = await as(person);
        await client.from('municipality').update({ review_required: false }).eq('id', '9001');
        expect(
          (await client.from('retention_rule').insert({ municipality_id: '9001', subject: 'row', days: 90 })).error
            ?.code,
        ).toBe('42501');
        await client.from('retention_rule').delete().eq('municipality_id', '9001');
        expect(
          await db.database.query(
            "select review_required, (select count(*)::integer from public.retention_rule) as rules from public.municipality where id = '9001'",
          ),
        ).toEqual([{ review_required: true, rules: 1 }]);
      },
    );
  });

  it('coverage does not tell whether something exists that the reader may never see', async () => {
    const week = { p_municipality: '9001', p_from: '2023-01-01T23:00:00Z', p_to: '2023-01-08T23:00:00Z' };
    const ask = async (person: Person) => (await (await as(person)).rpc('coverage', week)).data as AreaCoverage[];
    const people: Person[] = ['viewerA', 'coordinator', 'administrator'];
    const before = await Promise.all(people.map(ask));
    await db.database
      .script(`insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing, review_state)
      values ('9001', gen_random_uuid(), 'bostad-b', 'klotter', 14.15, 57.05, '2023-01-04', '2023-01-04', 'own_organisation', 'released'),
        ('9001', gen_random_uuid(), 'polisen', 'klotter', 14.01, 57.01, '2023-01-04', '2023-01-04', 'own_organisation', 'released');`);
    expect(await Promise.all(people.map(ask))).toEqual(before);
    await db.database
      .script(`insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing, review_state)
      values ('9001', gen_random_uuid(), 'polisen', 'klotter', 14.01, 57.01, '2023-01-04', '2023-01-04', 'authorities', 'released');`);
    expect(await ask('viewerA')).toEqual(before[0]);
    expect((await ask('coordinator')).find(({ areaId }) => areaId === 'a')?.reported).toBe(1);
    expect((await ask('police')).find(({ areaId }) => areaId === 'b')?.reported).toBe(0);
  });
});
