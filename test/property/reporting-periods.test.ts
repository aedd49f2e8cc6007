/** Reporting periods, deadlines and what is said of a row. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOfEpoch,
  deadlineOf,
  isMissing,
  reportingPeriod,
  reportingState,
  RHYTHMS,
  rowsMovedTo,
  SOON,
  type ReportingRow,
} from '../../src/domain/check-in';
import { parsePeriod } from '../../src/domain/period';
import { epochOfLocal, isoOfEpoch, localOfEpoch } from '../../src/domain/stockholm-time';

const DAY = 86_400_000;
const days = fc
  .integer({ min: Date.UTC(2000, 0, 1) / DAY, max: Date.UTC(2050, 11, 31) / DAY })
  .map((day) => new Date(day * DAY).toISOString().slice(0, 10));
const rhythms = fc.constantFrom(...RHYTHMS);
const deadlines = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) });
const weekdayOf = (iso: string): number => new Date(`${iso}T00:00:00Z`).getUTCDay() || 7;

describe('a reporting period', () => {
  it('holds its day, and the next one begins where it ends', () => {
    fc.assert(
      fc.property(rhythms, days, fc.integer({ min: -60, max: 60 }), (rhythm, day, steps) => {
        const { from, to } = reportingPeriod(rhythm, day);
        expect(from <= day && day < to).toBe(true);
        expect(reportingPeriod(rhythm, to)).toEqual(reportingPeriod(rhythm, day, 1));
        const there = reportingPeriod(rhythm, day, steps);
        expect(reportingPeriod(rhythm, there.from, -steps)).toEqual({ from, to });
      }),
    );
  });

  it('is the ISO week, two of them from the fortnight of 1970-01-05, or the month of the calendar', () => {
    const week = parsePeriod('2026-W47');
    expect(reportingPeriod('weekly', '2026-11-22')).toEqual({
      from: dayOfEpoch(week?.from ?? 0),
      to: dayOfEpoch(week?.to ?? 0),
    });
    expect(reportingPeriod('fortnightly', '1970-01-05')).toEqual({ from: '1970-01-05', to: '1970-01-19' });
    expect(reportingPeriod('fortnightly', '1970-01-04')).toEqual({ from: '1969-12-22', to: '1970-01-05' });
    expect(reportingPeriod('monthly', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-03-01' });
    expect(reportingPeriod('monthly', '2026-01-31', -1)).toEqual({ from: '2025-12-01', to: '2026-01-01' });
    fc.assert(
      fc.property(fc.constantFrom('weekly' as const, 'fortnightly' as const), days, (rhythm, day) => {
        expect(weekdayOf(reportingPeriod(rhythm, day).from)).toBe(1);
      }),
    );
  });

  it('of what is no date is an error', () => {
    for (const bad of ['', '2026-11', '2026-13-01', 'i går', '2026-11-22T10:00']) {
      expect(() => reportingPeriod('weekly', bad)).toThrow(RangeError);
    }
  });
});

describe('a deadline', () => {
  it('is the first such weekday and hour at or after the end, by the Swedish clock', () => {
    fc.assert(
      fc.property(rhythms, days, deadlines, (rhythm, day, deadline) => {
        const { to } = reportingPeriod(rhythm, day);
        const due = deadlineOf(to, deadline);
        const [year = 0, month = 0, date = 0] = to.split('-').map(Number);
        const end = epochOfLocal(year, month, date, 0, 0, 0);
        expect(due).toBeGreaterThanOrEqual(end);
        expect(due - end).toBeLessThan(7 * 86_400 + 3_600); // a week with the hour that autumn repeats
        expect(weekdayOf(dayOfEpoch(due))).toBe(deadline.weekday);
        // 02 is 03 on the night when spring skips it, and what it says on every other.
        expect([deadline.hour, deadline.hour + 1]).toContain(localOfEpoch(due).hour);
      }),
    );
  });

  it('keeps its hour over both clock changes', () => {
    expect(isoOfEpoch(deadlineOf('2026-03-30', { weekday: 1, hour: 9 }))).toBe('2026-03-30T09:00:00+02:00');
    expect(isoOfEpoch(deadlineOf('2026-10-26', { weekday: 1, hour: 9 }))).toBe('2026-10-26T09:00:00+01:00');
    // Sunday at two: skipped in March, repeated in October.
    expect(isoOfEpoch(deadlineOf('2026-03-23', { weekday: 7, hour: 2 }))).toBe('2026-03-29T03:00:00+02:00');
    expect(isoOfEpoch(deadlineOf('2026-10-19', { weekday: 7, hour: 2 }))).toBe('2026-10-25T02:00:00+02:00');
  });

  it('on the day that a month ends on is that very day, whatever its weekday', () => {
    expect(isoOfEpoch(deadlineOf('2026-12-01', { weekday: 2, hour: 0 }))).toBe('2026-12-01T00:00:00+01:00');
    expect(isoOfEpoch(deadlineOf('2026-12-01', { weekday: 1, hour: 9 }))).toBe('2026-12-07T09:00:00+01:00');
  });
});

const row = (values: Partial<ReportingRow>): ReportingRow => ({
  ...{ organisationId: 'vatterhem', areaId: 'oxnehaga', rhythm: 'weekly', periodFrom: '2026-11-16' },
  ...{ periodTo: '2026-11-23', due: deadlineOf('2026-11-23', { weekday: 1, hour: 9 }) },
  ...{ checkIn: null, reports: 0, remindedAt: null },
  ...values,
});

describe('a row', () => {
  const { due } = row({});
  const said = { nothing: false, at: due - 100, mine: true };

  it('is late, due soon or not due yet while nothing has come', () => {
    expect(reportingState(row({}), due)).toBe('late');
    expect(reportingState(row({}), due - 1)).toBe('due-soon');
    expect(reportingState(row({}), due - SOON)).toBe('due-soon');
    expect(reportingState(row({}), due - SOON - 1)).toBe('not-due');
    expect(isMissing(row({}))).toBe(true);
  });

  it('is reported when somebody says so, and never missing when reports have come', () => {
    expect(reportingState(row({ checkIn: said }), due + 1)).toBe('reported');
    expect(reportingState(row({ checkIn: { ...said, nothing: true } }), due + 1)).toBe('nothing');
    expect(reportingState(row({ reports: 2 }), due + 1)).toBe('reports');
    // Nothing to report, and a report that came afterwards: what is there counts.
    expect(reportingState(row({ reports: 1, checkIn: { ...said, nothing: true } }), due)).toBe('reported');
    expect(isMissing(row({ reports: 2 }))).toBe(false);
    expect(isMissing(row({ checkIn: said }))).toBe(false);
  });

  it('that was kept moves on with the calendar and is empty there', () => {
    const monday = epochOfLocal(2026, 11, 23, 7, 0, 0);
    const kept = [row({ checkIn: said, reports: 4 }), row({ periodFrom: '2026-11-09', periodTo: '2026-11-16' })];
    const deadline = { weekday: 1, hour: 9 };
    expect(rowsMovedTo(kept, 1, monday, () => deadline)).toEqual([kept[0]]);
    expect(rowsMovedTo(kept, 0, monday, () => deadline)).toEqual([
      row({ periodFrom: '2026-11-23', periodTo: '2026-11-30', due: deadlineOf('2026-11-30', deadline) }),
    ]);
    expect(rowsMovedTo(kept, 0, monday, () => null)).toEqual([]);
  });
});
