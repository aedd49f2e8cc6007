/** Actions: who sees, adds, changes and takes back which; nobody overwrites anybody; and none holds what it may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/meeting';
import { emailOf, PEOPLE, POINTS, userIdOf, type Person } from './fixture';
import { action, asking, openKnown, PICTURE, publish } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

interface Answer {
  saved: boolean;
  action: Action;
}
const EVERYBODY = Object.keys(PEOPLE) as Person[];
/** Who reads incidents in municipality 9001, and who writes there. */
const MEMBERS: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];
const WRITERS: Person[] = ['reporterA', 'colleagueA', 'reporterB', 'police', 'coordinator'];

describe('an action', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const save = (person: Person, p_action: unknown, p_revision = 0): Promise<Answer> =>
    ask(person, 'save_action', { p_action, p_revision });
  const add = async (values: Partial<Action> = {}, person: Person = 'coordinator'): Promise<Action> => {
    const answer = await save(person, action(values));
    expect(answer.saved).toBe(true);
    return answer.action;
  };
  const seenBy = async (person: Person, id: string): Promise<Action | undefined> =>
    (await ask<Action[] | null>(person, 'actions_of'))?.find((it) => it.id === id);
  const whoSees = async (id: string): Promise<Person[]> => {
    const seen: Person[] = [];
    for (const person of EVERYBODY) if (await seenBy(person, id)) seen.push(person);
    return seen;
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await openKnown(db);
  });
  afterAll(() => db.close());

  it('comes back as it was sent, with what the server adds', async () => {
    const sent = action({
      hotspot: { key: 'h2', name: 'Torget' },
      pictureId: PICTURE,
      categoryId: 'klotter',
      areaId: 'a',
      ownerId: 'bostad-a',
      due: '2026-12-24',
      status: 'done',
      outcome: 'Sanerat',
    });
    const { action: stored } = await save('coordinator', sent);
    expect(stored).toEqual({
      ...sent,
      revision: 1,
      mayEdit: true,
      createdAt: stored.createdAt,
      updatedAt: stored.updatedAt,
    });
    expect(Math.abs(stored.createdAt - Date.now() / 1000)).toBeLessThan(60);
    expect(await seenBy('coordinator', sent.id)).toEqual(stored);
  });

  describe('is seen by', () => {
    it.each<[string, Partial<Action>, Person[]]>([
      ['everyone when it is of no area', {}, MEMBERS],
      [
        'those who work in its area',
        { areaId: 'a' },
        ['reporterA', 'colleagueA', 'viewerA', 'police', 'rescue', 'coordinator'],
      ],
      ['its owner, wherever it is', { areaId: 'b', ownerId: 'bostad-a' }, MEMBERS],
      ['authorities alone when it is theirs', { sharing: 'authorities' }, ['police', 'coordinator']],
      [
        'authorities alone even of an own area',
        { sharing: 'authorities', areaId: 'a', ownerId: 'bostad-a' },
        ['police', 'coordinator'],
      ],
    ])('%s', async (_name, values, expected) => {
      const { id } = await add(values);
      expect((await whoSees(id)).sort()).toEqual([...expected].sort());
    });

    it('nobody else: who reads no incidents gets no list at all', async () => {
      for (const person of EVERYBODY)
        expect((await ask(person, 'actions_of')) === null, person).toBe(!MEMBERS.includes(person));
    });
  });

  describe('is added', () => {
    it('by reporters and coordinators of the municipality', async () => {
      for (const person of EVERYBODY) {
        const attempt = save(person, action());
        if (WRITERS.includes(person)) expect(await attempt, person).toMatchObject({ saved: true });
        else await expect(attempt, person).rejects.toThrow(/^not-allowed: /);
      }
    });

    it.each<[string, Partial<Action>, RegExp | null]>([
      ['for the own organisation', { ownerId: 'bostad-a' }, null],
      ['for nobody yet, in an own area', { areaId: 'a' }, null],
      ['at a place in an own area', { position: POINTS.inA }, null],
      ['for another organisation', { ownerId: 'polisen' }, /^not-allowed: /],
      ['in an area of others', { areaId: 'b' }, /^not-allowed: /],
      ['at a place in an area of others, named as an own one', { areaId: 'a', position: POINTS.inB }, /^not-allowed: /],
      ['for the authorities', { sharing: 'authorities' }, /^not-allowed: /],
      ['on a picture of which nothing is published', { pictureId: PICTURE }, /^not-found: /],
      ['on a picture that is not there', { pictureId: '00000000-0000-4000-a000-00000000dead' }, /^not-found: /],
    ])('by a housing company %s', async (_name, values, refusal) => {
      if (refusal) await expect(save('reporterA', action(values))).rejects.toThrow(refusal);
      else expect(await save('reporterA', action(values))).toMatchObject({ saved: true });
    });

    it('by police and coordinator for whom and where they like', async () => {
      for (const person of ['police', 'coordinator'] as const)
        for (const values of [{ ownerId: 'bostad-b', areaId: 'a' }, { sharing: 'authorities' as const }])
          expect(await save(person, action(values)), person).toMatchObject({ saved: true });
    });

    it('in the area that its place lies in, whatever was said, and never outside the municipality', async () => {
      expect(await add({ areaId: 'b', position: POINTS.inA })).toMatchObject({ areaId: 'a', position: POINTS.inA });
      expect(await add({ areaId: 'b', position: POINTS.nowhere })).toMatchObject({ areaId: null });
      await expect(save('coordinator', action({ position: POINTS.outside }))).rejects.toThrow(
        /^outside-municipality: /,
      );
    });

    it('once, however often it is sent', { timeout: 60_000 }, async () => {
      const sent = action({ ownerId: 'bostad-a' });
      const answers = await Promise.all(Array.from({ length: 50 }, () => save('reporterA', sent)));
      expect(new Set(answers.map((it) => JSON.stringify(it))).size).toBe(1);
      expect(answers[0]).toMatchObject({ saved: true, action: { revision: 1 } });
      expect(
        await db.database.query('select count(*)::integer as n from public.action where id = $1', [sent.id]),
      ).toEqual([{ n: 1 }]);
    });

    it('under an id of its own: one that belongs to another is not written over', async () => {
      const theirs = await add({ areaId: 'b', what: 'Deras' });
      await expect(save('reporterA', action({ id: theirs.id, what: 'Mitt' }))).rejects.toThrow(/^not-allowed: /);
      expect(await seenBy('coordinator', theirs.id)).toEqual(theirs);
    });
  });

  describe('is changed', () => {
    it('by the owner, by who added it and by the coordinator', async () => {
      const mine = await add({ ownerId: 'bostad-a', areaId: 'a' });
      for (const person of EVERYBODY) {
        const seen = await seenBy(person, mine.id);
        const may = ['reporterA', 'colleagueA', 'coordinator'].includes(person);
        if (seen) expect(seen.mayEdit, person).toBe(may);
        const { revision } = (await seenBy('coordinator', mine.id)) as Action;
        const attempt = save(person, { ...mine, outcome: `Av ${person}` }, revision);
        if (may) expect(await attempt, person).toMatchObject({ saved: true, action: { revision: revision + 1 } });
        else await expect(attempt, person).rejects.toThrow(/^not-allowed: /);
      }
      const added = await add({ areaId: 'a' }, 'reporterA');
      expect(await save('colleagueA', { ...added, status: 'ongoing' }, 1)).toMatchObject({ saved: true });
      await expect(save('reporterB', { ...added, status: 'done' }, 2)).rejects.toThrow(/^not-allowed: /);
    });

    it('by two at once: the first is kept, the second gets what the first wrote', async () => {
      const mine = await add({ ownerId: 'bostad-a' });
      const first = await save('reporterA', { ...mine, status: 'ongoing' }, 1);
      expect(first).toMatchObject({ saved: true, action: { revision: 2, status: 'ongoing' } });
      expect(await save('coordinator', { ...mine, status: 'cancelled' }, 1)).toEqual({
        saved: false,
        action: first.action,
      });
      const race = await Promise.all(
        (['reporterA', 'coordinator'] as const).map((person) => save(person, { ...mine, outcome: person }, 2)),
      );
      expect(race.filter(({ saved }) => saved)).toHaveLength(1);
      expect(race[0]?.action.outcome).toBe(race[1]?.action.outcome);
    });

    it('without a conflict when the same is sent again, or when its author goes on writing after a lost answer', async () => {
      const mine = await add({ what: 'Städa' }, 'reporterA');
      const changed = await save('reporterA', { ...mine, what: 'Städa och måla' }, 1);
      expect(await save('reporterA', { ...mine, what: 'Städa och måla' }, 1)).toEqual(changed);
      const lost = await add({ what: 'Första' }, 'reporterA');
      expect(await save('reporterA', { ...lost, what: 'Andra' }, 0)).toMatchObject({
        saved: true,
        action: { what: 'Andra', revision: 2 },
      });
      expect(await save('reporterA', { ...lost, what: 'Tredje' }, 0)).toMatchObject({
        saved: false,
        action: { what: 'Andra' },
      });
    });

    it('by its owner without taking it from others or giving it to them', async () => {
      const mine = await add({ ownerId: 'polisen', areaId: 'b', what: 'Tillsammans' }, 'coordinator');
      await db.database.query(
        "update public.action set created_organisation_id = 'bostad-a', area_id = null where id = $1",
        [mine.id],
      );
      const kept = { ...mine, areaId: null };
      expect(await save('reporterA', { ...kept, outcome: 'Klart' }, 1)).toMatchObject({
        saved: true,
        action: { ownerId: 'polisen' },
      });
      await expect(save('reporterA', { ...kept, ownerId: 'bostad-b' }, 2)).rejects.toThrow(/^not-allowed: /);
      expect(await save('reporterA', { ...kept, ownerId: null, outcome: 'Klart' }, 2)).toMatchObject({ saved: true });
      expect(await save('reporterA', { ...kept, ownerId: 'bostad-a', outcome: 'Klart' }, 3)).toMatchObject({
        saved: true,
      });
    });

    it('never when it is gone', async () => {
      await expect(save('coordinator', action(), 3)).rejects.toThrow(/^not-found: /);
    });
  });

  describe('holds', () => {
    it.each(['problem', 'what', 'outcome'] as const)('a %s of 280 letters, about no person', async (key) => {
      expect(await add({ [key]: 'å'.repeat(280) })).toMatchObject({ [key]: 'å'.repeat(280) });
      await expect(save('coordinator', action({ [key]: 'å'.repeat(281) }))).rejects.toThrow(/^too-long: /);
      for (const text of ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'])
        await expect(save('coordinator', action({ [key]: text })), text).rejects.toThrow(/^personal-data: /);
    });

    it('a hotspot whose name is about no person', async () => {
      await expect(save('coordinator', action({ hotspot: { key: 'h1', name: 'Hos 19640823-3234' } }))).rejects.toThrow(
        /^personal-data: /,
      );
    });

    it.each<Record<string, unknown>>([
      { what: '  ' },
      { what: 5 },
      { id: 'x' },
      { id: null },
      { id: 'A0000000-0000-4000-B000-000000000001' },
      { status: 'maybe' },
      { sharing: 'own_organisation' },
      { due: '2026-02-30' },
      { due: 'i morgon' },
      { areaId: 'elsewhere' },
      { ownerId: 'elsewhere' },
      { categoryId: 'elsewhere' },
      { hotspot: { key: 'x', name: 'Torget' } },
      { hotspot: { key: 'h1', name: '' } },
      { hotspot: 'h1' },
      { position: { lon: 14 } },
      { position: { lon: 500, lat: 57 } },
      { createdBy: userIdOf('police') },
    ])('never %j', async (values) => {
      await expect(save('coordinator', { ...action(), ...values })).rejects.toThrow(/^invalid: /);
    });

    it.each([null, [], 5])('never %j in place of itself', async (whatever) => {
      await expect(save('coordinator', whatever)).rejects.toThrow(/^invalid: /);
    });

    it('what the database decides, whatever was said', async () => {
      const said = { ...action(), revision: 9, createdAt: 1, updatedAt: 1, mayEdit: false };
      const { action: stored } = await save('police', said);
      expect(stored).toMatchObject({ revision: 1, mayEdit: true });
      expect(stored.createdAt).toBeGreaterThan(1_700_000_000);
      expect(
        await db.database.query('select created_by, created_organisation_id from public.action where id = $1', [
          said.id,
        ]),
      ).toEqual([{ created_by: userIdOf('police'), created_organisation_id: 'polisen' }]);
    });
  });

  describe('is taken back', () => {
    const remove = (person: Person, p_id: string): Promise<boolean> => ask(person, 'remove_action', { p_id });

    it('by who added it and by the coordinator, and by nobody else', async () => {
      for (const person of EVERYBODY) {
        const { id } = await add({ ownerId: 'bostad-a', areaId: 'a' }, 'reporterA');
        const may = person === 'reporterA' || person === 'coordinator';
        if (may) expect(await remove(person, id), person).toBe(true);
        else if (person === 'reporterB') expect(await remove(person, id), 'it is not there for them').toBe(false);
        else await expect(remove(person, id), person).rejects.toThrow(/^not-allowed: /);
        expect((await seenBy('coordinator', id)) === undefined, person).toBe(may);
      }
    });

    it('twice without harm, and never after a day', async () => {
      const { id } = await add({}, 'reporterA');
      expect(await remove('reporterA', id)).toBe(true);
      expect(await remove('reporterA', id)).toBe(false);
      const old = await add({}, 'reporterA');
      await db.database.query("update public.action set created_at = now() - interval '25 hours' where id = $1", [
        old.id,
      ]);
      for (const person of ['reporterA', 'coordinator'] as const)
        await expect(remove(person, old.id)).rejects.toThrow(/^not-allowed: .*cancelled/);
      expect(await save('reporterA', { ...old, status: 'cancelled' }, 1)).toMatchObject({ saved: true });
    });
  });

  it('of another municipality is neither seen nor touched', async () => {
    const { id } = await add();
    const stranger = await db.as(emailOf('strangeCoordinator'));
    for (const p_municipality of ['9001', '9002']) {
      const { data } = await stranger.rpc('actions_of', { p_municipality });
      expect(data ?? []).toEqual([]);
      const removed = await stranger.rpc('remove_action', { p_municipality, p_id: id });
      expect(removed.data ?? false).toBe(false);
      const saved = await stranger.rpc('save_action', {
        p_municipality,
        p_action: action({ areaId: 'b' }),
        p_revision: 0,
      });
      expect(saved.error?.message).toMatch(p_municipality === '9001' ? /^not-allowed: / : /^invalid: /); // it has no area b
    }
    expect(await seenBy('coordinator', id)).toBeDefined();
  });

  it('is in the meeting of its picture, with what is open and what changed since two weeks before the period', async () => {
    await db.database.query('delete from public.action');
    await publish(db, 1);
    const decided = await add({ pictureId: PICTURE, status: 'done' }, 'reporterA');
    const open = await add({ status: 'ongoing' });
    const recent = await add({ status: 'cancelled' });
    const old = await add({ status: 'done' });
    const oldButOpen = await add({ status: 'planned' });
    const hidden = await add({ pictureId: PICTURE, sharing: 'authorities' });
    await db.database.query(
      "update public.action set updated_at = now() - interval '40 days' where id = any ($1::uuid[])",
      [`{${[decided, old, oldButOpen].map(({ id }) => id).join()}}`],
    );
    const met = async (person: Person): Promise<string[]> =>
      (await ask<{ actions: Action[] }>(person, 'meeting_of', { p_picture: PICTURE })).actions
        .map(({ id }) => id)
        .sort();
    const shared = [decided, open, recent, oldButOpen].map(({ id }) => id);
    expect(await met('viewerA')).toEqual(shared.sort());
    expect(await met('police')).toEqual([...shared, hidden.id].sort());
    // The picture of an area has those of the area and of none.
    const ofArea = '00000000-0000-4000-a000-000000000002';
    await ask('coordinator', 'open_picture', { p_id: ofArea, p_period: '2026-01', p_area: 'a' });
    const elsewhere = await add({ areaId: 'b' });
    const inside = await add({ areaId: 'a' });
    const there = (await ask<{ actions: Action[] }>('coordinator', 'meeting_of', { p_picture: ofArea })).actions.map(
      ({ id }) => id,
    );
    expect(there).toContain(inside.id);
    expect(there).not.toContain(elsewhere.id);
  });

  it('leaves a trace of each change: ids and columns, no words', async () => {
    const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
    const mine = await add({ what: 'Utmärkande ord' }, 'reporterA');
    await save('reporterA', { ...mine, status: 'done', outcome: 'Utmärkande utfall' }, 1);
    await ask('reporterA', 'remove_action', { p_id: mine.id });
    expect(
      await db.database.query(
        "select action, filter, user_id from public.audit_log where id > $1::bigint and action like 'action.%' order by id",
        [last?.id],
      ),
    ).toEqual([
      { action: 'action.inserted', filter: { ids: [mine.id] }, user_id: userIdOf('reporterA') },
      {
        action: 'action.updated',
        filter: { ids: [mine.id], columns: ['outcome', 'status'] },
        user_id: userIdOf('reporterA'),
      },
      { action: 'action.deleted', filter: { ids: [mine.id] }, user_id: userIdOf('reporterA') },
    ]);
  });
});
