import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addIncidentHours,
  emptyHours,
  hotTimesOfGroup,
  hoursByGroup,
  toHotTimes,
  wallHoursOf,
} from '../../src/analysis/hot-times';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { hourOfWeek } from '../../src/domain/stockholm-time';
import { at } from './analysis-fixtures';

/** Non-zero cells as `day hour`. */
function shares(from: string, to: string): Record<string, number> {
  const sums = emptyHours();
  addIncidentHours(sums, at(from), at(to));
  const found: Record<string, number> = {};
  toHotTimes(sums).forEach((row, day) => row.forEach((share, hour) => share > 0 && (found[`${day} ${hour}`] = share)));
  return found;
}

describe('Hot times', () => {
  it('give a moment whole to its hour', () => {
    expect(shares('2026-11-16T21:59:59+01:00', '2026-11-16T21:59:59+01:00')).toEqual({ '0 21': 1 });
    expect(shares('2026-07-05T23:00:00+02:00', '2026-07-05T23:00:00+02:00')).toEqual({ '6 23': 1 });
  });

  it('spread an interval evenly over the hours that it touches, over midnight too', () => {
    expect(shares('2026-11-16T22:50:00+01:00', '2026-11-17T01:10:00+01:00')).toEqual({
      '0 22': 0.25,
      '0 23': 0.25,
      '1 0': 0.25,
      '1 1': 0.25,
    });
  });

  it('do not touch the hour that an interval ends on', () => {
    expect(shares('2026-11-16T22:00:00+01:00', '2026-11-17T00:00:00+01:00')).toEqual({ '0 22': 0.5, '0 23': 0.5 });
    expect(shares('2026-11-16T22:00:00+01:00', '2026-11-17T00:00:01+01:00')).toHaveProperty('1 0', 1 / 3);
  });

  it('count elapsed hours: two o’clock twice in autumn, never in spring', () => {
    expect(shares('2026-10-25T01:00:00+02:00', '2026-10-25T04:00:00+01:00')).toEqual({
      '6 1': 0.25,
      '6 2': 0.5,
      '6 3': 0.25,
    });
    expect(shares('2026-03-29T01:00:00+01:00', '2026-03-29T04:00:00+02:00')).toEqual({ '6 1': 0.5, '6 3': 0.5 });
  });

  it('sum to one over a year, and agree with counting hour by hour', () => {
    const from = at('2026-01-05T03:20:00+01:00');
    const to = at('2027-02-10T17:45:00+01:00');
    const quick = emptyHours();
    addIncidentHours(quick, from, to);
    const slow = emptyHours();
    const first = Math.floor(from / 3600);
    const last = Math.floor((to - 1) / 3600);
    const wall = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Stockholm',
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    for (let hour = first; hour <= last; hour++) {
      const parts = Object.fromEntries(wall.formatToParts(hour * 3_600_000).map(({ type, value }) => [type, value]));
      slow[days.indexOf(parts['weekday']) * 24 + Number(parts['hour'])] += 1 / (last - first + 1);
    }
    expect(quick.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    quick.forEach((share, i) => expect(share).toBeCloseTo(slow[i], 12));
  });

  it('know the hour of the week at every instant, in whatever order they are asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1 }), (instants) => {
        for (const instant of instants) {
          const sums = emptyHours();
          addIncidentHours(sums, instant, instant);
          expect(sums.indexOf(1)).toBe(hourOfWeek(instant));
        }
        const column = instants.map(() => 0);
        const table = buildIncidentTable({
          ...{ from: instants, to: instants, category: column, organisation: column, area: column },
          ...{ east: column, north: column },
        });
        expect([...wallHoursOf(table)]).toEqual([...table.from].map(hourOfWeek));
      }),
    );
  });

  it('at the changes of the clock turn from one second to the next', () => {
    for (const iso of ['2026-03-29T02:00:00+01:00', '2026-10-25T03:00:00+02:00', '1995-09-24T03:00:00+02:00']) {
      for (const instant of [at(iso) - 1, at(iso), at(iso) - 1, at(iso) + 1]) {
        const sums = emptyHours();
        addIncidentHours(sums, instant, instant);
        expect(sums.indexOf(1)).toBe(hourOfWeek(instant));
      }
    }
  });

  it('of several groups are those of each alone, also for intervals over weeks and changes of the clock', () => {
    const incidents = fc.array(
      fc.record({
        from: fc.integer({ min: at('2026-01-01T00:00:00+01:00'), max: at('2026-12-31T00:00:00+01:00') }),
        lasting: fc.oneof(
          fc.constant(0),
          fc.integer({ min: 1, max: 200_000 }),
          fc.integer({ min: 1, max: 40_000_000 }),
        ),
        area: fc.integer({ min: -1, max: 2 }),
      }),
    );
    fc.assert(
      fc.property(incidents, (list) => {
        const zero = list.map(() => 0);
        const table = buildIncidentTable({
          ...{ from: list.map(({ from }) => from), to: list.map(({ from, lasting }) => from + lasting) },
          ...{ category: zero, organisation: zero, area: list.map(({ area }) => area), east: zero, north: zero },
        });
        const rows = Array.from({ length: table.size }, (_, row) => row);
        const together = hoursByGroup(table, rows, 3, (row) => table.area[row]);
        for (const group of [0, 1, 2]) {
          const alone = emptyHours();
          for (const row of rows)
            if (table.area[row] === group) addIncidentHours(alone, table.from[row], table.to[row]);
          expect(hotTimesOfGroup(together, group)).toEqual(toHotTimes(alone));
        }
      }),
    );
  });
});
