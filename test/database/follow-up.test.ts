/** The tertial follow-up: drafted from the log, written, frozen and published, and what the public may read of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/meeting';
import type {
  Commitment,
  FollowUpCell,
  FollowUpDocument,
  FollowUpTable,
  PublishedFollowUp,
} from '../../src/domain/plan';
import { emailOf, PEOPLE, type Person } from './fixture';
import { activity, asking, call } from './known-pictures';
import {
  AGREEMENT,
  BEFORE,
  cellOf,
  commitment,
  enterKnown,
  NOW,
  planId,
  PROMISE,
  publishFollowUp,
  SUB_GOAL,
  told,
  without,
} from './known-plans';
import { openTestDatabase, type TestDatabase } from './servers';

const EVERYBODY = Object.keys(PEOPLE) as Person[];
const MEMBERS: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];

describe('the tertial follow-up', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const table = (person: Person): Promise<FollowUpTable | null> =>
    ask(person, 'follow_ups_of', { p_agreement: AGREEMENT });
  const tell = (
    person: Person,
    p_follow_up: unknown,
    p_revision = 0,
  ): Promise<{ saved: boolean; followUp: FollowUpCell }> => ask(person, 'save_follow_up', { p_follow_up, p_revision });
  const add = async (values: Parameters<typeof commitment>[0] = {}): Promise<Commitment> =>
    (
      await ask<{ commitment: Commitment }>('coordinator', 'save_commitment', {
        p_commitment: commitment(values),
        p_revision: 0,
      })
    ).commitment;
  const publicly = (values: Record<string, unknown> = {}): Promise<PublishedFollowUp | null> =>
    call(db.anonymous, 'public_follow_up', { p_key: 'lofte', ...values });
  const titles = (document: FollowUpDocument | null): string[] =>
    document?.focusAreas.flatMap(({ rows }) => rows.map(({ title }) => title)) ?? [];

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await enterKnown(db);
  });
  afterAll(() => db.close());

  describe('is drafted', () => {
    const local = (day: number, hour: number): number => NOW.from + day * 86_400 + hour * 3600;
    it('from the log: date and place, several days, theme, who came; nothing is stored by it', async () => {
      const dialogues = await add({
        title: 'Dialoger',
        target: { ...commitment().target, kind: 'none', number: null },
      });
      const log = (values: Partial<Activity>): Promise<unknown> =>
        ask('police', 'save_activity', {
          p_activity: activity({
            organisationId: 'polisen',
            kind: 'dialogue',
            state: 'done',
            commitmentId: dialogues.id,
            position: null,
            ...values,
          }),
          p_revision: 0,
        });
      await log({ areaId: 'a', startsAt: local(2, 15), endsAt: local(2, 17), participants: 30 });
      await log({
        place: 'Rosenlund',
        theme: 'ungdomar',
        allDay: true,
        startsAt: local(9, 0),
        endsAt: local(11, 0),
        participants: 12,
      });
      await log({ title: 'Öppet hus', startsAt: local(20, 15), endsAt: local(20, 17) });
      await log({ title: 'Inställd', state: 'cancelled', startsAt: local(21, 15), endsAt: local(21, 17) });
      await log({ title: 'Kommer', state: 'planned', startsAt: local(22, 15), endsAt: local(22, 17) });
      const m = String(NOW.number * 4 - 3);
      const cell = cellOf(await table('viewerA'), dialogues.id);
      expect(cell).toMatchObject({ text: '', state: 'none', revision: 0, mayEdit: false });
      expect(cell?.suggestion).toEqual({
        text: `3/${m} a · 10–11/${m} Rosenlund (ungdomar) · 21/${m} Öppet hus`,
        ...{ state: 'on_track', done: 3, planned: 1, participants: 42 },
      });
      expect(cellOf(await table('viewerA'), dialogues.id, BEFORE.key)?.suggestion).toEqual({
        text: '',
        state: 'none',
        done: 0,
        planned: 0,
        participants: null,
      });
    });

    it('as done when the target is met', async () => {
      const one = await add({ target: { ...commitment().target, number: 1 } });
      await ask('police', 'save_activity', {
        p_activity: activity({
          organisationId: 'polisen',
          state: 'done',
          commitmentId: one.id,
          startsAt: local(1, 9),
          endsAt: local(1, 10),
        }),
        p_revision: 0,
      });
      expect(cellOf(await table('police'), one.id)?.suggestion.state).toBe('done');
    });

    it('for the tertials of the agreement that have begun', async () => {
      const periods = (await table('coordinator'))?.periods ?? [];
      expect(periods.at(-1)).toBe(NOW.key);
      expect(periods).toContain(BEFORE.key);
      expect(periods[0]).toBe(`${String(BEFORE.year)}-T1`);
    });
  });

  describe('is written', () => {
    it('by the coordinator, who is responsible, and who contributes', async () => {
      const shared = await add({
        ownerId: 'polisen',
        contributions: [{ organisationId: 'bostad-b', text: 'Bjuder in' }],
      });
      for (const person of EVERYBODY) {
        const may = ['coordinator', 'police', 'reporterB'].includes(person);
        if (MEMBERS.includes(person)) expect(cellOf(await table(person), shared.id)?.mayEdit, person).toBe(may);
        const revision = cellOf(await table('coordinator'), shared.id)?.revision ?? 0;
        if (may)
          expect(await tell(person, told(shared.id, { text: `Av ${person}` }), revision), person).toMatchObject({
            saved: true,
            followUp: { revision: revision + 1 },
          });
        else
          await expect(tell(person, told(shared.id, { text: 'x' }), revision), person).rejects.toThrow(
            /^(not-allowed|not-found): /,
          );
      }
    });

    it('by two at once: the first is kept, the second gets what the first wrote', async () => {
      const mine = await add();
      const first = await tell('police', told(mine.id, { text: 'Ett' }));
      expect(first).toMatchObject({ saved: true, followUp: { revision: 1, text: 'Ett' } });
      expect(await tell('coordinator', told(mine.id, { text: 'Två' }))).toEqual({
        saved: false,
        followUp: first.followUp,
      });
      expect(await tell('coordinator', told(mine.id, { text: 'Ett' }))).toMatchObject({
        saved: true,
        followUp: { revision: 1 },
      });
      expect(await tell('coordinator', told(mine.id, { text: 'Två', state: 'late', value: 3 }), 1)).toMatchObject({
        saved: true,
        followUp: { revision: 2, state: 'late', value: 3 },
      });
      await expect(tell('coordinator', told((await add()).id), 4)).rejects.toThrow(/^not-found: /);
    });

    it('about no person, in at most 1,500 letters', async () => {
      expect(await tell('police', told((await add()).id, { text: 'å'.repeat(1500) }))).toMatchObject({ saved: true });
      await expect(tell('police', told(PROMISE, { text: 'å'.repeat(1501) }))).rejects.toThrow(/^too-long: /);
      for (const text of ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'])
        await expect(tell('police', told(PROMISE, { text })), text).rejects.toThrow(/^personal-data: /);
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ periodKey: '2026-W01' }, /^invalid: /],
      [{ periodKey: '2026-T4' }, /^invalid: /],
      [{ periodKey: `${String(NOW.year + 1)}-T3` }, /^in-the-future: /],
      [{ periodKey: '2019-T1' }, /^invalid: /],
      [{ state: 'maybe' }, /^invalid: /],
      [{ value: 'x' }, /^invalid: /],
      [{ commitmentId: planId() }, /^not-found: /],
      [{ commitmentId: null }, /^invalid: /],
      [{ by: 'x' }, /^invalid: /],
    ])('never %j', async (values, refusal) => {
      await expect(tell('coordinator', { ...told(PROMISE), ...values })).rejects.toThrow(refusal);
    });
  });

  describe('is published', () => {
    it('by the coordinator, after a look at it, and to nobody before', async () => {
      expect(await publicly()).toBeNull();
      expect(await call(db.anonymous, 'public_follow_ups', {})).toEqual([]);
      await add({ title: 'HEMLIGTFORPARTNER', sharing: 'partners' });
      await add({ title: 'HEMLIGTFORMYNDIGHETER', sharing: 'authorities' });
      await add({ title: 'Under delmålet', focusAreaId: SUB_GOAL, ownerId: null, otherOwner: 'Brottsofferjouren' });
      await tell('police', told(PROMISE, { text: 'Sex av tio' }));
      for (const person of EVERYBODY.filter((it) => it !== 'coordinator')) {
        expect(
          await ask(person, 'preview_follow_up', { p_agreement: AGREEMENT, p_period: NOW.key }),
          person,
        ).toBeNull();
        await expect(
          ask(person, 'publish_follow_up', { p_agreement: AGREEMENT, p_period: NOW.key, p_version: 1, p_stamp: 'x' }),
          person,
        ).rejects.toThrow(/^not-allowed: /);
      }
      expect(await publicly()).toBeNull();
      expect(await publishFollowUp(db)).toEqual({ version: 1 });
    });

    it('for the public without what is kept for partners and authorities, in their own words and names', async () => {
      const document = await publicly();
      expect(document).toMatchObject({
        audience: 'public',
        version: 1,
        periodKey: NOW.key,
        correction: null,
        municipality: { name: 'Testby' },
        agreement: { parties: ['Polisen', 'Testby kommun'] },
      });
      expect(document?.periods.at(-1)).toBe(NOW.key);
      expect(JSON.stringify(document)).not.toContain('HEMLIGT');
      const rows = document?.focusAreas[0]?.rows ?? [];
      expect(rows.find(({ id }) => id === PROMISE)).toMatchObject({
        owner: 'Polisen',
        subGoal: null,
        target: { number: 10 },
        progress: { number: 0 },
      });
      expect(rows.find(({ id }) => id === PROMISE)?.cells.at(-1)).toEqual({
        periodKey: NOW.key,
        text: 'Sex av tio',
        state: 'on_track',
        value: null,
      });
      expect(rows.at(-1)).toMatchObject({ title: 'Under delmålet', subGoal: 'Skola', owner: 'Brottsofferjouren' });
      expect(await call(db.anonymous, 'public_follow_ups', {})).toEqual([
        {
          key: 'lofte',
          title: 'Medborgarlöfte',
          from: document?.agreement.from,
          to: document?.agreement.to,
          periods: [NOW.key],
        },
      ]);
      expect(await publicly({ p_period: BEFORE.key })).toBeNull();
      expect(await publicly({ p_key: 'annat' })).toBeNull();
      expect(await publicly({ p_municipality: '9002' })).toBeNull();
    });

    it('for each audience as much as it may have', async () => {
      const read = (person: Person, p_audience: string): Promise<FollowUpDocument | null> =>
        ask(person, 'published_follow_up', { p_agreement: AGREEMENT, p_period: NOW.key, p_audience });
      for (const person of EVERYBODY)
        for (const audience of ['public', 'partners', 'authorities']) {
          const may =
            MEMBERS.includes(person) && (audience !== 'authorities' || ['police', 'coordinator'].includes(person));
          expect((await read(person, audience)) !== null, `${person} ${audience}`).toBe(may);
        }
      expect(titles(await read('reporterA', 'partners'))).toContain('HEMLIGTFORPARTNER');
      expect(titles(await read('reporterA', 'partners'))).not.toContain('HEMLIGTFORMYNDIGHETER');
      expect(titles(await read('police', 'authorities'))).toContain('HEMLIGTFORMYNDIGHETER');
      expect((await table('reporterA'))?.published.map(({ audience }) => audience)).toEqual(['partners', 'public']);
    });

    it('and stays as it was told, whatever is written afterwards', async () => {
      const before = await publicly();
      await tell('police', told(PROMISE, { text: 'Något annat' }), 1);
      await add({ title: 'Nytt löfte' });
      expect(await publicly()).toEqual(before);
    });

    it('once more with a correction, and the first one stays', async () => {
      const before = await publicly();
      await expect(publishFollowUp(db)).rejects.toThrow(/^invalid: /);
      await expect(publishFollowUp(db, NOW.key, 'Ring 070-174 06 05')).rejects.toThrow(/^personal-data: /);
      expect(await publishFollowUp(db, NOW.key, 'Rätt siffra')).toEqual({ version: 2 });
      expect(await publicly()).toMatchObject({ version: 2, correction: 'Rätt siffra' });
      expect(titles(await publicly())).toContain('Nytt löfte');
      const frozen = without(before as PublishedFollowUp, 'version', 'publishedAt', 'correction');
      expect(
        await ask('viewerA', 'published_follow_up', {
          p_agreement: AGREEMENT,
          p_period: NOW.key,
          p_audience: 'public',
          p_version: 1,
        }),
      ).toMatchObject(frozen);
    });

    it('only as it was looked at', async () => {
      const at = { p_agreement: AGREEMENT, p_period: NOW.key };
      const seen = await ask<{ version: number; stamp: string }>('coordinator', 'preview_follow_up', at);
      const publish = (values: Record<string, unknown> = {}): Promise<{ version: number }> =>
        ask('coordinator', 'publish_follow_up', {
          ...at,
          p_version: seen.version,
          p_stamp: seen.stamp,
          p_correction: 'Ändrat',
          ...values,
        });
      await tell('police', told(PROMISE, { text: 'I sista stund' }), 2);
      await expect(publish()).rejects.toThrow(/^invalid: /);
      await expect(publish({ p_stamp: null })).rejects.toThrow(/^invalid: /);
      const again = await ask<{ version: number; stamp: string }>('coordinator', 'preview_follow_up', at);
      const both = await Promise.all([publish({ p_stamp: again.stamp }), publish({ p_stamp: again.stamp })]);
      expect(both, 'sent twice it is one version').toEqual([{ version: 3 }, { version: 3 }]);
      expect(
        await db.database.query(
          'select max(version)::integer as n, count(*)::integer as rows from public.follow_up_version',
        ),
      ).toEqual([{ n: 3, rows: 9 }]);
    });

    it('never before the tertial has begun, outside the agreement, or without anything to tell of', async () => {
      await expect(publishFollowUp(db, `${String(NOW.year + 1)}-T3`)).rejects.toThrow(/^in-the-future: /);
      await expect(publishFollowUp(db, '2019-T1')).rejects.toThrow(/^invalid: /);
      await expect(
        ask('coordinator', 'publish_follow_up', { p_agreement: AGREEMENT, p_period: 'x', p_version: 1, p_stamp: '' }),
      ).rejects.toThrow(/^invalid: /);
    });

    it('and is never changed or removed, not by the owner of the database either', async () => {
      for (const sql of [
        "update public.follow_up_version set content = '{}'",
        'delete from public.follow_up_version',
        `delete from public.agreement where id = '${AGREEMENT}'`,
      ])
        await expect(db.database.query(sql), sql).rejects.toThrow(/not-allowed: A published follow-up/);
      await expect(ask('coordinator', 'remove_agreement', { p_id: AGREEMENT })).rejects.toThrow(/^not-allowed: /);
    });
  });

  it('keeps an agreement of the authorities from the public and the partners', async () => {
    const agreementOf = await ask<{ id: string }[]>('coordinator', 'plans_of');
    const known = agreementOf.find(({ id }) => id === AGREEMENT) as unknown as Record<string, unknown>;
    const sent = without(known, 'focusAreas', 'commitments');
    await ask('coordinator', 'save_agreement', {
      p_agreement: { ...sent, sharing: 'authorities' },
      p_revision: sent['revision'],
    });
    const seen = await ask<{ documents: FollowUpDocument[] }>('coordinator', 'preview_follow_up', {
      p_agreement: AGREEMENT,
      p_period: BEFORE.key,
    });
    expect(seen.documents.map(({ audience }) => audience)).toEqual(['authorities']);
    expect(await publishFollowUp(db, BEFORE.key)).toEqual({ version: 1 });
    expect(await publicly({ p_period: BEFORE.key })).toBeNull();
    expect(await table('reporterA')).toBeNull();
  });

  it('leaves a trace of publishing and of reading', async () => {
    const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
    await ask('police', 'published_follow_up', {
      p_agreement: AGREEMENT,
      p_period: BEFORE.key,
      p_audience: 'authorities',
    });
    expect(
      await db.database.query('select action, filter, count from public.audit_log where id > $1::bigint', [last?.id]),
    ).toEqual([
      {
        action: 'follow_up.read',
        filter: { agreement: AGREEMENT, period: BEFORE.key, audience: 'authorities', version: 1 },
        count: 1,
      },
    ]);
    expect(
      await db.database.query(
        "select filter, count from public.audit_log where action = 'follow_up.published' order by id desc limit 1",
      ),
    ).toEqual([
      { filter: { agreement: AGREEMENT, period: BEFORE.key, version: 1, audiences: ['authorities'] }, count: 1 },
    ]);
  });

  it('lets nobody who is not signed in reach anything but what is public', async () => {
    for (const name of ['follow_ups_of', 'preview_follow_up', 'published_follow_up', 'plans_of', 'save_follow_up']) {
      const { data, error } = await db.anonymous.rpc(name, {
        p_municipality: '9001',
        p_agreement: AGREEMENT,
        p_period: NOW.key,
        p_audience: 'public',
      });
      expect(data).toBeNull();
      expect(error).not.toBeNull();
    }
    for (const name of ['agreement', 'commitment', 'commitment_follow_up', 'follow_up_version'])
      expect((await db.anonymous.from(name).select('*')).error, name).not.toBeNull();
    expect((await (await db.as(emailOf('coordinator'))).from('follow_up_version').select('*')).error).not.toBeNull();
  });
});
