/** The weekly report: what is said of each area while answers and reports are still on their way. */
import { describe, expect, it, vi } from 'vitest';
import type { HeldChange } from '../../src/data/changes';
import { checkInKey, checkInOf, deadlineOf, midnightOf } from '../../src/domain/check-in';
import type { ReportingRow } from '../../src/domain/check-in';
import type { IncidentReport } from '../../src/domain/incident';
import { setLanguage } from '../../src/i18n/i18n.svelte';
import { periodInSentence, periodShort, periodWithDays, periodWords } from '../../src/screens/check-in/reporting-words';
import { listedShort } from '../../src/screens/check-in/area-names';
import { answerForAll, isUnanswered, mayUndo, missingOf, standings } from '../../src/screens/check-in/standing';
import type { Answers } from '../../src/screens/check-in/standing';

const DUE = deadlineOf('2026-11-23', { weekday: 1, hour: 9 });
const row = (areaId: string, values: Partial<ReportingRow> = {}): ReportingRow => ({
  ...{ organisationId: 'vatterhem', areaId, rhythm: 'weekly', periodFrom: '2026-11-16', periodTo: '2026-11-23' },
  ...{ due: DUE, checkIn: null, reports: 0, remindedAt: null },
  ...values,
});
const entry = (of: ReportingRow, nothing: boolean, values: Partial<HeldChange> = {}): HeldChange =>
  ({
    ...{ userId: 'u', membershipId: 'm', municipalityId: '0680', kind: 'check-in', record: checkInOf(of, nothing) },
    ...{ base: 0, queuedAt: (DUE - 60) * 1000, refusal: null, other: null, attempted: false, withdrawn: false },
    ...values,
  }) as HeldChange;
const report = (areaId: string, occurredFrom: number, organisationId = 'vatterhem'): IncidentReport => ({
  ...{ id: crypto.randomUUID(), municipalityId: '0680', organisationId, categoryId: areaId, lon: 14, lat: 57 },
  ...{ occurredFrom, occurredTo: occurredFrom, placeType: 'street', description: '', policeReported: 'no' },
  sharing: 'partners',
});

interface World {
  answers?: Answers;
  held?: HeldChange[];
  waiting?: IncidentReport[];
  now?: number;
}
const stand = (rows: ReportingRow[], { answers = {}, held = [], waiting = [], now = DUE - 3600 }: World = {}) =>
  standings(rows, answers, held, waiting, ({ categoryId }) => categoryId, now);

describe('an area in the weekly report', () => {
  const here = row('oxnehaga');

  it('stands as the server has it while nothing is on its way', () => {
    expect(stand([here])[0]).toMatchObject({ row: here, state: 'due-soon', entry: null, waitingReports: 0 });
    expect(stand([here], { now: DUE })[0]?.state).toBe('late');
  });

  it('shows an answer at once, keeps it while it waits and after it was sent, and takes it back the same way', () => {
    const held = stand([here], { held: [entry(here, true)] })[0];
    expect(held).toMatchObject({ state: 'nothing', row: { checkIn: { nothing: true, at: DUE - 60 } } });
    const key = checkInKey(here);
    expect(stand([here], { answers: { [key]: { nothing: false, at: DUE } } })[0]?.state).toBe('reported');
    const said = row('oxnehaga', { checkIn: { nothing: false, at: DUE - 100, mine: false } });
    expect(stand([said], { answers: { [key]: { nothing: null, at: DUE } } })[0]?.state).toBe('due-soon');
    expect(stand([said], { held: [entry(said, false, { withdrawn: true })] })[0]?.row.checkIn).toBeNull();
    // The newest wish is the one that waits, whatever was pressed before.
    const both = { answers: { [key]: { nothing: false, at: DUE } }, held: [entry(here, true)] };
    expect(stand([here], both)[0]?.state).toBe('nothing');
  });

  it('keeps what the server has when an answer was refused, with the reason beside it', () => {
    const refused = entry(here, true, { refusal: 'not-allowed' });
    const found = stand([here], { held: [refused] })[0];
    expect(found).toMatchObject({ state: 'due-soon', row: { checkIn: null }, entry: { refusal: 'not-allowed' } });
  });

  it('counts reports that still wait, of the own organisation, in the area and the period alone', () => {
    const at = midnightOf('2026-11-16');
    const waiting = [
      ...[report('oxnehaga', at), report('oxnehaga', midnightOf('2026-11-23') - 1)],
      ...[report('oxnehaga', at - 1), report('oxnehaga', midnightOf('2026-11-23')), report('raslatt', at)],
      report('oxnehaga', at, 'junehem'),
    ];
    expect(stand([row('oxnehaga', { reports: 3 })], { waiting })[0]).toMatchObject({
      ...{ waitingReports: 2, state: 'reports', row: { reports: 5 } },
    });
  });

  it('of another organisation, area or period is left alone by an answer', () => {
    const others = [
      row('raslatt'),
      row('oxnehaga', { periodFrom: '2026-11-09' }),
      row('oxnehaga', { organisationId: 'x' }),
    ];
    for (const one of stand(others, { held: [entry(here, true)] })) expect(one.entry).toBeNull();
  });
});

describe('what is missing', () => {
  const said = { nothing: true, at: DUE - 86_400, mine: true };
  const rows = [
    row('late', { due: DUE - 7200 }),
    row('second', { due: DUE + 10 }),
    row('first'),
    row('far', { due: DUE + 30 * 86_400 }),
    row('reports', { reports: 1, due: DUE - 7200 }),
    row('answered', { checkIn: said, due: DUE - 7200 }),
  ];

  it('is late, or due soon with the first deadline first', () => {
    const { late, due } = missingOf(stand(rows));
    expect(late.map((one) => one.row.areaId)).toEqual(['late']);
    expect(due.map((one) => one.row.areaId)).toEqual(['first', 'second']);
  });

  it('is answered with one tap: reported where reports have come, nothing to report elsewhere', () => {
    const wishes = answerForAll(stand(rows));
    expect(wishes.map(({ standing, nothing }) => [standing.row.areaId, nothing])).toEqual([
      ...[
        ['late', true],
        ['second', true],
        ['first', true],
        ['far', true],
        ['reports', false],
      ],
    ]);
    expect(stand(rows).filter(isUnanswered)).toHaveLength(5);
  });

  it('can be taken back for a week, and as long as it waits', () => {
    const [found] = stand([row('a', { checkIn: said })]);
    if (!found) throw new Error('no row');
    expect(mayUndo(found, said.at + 7 * 86_400 - 1)).toBe(true);
    expect(mayUndo(found, said.at + 7 * 86_400)).toBe(false);
    expect(stand(rows).some((one) => one.row.checkIn === null && mayUndo(one, DUE))).toBe(false);
    const [waits] = stand([row('a')], { held: [entry(row('a'), true)] });
    expect(waits && mayUndo(waits, said.at + 90 * 86_400)).toBe(true);
  });
});

describe('the words', () => {
  const fortnight = row('a', { rhythm: 'fortnightly', periodFrom: '2026-11-09' });
  const month = row('a', { rhythm: 'monthly', periodFrom: '2026-10-01', periodTo: '2026-11-01' });

  it('name a week, a fortnight and a month', () => {
    expect([row('a'), fortnight, month].map(periodWords)).toEqual(['Vecka 47', 'Vecka 46–47', 'Oktober 2026']);
    expect([row('a'), fortnight, month].map(periodShort)).toEqual(['v. 47', 'v. 46–47', 'okt. 2026']);
    expect(periodInSentence(month)).toBe('oktober 2026');
    vi.stubGlobal('document', { documentElement: { lang: '' } });
    setLanguage('en');
    expect([row('a'), month].map(periodInSentence)).toEqual(['week 47', 'October 2026']);
    setLanguage('sv');
    vi.unstubAllGlobals();
    expect(periodWithDays(fortnight)).toBe('Vecka 46–47, 9–22 november 2026');
    // The turn of a year: week 53 and week 1 are one fortnight.
    expect(periodWords(row('a', { periodFrom: '2026-12-28', periodTo: '2027-01-11' }))).toBe('Vecka 53–1');
  });

  it('name a few areas and count the rest', () => {
    expect(listedShort(['A', 'B', 'C'])).toBe('A, B och C');
    expect(listedShort(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C och 2 till');
  });
});
