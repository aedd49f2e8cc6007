/** The years side by side: what is counted, what is not known, what the season lets expect; days for the question of pay days; and what lies on the calendar. */
import { describe, expect, it } from 'vitest';
import { dayCounts, markDays, yearRows } from '../../src/analysis/year-counts';
import type { IncidentTable } from '../../src/analysis/types';
import { periodsBefore, periodOf } from '../../src/domain/period';
import { daysAsked, marksOf } from '../../src/screens/year/calendar';
import { heardOf, tableRows } from '../../src/screens/year/year-table';

const at = (iso: string): number => Date.parse(iso) / 1000;
const NOW = at('2026-11-18T12:00:00Z');

function tableOf(moments: number[], lasting: (i: number) => number = () => 0): IncidentTable {
  const from = Uint32Array.from(moments.toSorted((a, b) => a - b));
  const zeros = new Float64Array(from.length);
  return {
    ...{ size: from.length, east: zeros, north: zeros, from, to: from.map((one, i) => one + lasting(i)) },
    ...{ category: new Uint16Array(from.length), organisation: new Int16Array(from.length) },
    area: new Int16Array(from.length),
  };
}
/** Four each week for three years, and thirty in one of this autumn. */
const steady = tableOf([
  ...periodsBefore(periodOf('week', NOW), 160).flatMap(({ from }) => [1, 2, 3, 4].map((day) => from + day * 86_400)),
  ...Array.from({ length: 26 }, (_, i) => at('2026-10-06T08:00:00Z') + i * 600),
]);

describe('the years side by side', () => {
  it('count whole weeks only, and know no week 53 where there is none', () => {
    const rows = yearRows(steady, 'week', () => true, NOW, 5);
    expect(rows.map(({ year }) => year)).toEqual([2023, 2024, 2025, 2026]);
    const [first, , , newest] = rows;
    // The first week of all may be cut off, the present one is not over, and those after it are to come.
    expect(first?.cells.findIndex((cell) => cell?.count === 4)).toBe(44 - 1);
    expect(newest?.cells[46 - 1]?.count).toBe(4);
    expect(newest?.cells[47 - 1]?.count).toBeNull();
    expect(first?.cells[53 - 1]).toBeUndefined();
    expect(newest?.cells[53 - 1]?.period.key).toBe('2026-W53');
    expect(yearRows(tableOf([]), 'week', () => true, NOW, 5)).toEqual([]);
  });

  it('hold a week against the same season of earlier years, and say when those are too few', () => {
    const rows = yearRows(steady, 'week', () => true, NOW, 5);
    expect(rows[1]?.cells[20]?.expected).toBeNull();
    const usual = rows[3]?.cells[20];
    expect(usual?.expected?.low).toBeLessThanOrEqual(4);
    expect(usual?.expected?.high).toBeGreaterThanOrEqual(4);
    const table = tableRows(rows, 'week', null, []);
    expect(table.filter(({ told }) => told === 'above').map(({ number }) => number)).toEqual([41]);
    expect(table.filter(({ told }) => told === 'below')).toEqual([]);
    const months = yearRows(steady, 'month', () => true, NOW, 2);
    expect(months.map(({ year, cells }) => [year, cells.length])).toEqual([
      [2025, 12],
      [2026, 12],
    ]);
    expect(
      months.flatMap(({ cells }) => cells.map((cell) => cell?.count ?? 0)).reduce((a, b) => a + b),
    ).toBeGreaterThan(300);
  });

  it('mark what few reported for', () => {
    const coverage = { expected: 4, weeks: [{ from: '2026-10-05', reported: 1 }] };
    const [week, month] = [periodOf('week', at('2026-10-06T12:00:00Z')), periodOf('month', at('2026-10-06T12:00:00Z'))];
    expect(heardOf(week, coverage)).toBe(0.25);
    expect(heardOf(month, coverage)).toBe(0.05); // five weeks lie in it
    expect(heardOf(week, { expected: 0, weeks: [] })).toBeNull();
    expect(heardOf(week, null)).toBeNull();
  });
});

describe('the days of a question', () => {
  it('are whole days until yesterday, without those that nobody knows within a day', () => {
    const table = tableOf(
      ['2026-10-20T23:30:00Z', '2026-10-24T23:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T10:00:00Z'].map(at),
      (i) => (i === 3 ? 2 * 86_400 : 0),
    );
    const days = dayCounts(table, () => true, NOW);
    // The first is on the 21st by the Swedish clock; counting begins on the day after.
    expect(days.from).toBe('2026-10-22');
    expect([...days.counts.slice(0, 5)]).toEqual([0, 0, 0, 2, 0]);
    expect(days.counts).toHaveLength(27);
    expect(days.unknown).toBe(1);
    const pay = markDays(days, daysAsked('pay', [2026], []));
    // Pay day is Friday 23 October, since the 25th is a Sunday.
    expect([...pay.slice(0, 5)]).toEqual([0, 1, 1, 1, 0]);
  });

  it('lie on the calendar with holidays, school and events, cancelled ones left out', () => {
    const school = [{ id: 'a', name: 'Höstlov', from: '2026-10-26', to: '2026-10-30', revision: 1, mayEdit: true }];
    const marks = marksOf(2026, school, []);
    expect(marks.filter(({ kind }) => kind === 'pay')).toHaveLength(12);
    expect(marks.filter(({ kind }) => kind === 'holiday')).toHaveLength(18);
    expect(marks.filter(({ kind }) => kind === 'school')).toEqual([
      { kind: 'school', name: 'Höstlov', from: '2026-10-26', to: '2026-10-30' },
    ]);
    expect(daysAsked('school', [2026], school)).toHaveLength(5);
    expect(daysAsked('holiday', [2026], [])).toContain('2026-06-19');
  });
});
