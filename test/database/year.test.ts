/** What the year's wheel and the board of service cases ask the database for: school holidays, who was heard of week by week, and where open cases lie. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SchoolHoliday } from '../../src/domain/year';
import type { ServiceCase } from '../../src/domain/service';
import { schoolHoliday } from './access-service';
import type { Person } from './fixture';
import { INCIDENTS, sendKnown } from './known-incidents';
import { asking } from './known-pictures';
import { servicePromise } from './known-plans';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the year', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const save = (
    p_holiday: unknown,
    p_revision = 0,
    person: Person = 'coordinator',
  ): Promise<{ saved: boolean; holiday: SchoolHoliday }> =>
    ask(person, 'save_school_holiday', { p_holiday, p_revision });

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await sendKnown(db);
  });
  afterAll(() => db.close());

  it('keeps a school holiday until the coordinator takes it away, and takes it back as it was', async () => {
    const { holiday } = await save(schoolHoliday());
    expect(holiday).toMatchObject({
      name: 'Höstlov',
      from: '2026-10-26',
      to: '2026-10-30',
      revision: 1,
      mayEdit: true,
    });
    expect(await save(schoolHoliday())).toMatchObject({ saved: true, holiday: { revision: 1 } });
    expect(await save(schoolHoliday({ name: 'Läslov' }), 1)).toMatchObject({ saved: true, holiday: { revision: 2 } });
    expect(await save(schoolHoliday({ name: 'Annat' }), 1)).toMatchObject({
      saved: false,
      holiday: { name: 'Läslov', revision: 2 },
    });
    expect(await ask<SchoolHoliday[]>('viewerA', 'school_holidays_of')).toMatchObject([
      { name: 'Läslov', mayEdit: false },
    ]);
    expect(await ask<boolean>('coordinator', 'remove_school_holiday', { p_id: holiday.id })).toBe(true);
    expect(await ask<SchoolHoliday[]>('coordinator', 'school_holidays_of')).toEqual([]);
    expect((await save(schoolHoliday({ name: 'Läslov' }))).saved).toBe(true);
    await expect(save(schoolHoliday(), 1, 'reporterA')).rejects.toThrow(/^not-allowed: /);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no name', { name: ' ' }, /^invalid: /],
    ['no day', { from: null }, /^invalid: /],
    ['an end before the beginning', { to: '2026-10-01' }, /^end-before-start: /],
    ['half a year', { to: '2027-04-01' }, /^invalid: /],
    ['a telephone number', { name: 'Ring 070-123 45 67' }, /^personal-data: /],
  ])('refuses a holiday with %s', async (_, values, refusal) => {
    await expect(save(schoolHoliday(values), 1)).rejects.toThrow(refusal);
  });

  it('tells week by week how many of those expected were heard of, and only of areas that one sees', async () => {
    type Weeks = { expected: number; weeks: { from: string; reported: number }[] };
    const weeks = (person: Person, p_area: string | null = null): Promise<Weeks> =>
      ask(person, 'coverage_by_week', { p_from: '2025-12-29', p_to: '2026-12-28', p_area });
    const all = await weeks('coordinator');
    expect(all.weeks.length).toBeGreaterThan(0);
    for (const { from, reported } of all.weeks) {
      expect(new Date(`${from}T12:00:00Z`).getUTCDay(), from).toBe(1);
      expect(reported).toBeLessThanOrEqual(all.expected);
      // The same count by the function that asks for one span.
      const to = new Date(Date.parse(`${from}T12:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
      const spans = await ask<{ reported: number }[]>('coordinator', 'coverage', {
        p_from: `${from}T00:00:00+01:00`,
        p_to: `${to}T00:00:00+01:00`,
      });
      expect(reported, from).toBe(spans.reduce((sum, one) => sum + one.reported, 0));
    }
    const ofA = await weeks('reporterA');
    expect(ofA.expected).toBeLessThan(all.expected);
    expect(ofA.expected).toBe((await weeks('coordinator', 'a')).expected);
    expect((await weeks('reporterA', 'b')).expected).toBe(0);
    expect(await weeks('administrator')).toBeNull();
  });

  it('shows open cases on the map to who may see the reports, and no closed ones', async () => {
    await ask('coordinator', 'save_service_promise', { p_promise: servicePromise(), p_revision: 0 });
    const positions = async (person: Person): Promise<string[] | undefined> =>
      (await ask<{ incidentId: string }[] | null>(person, 'service_positions_of'))?.map(({ incidentId }) => incidentId);
    const open = async (person: Person): Promise<string[] | undefined> =>
      (await ask<ServiceCase[] | null>(person, 'service_cases_of', { p_from: '2026-01-01', p_to: '2099-01-01' }))
        ?.filter(({ doneAt }) => doneAt === null)
        .map(({ incidentId }) => incidentId);
    for (const person of ['coordinator', 'police', 'reporterA', 'reporterB', 'rescue'] as const)
      expect((await positions(person))?.toSorted(), person).toEqual((await open(person))?.toSorted());
    const closing = { incidentId: INCIDENTS.aPartners.id, doneAt: Math.floor(Date.now() / 1000), doneBy: null };
    expect(await positions('coordinator')).toContain(closing.incidentId);
    await ask('coordinator', 'save_service_case', { p_case: { ...closing, actionId: null }, p_revision: 0 });
    expect(await positions('coordinator')).not.toContain(closing.incidentId);
    expect(await ask('administrator', 'service_positions_of')).toBeNull();
  });
});
