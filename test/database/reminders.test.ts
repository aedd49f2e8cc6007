/** Reminders: what the function that sends them reads and keeps; nobody else sees an address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportingPeriod, type ReportingRow } from '../../src/domain/check-in';
import { emailOf, PEOPLE, userIdOf, type Person } from './fixture';
import { asking } from './known-pictures';
import { reviewing } from './known-review';
import { openTestDatabase, type TestDatabase } from './servers';

interface Missing {
  organisationId: string;
  organisationName: string;
  rows: { areaId: string; areaName: string; periodFrom: string; periodTo: string; due: number }[];
  recipients: string[];
}
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
const WEEK = reportingPeriod('weekly', TODAY);

describe('a reminder', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  /** As the server function asks, past every policy. */
  const missing = async (back = 0, organisations: string | null = null): Promise<Missing[]> =>
    (
      await db.database.query<{ it: Missing[] }>("select public.reminder_source('9001', $1, $2::text[]) as it", [
        back,
        organisations,
      ])
    )[0]?.it ?? [];
  const log = (rows: unknown, person: Person = 'coordinator'): Promise<unknown> =>
    db.database.query("select public.log_reminders('9001', $1::uuid, $2::jsonb, true)", [
      userIdOf(person),
      JSON.stringify(rows),
    ]);
  const sent = { organisationId: 'bostad-a', areaId: 'a', periodFrom: WEEK.from, recipients: 2 };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  it('is for what is missing alone, by organisation, with the addresses of its active reporters', async () => {
    await db.database.query('update public.membership set active = false where user_id = $1', [userIdOf('colleagueA')]);
    const all = await missing();
    expect(
      all.map(({ organisationId, rows, recipients }) => [organisationId, rows.map(({ areaId }) => areaId), recipients]),
    ).toEqual([
      ['bostad-a', ['a'], [emailOf('reporterA')]],
      ['bostad-b', ['b'], [emailOf('reporterB')]],
      ['polisen', ['a', 'b'], [emailOf('police')]],
    ]);
    expect(all[0]).toMatchObject({
      organisationName: 'Bostad A',
      rows: [{ areaName: 'a', periodFrom: WEEK.from, periodTo: WEEK.to }],
    });
    expect(await missing(1, '{bostad-b}')).toMatchObject([
      { organisationId: 'bostad-b', rows: [{ periodFrom: reportingPeriod('weekly', TODAY, -1).from }] },
    ]);
    await db.database.query('update public.membership set active = true where user_id = $1', [userIdOf('colleagueA')]);
    const tool = reviewing(db);
    const now = new Date(Date.now() - 60_000).toISOString();
    const time = { occurred_from: now, occurred_to: now };
    await tool.send({ organisation_id: 'polisen', ...time });
    // What the coordinator may not know of does not count: the board says the same.
    await tool.send({ organisation_id: 'bostad-b', sharing: 'own_organisation', ...time });
    await ask('reporterA', 'check_in', {
      p_organisation: 'bostad-a',
      p_area: 'a',
      p_period_from: TODAY,
      p_nothing: true,
    });
    expect(
      (await missing()).map(({ organisationId, rows }) => [organisationId, rows.map(({ areaId }) => areaId)]),
    ).toEqual([
      ['bostad-b', ['b']],
      ['polisen', ['b']],
    ]);
  });

  it('is sent for a coordinator alone', async () => {
    for (const person of Object.keys(PEOPLE) as Person[])
      expect(await ask(person, 'may_remind'), person).toBe(person === 'coordinator');
    for (const person of ['coordinator', 'administrator', 'reporterA'] as const) {
      await expect(ask(person, 'reminder_source', { p_back: 0 }), person).rejects.toThrow(/permission denied/);
      await expect(
        ask(person, 'log_reminders', { p_user: userIdOf('coordinator'), p_rows: [sent], p_delivered: true }),
        person,
      ).rejects.toThrow(/permission denied/);
    }
    await expect(log([sent], 'reporterA')).rejects.toThrow(/not-allowed: /);
    await expect(log([sent], 'strangeCoordinator')).rejects.toThrow(/not-allowed: /);
  });

  it('is seen on the row, kept without addresses, and in the log of the coordinator who sent it', async () => {
    await log([sent, { ...sent, organisationId: 'polisen', areaId: 'b' }]);
    const rows = await ask<ReportingRow[]>('coordinator', 'reporting_status', { p_back: 0 });
    const reminded = rows
      .filter(({ remindedAt }) => remindedAt !== null)
      .map(({ organisationId, areaId }) => `${organisationId} ${areaId}`);
    expect(reminded).toEqual(['bostad-a a', 'polisen b']);
    expect(
      (await ask<ReportingRow[]>('coordinator', 'reporting_status', { p_back: 1 })).every(
        ({ remindedAt }) => remindedAt === null,
      ),
    ).toBe(true);
    expect(
      await db.database.query("select user_id, filter, count from public.audit_log where action = 'reminder.sent'"),
    ).toEqual([
      {
        user_id: userIdOf('coordinator'),
        filter: { organisations: ['bostad-a', 'polisen'], delivered: true },
        count: 2,
      },
    ]);
    expect(JSON.stringify(await db.database.query('select * from public.reminder'))).not.toContain('@');
  });

  it.each([
    [{ areaId: 'b' }],
    [{ areaId: null }],
    [{ organisationId: 'nobody' }],
    [{ periodFrom: null }],
    [{ periodFrom: '2026-02-30' }],
    [{ recipients: -1 }],
    [{ recipients: [emailOf('reporterA')] }],
  ])('is never noted with %j', async (values) => {
    await expect(log([{ ...sent, ...values }])).rejects.toThrow(/invalid: /);
  });
});
