/** Days of an activity: whole days, clock times, series, and the calendar file. What another program reads in the file is in test/formats/calendar.test.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seriesDays } from '../../src/domain/activity-series';
import { daysOf, fieldsOf, instantsOf } from '../../src/domain/activity-span';
import { isoDay, weekdayOf } from '../../src/domain/iso-day';
import { icsFile } from '../../src/picture/formats/ics';

const fields = (from: string, to: string, fromTime = '', toTime = '') => ({ from, to, fromTime, toTime });

describe('the time of an activity', () => {
  it('is whole days until the midnight after the last, also when summer time begins between', () => {
    const days = instantsOf(fields('2026-03-28', '2026-03-29'));
    expect(days).toEqual({
      ...{ startsAt: Date.parse('2026-03-28T00:00+01:00') / 1000, endsAt: Date.parse('2026-03-30T00:00+02:00') / 1000 },
      allDay: true,
    });
    expect(daysOf(days)).toEqual({ from: '2026-03-28', to: '2026-03-29' });
  });

  it('goes over midnight when it ends before it begins, and is a moment without an end', () => {
    const night = instantsOf(fields('2026-05-02', '2026-05-02', '22:00', '02:00'));
    expect(night.endsAt - night.startsAt).toBe(4 * 3600);
    const moment = instantsOf(fields('2026-05-02', '', '18:00', ''));
    expect(moment.endsAt).toBe(moment.startsAt);
    expect(instantsOf(fields('', '')).startsAt).toBeNaN();
  });

  it('comes back as the same instants from its fields, whatever they are', () => {
    const minute = fc.integer({ min: 25_000_000, max: 35_000_000 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 5000 }), fc.boolean(), (start, length, allDay) => {
        const [startsAt, endsAt] = [start * 60, (start + length) * 60];
        const span = allDay
          ? instantsOf(fields(isoDay(start % 30_000), isoDay((start % 30_000) + (length % 9))))
          : { startsAt, endsAt, allDay };
        if (!allDay && inRepeatedHour(startsAt, endsAt)) return;
        expect(instantsOf(fieldsOf(span))).toEqual(span);
      }),
    );
  });
});

/** In the hour that autumn repeats a clock time means the first. */
function inRepeatedHour(...instants: number[]): boolean {
  return instants.some((at) => {
    const summer = (epoch: number): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short', dateStyle: 'short' }).format(
        epoch * 1000,
      );
    return summer(at) === summer(at - 3600);
  });
}

describe('a series', () => {
  it('comes every week, every second, every month on the day or on the weekday', () => {
    expect(seriesDays('2026-03-24', 'week', '2026-04-08')).toEqual(['2026-03-24', '2026-03-31', '2026-04-07']);
    expect(seriesDays('2026-03-24', 'fortnight', '2026-04-21')).toEqual(['2026-03-24', '2026-04-07', '2026-04-21']);
    expect(seriesDays('2026-01-31', 'month', '2026-04-30')).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ]);
    const tuesdays = seriesDays('2026-01-20', 'month-weekday', '2026-12-31');
    expect(tuesdays).toHaveLength(12);
    expect(tuesdays.slice(0, 3)).toEqual(['2026-01-20', '2026-02-17', '2026-03-17']);
    expect(new Set(tuesdays.map(weekdayOf))).toEqual(new Set([1]));
    expect(seriesDays('2026-01-30', 'month-weekday', '2026-02-28').at(-1)).toBe('2026-02-27');
    expect(seriesDays('2026-01-01', 'week', '2099-12-31')).toHaveLength(200);
    expect(seriesDays('2026-01-02', 'week', '2026-01-01')).toEqual([]);
  });
});

describe('a calendar file', () => {
  it('folds lines at 75 octets without cutting a letter, and escapes what has a meaning', () => {
    const title = `Åh; nej, men \\ ${'ö'.repeat(100)}\nslut`;
    const file = icsFile(
      [
        {
          ...{ id: 'a', revision: 3, title, category: 'Dialog', startsAt: 0, endsAt: 0, days: null, cancelled: true },
          ...{ place: '', position: null, description: '' },
        },
      ],
      { name: 'Aktiviteter', madeAt: 0 },
    );
    const lines = file.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(lines.at(-1)).toBe('');
    expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:Åh\\; nej\\, men \\\\ ${'ö'.repeat(100)}\\nslut`);
    expect(file).toContain('STATUS:CANCELLED');
    expect(file).not.toContain('DTEND');
    expect(file).not.toMatch(/[^\r]\n/);
  });
});
