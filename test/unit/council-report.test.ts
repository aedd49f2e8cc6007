/** The report to the strategic council: what counts in which period, and that few incidents and many places raise no false alarms. */
import { describe, expect, it } from 'vitest';
import { comparePeriods, monthlyDispersion } from '../../src/analysis/period-change';
import { twoCountsP } from '../../src/analysis/two-counts';
import {
  lastHalfYear,
  parseReportPeriod,
  reportNeighbour,
  reportYearBefore,
  type ActionHistory,
} from '../../src/domain/council-report';
import type { Activity } from '../../src/domain/meeting';
import { composeCouncilReport } from '../../src/picture/compose-council';
import type { CouncilSource } from '../../src/picture/council-report';
import { councilBody } from '../../src/picture/formats/council/page';
import { councilSections } from '../../src/picture/formats/council/tables';
import { createRandom } from '../reference/random';

const H1 = parseReportPeriod('2026-H1');
if (!H1) throw new Error('2026-H1 is a half-year');

let made = 0;
const action = (values: Partial<ActionHistory>): ActionHistory => ({
  ...{ id: String(made++), what: 'Byt låset', areaId: 'a', ownerId: 'bostad', status: 'planned', due: null },
  ...{ decidedOn: '2026-02-01', closedOn: null, hasOutcome: false },
  ...values,
});
const activity = (values: Partial<Activity>): Activity => ({
  ...{ id: String(made++), organisationId: 'kommunen', title: 'Dialog', kind: 'dialogue', position: null, areaId: 'a' },
  ...{
    startsAt: H1.from + 86_400,
    endsAt: H1.from + 90_000,
    visitors: null,
    state: 'done',
    revision: 1,
    mayEdit: true,
  },
  ...values,
});
const source = (values: Partial<CouncilSource> = {}): CouncilSource => ({
  ...{ municipality: 'Testby', period: H1, today: '2026-08-01', madeAt: '2026-08-01T10:00:00+02:00', scope: 'all' },
  areas: [
    { id: 'a', name: 'Öxnehaga' },
    { id: 'b', name: 'Råslätt' },
  ],
  organisations: [{ id: 'bostad', name: 'Bostad A' }],
  ...{ actions: [], activities: [], plans: [], followUps: [], deviations: [], incidents: null, service: [] },
  ...values,
});

describe('the period of a report', () => {
  it('is a half-year or a year in Sweden', () => {
    expect(H1).toMatchObject({ firstDay: '2026-01-01', endDay: '2026-07-01', half: 1 });
    expect(H1.months).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
    expect(new Date(H1.to * 1000).toISOString()).toBe('2026-06-30T22:00:00.000Z');
    expect(parseReportPeriod('2026')).toMatchObject({ firstDay: '2026-01-01', endDay: '2027-01-01', half: null });
    for (const wrong of ['2026-H3', '2026-T1', '26-H1', '', '2026-H1x']) expect(parseReportPeriod(wrong)).toBeNull();
    expect(reportYearBefore(H1)?.key).toBe('2025-H1');
    expect(reportNeighbour(H1, -1)?.key).toBe('2025-H2');
    expect(reportNeighbour(H1, 1)?.key).toBe('2026-H2');
    expect([lastHalfYear('2026-06-30'), lastHalfYear('2026-07-01')]).toEqual(['2025-H2', '2026-H1']);
  });
});

describe('actions in a report', () => {
  it('count as they stood when the period ended, however they stand now', () => {
    const { actions } = composeCouncilReport(
      source({
        actions: [
          action({ status: 'done', closedOn: '2026-02-11', due: '2026-02-10' }),
          action({ status: 'done', closedOn: '2026-02-05', due: '2026-02-10' }),
          action({ status: 'done', closedOn: '2026-03-03', areaId: 'b', decidedOn: '2025-12-01' }),
          // Open and late on 30 June; done in July.
          action({ status: 'done', closedOn: '2026-07-01', due: '2026-06-30', ownerId: null }),
          action({ due: '2026-07-01', areaId: null }),
          action({ status: 'cancelled', closedOn: '2026-06-30', decidedOn: '2025-12-31' }),
          action({ decidedOn: '2026-07-01' }),
          action({ status: 'done', decidedOn: '2025-10-01', closedOn: '2025-12-31' }),
        ],
      }),
    );
    expect(actions.all).toEqual({
      ...{ decided: 4, done: 3, doneLate: 1, cancelled: 1, open: 2, late: 1 },
      days: { median: 10, least: 4, most: 92 },
    });
    expect(actions.byArea.map(({ name, decided, done, open }) => [name, decided, done, open])).toEqual([
      ['Öxnehaga', 3, 2, 1],
      ['Råslätt', 0, 1, 0],
      [null, 1, 0, 1],
    ]);
    expect(actions.byOwner.map(({ name, late }) => [name, late])).toEqual([
      ['Bostad A', 0],
      [null, 1],
    ]);
  });

  it('of a period that goes on count up to yesterday, and the report says so', () => {
    const running = source({
      today: '2026-03-02',
      actions: [action({ due: '2026-03-01' }), action({ due: '2026-03-02' })],
    });
    const report = composeCouncilReport(running);
    expect(report).toMatchObject({ ongoing: true, lastDay: '2026-03-01', actions: { all: { open: 2, late: 1 } } });
    expect(councilBody({ report, language: 'sv' })).toContain('Perioden pågår: talen gäller till och med 1 mars 2026.');
  });
});

describe('activities in a report', () => {
  it('tell how many were held, and how many came where somebody counted', () => {
    const { activities } = composeCouncilReport(
      source({
        activities: [
          activity({ participants: 25 }),
          activity({ participants: 0 }),
          activity({ participants: null }),
          activity({ state: 'planned' }),
          activity({ state: 'cancelled', kind: 'safety_walk' }),
          activity({ startsAt: H1.to, endsAt: H1.to + 60 }),
        ],
      }),
    );
    expect(activities).toEqual([
      { kind: 'dialogue', held: 3, counted: 2, participants: 25, cancelled: 0, untold: 1 },
      { kind: 'safety_walk', held: 0, counted: 0, participants: 0, cancelled: 1, untold: 0 },
    ]);
  });
});

describe('incidents in a report', () => {
  const six = (each: number): number[] => Array<number>(6).fill(each);
  const days = { now: 181, before: 181 };

  it('are compared without percentages: few say nothing, and no data before is no comparison', () => {
    const report = composeCouncilReport(
      source({
        incidents: {
          rows: [
            { now: six(30), before: six(15) },
            { now: [1, 1, 1, 1, 1, 1], before: [1, 0, 0, 0, 0, 0] },
            { now: six(3), before: null },
          ],
          ...{ wholeMonths: 6, daysNow: 181, daysBefore: 181 },
        },
      }),
    );
    expect(report.incidents?.rows.map(({ name, count, before, verdict }) => [name, count, before, verdict])).toEqual([
      ['Öxnehaga', 180, 90, 'more'],
      ['Råslätt', 6, 1, 'too-few'],
      [null, 18, null, null],
    ]);
    expect(report.incidents?.all).toMatchObject({ count: 204, before: null, verdict: null });
    const table = councilSections({ report, language: 'en' }).find(({ title }) => title.includes('incidents'))
      ?.tables[0];
    expect(JSON.stringify(table?.rows)).not.toContain('%');
  });

  it('that scatter as chance does are held to the E-test itself', () => {
    const rows = [{ now: six(4), before: six(2) }];
    expect(monthlyDispersion(rows, 6)).toBe(1);
    expect(comparePeriods(rows, 6, days).changes[0]?.p).toBe(twoCountsP(24, 181, 12, 181));
  });

  it('raise at most 5 % false alarms when they come in bursts, where Poisson counts would raise many', () => {
    const random = createRandom('rapport till rådet');
    // Bursts of 1 to 7 on the same month: variance about five times the mean.
    const month = (): number => {
      let count = 0;
      for (let i = 0; i < 30; i++) if (random.next() < 0.1) count += 1 + random.integer(0, 6);
      return count;
    };
    const months = (): number[] => Array.from({ length: 6 }, month);
    let [alarms, naive] = [0, 0];
    const tries = 400;
    for (let i = 0; i < tries; i++) {
      const rows = Array.from({ length: 5 }, () => ({ now: months(), before: months() }));
      if (comparePeriods(rows, 6, days).changes.some(({ verdict }) => verdict === 'more' || verdict === 'fewer'))
        alarms++;
      const plain = rows.some(
        ({ now, before }) =>
          twoCountsP(
            now.reduce((a, b) => a + b),
            181,
            before.reduce((a, b) => a + b),
            181,
          ) < 0.01,
      );
      if (plain) naive++;
    }
    expect(alarms / tries).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / tries));
    expect(naive / tries).toBeGreaterThan(0.15);
  });
});

describe('the report on paper', () => {
  it('lets no text of the municipality become markup', () => {
    const report = composeCouncilReport(
      source({ areas: [{ id: 'a', name: '<img src=x onerror=alert(1)>' }], actions: [action({})] }),
    );
    const body = councilBody({ report, language: 'sv' });
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img');
  });
});
