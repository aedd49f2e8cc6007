import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parsePeriod,
  PERIOD_KINDS,
  periodOf,
  periodsBefore,
  shiftPeriod,
  yearBefore,
  type PeriodKind,
} from '../../src/domain/period';
import {
  changeAfter,
  epochOfLocal,
  hourOfWeek,
  isoOfEpoch,
  localOfEpoch,
  offsetAt,
} from '../../src/domain/stockholm-time';

const FIRST = Date.UTC(2000, 0, 1) / 1000;
const LAST = Date.UTC(2051, 0, 1) / 1000 - 1;

/** Both clock changes of every year, found in the time zone database of the runtime and not by our rule. */
const changes: number[] = [];
const wall = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Stockholm',
  ...{
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    weekday: 'short',
  },
  hourCycle: 'h23',
});
function fieldsOf(epoch: number): Record<string, string> {
  return Object.fromEntries(wall.formatToParts(epoch * 1000).map(({ type, value }) => [type, value]));
}
function offsetByIntl(epoch: number): number {
  const { year, month, day, hour, minute, second } = fieldsOf(epoch);
  return Date.UTC(+year, +month - 1, +day, +hour, +minute, +second) / 1000 - epoch;
}
for (let day = FIRST; day < LAST; day += 86_400) {
  if (offsetByIntl(day) === offsetByIntl(day + 86_400)) continue;
  let low = day;
  let high = day + 86_400;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetByIntl(middle) === offsetByIntl(day)) low = middle;
    else high = middle;
  }
  changes.push(high);
}

/** Any instant, often one around a clock change or a local midnight. */
const instant = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -7200, max: 7200 })).map(([change, shift]) => change + shift),
  fc.integer({ min: 0, max: 51 * 365 }).map((day) => periodOf('week', FIRST + day * 86_400).from - (day % 2)),
);
const kind = fc.constantFrom<PeriodKind>(...PERIOD_KINDS);

describe('Stockholm’s clock', () => {
  it('changes twice a year in the runtime’s time zone database, and there only by our rule', () => {
    expect(changes.length).toBe(102);
    let change = FIRST;
    for (const expected of changes) {
      change = changeAfter(change);
      expect(change).toBe(expected);
    }
  });

  it('shows what Intl shows', () => {
    fc.assert(
      fc.property(instant, (epoch) => {
        const local = localOfEpoch(epoch);
        const intl = fieldsOf(epoch);
        const { year, month, day, hour, minute, second } = local;
        expect([year, month, day, hour, minute, second]).toEqual(
          [intl['year'], intl['month'], intl['day'], intl['hour'], intl['minute'], intl['second']].map(Number),
        );
        const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].findIndex((name) =>
          intl['weekday'].startsWith(name),
        );
        expect(hourOfWeek(epoch)).toBe(weekday * 24 + hour);
        expect(Date.parse(isoOfEpoch(epoch)) / 1000).toBe(epoch);
      }),
      { numRuns: 2000 },
    );
  });

  it('leads back from the wall clock to the instant, or to the first of two', () => {
    fc.assert(
      fc.property(instant, (epoch) => {
        const { year, month, day, hour, minute, second } = localOfEpoch(epoch);
        const back = epochOfLocal(year, month, day, hour, minute, second);
        const repeated = offsetAt(epoch) === 3600 && offsetAt(epoch - 3600) === 7200;
        expect(back).toBe(repeated ? epoch - 3600 : epoch);
      }),
      { numRuns: 2000 },
    );
  });

  it('moves a skipped time forward by an hour', () => {
    for (const change of changes.filter((each) => offsetAt(each) === 7200)) {
      const { year, month, day } = localOfEpoch(change);
      expect(localOfEpoch(epochOfLocal(year, month, day, 2, 30, 15))).toMatchObject({
        day,
        hour: 3,
        minute: 30,
        second: 15,
      });
    }
  });
});

describe('Every instant from 2000 to 2050', () => {
  it('lies in exactly one week, month, tertial and year', () => {
    fc.assert(
      fc.property(instant, kind, (epoch, each) => {
        const own = periodOf(each, epoch);
        expect(own.from <= epoch && epoch < own.to).toBe(true);
        const [before, after] = [shiftPeriod(own, -1), shiftPeriod(own, 1)];
        // Neighbours meet without gap or overlap, so no other period can hold it.
        expect([before.to, after.from]).toEqual([own.from, own.to]);
        expect(periodOf(each, own.from)).toEqual(own);
        expect(periodOf(each, own.to - 1)).toEqual(own);
      }),
      { numRuns: 3000 },
    );
  });

  it('begins its periods at local midnight: weeks on Mondays, months on the first', () => {
    fc.assert(
      fc.property(instant, (epoch) => {
        const week = fieldsOf(periodOf('week', epoch).from);
        expect([week['weekday'].slice(0, 3), week['hour'], week['minute']]).toEqual(['Mon', '00', '00']);
        const tertial = fieldsOf(periodOf('tertial', epoch).from);
        expect([tertial['day'], tertial['hour']]).toEqual(['01', '00']);
        expect(['01', '05', '09']).toContain(tertial['month']);
        const month = fieldsOf(periodOf('month', epoch).from);
        expect([month['day'], month['hour'], month['month']]).toEqual(['01', '00', fieldsOf(epoch)['month']]);
      }),
      { numRuns: 1000 },
    );
  });

  it('has its week numbered as ISO 8601 does: the year of its Thursday', () => {
    fc.assert(
      fc.property(instant, (epoch) => {
        const week = periodOf('week', epoch);
        const { year, month, day } = localOfEpoch(week.from + 3.5 * 86_400);
        const dayOfYear = (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000;
        expect([week.year, week.number]).toEqual([year, Math.floor(dayOfYear / 7) + 1]);
      }),
    );
  });
});

describe('The key of a period', () => {
  it('leads back to the period', () => {
    fc.assert(
      fc.property(instant, kind, (epoch, each) => {
        const period = periodOf(each, epoch);
        expect(parsePeriod(period.key)).toEqual(period);
      }),
    );
  });

  it.each([
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '2026-13',
    '2026-00',
    '2026-T4',
    '2026-T0',
    '26-11',
    '2026-W7',
    '1969',
    'vecka 47',
    '',
    '2026-11-16',
  ])('%s names none', (key) => expect(parsePeriod(key)).toBeNull());

  it.each([
    ['2026-W53', '2026-12-28T00:00:00+01:00', '2027-01-04T00:00:00+01:00'],
    ['2026-W13', '2026-03-23T00:00:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['2026-T3', '2026-09-01T00:00:00+02:00', '2027-01-01T00:00:00+01:00'],
    ['2026-10', '2026-10-01T00:00:00+02:00', '2026-11-01T00:00:00+01:00'],
    ['2026', '2026-01-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00'],
  ])('%s reaches from %s to %s', (key, from, to) => {
    const period = parsePeriod(key);
    expect([isoOfEpoch(period?.from ?? 0), isoOfEpoch(period?.to ?? 0)]).toEqual([from, to]);
  });
});

describe('Stepping through periods', () => {
  it('forwards and back by any number leads home, one by one or at once', () => {
    fc.assert(
      fc.property(instant, kind, fc.integer({ min: -60, max: 60 }), (epoch, each, steps) => {
        const period = periodOf(each, epoch);
        expect(shiftPeriod(shiftPeriod(period, steps), -steps)).toEqual(period);
        let walked = period;
        for (let i = 0; i < Math.abs(steps); i++) walked = shiftPeriod(walked, Math.sign(steps));
        expect(shiftPeriod(period, steps)).toEqual(walked);
      }),
    );
  });

  it('lists the periods before in order, without the period itself', () => {
    fc.assert(
      fc.property(instant, kind, fc.integer({ min: 1, max: 26 }), (epoch, each, count) => {
        const period = periodOf(each, epoch);
        const before = periodsBefore(period, count);
        expect(before.length).toBe(count);
        [...before, period].slice(1).forEach((next, i) => expect(before[i].to).toBe(next.from));
      }),
    );
  });

  it('finds the period of the same number a year before, for every period but some weeks 53', () => {
    fc.assert(
      fc.property(instant, kind, (epoch, each) => {
        const period = periodOf(each, epoch);
        const before = yearBefore(period);
        if (before === null) {
          // Nothing is returned: fast-check would take the answer of an assertion for a verdict of its own.
          expect([period.kind, period.number]).toEqual(['week', 53]);
          return;
        }
        expect([before.kind, before.year, before.number]).toEqual([each, period.year - 1, period.number]);
        expect(parsePeriod(before.key)).toEqual(before);
        expect(before.to).toBeLessThanOrEqual(period.from);
      }),
    );
  });

  it.each([
    ['2026-W53', null],
    ['2027-W53', undefined],
    ['2021-W52', '2020-W52'],
    ['2026-W47', '2025-W47'],
    ['2024-02', '2023-02'],
    ['2026-T3', '2025-T3'],
    ['2026', '2025'],
  ])('a year before %s lies %s', (key, expected) => {
    const period = parsePeriod(key);
    if (expected === undefined) return expect(period).toBeNull();
    expect((period && yearBefore(period))?.key ?? null).toBe(expected);
  });
});
