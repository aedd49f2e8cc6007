/** Promises and plans: who reads and writes them, what they hold, and how their counters fill from the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/meeting';
import type { Agreement, Commitment, FocusArea, Plan } from '../../src/domain/plan';
import { emailOf, PEOPLE, userIdOf, type Person } from './fixture';
import { activity, asking } from './known-pictures';
import {
  agreement,
  AGREEMENT,
  BEFORE,
  commitment,
  enterKnown,
  FOCUS,
  focusArea,
  NOW,
  planId,
  PROMISE,
  SUB_GOAL,
  told,
  without,
} from './known-plans';
import { openTestDatabase, type TestDatabase } from './servers';

const EVERYBODY = Object.keys(PEOPLE) as Person[];
const MEMBERS: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];
const AUTHORITIES: Person[] = ['police', 'coordinator'];
const SLIPS = ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'];

describe('a plan', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const plans = (person: Person): Promise<Plan[] | null> => ask(person, 'plans_of');
  const planOf = async (person: Person, id = AGREEMENT): Promise<Plan | undefined> =>
    (await plans(person))?.find((plan) => plan.id === id);
  const found = async (person: Person, id: string): Promise<Commitment | undefined> =>
    (await plans(person))?.flatMap(({ commitments }) => commitments).find((it) => it.id === id);
  const saveAgreement = (
    person: Person,
    p_agreement: unknown,
    p_revision = 0,
  ): Promise<{ saved: boolean; agreement: Agreement }> => ask(person, 'save_agreement', { p_agreement, p_revision });
  const saveFocusArea = (p_focus_area: unknown, p_revision = 0): Promise<{ saved: boolean; focusArea: FocusArea }> =>
    ask('coordinator', 'save_focus_area', { p_focus_area, p_revision });
  const save = (
    p_commitment: unknown,
    p_revision = 0,
    person: Person = 'coordinator',
  ): Promise<{ saved: boolean; commitment: Commitment }> =>
    ask(person, 'save_commitment', { p_commitment, p_revision });
  const add = async (values: Parameters<typeof commitment>[0] = {}): Promise<Commitment> =>
    (await save(commitment(values))).commitment;
  const log = async (values: Partial<Activity>, person: Person = 'police'): Promise<Activity> =>
    (
      await ask<{ activity: Activity }>(person, 'save_activity', {
        p_activity: activity({ organisationId: 'polisen', state: 'done', ...values }),
        p_revision: 0,
      })
    ).activity;

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await enterKnown(db);
  });
  afterAll(() => db.close());

  it('comes back as it was entered: the agreement, its focus area, the sub-goal under it, and what is promised', async () => {
    const plan = await planOf('coordinator');
    expect(plan).toMatchObject({ key: 'lofte', parties: ['kommunen', 'polisen'], revision: 1, mayEdit: true });
    expect(plan?.focusAreas.map(({ id, parentId }) => [id, parentId])).toEqual([
      [FOCUS, null],
      [SUB_GOAL, FOCUS],
    ]);
    expect(plan?.commitments[0]).toEqual({
      ...commitment({ id: PROMISE }),
      ...{ revision: 1, updatedAt: plan?.commitments[0]?.updatedAt },
      progress: { done: 0, planned: 0, number: 0, met: false },
    });
  });

  it('is read by everyone in EST as far as it is shared, and by nobody else', async () => {
    const partners = await add({ sharing: 'partners', title: 'För partner' });
    const kept = await add({ sharing: 'authorities', title: 'För myndigheter' });
    for (const person of EVERYBODY) {
      expect((await plans(person)) === null, person).toBe(!MEMBERS.includes(person));
      expect((await found(person, partners.id)) !== undefined, person).toBe(MEMBERS.includes(person));
      expect((await found(person, kept.id)) !== undefined, person).toBe(AUTHORITIES.includes(person));
    }
    const hidden = (await saveAgreement('coordinator', agreement({ sharing: 'authorities' }))).agreement;
    const focus = (await saveFocusArea(focusArea({ agreementId: hidden.id }))).focusArea;
    const below = await add({ agreementId: hidden.id, focusAreaId: focus.id, sharing: 'public' });
    for (const person of MEMBERS) {
      expect((await planOf(person, hidden.id)) !== undefined, person).toBe(AUTHORITIES.includes(person));
      expect((await found(person, below.id)) !== undefined, person).toBe(AUTHORITIES.includes(person));
    }
  });

  it('is written by the coordinator alone', async () => {
    for (const person of EVERYBODY.filter((it) => it !== 'coordinator'))
      for (const attempt of [
        () => saveAgreement(person, agreement()),
        () => save(commitment(), 0, person),
        () => ask(person, 'save_focus_area', { p_focus_area: focusArea(), p_revision: 0 }),
        () => ask(person, 'remove_commitment', { p_id: PROMISE }),
        () => ask(person, 'remove_focus_area', { p_id: FOCUS }),
        () => ask(person, 'remove_agreement', { p_id: AGREEMENT }),
      ])
        await expect(attempt(), person).rejects.toThrow(/^not-allowed: /);
    expect(await found('coordinator', PROMISE)).toBeDefined();
  });

  it('is written by two at once: the first is kept, the second gets what the first wrote', async () => {
    const mine = await add({ title: 'Ett' });
    const first = await save({ ...mine, title: 'Två' }, 1);
    expect(first).toMatchObject({ saved: true, commitment: { title: 'Två', revision: 2 } });
    expect(await save({ ...mine, title: 'Tre' }, 1)).toEqual({ saved: false, commitment: first.commitment });
    expect(await save({ ...mine, title: 'Två' }, 1)).toEqual(first); // the same is no conflict
    const deal = (await saveAgreement('coordinator', agreement())).agreement;
    expect(await saveAgreement('coordinator', { ...deal, parties: ['bostad-a'] }, 1)).toMatchObject({
      saved: true,
      agreement: { parties: ['bostad-a'], revision: 2 },
    });
    expect(await saveAgreement('coordinator', { ...deal, title: 'Annat' }, 1)).toMatchObject({
      saved: false,
      agreement: { parties: ['bostad-a'] },
    });
    const focus = (await saveFocusArea(focusArea({ agreementId: deal.id }))).focusArea;
    expect(await saveFocusArea({ ...focus, title: 'Ny' }, 1)).toMatchObject({
      saved: true,
      focusArea: { revision: 2 },
    });
    expect(await saveFocusArea({ ...focus, title: 'Gammal' }, 1)).toMatchObject({
      saved: false,
      focusArea: { title: 'Ny' },
    });
  });

  it('is stored once, however often it is sent', async () => {
    const sent = [agreement(), commitment()] as const;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => Promise.all([saveAgreement('coordinator', sent[0]), save(sent[1])])),
    );
    expect(new Set(answers.map((it) => JSON.stringify(it))).size).toBe(1);
  });

  it('names what each party does', async () => {
    const both = await add({
      contributions: [
        { organisationId: 'kommunen', text: 'Håller öppet' },
        { organisationId: 'bostad-a', text: 'Bjuder in' },
      ],
    });
    expect(both.contributions.map(({ organisationId }) => organisationId)).toEqual(['bostad-a', 'kommunen']);
    const { commitment: less } = await save(
      { ...both, contributions: [{ organisationId: 'kommunen', text: 'Leder' }] },
      1,
    );
    expect(less.contributions).toEqual([{ organisationId: 'kommunen', text: 'Leder' }]);
  });

  describe('holds', () => {
    it.each(['title', 'goal', 'otherParties'])('an agreement with a %s about no person', async (key) => {
      for (const text of SLIPS)
        await expect(saveAgreement('coordinator', agreement({ [key]: text })), text).rejects.toThrow(
          /^personal-data: /,
        );
      await expect(saveAgreement('coordinator', agreement({ [key]: 'å'.repeat(1001) }))).rejects.toThrow(/^too-long: /);
    });

    it.each(['title', 'description', 'otherOwner', 'timePlan'])(
      'a commitment with a %s about no person',
      async (key) => {
        for (const text of SLIPS)
          await expect(save(commitment({ [key]: text })), text).rejects.toThrow(/^personal-data: /);
        await expect(save(commitment({ [key]: 'å'.repeat(1001) }))).rejects.toThrow(/^too-long: /);
      },
    );

    it('a unit, a contribution and a focus area about no person, and no number in a link', async () => {
      const target = { ...commitment().target, unit: 'Ring 070-174 06 05' };
      await expect(save(commitment({ target }))).rejects.toThrow(/^personal-data: /);
      await expect(
        save(commitment({ contributions: [{ organisationId: 'polisen', text: '19640823-3234' }] })),
      ).rejects.toThrow(/^personal-data: /);
      await expect(saveFocusArea(focusArea({ title: '19640823-3234' }))).rejects.toThrow(/^personal-data: /);
      await expect(saveAgreement('coordinator', agreement({ key: '19640823-3234' }))).rejects.toThrow(
        /^personal-data: /,
      );
    });

    it.each<Record<string, unknown>>([
      { title: ' ' },
      { id: 'x' },
      { sharing: 'everyone' },
      { ownerId: 'elsewhere' },
      { from: null },
      { to: '2024-02-30' },
      { position: -1 },
      { contributions: 'x' },
      { contributions: [{ organisationId: 'elsewhere', text: '' }] },
      {
        contributions: [
          { organisationId: 'polisen', text: '' },
          { organisationId: 'polisen', text: '' },
        ],
      },
      { target: { kind: 'many' } },
      { target: { kind: 'number', number: null } },
      { target: { kind: 'number', number: 'x' } },
      { target: { kind: 'yes', span: 'week' } },
      { target: { kind: 'number', number: 1, direction: 'about' } },
      { name: 'x' },
    ])('never a commitment with %j', async (values) => {
      await expect(save({ ...commitment(), ...values })).rejects.toThrow(/^invalid: /);
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ key: 'Löfte' }, /^invalid: /],
      [{ key: 'lofte' }, /^invalid: /],
      [{ kind: 'law' }, /^invalid: /],
      [{ parties: ['elsewhere'] }, /^invalid: /],
      [{ parties: [5] }, /^invalid: /],
      [{ sharing: 'everyone' }, /^invalid: /],
      [{ from: '2026-01-02', to: '2026-01-01' }, /^end-before-start: /],
      [{ owner: 'x' }, /^invalid: /],
    ])('never an agreement with %j', async (values, refusal) => {
      await expect(saveAgreement('coordinator', { ...agreement(), ...values })).rejects.toThrow(refusal);
    });

    it.each([null, [], 5])('never %j in place of itself', async (whatever) => {
      await expect(saveAgreement('coordinator', whatever)).rejects.toThrow(/^invalid: /);
      await expect(save(whatever)).rejects.toThrow(/^invalid: /);
      await expect(saveFocusArea(whatever)).rejects.toThrow(/^invalid: /);
    });

    it('its short name for good, and two levels of goals, each in its own agreement', async () => {
      const known = (await planOf('coordinator')) as Plan;
      const asSent = without(known, 'focusAreas', 'commitments');
      await expect(saveAgreement('coordinator', { ...asSent, key: 'annat' }, known.revision)).rejects.toThrow(
        /^invalid: /,
      );
      await expect(saveFocusArea(focusArea({ parentId: SUB_GOAL }))).rejects.toThrow(/^invalid: /);
      await expect(saveFocusArea({ ...focusArea({ id: FOCUS }), parentId: FOCUS }, 1)).rejects.toThrow(/^invalid: /);
      const other = (await saveAgreement('coordinator', agreement())).agreement;
      await expect(saveFocusArea(focusArea({ agreementId: other.id, parentId: FOCUS }))).rejects.toThrow(/^invalid: /);
      await expect(save(commitment({ agreementId: other.id }))).rejects.toThrow(/^not-found: /);
      await expect(save({ ...(await add()), agreementId: other.id }, 1)).rejects.toThrow(/^(not-found|invalid): /);
    });
  });

  describe('counts', () => {
    const year = `${String(NOW.year)}-01-02`;
    const at = (iso: string): Partial<Activity> => {
      const startsAt = Date.parse(`${iso}T10:00:00Z`) / 1000;
      return { startsAt, endsAt: startsAt + 3600 };
    };
    it('what was held, not what is planned, cancelled or of another commitment', async () => {
      const ten = await add();
      for (let n = 0; n < 6; n += 1) await log({ commitmentId: ten.id, ...at(year) });
      await log({ commitmentId: ten.id, state: 'planned' });
      await log({ commitmentId: ten.id, state: 'cancelled', ...at(year) });
      await log({ ...at(year) });
      expect((await found('viewerA', ten.id))?.progress).toEqual({ done: 6, planned: 1, number: 6, met: false });
      for (let n = 0; n < 4; n += 1) await log({ commitmentId: ten.id, ...at(year) });
      expect((await found('viewerA', ten.id))?.progress).toMatchObject({ number: 10, met: true });
    });

    it('a year at a time where the promise is for each year', async () => {
      const target = { kind: 'number', number: 4, unit: 'möten', span: 'year', direction: 'at_least' } as const;
      const four = await add({ target, from: `${String(NOW.year - 1)}-01-01` });
      for (let n = 0; n < 4; n += 1) await log({ commitmentId: four.id, ...at(`${String(NOW.year - 1)}-03-01`) });
      expect((await found('police', four.id))?.progress).toEqual({ done: 0, planned: 0, number: 0, met: false });
      await log({ commitmentId: four.id, ...at(year) });
      expect((await found('police', four.id))?.progress).toMatchObject({ number: 1, met: false });
      // An agreement that is over is held against its last year.
      const { commitment: over } = await save({ ...four, to: `${String(NOW.year - 1)}-12-31` }, 1);
      expect(over.progress).toMatchObject({ number: 4, met: true });
    });

    it('what a follow-up states for a tertial in place of the log of that tertial', async () => {
      const stated = await add();
      await log({ commitmentId: stated.id, startsAt: BEFORE.from + 86_400, endsAt: BEFORE.from + 90_000 });
      await log({ commitmentId: stated.id, startsAt: NOW.from + 3600, endsAt: NOW.from + 7200 });
      await ask('police', 'save_follow_up', {
        p_follow_up: told(stated.id, { periodKey: BEFORE.key, value: 5 }),
        p_revision: 0,
      });
      expect((await found('police', stated.id))?.progress).toMatchObject({ done: 2, number: 6 });
    });

    it('the latest reading of an indicator, from above or from below, and a yes when it was told', async () => {
      const target = { kind: 'indicator', number: 20, unit: '%', span: 'whole', direction: 'at_most' } as const;
      const reading = await add({ target });
      expect(reading.progress).toMatchObject({ number: null, met: null });
      for (const [periodKey, value] of [
        [NOW.key, 19],
        [BEFORE.key, 24],
      ] as const)
        await ask('coordinator', 'save_follow_up', {
          p_follow_up: told(reading.id, { periodKey, value }),
          p_revision: 0,
        });
      expect((await found('police', reading.id))?.progress).toMatchObject({ number: 19, met: true });
      const yes = await add({ target: { kind: 'yes', number: null, unit: '', span: 'whole', direction: 'at_least' } });
      expect(yes.progress).toMatchObject({ number: null, met: false });
      await ask('coordinator', 'save_follow_up', { p_follow_up: told(yes.id, { state: 'done' }), p_revision: 0 });
      expect((await found('police', yes.id))?.progress).toMatchObject({ met: true });
      expect((await add({ target: { ...yes.target, kind: 'none' } })).progress.met).toBeNull();
    });
  });

  describe('is taken away', () => {
    const remove = (name: string, p_id: string): Promise<boolean> => ask('coordinator', `remove_${name}`, { p_id });
    it('while it is empty or new, and its activities stay', async () => {
      const mine = await add();
      const held = await log({ commitmentId: mine.id });
      await expect(remove('focus_area', FOCUS)).rejects.toThrow(/^not-allowed: /);
      expect(await remove('commitment', mine.id)).toBe(true);
      expect(await remove('commitment', mine.id)).toBe(false);
      expect(await db.database.query('select commitment_id from public.activity where id = $1', [held.id])).toEqual([
        { commitment_id: null },
      ]);
      expect(await save({ ...mine }, 0), 'and can be put back').toMatchObject({ saved: true });
      const deal = (await saveAgreement('coordinator', agreement())).agreement;
      const focus = (await saveFocusArea(focusArea({ agreementId: deal.id }))).focusArea;
      await saveFocusArea(focusArea({ agreementId: deal.id, parentId: focus.id }));
      await add({ agreementId: deal.id, focusAreaId: focus.id });
      expect(await remove('agreement', deal.id)).toBe(true);
      expect(await planOf('coordinator', deal.id)).toBeUndefined();
    });

    it('no more when it was followed up a day ago', async () => {
      const mine = await add();
      await ask('coordinator', 'save_follow_up', { p_follow_up: told(mine.id), p_revision: 0 });
      await db.database.query("update public.commitment set created_at = now() - interval '25 hours' where id = $1", [
        mine.id,
      ]);
      await db.database.query("update public.agreement set created_at = now() - interval '25 hours' where id = $1", [
        AGREEMENT,
      ]);
      await expect(remove('commitment', mine.id)).rejects.toThrow(/^not-allowed: /);
      await expect(remove('agreement', AGREEMENT)).rejects.toThrow(/^not-allowed: /);
    });
  });

  it('of another municipality is neither seen nor touched', async () => {
    const stranger = await db.as(emailOf('strangeCoordinator'));
    for (const p_municipality of ['9001', '9002']) {
      expect((await stranger.rpc('plans_of', { p_municipality })).data ?? []).toEqual([]);
      expect((await stranger.rpc('follow_ups_of', { p_municipality, p_agreement: AGREEMENT })).data).toBeNull();
      expect((await stranger.rpc('remove_commitment', { p_municipality, p_id: PROMISE })).data ?? false).toBe(false);
      const { error } = await stranger.rpc('save_commitment', {
        p_municipality,
        p_commitment: commitment(),
        p_revision: 0,
      });
      expect(error?.message).toMatch(/^(not-allowed|not-found|invalid): /);
    }
    const theirs = await stranger.rpc('save_agreement', {
      p_municipality: '9002',
      p_agreement: agreement({ id: AGREEMENT, key: 'lofte', parties: [] }),
      p_revision: 0,
    });
    expect(theirs.data, 'the same id is another thing there').toMatchObject({ saved: true });
    expect(await planOf('coordinator')).toMatchObject({ parties: ['kommunen', 'polisen'] });
  });

  it('leaves a trace of each change: ids and columns, no words', async () => {
    const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
    const mine = await add({ title: 'Utmärkande titel' });
    await save(
      { ...mine, timePlan: 'Utmärkande plan', contributions: [{ organisationId: 'polisen', text: 'Utmärkande' }] },
      1,
    );
    await ask('coordinator', 'save_follow_up', {
      p_follow_up: told(mine.id, { text: 'Utmärkande text' }),
      p_revision: 0,
    });
    const entries = await db.database.query<{ action: string; filter: unknown; user_id: string }>(
      'select action, filter, user_id from public.audit_log where id > $1::bigint order by id',
      [last?.id],
    );
    expect(JSON.stringify(entries)).not.toContain('Utmärkande');
    expect(entries.map(({ action, filter }) => [action, filter])).toEqual([
      ['commitment.inserted', { ids: [mine.id] }],
      ['commitment.updated', { ids: [mine.id], columns: ['time_plan'] }],
      ['commitment_contribution.inserted', { ids: [mine.id, 'polisen'] }],
      ['commitment_follow_up.inserted', { ids: [mine.id, NOW.key] }],
    ]);
    expect(new Set(entries.map(({ user_id }) => user_id))).toEqual(new Set([userIdOf('coordinator')]));
  });

  it('can be linked to by who may read it, and by nobody else', async () => {
    const kept = await add({ sharing: 'authorities' });
    const link = (person: Person, commitmentId: string): Promise<unknown> =>
      ask(person, 'save_activity', { p_activity: activity({ commitmentId }), p_revision: 0 });
    await expect(link('reporterA', kept.id)).rejects.toThrow(/^not-found: /);
    await expect(link('reporterA', planId())).rejects.toThrow(/^not-found: /);
    expect(await link('reporterA', PROMISE)).toMatchObject({ saved: true, activity: { commitmentId: PROMISE } });
  });
});
