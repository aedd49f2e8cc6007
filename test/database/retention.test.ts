/** Retention clears text, then exact place and time, then the row; the dry run says the same; corrections on request leave their trace. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inWords } from '../../supabase/embedded/retention.ts';
import { emailOf, PEOPLE, report, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

describe('retention', () => {
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const apply = async (dryRun?: boolean): Promise<unknown> => {
    const { data, error } = await (
      await as('administrator')
    ).rpc('apply_retention', { p_municipality: '9001', ...(dryRun === undefined ? {} : { p_dry_run: dryRun }) });
    if (error) throw new Error(error.message);
    return data;
  };
  const rows = () =>
    db.database.query<{
      age: string;
      description: string | null;
      lon: number;
      lat: number;
      coarse: boolean;
      reporter: boolean;
    }>(
      `select place_type as age, description, lon, lat, coarse, reporter_id is not null as reporter from public.incident where municipality_id = '9001' order by occurred_from desc`,
    );

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    // One of each age, in days, kept apart by their place type; and one of the neighbour, as old as can be.
    await db.database.script(`
      insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, place_type, description, reporter_id, review_state)
      select '9001', gen_random_uuid(), 'bostad-a', 'klotter', 14.0123456, 57.0123456, now() - make_interval(days => age, mins => 37), now() - make_interval(days => age), kind,
        'Klotter på porten.', (select id from auth.users where email = 'reporter.a@test'), 'released'
      from (values (10, 'street'), (100, 'park'), (400, 'shop'), (800, 'school')) as v (age, kind);
      insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, description)
      values ('9002', gen_random_uuid(), 'bostad-a', 'klotter', 15.05, 57.05, '2010-01-01', '2010-01-01', 'Grannens.');`);
  });
  afterAll(() => db.close());

  it('clears nothing where there is no rule', async () => {
    expect(await apply(false)).toEqual({ freeText: 0, placeAndTime: 0, row: 0, actions: 0, dryRun: false });
    expect((await rows()).map(({ description }) => description)).toEqual(Array(4).fill('Klotter på porten.'));
  });

  it('says what would go, and then clears exactly that', async () => {
    const administrator = await as('administrator');
    await administrator.from('retention_rule').insert([
      { municipality_id: '9001', subject: 'free_text', days: 90 },
      { municipality_id: '9001', subject: 'place_and_time', days: 365 },
      { municipality_id: '9001', subject: 'row', days: 730 },
    ]);
    const before = await rows();
    expect(await apply()).toEqual({ freeText: 2, placeAndTime: 1, row: 1, actions: 0, dryRun: true });
    expect(await rows()).toEqual(before);
    expect(await apply(false)).toEqual({ freeText: 2, placeAndTime: 1, row: 1, actions: 0, dryRun: false });
    const after = await rows();
    expect(after.map(({ age, description, coarse, reporter }) => [age, description, coarse, reporter])).toEqual([
      ['street', 'Klotter på porten.', false, true],
      ['park', null, false, true],
      ['shop', null, true, false],
    ]);
    const [log] = await db.database.query(
      "select filter, count from public.audit_log where action = 'retention.applied' order by id desc limit 1",
    );
    expect(log).toEqual({ filter: { freeText: 2, placeAndTime: 1, row: 1 }, count: 4 });
    expect(await apply(false)).toEqual({ freeText: 0, placeAndTime: 0, row: 0, actions: 0, dryRun: false });
    expect(await db.database.query("select description from public.incident where municipality_id = '9002'")).toEqual([
      { description: 'Grannens.' },
    ]);
  });

  it('leaves the middle of a square of 250 m and a whole day in Sweden, in the same area', async () => {
    const [row] = await db.database.query(`
      select round(extensions.st_x(extensions.st_transform(point, 3006)))::integer % 250 as east, round(extensions.st_y(extensions.st_transform(point, 3006)))::integer % 250 as north,
        extensions.st_distance(point::extensions.geography, extensions.st_setsrid(extensions.st_makepoint(14.0123456, 57.0123456), 4326)::extensions.geography) < 178 as near,
        to_char(occurred_from at time zone 'Europe/Stockholm', 'HH24:MI:SS') as begins, to_char(occurred_to at time zone 'Europe/Stockholm', 'HH24:MI:SS') as ends,
        area_id::text as area
      from public.incident where coarse`);
    expect(row).toEqual({ east: 125, north: 125, near: true, begins: '00:00:00', ends: '23:59:59', area: 'a' });
  });

  it('keeps the totals of what it clears', async () => {
    const ask = async () =>
      (await (await as('coordinator')).rpc('hidden_totals', { p_municipality: '9001' })).data as { cells: unknown[] };
    await db.database
      .script(`delete from app.closed_month; insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing)
      select '9001', gen_random_uuid(), 'bostad-b', 'klotter', 14.15, 57.05, '2023-05-05', '2023-05-05', 'own_organisation' from generate_series(1, 6);`);
    await apply(false);
    expect(await db.database.query("select 1 from public.incident where sharing = 'own_organisation'")).toEqual([]);
    expect((await ask()).cells).toEqual([{ areaId: 'b', categoryGroupId: 'skador', month: '2023-05', atLeast: 5 }]);
  });

  it('is applied by the administrator alone', async () => {
    for (const person of Object.keys(PEOPLE) as Person[]) {
      if (person === 'administrator') continue;
      const { error } = await (await as(person)).rpc('apply_retention', { p_municipality: '9001', p_dry_run: false });
      expect(error?.message, person).toMatch(/^not-allowed: /);
    }
  });

  it('clears what is kept for a while only, too, though nothing of its kind is written', async () => {
    await db.database.script(`
      select app.create_invitation('9001', 'bostad-a', 'reporter', 'gammal@test', null), app.create_invitation('9001', 'bostad-a', 'reporter', 'ny@test', null);
      update public.invitation set expires_at = now() - interval '31 days' where email = 'gammal@test';
      insert into app.wrong_token (source, at) values ('gammal', now() - interval '16 minutes'), ('ny', now());
      insert into app.former_incident (municipality_id, incident_id, organisation_id, sharing, review_state, at)
      values ('9001', gen_random_uuid(), 'bostad-a', 'partners', 'new', now() - interval '9 days'), ('9001', gen_random_uuid(), 'bostad-a', 'partners', 'new', now());`);
    const kept = () =>
      db.database
        .query(`select (select count(*)::integer from public.invitation) as invitations, (select count(*)::integer from app.wrong_token) as tokens,
        (select count(*)::integer from app.former_incident where at < now() - interval '8 days') as former, (select count(*) > 0 from app.former_incident) as newer`);
    await db.database.script('select app.clear_all(true)');
    expect(await kept()).toEqual([{ invitations: 2, tokens: 2, former: 1, newer: true }]);
    await db.database.script('select app.clear_all(false)');
    expect(await kept()).toEqual([{ invitations: 1, tokens: 1, former: 0, newer: true }]);
  });

  it('runs for every municipality from the command line, in words', async () => {
    const [answer] = await db.database.query<{ it: string }>('select app.clear_all(true)::text as it');
    const cleared = JSON.parse(answer?.it ?? '{}') as Parameters<typeof inWords>[0];
    expect(Object.keys(cleared).sort()).toEqual(['9001', '9002']);
    expect(inWords({ '9001': { freeText: 2, placeAndTime: null, row: 1 } }, true)).toEqual([
      '9001: 2 texts, 0 exact places and times, 1 whole reports, the trace of 0 actions would go.',
    ]);
  });

  describe('a report on request', () => {
    const call = async (person: Person, name: string, id: string, values: Record<string, unknown> = {}) =>
      (
        await (
          await as(person)
        ).rpc(name, { p_municipality: '9001', p_id: id, p_reason: 'Begäran från en boende', ...values })
      ).error?.message ?? null;
    const send = async (values: Record<string, unknown> = {}): Promise<string> => {
      const row = report({ description: 'Ord som inte borde finnas.', ...values });
      const { error } = await (await as('reporterA')).from('incident').insert(row);
      if (error) throw new Error(error.message);
      return row.id;
    };
    const stored = (id: string) =>
      db.database.query('select description, organisation_id::text from public.incident where id = $1', [id]);

    it('loses its words or gets others, and the log keeps the reason', async () => {
      const id = await send();
      expect(await call('coordinator', 'correct_report', id, { p_description: null })).toBeNull();
      expect(await stored(id)).toEqual([{ description: null, organisation_id: 'bostad-a' }]);
      expect(await call('coordinator', 'correct_report', id, { p_description: 'ring 070-174 06 05' })).toMatch(
        /^personal-data: /,
      );
      expect(await call('coordinator', 'correct_report', id, { p_description: null, p_reason: ' ' })).toMatch(
        /^invalid: /,
      );
      const [log] = await db.database.query(
        "select filter from public.audit_log where action = 'incident.corrected' order by id desc limit 1",
      );
      expect(log).toEqual({ filter: { id, reason: 'Begäran från en boende', emptied: true } });
    });

    it('is erased, by the administrator also one that an organisation keeps to itself', async () => {
      const [shared, own] = [await send(), await send({ sharing: 'own_organisation' })];
      for (const person of ['reporterA', 'police', 'viewerA', 'stranger', 'strangeCoordinator', 'nobody'] as const)
        expect(await call(person, 'erase_report', shared), person).toMatch(/^not-allowed: /);
      expect(await call('coordinator', 'erase_report', own)).toMatch(/^not-found: /);
      expect(await call('coordinator', 'erase_report', shared)).toBeNull();
      expect(await call('administrator', 'erase_report', own)).toBeNull();
      expect([...(await stored(shared)), ...(await stored(own))]).toEqual([]);
      expect(
        await db.database.query("select count(*)::integer as n from public.audit_log where action = 'incident.erased'"),
      ).toEqual([{ n: 2 }]);
      expect(await call('coordinator', 'erase_report', shared)).toMatch(/^not-found: /);
    });
  });
});
