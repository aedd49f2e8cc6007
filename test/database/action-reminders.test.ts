/** Owners of actions are reminded of what they may see, what is counted for a report, and what retention leaves of actions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reasonToRemind, type ActionReminder } from '../../src/domain/action-reminder';
import type { ActionHistory } from '../../src/domain/council-report';
import type { ActionNote, Deviation } from '../../src/domain/follow-through';
import type { Action } from '../../src/domain/meeting';
import type { RemindAnswer } from '../../supabase/functions/remind/handler';
import { emailOf, PEOPLE, userIdOf, type Person } from './fixture';
import { action, asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
const day = (days: number): string =>
  new Date(Date.parse(`${TODAY}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

describe('actions that somebody must be reminded of', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-'));
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const add = async (values: Partial<Action>): Promise<Action> =>
    (await ask<{ action: Action }>('coordinator', 'save_action', { p_action: action(values), p_revision: 0 })).action;
  const post = async (person: Person, organisations: string[]): Promise<{ status: number; text: string }> => {
    const token = (await (await as(person)).auth.getSession()).data.session?.access_token ?? '';
    const answer = await db.fetch(
      new Request('http://127.0.0.1:1/functions/v1/remind', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ municipality: '9001', about: 'actions', organisations }),
      }),
    );
    return { status: answer.status, text: await answer.text() };
  };
  /** Closes it so many days ago, in its trace too. */
  /** So many days ago at noon: an hour before midnight, so many times 24 hours ago was another day where the clock has been put back since. */
  const noon = (days: number): string => `('${day(-days)} 12:00'::timestamp at time zone 'Europe/Stockholm')`;
  const closeAt = async (one: Action, days: number): Promise<void> => {
    await ask('coordinator', 'save_action', {
      p_action: { ...one, status: 'done', outcome: 'Tre träffar hölls' },
      p_revision: one.revision,
    });
    await db.database.script(`
      select set_config('lagesbild.clearing', 'on', false);
      update public.action set created_at = ${noon(days + 10)} where id = '${one.id}';
      update public.action_note set at = ${noon(days)} where action_id = '${one.id}';
      select set_config('lagesbild.clearing', '', false);`);
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture', join(folder, 'secret'));
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are the same in the browser and in the database', async () => {
    const days = [null, day(-1), TODAY, day(3), day(4)];
    const cases = days.flatMap((due) =>
      days.flatMap((reviewOn) =>
        (['planned', 'ongoing', 'done', 'cancelled'] as const).map((status) => ({ due, reviewOn, status })),
      ),
    );
    const rows = await db.database.query<{ n: string; reason: string | null }>(
      `select c ->> 'n' as n, app.reason_to_remind(jsonb_populate_record(null::public.action, c), $2::date) as reason
       from jsonb_array_elements($1::text::jsonb) c`,
      [JSON.stringify(cases.map(({ due, reviewOn, status }, n) => ({ n, due, review_on: reviewOn, status }))), TODAY],
    );
    expect(rows.map(({ n, reason }) => [Number(n), reason])).toEqual(
      cases.map((one, n) => [n, reasonToRemind(one, TODAY)]),
    );
  });

  it('are told their owner, without the words that only authorities see, and never to who may not see them', async () => {
    const late = await add({ what: 'Byt låset', ownerId: 'bostad-a', areaId: 'a', position: null, due: day(-2) });
    await add({ what: 'Långt fram', ownerId: 'bostad-a', due: day(30) });
    const soon = await add({ what: 'HEMLIGT', ownerId: 'polisen', due: day(2), sharing: 'authorities' });
    await add({ what: 'HEMLIGT', ownerId: 'bostad-b', due: day(-1), sharing: 'authorities' });

    for (const person of ['reporterA', 'police', 'viewerA', 'administrator', 'strangeCoordinator'] as const)
      expect((await post(person, ['bostad-a'])).status, person).toBe(403);
    const { status, text } = await post('coordinator', ['bostad-a', 'bostad-b', 'polisen']);
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(text).not.toContain('@');
    expect(text).not.toContain('HEMLIGT');
    const { mail, messages } = JSON.parse(text) as RemindAnswer;
    expect(mail).toBe(false);
    expect(messages.map(({ organisationId, recipients }) => [organisationId, recipients])).toEqual([
      ['bostad-a', 2],
      ['polisen', 1],
    ]);
    expect(messages[0]?.text).toMatch(/^– Byt låset \(a\): skulle ha varit klar \d+ \S+ 20\d\d$/m);
    expect(messages[0]?.text).not.toContain('Långt fram');
    expect(messages[1]?.text).toMatch(/^– Åtgärd som bara polis och kommun ser \(.*\): ska vara klar /m);

    const seen = (person: Person): Promise<ActionReminder[] | null> => ask(person, 'action_reminders_of');
    expect(
      (await seen('coordinator'))?.map(({ actionId, reason, delivered }) => [actionId, reason, delivered]),
    ).toEqual([
      [late.id, 'late', false],
      [soon.id, 'due', false],
    ]);
    expect((await seen('reporterA'))?.map(({ actionId }) => actionId)).toEqual([late.id]);
    expect(await seen('reporterB')).toEqual([]);
    expect(await seen('administrator')).toBeNull();
    const [log] = await db.database.query(
      "select filter, count from public.audit_log where action = 'action_reminder.sent' order by id desc limit 1",
    );
    expect(log).toEqual({ filter: { organisations: ['polisen'], delivered: false }, count: 1 });
  });

  it('are logged for a coordinator alone, and only to their owner', async () => {
    const one = await add({ ownerId: 'bostad-a', due: day(-2) });
    const write = (person: Person, organisationId: string, reason = 'late'): Promise<unknown> =>
      db.database.query("select public.log_action_reminders('9001', $1::uuid, $2::jsonb, true)", [
        userIdOf(person),
        JSON.stringify([{ actionId: one.id, organisationId, reason, recipients: 1 }]),
      ]);
    for (const person of (Object.keys(PEOPLE) as Person[]).filter((each) => each !== 'coordinator'))
      await expect(write(person, 'bostad-a'), person).rejects.toThrow(/not-allowed: /);
    await expect(write('coordinator', 'bostad-b')).rejects.toThrow(/invalid: /);
    await expect(write('coordinator', 'bostad-a', 'tired')).rejects.toThrow(/invalid: /);
    await write('coordinator', 'bostad-a');
  });

  it('are counted for a report with the day they were closed, by who may see them', async () => {
    const done = await add({ what: 'Grannsamverkan', ownerId: 'bostad-a', areaId: 'a', position: null, due: day(-40) });
    await closeAt(done, 35);
    const kept = await add({ what: 'HEMLIGT', sharing: 'authorities' });
    const history = (person: Person, from: string, to: string): Promise<ActionHistory[] | null> =>
      ask(person, 'action_history_of', { p_from: from, p_to: to });
    const all = await history('coordinator', day(-36), day(1));
    expect(all?.find(({ id }) => id === done.id)).toEqual({
      ...{ id: done.id, what: 'Grannsamverkan', areaId: 'a', ownerId: 'bostad-a', status: 'done', due: day(-40) },
      ...{ decidedOn: day(-45), closedOn: day(-35), hasOutcome: true },
    });
    expect(
      (await history('coordinator', day(-34), day(1)))?.some(({ id }) => id === done.id),
      'closed before',
    ).toBe(false);
    expect((await history('coordinator', day(-60), day(-50))) ?? [], 'decided after').toEqual([]);
    expect((await history('police', day(-36), day(1)))?.some(({ id }) => id === kept.id)).toBe(true);
    expect(JSON.stringify(await history('reporterA', day(-36), day(1)))).not.toContain('HEMLIGT');
    expect(await history('administrator', day(-36), day(1))).toBeNull();
    expect(await history('nobody', day(-36), day(1))).toBeNull();
  });

  it('lose their words, their writers and then all by the rules of the municipality, once they are closed', async () => {
    const open = await add({ what: 'Öppen', problem: 'Klotter i gången' });
    const ages: Record<string, Action> = {};
    for (const age of [10, 100, 400, 800]) {
      const one = await add({ what: `Stängd ${String(age)}`, problem: 'Klotter i gången' });
      await ask('police', 'add_action_note', { p_action: one.id, p_id: crypto.randomUUID(), p_text: 'Låset är bytt' });
      await closeAt(one, age);
      ages[age] = one;
    }
    await db.database.query("update public.action set created_at = now() - interval '900 days' where id = $1", [
      open.id,
    ]);
    for (const [subject, days] of Object.entries({ free_text: 90, place_and_time: 365, row: 730 }))
      await db.database.query(
        "insert into public.retention_rule (municipality_id, subject, days) values ('9001', $1, $2)",
        [subject, days],
      );
    const apply = async (p_dry_run: boolean): Promise<unknown> =>
      (await ask<{ actions: number }>('administrator', 'apply_retention', { p_dry_run })).actions;
    expect(await apply(true)).toBe(3);
    expect(await apply(false)).toBe(3);
    expect(await apply(false), 'nothing is left to clear').toBe(0);

    const rows = await db.database.query<Record<string, unknown>>(
      `select a.what, a.problem, a.outcome, a.created_by is not null as author,
         (select string_agg(n.text, '') from public.action_note n where n.action_id = a.id) as notes,
         exists (select from public.action_note n where n.action_id = a.id and n.created_by is not null) as writer
       from public.action a where a.what like 'Stängd%' or a.id = $1 order by a.what`,
      [open.id],
    );
    const kept = { problem: 'Klotter i gången', outcome: 'Tre träffar hölls', author: true, writer: true };
    const cleared = { problem: '', outcome: '(gallrad)', notes: '' };
    expect(rows).toEqual([
      { what: 'Stängd 10', ...kept, notes: 'Låset är bytt' },
      { what: 'Stängd 100', ...cleared, author: true, writer: true },
      { what: 'Stängd 400', ...cleared, author: false, writer: false },
      { what: 'Öppen', ...kept, outcome: '', notes: null, writer: false },
    ]);
    const trace = await ask<ActionNote[]>('coordinator', 'action_notes_of', { p_action: ages[400]?.id });
    expect(trace.map(({ kind }) => kind)).toEqual(['note', 'status']);
    // That the words are gone is no lack of an outcome.
    const month = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 7);
    const found = await ask<Deviation[]>('coordinator', 'deviations_of', { p_month: month });
    expect(found.filter(({ kind, id }) => kind === 'no_outcome' && id === ages[100]?.id)).toEqual([]);
  });
});
