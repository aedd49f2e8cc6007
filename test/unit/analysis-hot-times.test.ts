import { describe, expect, it } from 'vitest';
import { addIncidentHours, emptyHours, toHotTimes } from '../../src/analysis/hot-times';
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
});
