/** The Swedish calendar against known days, and the question of certain days against R (`Rscript test/reference/year/calendar.R`; R is not needed here). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calendarEffect } from '../../src/analysis/calendar-effect';
import { weekdayOf } from '../../src/domain/iso-day';
import { easterSunday, eves, payDay, publicHolidays } from '../../src/domain/swedish-calendar';
import { expectClose } from '../reference/r/closeness';
import { makeCalendarCase, makeCalendarCases, type CalendarCase } from '../reference/year/cases';

describe('the Swedish calendar', () => {
  it.each([
    [1991, '1991-03-31'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  it('has the public holidays of 2026 and of 2004, when Whit Monday was one', () => {
    expect(publicHolidays(2026).map(({ date }) => date)).toEqual([
      ...['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14'],
      ...['2026-05-24', '2026-06-06', '2026-06-20', '2026-10-31', '2026-12-25', '2026-12-26'],
    ]);
    expect(publicHolidays(2004).map(({ name }) => name)).toContain('whitMonday');
    expect(publicHolidays(2004).map(({ name }) => name)).not.toContain('nationalDay');
    expect(eves(2026).map(({ date }) => date)).toEqual([
      ...['2026-04-04', '2026-04-30', '2026-06-19', '2026-12-24', '2026-12-31'],
    ]);
  });

  it('keeps midsummer and all saints on Saturdays of the right week', () => {
    for (let year = 1995; year < 2060; year++) {
      const day = (name: string) => publicHolidays(year).find((one) => one.name === name)?.date ?? '';
      expect([weekdayOf(day('midsummer')), weekdayOf(day('allSaints')), weekdayOf(day('easter'))]).toEqual([5, 5, 6]);
      expect(day('midsummer').slice(5) >= '06-20' && day('midsummer').slice(5) <= '06-26').toBe(true);
      expect(day('allSaints').slice(5) >= '10-31' && day('allSaints').slice(5) <= '11-06').toBe(true);
    }
  });

  it('pays on the 25th or the working day before', () => {
    expect(payDay(2026, 11)).toBe('2026-11-25');
    expect(payDay(2026, 10)).toBe('2026-10-23'); // the 25th is a Sunday
    expect(payDay(2026, 12)).toBe('2026-12-23'); // Christmas Eve and Day
    expect(payDay(2027, 12)).toBe('2027-12-23');
    expect(payDay(2024, 12)).toBe('2024-12-23');
    expect(payDay(2021, 6)).toBe('2021-06-24'); // the 25th is midsummer's eve
    expect(payDay(2016, 3)).toBe('2016-03-24'); // the 25th is Good Friday
  });
});

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../reference/year', name), 'utf8'));
const cases = read('cases.json') as CalendarCase[];
const answer = ({ counts, stratum, marked }: CalendarCase) => calendarEffect(counts, stratum, marked);

describe('whether more happens on certain days', () => {
  it('is answered as R answers it', () => {
    expect(cases).toEqual(JSON.parse(JSON.stringify(makeCalendarCases())));
    const expected = read('expected.json') as Record<'ratio' | 'low' | 'high' | 'p' | 'dispersion', number>[];
    expect(expected).toHaveLength(cases.length);
    const ours = cases.map(answer);
    for (const key of ['ratio', 'low', 'high', 'p', 'dispersion'] as const) {
      expectClose(
        ours.map((one) => one?.[key] ?? NaN),
        expected.map((one) => one[key]),
        key,
        key === 'p' ? 1e-6 : 0, // what z of 6 makes of its last digits is no matter
      );
    }
    expect(ours.map((one) => one?.verdict)).toEqual(['no-difference', 'more', 'more', 'too-few']);
  });

  it('alarms in about one of twenty series where nothing is, also where days scatter', () => {
    for (const dispersion of [1, 1.6]) {
      const alarms = Array.from({ length: 400 }, (_, i) =>
        answer(makeCalendarCase({ name: `${dispersion} ${i}`, months: 18, mean: 2, ratio: 1, dispersion })),
      ).filter((one) => one?.verdict === 'more' || one?.verdict === 'fewer').length;
      // 20 of 400 are expected; more than 32 would come once in 300 tries.
      expect(alarms, String(dispersion)).toBeLessThanOrEqual(32);
      expect(alarms, String(dispersion)).toBeGreaterThan(3);
    }
  });

  it('has an end of the interval where one side had none, and no answer where there is nothing to compare', () => {
    const stratum = Array.from({ length: 40 }, (_, i) => i % 4);
    const marked = stratum.map((_, i) => (i < 12 ? 1 : 0));
    const none = calendarEffect(
      stratum.map((_, i) => (i < 12 ? 0 : 2)),
      stratum,
      marked,
    );
    expect(none).toMatchObject({ ratio: 0, low: 0, verdict: 'fewer', marked: { days: 12, count: 0 } });
    expect(none?.high).toBeLessThan(0.5);
    const all = calendarEffect(
      stratum.map((_, i) => (i < 12 ? 6 : 0)),
      stratum,
      marked,
    );
    expect(all).toMatchObject({ ratio: null, high: null, verdict: 'more' });
    expect(all?.low).toBeGreaterThan(2);
    expect(calendarEffect([1, 2], [0, 1], [1, 0])).toBeNull();
    expect(calendarEffect([], [], [])).toBeNull();
    expect(() => calendarEffect([1], [], [])).toThrow(RangeError);
  });
});
