/** Activities: what is planned ahead is seen by those whom it is about, written by its organisation, and about no person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/meeting';
import { emailOf, PEOPLE, POINTS, userIdOf, type Person } from './fixture';
import { activity, asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

interface Answer {
  saved: boolean;
  activity: Activity;
}
const EVERYBODY = Object.keys(PEOPLE) as Person[];
const MEMBERS: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];

describe('an activity', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const save = (person: Person, p_activity: unknown, p_revision = 0): Promise<Answer> =>
    ask(person, 'save_activity', { p_activity, p_revision });
  const add = async (values: Partial<Activity> = {}, person: Person = 'coordinator'): Promise<Activity> => {
    const answer = await save(person, activity(values));
    expect(answer.saved).toBe(true);
    return answer.activity;
  };
  const instant = (epoch: number): string => new Date(epoch * 1000).toISOString();
  const between = (person: Person, from: number, to: number): Promise<Activity[] | null> =>
    ask(person, 'activities_of', { p_from: instant(from), p_to: instant(to) });
  const seenBy = async (person: Person, it: Activity): Promise<Activity | undefined> =>
    (await between(person, it.startsAt, it.endsAt + 1))?.find(({ id }) => id === it.id);

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  it('comes back as it was sent, in the area that its place lies in', async () => {
    const sent = activity({ areaId: 'b', kind: 'safety_walk' });
    const { activity: stored } = await save('reporterA', sent);
    expect(stored).toEqual({ ...sent, areaId: 'a', revision: 1, mayEdit: true });
    expect(await seenBy('viewerA', stored)).toEqual({ ...stored, mayEdit: false });
    expect(await add({ position: null, areaId: 'b', visitors: null })).toMatchObject({
      position: null,
      areaId: 'b',
      visitors: null,
    });
    await expect(save('coordinator', activity({ position: POINTS.outside }))).rejects.toThrow(
      /^outside-municipality: /,
    );
  });

  it('is found by every span that it touches, by time, and by no other', async () => {
    await db.database.query('delete from public.activity');
    const later = await add({ startsAt: 1_900_010_000, endsAt: 1_900_020_000 });
    const earlier = await add({ startsAt: 1_900_000_000, endsAt: 1_900_015_000 });
    const found = async (from: number, to: number): Promise<string[] | undefined> =>
      (await between('coordinator', from, to))?.map(({ id }) => id);
    expect(await found(1_899_000_000, 1_901_000_000)).toEqual([earlier.id, later.id]);
    expect(await found(1_900_015_001, 1_900_015_002)).toEqual([later.id]);
    expect(await found(1_900_000_000, 1_900_010_000)).toEqual([earlier.id]);
    expect(await found(1_900_020_001, 1_901_000_000)).toEqual([]);
  });

  it.each<[string, Partial<Activity>, Person[]]>([
    ['everyone when it is of no area', { position: null }, MEMBERS],
    [
      'those who work in its area',
      { organisationId: 'polisen' },
      ['reporterA', 'colleagueA', 'viewerA', 'police', 'rescue', 'coordinator'],
    ],
    ['its own organisation, wherever it is', { position: POINTS.inB }, MEMBERS],
  ])('is seen by %s, and by nobody who reads no incidents', async (_name, values, expected) => {
    const it = await add(values);
    const seen: Person[] = [];
    for (const person of EVERYBODY) {
      if (await seenBy(person, it)) seen.push(person);
      expect((await between(person, 0, 1)) === null, person).toBe(!MEMBERS.includes(person));
    }
    expect(seen.sort()).toEqual([...expected].sort());
  });

  describe('is written', () => {
    it('by reporters for their own organisation, and by the coordinator for any', async () => {
      for (const person of EVERYBODY)
        for (const organisationId of ['bostad-a', 'polisen', 'kommunen']) {
          const attempt = save(person, activity({ organisationId }));
          const own =
            PEOPLE[person][1] === '9001' && PEOPLE[person][2] === organisationId && PEOPLE[person][3] === 'reporter';
          if (own || person === 'coordinator') expect(await attempt, person).toMatchObject({ saved: true });
          else await expect(attempt, `${person} ${organisationId}`).rejects.toThrow(/^not-allowed: /);
        }
      await expect(save('reporterA', activity({ position: POINTS.inB }))).rejects.toThrow(/^not-allowed: /);
    });

    it('by nobody over what another organisation has', async () => {
      const theirs = await add({ organisationId: 'polisen', title: 'Deras' });
      await expect(save('reporterA', { ...theirs, title: 'Mitt' }, 1)).rejects.toThrow(/^not-allowed: /);
      await expect(save('reporterA', { ...theirs, organisationId: 'bostad-a', title: 'Mitt' }, 1)).rejects.toThrow(
        /^not-allowed: /,
      );
      await expect(save('reporterA', activity({ id: theirs.id }))).rejects.toThrow(/^not-allowed: /);
      expect(await seenBy('coordinator', theirs)).toEqual(theirs);
    });

    it('by two at once: the first is kept, the second gets what the first wrote', async () => {
      const mine = await add({}, 'reporterA');
      const first = await save('colleagueA', { ...mine, visitors: 300 }, 1);
      expect(first).toMatchObject({ saved: true, activity: { revision: 2, visitors: 300 } });
      expect(await save('reporterA', { ...mine, visitors: 400 }, 1)).toEqual({
        saved: false,
        activity: first.activity,
      });
      expect(await save('reporterA', { ...mine, visitors: 300 }, 1)).toEqual(first); // the same is no conflict
      await expect(save('reporterA', activity(), 4)).rejects.toThrow(/^not-found: /);
    });

    it('once, however often it is sent', async () => {
      const sent = activity();
      const answers = await Promise.all(Array.from({ length: 30 }, () => save('reporterA', sent)));
      expect(new Set(answers.map((it) => JSON.stringify(it))).size).toBe(1);
      expect(await save('reporterA', { ...sent, title: 'Höstfest' })).toMatchObject({
        saved: true,
        activity: { revision: 2 },
      });
      expect(await save('reporterA', { ...sent, title: 'Vårfest' })).toMatchObject({ saved: false });
    });
  });

  describe('holds', () => {
    it('a title of 120 letters, about no person', async () => {
      expect(await add({ title: 'å'.repeat(120) })).toMatchObject({ title: 'å'.repeat(120) });
      await expect(save('coordinator', activity({ title: 'å'.repeat(121) }))).rejects.toThrow(/^too-long: /);
      for (const title of ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'])
        await expect(save('coordinator', activity({ title })), title).rejects.toThrow(/^personal-data: /);
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ title: ' ' }, /^invalid: /],
      [{ kind: 'party' }, /^invalid: /],
      [{ state: 'maybe' }, /^invalid: /],
      [{ organisationId: 'elsewhere' }, /^invalid: /],
      [{ organisationId: null }, /^invalid: /],
      [{ position: null, areaId: 'elsewhere' }, /^invalid: /],
      [{ startsAt: null }, /^invalid: /],
      [{ startsAt: 'i morgon' }, /^invalid: /],
      [{ startsAt: 1 }, /^invalid: /],
      [{ endsAt: 1_000_000_000 }, /^end-before-start: /],
      [{ endsAt: 4_000_000_000 }, /^invalid: /],
      [{ visitors: -1 }, /^invalid: /],
      [{ visitors: 5_000_000 }, /^invalid: /],
      [{ id: '1' }, /^invalid: /],
      [{ contact: 'x' }, /^invalid: /],
    ])('never %j', async (values, refusal) => {
      await expect(save('coordinator', { ...activity(), ...values })).rejects.toThrow(refusal);
    });
  });

  it('is taken away while it is planned, by its own organisation and the coordinator', async () => {
    const remove = (person: Person, { id }: Activity): Promise<boolean> => ask(person, 'remove_activity', { p_id: id });
    const mine = await add({}, 'reporterA');
    for (const person of EVERYBODY.filter(
      (it) => !['reporterA', 'colleagueA', 'coordinator', 'reporterB'].includes(it),
    ))
      await expect(remove(person, mine), person).rejects.toThrow(/^not-allowed: /);
    expect(await remove('reporterB', mine), 'it is not there for them').toBe(false);
    expect(await seenBy('reporterA', mine)).toBeDefined();
    expect(await remove('colleagueA', mine)).toBe(true);
    expect(await remove('colleagueA', mine)).toBe(false);
    const over = await add({ state: 'done' }, 'reporterA');
    for (const person of ['reporterA', 'coordinator'] as const)
      await expect(remove(person, over)).rejects.toThrow(/^not-allowed: /);
  });

  it('of another municipality is neither seen nor touched', async () => {
    const mine = await add({ position: null });
    const stranger = await db.as(emailOf('strangeCoordinator'));
    for (const p_municipality of ['9001', '9002']) {
      const listed = await stranger.rpc('activities_of', { p_municipality, p_from: '2000-01-01', p_to: '2099-01-01' });
      expect(listed.data ?? []).toEqual([]);
      expect((await stranger.rpc('remove_activity', { p_municipality, p_id: mine.id })).data ?? false).toBe(false);
      const values = { p_municipality, p_activity: activity({ organisationId: 'bostad-b' }), p_revision: 0 };
      expect((await stranger.rpc('save_activity', values)).error?.message).toMatch(/^(not-allowed|invalid): /);
    }
    expect(await seenBy('coordinator', mine)).toBeDefined();
  });

  it('leaves a trace of each change: ids and columns, no words', async () => {
    const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
    const mine = await add({ title: 'Utmärkande titel' }, 'reporterA');
    await save('reporterA', { ...mine, visitors: 5 }, 1);
    await ask('reporterA', 'remove_activity', { p_id: mine.id });
    const entry = { filter: { ids: [mine.id] }, user_id: userIdOf('reporterA') };
    expect(
      await db.database.query(
        "select action, filter, user_id from public.audit_log where id > $1::bigint and action like 'activity.%' order by id",
        [last?.id],
      ),
    ).toEqual([
      { ...entry, action: 'activity.inserted' },
      { ...entry, action: 'activity.updated', filter: { ids: [mine.id], columns: ['visitors'] } },
      { ...entry, action: 'activity.deleted' },
    ]);
  });
});
