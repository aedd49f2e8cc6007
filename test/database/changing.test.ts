/** Who may change, take back and check in: above all what each may not. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, report, type Person } from './fixture';
import { INCIDENTS, sendKnown, type Name } from './known-incidents';
import { openTestDatabase, type TestDatabase } from './servers';

const STRANGERS: Person[] = ['stranger', 'strangeCoordinator', 'nobody'];

describe('writing', () => {
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await sendKnown(db);
  });
  afterAll(() => db.close());

  describe('changing a report', () => {
    const change = async (person: Person, name: Name, values: Record<string, unknown>): Promise<string> => {
      const before = await db.database.query('select * from public.incident where id = $1', [INCIDENTS[name].id]);
      const { error } = await (
        await as(person)
      )
        .from('incident')
        .update(values)
        .eq('municipality_id', '9001')
        .eq('id', INCIDENTS[name].id);
      const after = await db.database.query('select * from public.incident where id = $1', [INCIDENTS[name].id]);
      if (error) {
        expect(after).toEqual(before);
        return error.message.split(':')[0] ?? '';
      }
      return JSON.stringify(after) === JSON.stringify(before) ? 'passed over' : 'changed';
    };
    it.each<[Person, Name, Record<string, unknown>, RegExp]>([
      ['reporterA', 'aNew', { review_state: 'released' }, /not-allowed|row-level/],
      ['reporterA', 'aPartners', { description: 'Efteråt.' }, /passed over/],
      ['colleagueA', 'aNew', { description: 'Någon annans.' }, /passed over/],
      ['viewerA', 'aNew', { description: 'Läsare.' }, /passed over/],
      ['reporterB', 'aNew', { description: 'Annan organisation.' }, /passed over/],
      ['police', 'aPartners', { category_id: 'glas' }, /passed over/],
      ['administrator', 'aNew', { review_state: 'released' }, /passed over/],
      ['strangeCoordinator', 'aNew', { review_state: 'released' }, /passed over/],
      ['nobody', 'aNew', { review_state: 'released' }, /passed over/],
      ['coordinator', 'aOwn', { review_state: 'set_aside' }, /passed over/],
      ['coordinator', 'aNew', { description: 'Andras ord.' }, /not-allowed/],
      ['coordinator', 'aNew', { sharing: 'own_organisation' }, /not-allowed/],
      ['coordinator', 'aNew', { occurred_from: '2020-01-01T00:00:00Z' }, /not-allowed/],
      ['coordinator', 'aNew', { organisation_id: 'bostad-b' }, /permission denied/],
      ['reporterA', 'aNew', { reporter_id: null }, /permission denied/],
      ['coordinator', 'aNew', { duplicate_of: INCIDENTS.aPartners.id }, /permission denied/],
      ['reporterA', 'aNew', { municipality_id: '9002' }, /permission denied/],
    ])('%s, %s, %j: refused', async (person, name, values, answer) => {
      expect(await change(person, name, values)).toMatch(answer);
    });

    it('is open to the reporter before review, and for review, category and position to the coordinator', async () => {
      expect(await change('reporterA', 'aNew', { description: 'Rättad.' })).toBe('changed');
      expect(await change('coordinator', 'aNew', { category_id: 'glas' })).toBe('changed');
      expect(await change('coordinator', 'aNew', { lon: 14.15, lat: 57.05 })).toBe('changed');
      expect(await change('coordinator', 'aNew', { review_state: 'released' })).toBe('changed');
      expect(await change('coordinator', 'aNew', { review_state: 'new' })).toBe('changed');
    });
  });

  describe('taking a report back', () => {
    const left = async (id: string): Promise<boolean> =>
      (await db.database.query('select 1 from public.incident where id = $1', [id])).length === 1;
    const remove = async (person: Person, id: string): Promise<boolean> => {
      await (await as(person)).from('incident').delete().eq('municipality_id', '9001').eq('id', id);
      return !(await left(id));
    };
    it('is open to the reporter alone, before review', async () => {
      for (const person of [
        'colleagueA',
        'viewerA',
        'reporterB',
        'police',
        'administrator',
        ...STRANGERS,
      ] as Person[]) {
        expect(await remove(person, INCIDENTS.aNew.id), person).toBe(false);
      }
      const mine = report();
      await (await as('reporterA')).from('incident').insert(mine);
      expect(await remove('reporterA', mine.id)).toBe(true);
    });
    it('is closed after review, and after a day', async () => {
      expect(await remove('reporterA', INCIDENTS.aPartners.id)).toBe(false);
      const old = report();
      await (await as('reporterA')).from('incident').insert(old);
      await db.database.script(`alter table public.incident disable trigger incident_before_update;
        update public.incident set created_at = now() - interval '25 hours' where id = '${old.id}';
        alter table public.incident enable trigger incident_before_update;`);
      expect(await remove('reporterA', old.id)).toBe(false);
    });
    it('is open to the coordinator for an own report, and leaves a duplicate of it as no duplicate', async () => {
      const [own, copy] = [report({ organisation_id: 'kommunen' }), report({ organisation_id: 'kommunen' })];
      const client = await as('coordinator');
      await client.from('incident').insert(own);
      await client.from('incident').insert(copy);
      const { error } = await client.rpc('review_report', {
        ...{ p_municipality: '9001', p_id: copy.id, p_change: { duplicateOf: own.id }, p_revision: 1 },
      });
      expect(error).toBeNull();
      expect(await remove('coordinator', own.id)).toBe(true);
      expect(await db.database.query('select duplicate_of from public.incident where id = $1', [copy.id])).toEqual([
        { duplicate_of: null },
      ]);
      expect(await remove('coordinator', copy.id)).toBe(true);
    });
  });

  describe('check-ins', () => {
    const monday = '2026-01-05';
    const checkIn = async (person: Person, values: Record<string, unknown>) =>
      (await as(person))
        .from('check_in')
        .insert({ municipality_id: '9001', period_from: monday, nothing_to_report: true, ...values });
    it('are sent by reporters for their own organisation and areas, once', async () => {
      expect((await checkIn('reporterA', { organisation_id: 'bostad-a', area_id: 'a' })).error).toBeNull();
      expect((await checkIn('reporterA', { organisation_id: 'bostad-a', area_id: 'a' })).error?.code).toBe('23505');
      expect((await checkIn('reporterA', { organisation_id: 'bostad-a', area_id: 'b' })).error?.code).toBe('42501');
      expect((await checkIn('reporterA', { organisation_id: 'bostad-b', area_id: 'b' })).error?.code).toBe('42501');
      expect(
        (await checkIn('viewerA', { organisation_id: 'bostad-a', area_id: 'a', period_from: '2026-01-12' })).error
          ?.code,
      ).toBe('42501');
      expect(
        (await checkIn('stranger', { organisation_id: 'bostad-a', area_id: 'a', period_from: '2026-01-12' })).error
          ?.code,
      ).toBe('42501');
      expect(
        (await checkIn('reporterA', { organisation_id: 'bostad-a', area_id: 'a', period_from: '2026-01-06' })).error
          ?.message,
      ).toMatch(/^invalid: .*2026-01-05/);
      expect(
        (await checkIn('reporterA', { organisation_id: 'bostad-a', area_id: 'a', period_from: '2999-01-07' })).error
          ?.message,
      ).toMatch(/^in-the-future: /);
    });
    it.each<[Person, number]>([
      ['viewerA', 1],
      ['reporterB', 0],
      ['police', 0],
      ['coordinator', 1],
      ['administrator', 0],
      ['strangeCoordinator', 0],
      ['nobody', 0],
    ])('%s sees %i of them', async (person, count) => {
      expect((await (await as(person)).from('check_in').select('id')).data).toHaveLength(count);
    });
    it('are changed and deleted by nobody', async () => {
      for (const person of ['reporterA', 'coordinator'] as Person[]) {
        const client = await as(person);
        expect((await client.from('check_in').delete().eq('municipality_id', '9001')).error?.code).toBe('42501');
        expect(
          (await client.from('check_in').update({ nothing_to_report: false }).eq('municipality_id', '9001')).error
            ?.code,
        ).toBe('42501');
      }
    });
  });
});
