/** The log of activities: who took part, how many came, whole days, series, pasted lists and taking them back; and clients that know none of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/meeting';
import { emailOf, type Person } from './fixture';
import { activity, asking } from './known-pictures';
import { planId, without } from './known-plans';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the log of activities', () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const save = (
    p_activity: unknown,
    p_revision = 0,
    person: Person = 'reporterA',
  ): Promise<{ saved: boolean; activity: Activity }> => ask(person, 'save_activity', { p_activity, p_revision });
  const seen = async (person: Person, id: string): Promise<Activity | undefined> =>
    (await ask<Activity[]>(person, 'activities_of', { p_from: '2000-01-01', p_to: '2099-01-01' })).find(
      (it) => it.id === id,
    );
  const full = (values: Partial<Activity> = {}): Activity =>
    activity({
      kind: 'training',
      theme: 'grannsamverkan',
      place: 'Bygdegården',
      allDay: true,
      seriesKey: planId(),
      parties: ['bostad-b', 'polisen'],
      otherParties: 'Föreningen',
      state: 'done',
      participants: 35,
      note: 'Många frågor om belysning',
      ...values,
    });

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  it('keeps all that was sent', async () => {
    const sent = full();
    expect((await save(sent)).activity).toEqual({ ...sent, areaId: 'a', revision: 1 });
  });

  it('takes nothing away when a client that knows none of it saves', async () => {
    const { activity: stored } = await save(full());
    const old = without(
      stored,
      'theme',
      'place',
      'allDay',
      'seriesKey',
      'parties',
      'otherParties',
      'participants',
      'note',
      'commitmentId',
    );
    const { saved, activity: after } = await save({ ...old, title: 'Nytt namn' }, 1);
    expect([saved, after]).toEqual([true, { ...stored, title: 'Nytt namn', revision: 2 }]);
    // And such a client can still add one.
    const plain = without(activity(), 'theme', 'parties');
    expect(await save(plain)).toMatchObject({ saved: true, activity: { theme: '', parties: [] } });
  });

  it('changes who takes part, as a change of its own', async () => {
    const { activity: stored } = await save(full());
    const { activity: after } = await save({ ...stored, parties: ['raddning'] }, 1);
    expect(after).toMatchObject({ parties: ['raddning'], revision: 2 });
    expect(await save({ ...stored, parties: ['kommunen'] }, 1)).toEqual({ saved: false, activity: after });
  });

  it('shows it to who takes part, wherever it is', async () => {
    const there = (
      await save(
        full({ organisationId: 'polisen', position: null, areaId: 'a', parties: ['bostad-b'] }),
        0,
        'coordinator',
      )
    ).activity;
    const without = (
      await save(full({ organisationId: 'polisen', position: null, areaId: 'a', parties: [] }), 0, 'coordinator')
    ).activity;
    expect(await seen('reporterB', there.id)).toMatchObject({ mayEdit: false });
    expect(await seen('reporterB', without.id)).toBeUndefined();
  });

  it('counts who came only of what was held', async () => {
    expect((await save(full({ state: 'planned' }))).activity.participants).toBeNull();
    const { activity: held } = await save(full());
    expect((await save({ ...held, state: 'cancelled' }, 1)).activity.participants).toBeNull();
  });

  it.each(['theme', 'place', 'otherParties', 'note'] as const)('has a %s about no person', async (key) => {
    for (const text of ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'])
      await expect(save(full({ [key]: text })), text).rejects.toThrow(/^personal-data: /);
    await expect(save(full({ [key]: 'å'.repeat(501) }))).rejects.toThrow(/^too-long: /);
  });

  it.each<Record<string, unknown>>([
    { parties: ['elsewhere'] },
    { parties: 'polisen' },
    { parties: [7] },
    { seriesKey: 'x' },
    { commitmentId: 'x' },
    { allDay: 'yes' },
    { participants: -1 },
    { participants: 'många' },
  ])('never %j', async (values) => {
    await expect(save({ ...full(), ...values })).rejects.toThrow(/^invalid: /);
  });

  describe('a pasted list', () => {
    const list = (n: number, values: Partial<Activity> = {}): Activity[] =>
      Array.from({ length: n }, () => full(values));
    const saveAll = (
      p_activities: unknown,
      person: Person = 'reporterA',
    ): Promise<{ saved: boolean; activities: Activity[] }> => ask(person, 'save_activities', { p_activities });
    const total = async (): Promise<number> =>
      (await db.database.query<{ n: number }>('select count(*)::integer as n from public.activity'))[0]?.n ?? -1;

    it('is stored at once, and once however often it is sent', async () => {
      const sent = list(25);
      const first = await saveAll(sent);
      expect(first.activities.map(({ id }) => id)).toEqual(sent.map(({ id }) => id));
      const before = await total();
      expect(await saveAll(sent)).toEqual(first);
      expect(await total()).toBe(before);
    });

    it('is stored all or none', async () => {
      const before = await total();
      const sent = list(3);
      await expect(saveAll([...sent, full({ note: '19640823-3234' })])).rejects.toThrow(/^personal-data: /);
      await expect(saveAll([...sent, full({ organisationId: 'polisen' })])).rejects.toThrow(/^not-allowed: /);
      await save(sent[1]);
      await expect(
        saveAll(
          sent.map((it) => ({ ...it, title: 'Annat' })),
          'colleagueA',
        ),
      ).rejects.toThrow(/^invalid: /);
      expect(await total()).toBe(before + 1);
    });

    it.each([[[]], [5], [null], [{}], [Array.from({ length: 201 }, () => 1)]])('never %#', async (whatever) => {
      await expect(saveAll(whatever)).rejects.toThrow(/^invalid: /);
    });

    it('is taken back by who entered it and the coordinator, as long as nobody has changed it, within a day', async () => {
      const undo = async (person: Person, ids: string[]): Promise<number> =>
        (await ask<{ removed: number }>(person, 'undo_activities', { p_ids: ids })).removed;
      const sent = list(3);
      const ids = sent.map(({ id }) => id);
      const { activities } = await saveAll(sent);
      await save({ ...activities[0], title: 'Ändrad' }, 1);
      for (const person of ['colleagueA', 'reporterB', 'police'] as const)
        expect(await undo(person, ids), person).toBe(0);
      await expect(undo('viewerA', ids)).rejects.toThrow(/^not-allowed: /);
      await db.database.query("update public.activity set created_at = now() - interval '25 hours' where id = $1", [
        ids[1],
      ]);
      expect(await undo('reporterA', ids)).toBe(1);
      expect(await seen('reporterA', ids[0] ?? '')).toBeDefined();
      const stranger = await db.as(emailOf('strangeCoordinator'));
      for (const p_municipality of ['9001', '9002'])
        expect((await stranger.rpc('undo_activities', { p_municipality, p_ids: ids })).data ?? { removed: 0 }).toEqual({
          removed: 0,
        });
    });
  });
});
