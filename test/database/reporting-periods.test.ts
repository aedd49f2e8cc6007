/** Reporting periods and deadlines: the browser and the database count alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadlineOf, reportingPeriod, RHYTHMS } from '../../src/domain/check-in';
import { openTestDatabase, type TestDatabase } from './servers';

const DAY = 86_400_000;
const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const FIRST = Date.UTC(2000, 0, 1) / DAY;
const LAST = Date.UTC(2050, 11, 31) / DAY;
/** Every 13th day meets all weekdays, the turns of months and years, and leap days within a few years. */
const days = Array.from({ length: Math.floor((LAST - FIRST) / 13) + 1 }, (_, i) => iso(FIRST + 13 * i)).concat(
  ...[2000, 2004, 2024, 2049].map((year) => [`${year}-12-31`, `${year + 1}-01-01`, `${year}-02-28`, `${year}-03-01`]),
);

describe('a reporting period', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('empty');
  });
  afterAll(() => db.close());

  it('is the same in the browser and in the database, from 2000 to 2050', async () => {
    for (const rhythm of RHYTHMS) {
      const stored = await db.database.query<{ day: string; begins: string; ends: string }>(
        `select to_char(g.day, 'YYYY-MM-DD') as day, to_char(p.begins, 'YYYY-MM-DD') as begins, to_char(p.ends, 'YYYY-MM-DD') as ends
         from unnest('{${days.join(',')}}'::date[]) as g (day), app.reporting_period('${rhythm}', g.day) p order by g.day`,
      );
      expect(stored).toHaveLength(days.length);
      const ours = stored.map(({ day }) => {
        const { from, to } = reportingPeriod(rhythm, day);
        return { day, begins: from, ends: to };
      });
      expect(stored).toEqual(ours);
    }
  });

  it('has the same deadline, over both clock changes', async () => {
    const stored = await db.database.query<{ day: string; weekday: number; hour: number; due: string }>(
      `select to_char(g.day, 'YYYY-MM-DD') as day, w.weekday, h.hour,
         extract(epoch from app.reporting_due(g.day, w.weekday, h.hour))::bigint::text as due
       from unnest('{${days.join(',')}}'::date[]) as g (day), generate_series(1, 7) as w (weekday), unnest('{0,1,3,9,23}'::int[]) as h (hour)`,
    );
    expect(stored).toHaveLength(days.length * 35);
    const wrong = stored.filter(({ day, weekday, hour, due }) => deadlineOf(day, { weekday, hour }) !== Number(due));
    expect(wrong).toEqual([]);
  });

  it('so many steps back is the same too', async () => {
    for (const rhythm of RHYTHMS) {
      const stored = await db.database.query<{ back: number; begins: string }>(
        `select b.back, to_char(p.begins, 'YYYY-MM-DD') as begins
         from generate_series(0, 60) as b (back), app.reporting_period_back('${rhythm}', date '2026-03-31', b.back) p order by b.back`,
      );
      expect(stored.map(({ begins }) => begins)).toEqual(
        stored.map(({ back }) => reportingPeriod(rhythm, '2026-03-31', -back).from),
      );
    }
  });
});
