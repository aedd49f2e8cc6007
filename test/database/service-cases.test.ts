/** Service promises and their cases: which promise holds, who says that it is done, and what Kaplan-Meier is computed from. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceCase, ServicePromise } from '../../src/domain/service';
import { emailOf, PEOPLE, type Person } from './fixture';
import { INCIDENTS, nameOf, sendKnown } from './known-incidents';
import { action, asking } from './known-pictures';
import { planId, servicePromise } from './known-plans';
import { openTestDatabase, type TestDatabase } from './servers';

const EVERYBODY = Object.keys(PEOPLE) as Person[];
const MEMBERS: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];

describe('a service promise', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const promise = (
    p_promise: unknown,
    p_revision = 0,
    person: Person = 'coordinator',
  ): Promise<{ saved: boolean; promise: ServicePromise }> =>
    ask(person, 'save_service_promise', { p_promise, p_revision });
  const cases = (person: Person, p_from = '2026-01-01', p_to = '2099-01-01'): Promise<ServiceCase[] | null> =>
    ask(person, 'service_cases_of', { p_from, p_to });
  const caseOf = async (incident: string, person: Person = 'coordinator'): Promise<ServiceCase | undefined> =>
    (await cases(person))?.find(({ incidentId }) => incidentId === incident);
  const close = (person: Person, p_case: unknown, p_revision = 0): Promise<{ saved: boolean; case: ServiceCase }> =>
    ask(person, 'save_service_case', { p_case, p_revision });
  const now = (): number => Math.floor(Date.now() / 1000);

  const everywhere = servicePromise();
  const inA = servicePromise({ areaId: 'a', hours: 24, ownerId: 'bostad-a' });
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await sendKnown(db);
    await db.database.script(
      "select set_config('lagesbild.clearing', 'on', false); update public.incident set created_at = now() - interval '5 hours'; select set_config('lagesbild.clearing', '', false);",
    );
    await promise(everywhere);
    await promise(inA);
  });
  afterAll(() => db.close());

  it('is written by the coordinator, and read by everyone in EST', async () => {
    for (const person of EVERYBODY) {
      const listed = await ask<ServicePromise[] | null>(person, 'service_promises_of');
      expect(listed?.map(({ id, hours, mayEdit }) => [id, hours, mayEdit]) ?? null, person).toEqual(
        MEMBERS.includes(person)
          ? [
              [everywhere.id, 48, person === 'coordinator'],
              [inA.id, 24, person === 'coordinator'],
            ]
          : null,
      );
      if (person === 'coordinator') continue;
      await expect(promise(servicePromise({ categoryId: 'glas' }), 0, person), person).rejects.toThrow(
        /^not-allowed: /,
      );
      await expect(ask(person, 'remove_service_promise', { p_id: inA.id }), person).rejects.toThrow(/^not-allowed: /);
    }
  });

  it('holds alone: two of the same category and area never on the same day', async () => {
    await expect(promise(servicePromise({ from: '2030-01-01' }))).rejects.toThrow(/^invalid: /);
    await expect(promise(servicePromise({ areaId: 'a', from: '2019-01-01', to: '2020-01-01' }))).rejects.toThrow(
      /^invalid: /,
    );
    const glass = (await promise(servicePromise({ categoryId: 'glas', to: '2026-06-30' }))).promise;
    expect((await promise(servicePromise({ categoryId: 'glas', from: '2026-07-01', hours: 12 }))).saved).toBe(true);
    await expect(promise({ ...glass, to: null }, 1)).rejects.toThrow(/^invalid: /);
    expect(await promise({ ...glass, hours: 72 }, 1)).toMatchObject({
      saved: true,
      promise: { hours: 72, revision: 2 },
    });
    expect(await promise({ ...glass, hours: 96 }, 1)).toMatchObject({ saved: false, promise: { hours: 72 } });
    const race = await Promise.allSettled(
      [1, 2].map(() => promise(servicePromise({ categoryId: 'glas', areaId: 'b' }))),
    );
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ categoryId: 'elsewhere' }, /^invalid: /],
    [{ categoryId: null }, /^invalid: /],
    [{ areaId: 'elsewhere' }, /^invalid: /],
    [{ ownerId: 'elsewhere' }, /^invalid: /],
    [{ hours: 0 }, /^invalid: /],
    [{ hours: null }, /^invalid: /],
    [{ hours: 9000 }, /^invalid: /],
    [{ from: null }, /^invalid: /],
    [{ from: '2026-02-01', to: '2026-01-01' }, /^end-before-start: /],
    [{ note: 'x' }, /^invalid: /],
  ])('never has %j', async (values, refusal) => {
    await expect(promise({ ...servicePromise({ categoryId: 'gammal' }), ...values })).rejects.toThrow(refusal);
  });

  it('is taken back within a day; later it ends', async () => {
    const wrong = (await promise(servicePromise({ categoryId: 'gammal' }))).promise;
    const remove = (): Promise<boolean> => ask('coordinator', 'remove_service_promise', { p_id: wrong.id });
    await db.database.query(
      "update public.service_promise set created_at = now() - interval '25 hours' where id = $1",
      [wrong.id],
    );
    await expect(remove()).rejects.toThrow(/^not-allowed: /);
    await db.database.query('update public.service_promise set created_at = now() where id = $1', [wrong.id]);
    expect([await remove(), await remove()]).toEqual([true, false]);
  });

  describe('has cases', () => {
    it('of the reports that one may see, without those set aside, by the promise of the area before that of everywhere', async () => {
      const names = async (person: Person): Promise<string[]> =>
        ((await cases(person)) ?? []).map(({ incidentId }) => nameOf(incidentId)).sort();
      expect(await names('coordinator')).toEqual([
        'aAuthorities',
        'aNew',
        'aPartners',
        'bPartners',
        'policeAuthorities',
      ]);
      expect(await names('reporterA')).toEqual(
        ['aAuthorities', 'aNew', 'aOwn', 'aPartners', 'policeAuthorities'].filter((it) => it !== 'policeAuthorities'),
      );
      expect(await names('reporterB')).toEqual(['bPartners']);
      expect(await names('police')).toEqual(['aAuthorities', 'aPartners', 'bPartners', 'policeAuthorities']);
      for (const person of EVERYBODY) expect((await cases(person)) === null, person).toBe(!MEMBERS.includes(person));
      const inArea = await caseOf(INCIDENTS.aPartners.id);
      expect(inArea).toMatchObject({
        promiseId: inA.id,
        hours: 24,
        ownerId: 'bostad-a',
        doneAt: null,
        minutes: null,
        revision: 0,
        areaId: 'a',
        mayEdit: true,
      });
      expect((inArea?.dueAt ?? 0) - (inArea?.reportedAt ?? 0)).toBe(24 * 3600);
      expect(await caseOf(INCIDENTS.bPartners.id)).toMatchObject({ promiseId: everywhere.id, hours: 48 });
    });

    it('of the span, and all that are still open', async () => {
      expect(await cases('coordinator', '2098-01-01')).toHaveLength(5);
      expect(await cases('coordinator', '2020-01-01', '2020-02-01')).toEqual([]);
      await close('coordinator', {
        incidentId: INCIDENTS.policeAuthorities.id,
        doneAt: now(),
        doneBy: 'kommunen',
        actionId: null,
      });
      expect(await cases('coordinator', '2098-01-01')).toHaveLength(4);
      expect(await cases('coordinator')).toHaveLength(5);
    });

    it('that nobody promised anything about when they came: none', async () => {
      await promise({ ...everywhere, from: '2098-01-01' }, 1);
      expect(await caseOf(INCIDENTS.bPartners.id)).toBeUndefined();
      await promise(everywhere, 2);
      expect(await caseOf(INCIDENTS.bPartners.id)).toBeDefined();
    });

    it('that are closed and opened by who is responsible and the coordinator, in their own name', async () => {
      const it = { incidentId: INCIDENTS.aPartners.id, doneAt: now() - 60, doneBy: 'bostad-a', actionId: null };
      for (const person of EVERYBODY.filter((who) => !['reporterA', 'colleagueA', 'coordinator'].includes(who)))
        await expect(close(person, it), person).rejects.toThrow(/^(not-allowed|not-found): /);
      await expect(close('reporterA', { ...it, doneBy: 'polisen' })).rejects.toThrow(/^invalid: /);
      const { saved, case: done } = await close('reporterA', it);
      expect([saved, done.doneAt, done.doneBy, done.revision]).toEqual([true, it.doneAt, 'bostad-a', 1]);
      expect(done.minutes).toBeGreaterThanOrEqual(298);
      expect(done.minutes).toBeLessThanOrEqual(300);
      expect(await close('reporterA', it), 'the same is no conflict').toEqual({ saved: true, case: done });
      expect(await close('coordinator', { ...it, doneBy: 'polisen' }), 'another wrote meanwhile').toEqual({
        saved: false,
        case: done,
      });
      expect(await close('coordinator', { ...it, doneAt: null }, 1)).toMatchObject({
        saved: true,
        case: { doneAt: null, minutes: null, doneBy: null, revision: 2 },
      });
      expect(await close('coordinator', { ...it, doneBy: 'polisen' }, 2)).toMatchObject({
        saved: true,
        case: { doneBy: 'polisen', revision: 3 },
      });
    });

    it('with the action that closed it', async () => {
      const kept = action({ sharing: 'authorities' });
      await ask('coordinator', 'save_action', { p_action: kept, p_revision: 0 });
      const it = { incidentId: INCIDENTS.aAuthorities.id, doneAt: now(), doneBy: null, actionId: kept.id };
      await expect(close('reporterA', it)).rejects.toThrow(/^not-found: /);
      expect(await close('coordinator', it)).toMatchObject({ saved: true, case: { actionId: kept.id } });
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ doneAt: 4_000_000_000 }, /^in-the-future: /],
      [{ doneAt: 1_500_000_000 }, /^end-before-start: /],
      [{ doneAt: 'nu' }, /^invalid: /],
      [{ incidentId: planId() }, /^not-found: /],
      [{ incidentId: null }, /^invalid: /],
      [{ doneBy: 'elsewhere' }, /^invalid: /],
      [{ actionId: planId() }, /^not-found: /],
      [{ note: 'x' }, /^invalid: /],
    ])('never %j', async (values, refusal) => {
      await expect(
        close('coordinator', { incidentId: INCIDENTS.aNew.id, doneAt: now(), doneBy: null, actionId: null, ...values }),
      ).rejects.toThrow(refusal);
    });

    it('that answer like ones that do not exist to who may not see them', async () => {
      const guess = async (person: Person, incidentId: string) =>
        (
          await (
            await db.as(emailOf(person))
          ).rpc('save_service_case', { p_municipality: '9001', p_case: { incidentId, doneAt: null }, p_revision: 0 })
        ).error;
      for (const person of ['reporterB', 'stranger', 'strangeCoordinator', 'nobody'] as const)
        expect(await guess(person, INCIDENTS.aOwn.id), person).toEqual(await guess(person, planId()));
    });

    it('whose minutes stay when retention leaves the day, and that go with their report', async () => {
      const id = INCIDENTS.aPartners.id;
      const before = await caseOf(id);
      await db.database.query("insert into public.retention_rule values ('9001', 'place_and_time', 30)");
      await db.database.query(
        "update public.incident set occurred_from = now() - interval '40 days', occurred_to = now() - interval '40 days' where id = $1",
        [id],
      );
      await ask('administrator', 'apply_retention', { p_dry_run: false });
      const [row] = await db.database.query<{ day: boolean; updated_by: string | null; minutes: number }>(
        "select date_trunc('day', done_at, 'Europe/Stockholm') = done_at as day, updated_by, minutes from public.service_case where incident_id = $1",
        [id],
      );
      expect(row).toEqual({ day: true, updated_by: null, minutes: before?.minutes });
      await db.database.script(
        `select set_config('lagesbild.clearing', 'on', false); delete from public.incident where id = '${id}'; select set_config('lagesbild.clearing', '', false);`,
      );
      expect(await db.database.query('select 1 from public.service_case where incident_id = $1', [id])).toEqual([]);
    });

    it('and are logged when they are read and when they change', async () => {
      const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
      await cases('reporterB');
      await close('coordinator', {
        incidentId: INCIDENTS.bPartners.id,
        doneAt: now(),
        doneBy: 'bostad-b',
        actionId: null,
      });
      const entries = await db.database.query<{ action: string; filter: Record<string, unknown>; count: number }>(
        'select action, filter, count from public.audit_log where id > $1::bigint order by id',
        [last?.id],
      );
      expect(entries.map(({ action: it, count }) => [it, count])).toEqual([
        ['service_cases.read', 1],
        ['service_case.inserted', 1],
      ]);
      expect(entries[1]?.filter).toEqual({ ids: [INCIDENTS.bPartners.id] });
    });
  });
});
