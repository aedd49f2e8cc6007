/** Actions from meeting to meeting: their trace, what comes again, what is carried on, and what has fallen behind. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionNote, Deviation } from '../../src/domain/follow-through';
import type { Action } from '../../src/domain/meeting';
import { PEOPLE, userIdOf, type Person } from './fixture';
import { action, activity, asking, openKnown, PICTURE } from './known-pictures';
import { BEFORE, commitment, enterKnown, NOW, told, without } from './known-plans';
import { openTestDatabase, type TestDatabase } from './servers';

const EVERYBODY = Object.keys(PEOPLE) as Person[];
const MEMBERS: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];
const WRITERS: Person[] = ['reporterA', 'colleagueA', 'reporterB', 'police', 'coordinator'];
const MONTH = new Date().toISOString().slice(0, 7);

describe('an action', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const save = (person: Person, p_action: unknown, p_revision = 0): Promise<{ saved: boolean; action: Action }> =>
    ask(person, 'save_action', { p_action, p_revision });
  const add = async (values: Partial<Action> = {}, person: Person = 'coordinator'): Promise<Action> =>
    (await save(person, action(values))).action;
  const notes = (person: Person, p_action: string | null = null): Promise<ActionNote[] | null> =>
    ask(person, 'action_notes_of', { p_action });
  const note = (person: Person, { id }: Action, p_text: unknown, p_id: string = randomUUID()): Promise<ActionNote> =>
    ask(person, 'add_action_note', { p_action: id, p_id, p_text });
  const remove = (person: Person, p_id: string, p_reason: string | null = null): Promise<boolean> =>
    ask(person, 'remove_action_note', { p_id, p_reason });

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await openKnown(db);
  });
  afterAll(() => db.close());

  it('says from when to when it has worked, when it is looked at next and how often it comes again', async () => {
    const sent = action({ startsOn: '2026-02-01', endsOn: '2026-03-01', reviewOn: '2026-02-15', repeats: 'month' });
    const { action: stored } = await save('coordinator', sent);
    expect(stored).toMatchObject({
      startsOn: '2026-02-01',
      endsOn: '2026-03-01',
      reviewOn: '2026-02-15',
      repeats: 'month',
      parentId: null,
    });
    const old = without(stored, 'startsOn', 'endsOn', 'reviewOn', 'repeats', 'parentId');
    expect(await save('coordinator', { ...old, problem: 'Annat' }, 1), 'a client that knows none of it').toMatchObject({
      saved: true,
      action: { startsOn: '2026-02-01', repeats: 'month' },
    });
    await expect(save('coordinator', action({ startsOn: '2026-03-02', endsOn: '2026-03-01' }))).rejects.toThrow(
      /^end-before-start: /,
    );
    await expect(save('coordinator', { ...action(), repeats: 'daily' })).rejects.toThrow(/^invalid: /);
    expect((await save('coordinator', action({ parentId: sent.id }))).action.parentId, 'never believed').toBeNull();
  });

  describe('has a trace', () => {
    it('of its changes of status, by itself', async () => {
      const mine = await add({ ownerId: 'bostad-a' });
      await save('reporterA', { ...mine, status: 'ongoing' }, 1);
      await save('reporterA', { ...mine, status: 'ongoing', problem: 'Annat' }, 2);
      await save('coordinator', { ...mine, status: 'done', outcome: 'Klart' }, 3);
      expect(
        (await notes('viewerA', mine.id))?.map(({ kind, before, after, organisationId }) => [
          kind,
          before,
          after,
          organisationId,
        ]),
      ).toEqual([
        ['status', 'planned', 'ongoing', 'bostad-a'],
        ['status', 'ongoing', 'done', 'kommunen'],
      ]);
    });

    it('that all who see it and report add to, and who sees it reads', async () => {
      const inA = await add({ areaId: 'a' });
      const kept = await add({ sharing: 'authorities' });
      for (const person of EVERYBODY) {
        for (const it of [inA, kept]) {
          const sees =
            it === kept
              ? ['police', 'coordinator'].includes(person)
              : MEMBERS.includes(person) && person !== 'reporterB';
          if (sees && WRITERS.includes(person))
            expect(await note(person, it, `Av ${person}`), person).toMatchObject({
              kind: 'note',
              text: `Av ${person}`,
              mine: true,
            });
          else await expect(note(person, it, 'x'), person).rejects.toThrow(/^(not-allowed|not-found): /);
        }
      }
      expect((await notes('viewerA', inA.id))?.map(({ text, mine }) => [text, mine])).toEqual(
        ['reporterA', 'colleagueA', 'police', 'coordinator'].map((it) => [`Av ${it}`, false]),
      );
      expect(await notes('viewerA', kept.id)).toEqual([]);
      expect((await notes('reporterB'))?.some(({ actionId }) => actionId === inA.id || actionId === kept.id)).toBe(
        false,
      );
      for (const person of EVERYBODY) expect((await notes(person)) === null, person).toBe(!MEMBERS.includes(person));
    });

    it('with each note once, in at most 500 letters, about no person', async () => {
      const mine = await add();
      const id = randomUUID();
      const first = await note('police', mine, ' Låset bytt ', id);
      expect(first.text).toBe('Låset bytt');
      expect(await note('police', mine, 'Låset bytt', id)).toEqual(first);
      await expect(note('coordinator', mine, 'Mitt', id)).rejects.toThrow(/^invalid: /);
      await expect(note('police', await add(), 'Mitt', id)).rejects.toThrow(/^invalid: /);
      await expect(note('police', mine, ' ')).rejects.toThrow(/^invalid: /);
      await expect(note('police', mine, 'å'.repeat(501))).rejects.toThrow(/^too-long: /);
      for (const text of ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'])
        await expect(note('police', mine, text), text).rejects.toThrow(/^personal-data: /);
    });

    it('that is only added to; a note goes with its writer within a day, its words on request', async () => {
      const mine = await add();
      const { id } = await note('police', mine, 'Fel ställe');
      for (const sql of ["update public.action_note set text = ''", 'delete from public.action_note'])
        await expect(db.database.query(sql), sql).rejects.toThrow(/not-allowed: /);
      for (const person of ['reporterA', 'viewerA', 'rescue', 'stranger', 'strangeCoordinator', 'nobody'] as const)
        await expect(remove(person, id), person).rejects.toThrow(/^not-allowed: /);
      expect(await remove('police', id)).toBe(true);
      expect(await notes('police', mine.id)).toEqual([]);
      const late = await note('police', mine, 'Utmärkande ord');
      await db.database.script(
        "select set_config('lagesbild.clearing', 'on', false); update public.action_note set at = now() - interval '25 hours'; select set_config('lagesbild.clearing', '', false);",
      );
      await expect(remove('police', late.id)).rejects.toThrow(/^not-allowed: /);
      await expect(remove('coordinator', late.id)).rejects.toThrow(/^invalid: /);
      await expect(remove('coordinator', late.id, 'Ring 070-174 06 05')).rejects.toThrow(/^personal-data: /);
      expect(await remove('administrator', late.id, 'Begäran')).toBe(true);
      expect(await notes('police', mine.id)).toMatchObject([{ id: late.id, text: '' }]);
      const [entry] = await db.database.query(
        "select filter, user_id from public.audit_log where action = 'action_note.emptied'",
      );
      expect(entry).toEqual({ filter: { id: late.id, reason: 'Begäran' }, user_id: userIdOf('administrator') });
      expect(
        (await db.database.query("select 1 from public.audit_log where filter::text like '%Utmärkande%'")).length,
      ).toBe(0);
      expect(await ask('coordinator', 'remove_action', { p_id: mine.id }), 'and goes with its action').toBe(true);
    });
  });

  describe('is continued', () => {
    const next = (
      person: Person,
      { id }: Action,
      p_id: string,
      p_due: string | null = null,
    ): Promise<{ saved: boolean; action: Action }> => ask(person, 'continue_action', { p_action: id, p_id, p_due });
    it('by the next one: the same, planned, an interval later, with a line in the trace', async () => {
      const mine = await add({
        ownerId: 'bostad-a',
        areaId: 'a',
        due: '2026-11-20',
        repeats: 'fortnight',
        status: 'ongoing',
        outcome: 'Bra',
        pictureId: PICTURE,
      });
      const id = randomUUID();
      const answer = await next('reporterA', mine, id);
      expect(answer).toMatchObject({
        saved: true,
        action: {
          id,
          parentId: mine.id,
          what: mine.what,
          ownerId: 'bostad-a',
          areaId: 'a',
          due: '2026-12-04',
          status: 'planned',
          outcome: '',
          repeats: 'fortnight',
          pictureId: null,
          revision: 1,
        },
      });
      expect(await next('reporterA', mine, id)).toEqual(answer);
      expect(await next('coordinator', mine, randomUUID()), 'once').toMatchObject({ saved: false, action: { id } });
      expect((await notes('police', mine.id))?.filter(({ kind }) => kind === 'next')).toMatchObject([{ after: id }]);
      expect((await next('reporterA', answer.action, randomUUID(), '2027-01-08')).action.due).toBe('2027-01-08');
    });

    it('by its owner, who added it and the coordinator, under an id of its own', async () => {
      const mine = await add({ ownerId: 'bostad-a', areaId: 'a' });
      for (const person of EVERYBODY.filter((it) => !['reporterA', 'colleagueA', 'coordinator'].includes(it)))
        await expect(next(person, mine, randomUUID()), person).rejects.toThrow(/^not-allowed: /);
      await expect(next('coordinator', mine, (await add()).id)).rejects.toThrow(/^invalid: /);
      const race = await Promise.all([next('reporterA', mine, randomUUID()), next('coordinator', mine, randomUUID())]);
      expect(race.filter(({ saved }) => saved)).toHaveLength(1);
      expect(race[0]?.action.id).toBe(race[1]?.action.id);
    });
  });

  it('is carried on by the next meeting as long as it is open, once a meeting', async () => {
    await db.database.query('delete from public.action');
    const open = await add();
    const closed = await add();
    await save('coordinator', { ...closed, status: 'done' }, 1);
    await add({ pictureId: PICTURE });
    const carry = (person: Person): Promise<{ carried: number }> =>
      ask(person, 'carry_actions', { p_picture: PICTURE });
    for (const person of EVERYBODY.filter((it) => it !== 'coordinator'))
      await expect(carry(person), person).rejects.toThrow(/^not-allowed: /);
    expect(await carry('coordinator')).toEqual({ carried: 1 });
    expect(await carry('coordinator')).toEqual({ carried: 0 });
    expect((await notes('police'))?.filter(({ kind }) => kind === 'carried')).toMatchObject([
      { actionId: open.id, pictureId: PICTURE, organisationId: 'kommunen' },
    ]);
  });

  describe('deviates', () => {
    const deviations = (person: Person = 'coordinator', p_month = MONTH): Promise<Deviation[] | null> =>
      ask(person, 'deviations_of', { p_month });
    const of = async (id: string, person: Person = 'coordinator', month = MONTH): Promise<string[]> =>
      ((await deviations(person, month)) ?? [])
        .filter((it) => it.id === id)
        .map(({ kind }) => kind)
        .sort();
    beforeAll(async () => {
      await db.database.query('delete from public.action');
      await enterKnown(db);
    });

    it('when it is late, has no owner, or ended without an outcome', async () => {
      const late = await add({ ownerId: 'bostad-a', due: '2026-01-02' });
      expect(await of(late.id)).toEqual(['late']);
      const nobodys = await add();
      expect(await of(nobodys.id)).toEqual(['no_owner']);
      const silent = await add({ ownerId: 'bostad-a', due: '2026-01-02' });
      await save('coordinator', { ...silent, status: 'done' }, 1);
      expect(await of(silent.id)).toEqual(['no_outcome']);
      const fine = await add({ ownerId: 'bostad-a', due: '2099-01-02' });
      await save('coordinator', { ...late, status: 'done', outcome: 'Klart' }, 1);
      expect([await of(fine.id), await of(late.id)]).toEqual([[], []]);
      // Today is not late.
      const today = await add({
        ownerId: 'bostad-a',
        due: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }),
      });
      expect(await of(today.id)).toEqual([]);
    });

    it('when nothing was written of it through a whole month, as it stood when the month ended', async () => {
      const old = await add({ ownerId: 'bostad-a', due: '2026-02-10' });
      await db.database.query(
        "update public.action set created_at = '2026-01-05', updated_at = '2026-01-06' where id = $1",
        [old.id],
      );
      expect(await of(old.id, 'coordinator', '2026-01')).toEqual([]);
      expect(await of(old.id, 'coordinator', '2026-02')).toEqual(['late', 'no_follow_up']);
      expect(await of(old.id, 'coordinator', '2025-12')).toEqual([]);
      await note('coordinator', old, 'Pågår');
      expect(await of(old.id)).toEqual(['late']);
      await save('coordinator', { ...old, status: 'done', outcome: 'Klart' }, 1);
      expect([await of(old.id), await of(old.id, 'coordinator', '2026-02')]).toEqual([[], ['late', 'no_follow_up']]);
    });

    it('with an activity that nobody said was held, and a commitment that was not told of, has no owner or was not kept', async () => {
      const ask2 = async (name: string, values: Record<string, unknown>): Promise<unknown> =>
        ask('coordinator', name, { ...values, p_revision: 0 });
      const past = Math.floor(Date.now() / 1000) - 3 * 86_400;
      const held = activity({ startsAt: past, endsAt: past + 3600, position: null });
      await ask2('save_activity', { p_activity: held });
      expect(await of(held.id)).toEqual(['late']);
      const silent = commitment({ ownerId: null });
      await ask2('save_commitment', { p_commitment: silent });
      expect(await of(silent.id)).toContain('no_owner');
      const gaps = ((await deviations()) ?? []).filter(({ id, kind }) => id === silent.id && kind === 'no_follow_up');
      expect(gaps.map(({ periodKey }) => periodKey)).toContain(BEFORE.key);
      expect(gaps.map(({ periodKey }) => periodKey)).not.toContain(NOW.key);
      await ask2('save_follow_up', { p_follow_up: told(silent.id, { periodKey: BEFORE.key }) });
      expect(
        ((await deviations()) ?? []).some(({ id, periodKey }) => id === silent.id && periodKey === BEFORE.key),
      ).toBe(false);
      const over = commitment({
        ...{ from: `${String(BEFORE.year)}-01-01` },
        to: new Date((BEFORE.to - 40 * 86_400) * 1000).toISOString().slice(0, 10),
      });
      await ask2('save_commitment', { p_commitment: over });
      expect(await of(over.id)).toContain('late');
      await ask2('save_follow_up', { p_follow_up: told(over.id, { periodKey: BEFORE.key, state: 'moved' }) });
      expect(await of(over.id)).not.toContain('late');
    });

    it('for those who may see it', async () => {
      const kept = await add({ sharing: 'authorities' });
      for (const person of EVERYBODY) {
        expect((await deviations(person)) === null, person).toBe(!MEMBERS.includes(person));
        expect(await of(kept.id, person), person).toEqual(
          ['police', 'coordinator'].includes(person) ? ['no_owner'] : [],
        );
      }
    });

    it.each(['2099-01', '2026-13', '2026-T1', 'x', null])('of no month %j: none', async (month) => {
      expect(await ask('coordinator', 'deviations_of', { p_month: month })).toEqual([]);
    });
  });
});
