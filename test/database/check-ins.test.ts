/** Who reports for what and by when: periods, check-ins, what is missing, as each role sees it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportingPeriod, type ReportingRow } from '../../src/domain/check-in';
import { emailOf, PEOPLE, report, type Person } from './fixture';
import { asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
const WEEK = reportingPeriod('weekly', TODAY);
const A = { p_organisation: 'bostad-a', p_area: 'a', p_period_from: TODAY };

describe('reporting', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const status = (person: Person, p_back = 0): Promise<ReportingRow[] | null> =>
    ask(person, 'reporting_status', { p_back });
  const rowOf = async (person: Person, organisation: string, area: string, back = 0): Promise<ReportingRow> => {
    const row = (await status(person, back))?.find((it) => it.organisationId === organisation && it.areaId === area);
    if (!row) throw new Error(`no row for ${organisation} in ${area}`);
    return row;
  };
  const rhythm = (p_area: string, p_rhythm: string, p_weekday = 1, p_hour = 9): Promise<null> =>
    ask('coordinator', 'set_reporting', { p_area, p_rhythm, p_weekday, p_hour });

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  describe('what is owed', () => {
    it.each<[Person, string[] | null]>([
      ['reporterA', ['bostad-a a']],
      ['viewerA', ['bostad-a a']],
      ['reporterB', ['bostad-b b']],
      ['police', ['polisen a', 'polisen b']],
      ['rescue', []],
      ['coordinator', ['bostad-a a', 'polisen a', 'bostad-b b', 'polisen b']],
      ['administrator', null],
      ['stranger', null],
      ['nobody', null],
    ])('is told to %s for %j', async (person, expected) => {
      const rows = await status(person);
      expect(rows?.map((row) => `${row.organisationId} ${row.areaId}`) ?? null).toEqual(expected);
    });

    it('is of the running week, the last one and up to sixty before, due on the Monday after', async () => {
      for (const [p_back, steps] of [
        [0, 0],
        [1, -1],
        [60, -60],
        [400, -60],
        [-3, 0],
      ] as const) {
        const period = reportingPeriod('weekly', TODAY, steps);
        expect((await status('reporterA', p_back))?.[0], String(p_back)).toMatchObject({
          rhythm: 'weekly',
          periodFrom: period.from,
          periodTo: period.to,
          checkIn: null,
          remindedAt: null,
        });
      }
      const due = new Date((await rowOf('reporterA', 'bostad-a', 'a')).due * 1000);
      const clock = new Intl.DateTimeFormat('sv-SE', {
        ...{ timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' },
      }).format(due);
      expect(clock).toBe(`${WEEK.to} 09:00`);
    });

    it('follows the rhythm and the deadline of the area', async () => {
      await rhythm('a', 'monthly', 4, 15);
      const month = reportingPeriod('monthly', TODAY);
      expect(await rowOf('reporterA', 'bostad-a', 'a')).toMatchObject({ rhythm: 'monthly', periodFrom: month.from });
      expect(await rowOf('reporterA', 'bostad-a', 'a', 13)).toMatchObject({
        periodFrom: reportingPeriod('monthly', TODAY, -13).from,
      });
      const setting = await ask<{ areas: { id: string; rhythm: string; reportBy: unknown }[] }>(
        'reporterA',
        'setting_of',
      );
      expect(setting.areas.find(({ id }) => id === 'a')).toMatchObject({
        rhythm: 'monthly',
        reportBy: { weekday: 4, hour: 15 },
      });
      await rhythm('a', 'weekly');
    });

    it('is not for an area that does not take part yet', async () => {
      await db.database.script(
        "update public.area set active_from = '2999-01-01' where id = 'b' and municipality_id = '9001'",
      );
      expect((await status('reporterB')) ?? []).toEqual([]);
      await db.database.script(
        "update public.area set active_from = '2020-01-01' where id = 'b' and municipality_id = '9001'",
      );
    });
  });

  it.each([
    ['weekly', '2026-01-01'],
    ['weekly', '2024-02-29'],
    ['fortnightly', '1970-01-05'],
    ['fortnightly', '1969-12-31'],
    ['fortnightly', '2026-11-22'],
    ['fortnightly', '2027-01-03'],
    ['monthly', '2024-02-29'],
    ['monthly', '2026-12-31'],
  ] as const)('the period of %s that holds %s is the one of the app', async (kind, day) => {
    const expected = reportingPeriod(kind, day);
    for (const back of [0, 1, 7]) {
      const shifted = reportingPeriod(kind, day, -back);
      expect(
        await db.database.query('select begins::text, ends::text from app.reporting_period_back($1, $2::date, $3)', [
          kind,
          day,
          back,
        ]),
        `${kind} ${day} ${String(back)}`,
      ).toEqual([{ begins: shifted.from, ends: shifted.to }]);
    }
    expect(expected.from <= day && day < expected.to).toBe(true);
  });

  describe('a check-in', () => {
    const checkIn = (person: Person, values: Record<string, unknown> = {}): Promise<ReportingRow> =>
      ask(person, 'check_in', { ...A, p_nothing: true, ...values });
    const undo = (person: Person, values: Record<string, unknown> = {}): Promise<boolean> =>
      ask(person, 'undo_check_in', { ...A, ...values });

    it('is made by the organisation’s own reporters for their areas, and by nobody else', async () => {
      for (const person of Object.keys(PEOPLE) as Person[]) {
        if (['reporterA', 'colleagueA'].includes(person)) {
          expect(await checkIn(person), person).toMatchObject({ periodFrom: WEEK.from, checkIn: { nothing: true } });
          expect(await undo(person)).toBe(true);
        } else await expect(checkIn(person), person).rejects.toThrow(/^not-allowed: /);
      }
      await expect(checkIn('reporterA', { p_area: 'b' })).rejects.toThrow(/^not-allowed: .*own areas/);
      await expect(checkIn('police', { p_organisation: 'polisen', p_area: 'over' })).rejects.toThrow(/^not-allowed: /);
      await expect(checkIn('reporterA', { p_organisation: 'bostad-b', p_area: 'b' })).rejects.toThrow(/^not-allowed: /);
    });

    it('is of the period that holds the day, once, and the last word counts', async () => {
      const first = await checkIn('reporterA', { p_period_from: WEEK.from });
      expect(first.checkIn).toMatchObject({ nothing: true, mine: true });
      expect((await checkIn('colleagueA', { p_nothing: false })).checkIn).toMatchObject({ nothing: false, mine: true });
      expect((await rowOf('reporterA', 'bostad-a', 'a')).checkIn).toMatchObject({ nothing: false, mine: false });
      expect((await rowOf('coordinator', 'bostad-a', 'a')).checkIn).toMatchObject({ nothing: false, mine: false });
      expect(
        await db.database.query(
          "select period_from::text, period_to::text from public.check_in where municipality_id = '9001'",
        ),
      ).toEqual([{ period_from: WEEK.from, period_to: WEEK.to }]);
      expect(await undo('reporterA')).toBe(true);
      expect(await undo('reporterA')).toBe(false);
    });

    it('is made once by fifty taps at the same moment', { timeout: 60_000 }, async () => {
      await Promise.all(Array.from({ length: 50 }, () => checkIn('reporterA')));
      expect(await db.database.query('select count(*)::integer as n from public.check_in')).toEqual([{ n: 1 }]);
      await undo('reporterA');
    });

    it('is not made for a period that has not begun, nor for no day', async () => {
      await expect(checkIn('reporterA', { p_period_from: WEEK.to })).rejects.toThrow(/^in-the-future: /);
      await expect(checkIn('reporterA', { p_period_from: null })).rejects.toThrow(/^invalid: /);
      await expect(checkIn('reporterA', { p_period_from: '1901-01-01' })).rejects.toThrow(/^invalid: /);
    });

    it('is taken back by the own organisation, within seven days, which leaves a line in the log', async () => {
      await checkIn('reporterA');
      for (const person of ['viewerA', 'reporterB', 'coordinator', 'administrator', 'stranger'] as const)
        await expect(undo(person), person).rejects.toThrow(/^not-allowed: /);
      await db.database.script("update public.check_in set created_at = now() - interval '8 days'");
      expect((await rowOf('reporterA', 'bostad-a', 'a')).checkIn).toMatchObject({ mine: false });
      await expect(undo('reporterA')).rejects.toThrow(/^not-allowed: .*seven days/);
      await db.database.script("update public.check_in set created_at = now() - interval '6 days'");
      expect(await undo('colleagueA')).toBe(true);
      expect(
        await db.database.query(
          "select filter ->> 'organisation' as it from public.audit_log where action = 'check_in.undone' order by id desc limit 1",
        ),
      ).toEqual([{ it: 'bostad-a' }]);
    });

    it('of a month counts for its weeks when the rhythm changes, and that of a week not for the month', async () => {
      await rhythm('a', 'monthly');
      await checkIn('reporterA');
      await rhythm('a', 'weekly');
      const middle = reportingPeriod('weekly', `${TODAY.slice(0, 8)}15`);
      const [covered] = await db.database.query<{ it: { checkIn: unknown } }>(
        "select app.reporting_row('9001', 'bostad-a', 'a', $1::date, $2::date, '{}') as it",
        [middle.from, middle.to],
      );
      expect(covered?.it.checkIn).not.toBeNull();
      await db.database.script('delete from public.check_in');
      await checkIn('reporterA');
      await rhythm('a', 'monthly');
      expect((await rowOf('reporterA', 'bostad-a', 'a')).checkIn).toBeNull();
      await rhythm('a', 'weekly');
      await undo('reporterA');
    });

    it('counts in the coverage: a week by its Monday, a month wherever it touches the span', async () => {
      const covers = async (p_from: string, p_to: string): Promise<number | undefined> =>
        (await ask<{ areaId: string; reported: number }[]>('coordinator', 'coverage', { p_from, p_to })).find(
          ({ areaId }) => areaId === 'a',
        )?.reported;
      await db.database.script(
        `insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2025-03-03')`,
      );
      expect(await covers('2025-03-03T00:00:00+01:00', '2025-03-10T00:00:00+01:00')).toBe(1);
      expect(await covers('2025-03-05T00:00:00+01:00', '2025-03-12T00:00:00+01:00')).toBe(0);
      await rhythm('a', 'monthly');
      await db.database.script(
        `insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2025-04-01')`,
      );
      expect(await covers('2025-04-28T00:00:00+02:00', '2025-05-05T00:00:00+02:00')).toBe(1);
      expect(await covers('2025-05-01T00:00:00+02:00', '2025-06-01T00:00:00+02:00')).toBe(0);
      expect(await covers('2025-03-24T00:00:00+01:00', '2025-03-31T00:00:00+02:00')).toBe(0);
      await rhythm('a', 'weekly');
      await db.database.script('delete from public.check_in');
    });
  });

  it('counts the reports of the period that were not set aside, and what an organisation keeps to itself for itself alone', async () => {
    const send = async (values: Record<string, unknown>): Promise<void> => {
      const client = await db.as(emailOf('reporterA'));
      const { error } = await client.from('incident').insert(report(values));
      if (error) throw new Error(error.message);
    };
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    const now = new Date(Date.now() - 60_000).toISOString();
    await send({ occurred_from: now, occurred_to: now });
    await send({ occurred_from: now, occurred_to: now, sharing: 'own_organisation' });
    await send({ occurred_from: now, occurred_to: now, lon: 14.15, lat: 57.05 });
    await send({ occurred_from: old, occurred_to: old });
    const aside = report({ occurred_from: now, occurred_to: now });
    await send(aside);
    await db.database.query("update public.incident set review_state = 'set_aside' where id = $1", [aside.id]);
    expect((await rowOf('viewerA', 'bostad-a', 'a')).reports).toBe(2);
    expect((await rowOf('coordinator', 'bostad-a', 'a')).reports).toBe(1);
  });

  it('has its rhythm set by coordinator and administrator, in the log, and by nobody else', async () => {
    const set = (person: Person, values: Record<string, unknown> = {}): Promise<null> =>
      ask(person, 'set_reporting', { p_area: 'b', p_rhythm: 'fortnightly', p_weekday: 2, p_hour: 12, ...values });
    for (const person of Object.keys(PEOPLE) as Person[]) {
      if (['coordinator', 'administrator'].includes(person)) expect(await set(person)).toBeNull();
      else await expect(set(person), person).rejects.toThrow(/^not-allowed: /);
    }
    for (const values of [
      { p_rhythm: 'daily' },
      { p_rhythm: null },
      { p_weekday: 0 },
      { p_weekday: 8 },
      { p_hour: 24 },
      { p_hour: null },
    ])
      await expect(set('coordinator', values), JSON.stringify(values)).rejects.toThrow(/^invalid: /);
    await expect(set('coordinator', { p_area: 'nowhere' })).rejects.toThrow(/^not-found: /);
    expect(
      await db.database.query(
        "select filter, count from public.audit_log where action = 'area.reporting_set' and filter ->> 'area' = 'b'",
      ),
    ).toEqual([{ filter: { area: 'b', before: ['weekly', 1, 9], after: ['fortnightly', 2, 12] }, count: 1 }]);
  });
});
