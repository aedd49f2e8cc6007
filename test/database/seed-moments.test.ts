/** The demo data at moments that are hard on a calendar. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedSql } from '../../supabase/embedded/demo.ts';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the demo data', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('demo');
  });
  afterAll(() => db.close());
  const one = async <T>(sql: string): Promise<T> => {
    const [row] = await db.database.query<{ it: T }>(sql);
    if (!row) throw new Error('no row');
    return row.it;
  };
  const count = (where: string): Promise<number> =>
    one<number>(`select count(*)::integer as it from public.incident i where ${where}`);

  it.each(['2026-11-16 00:05+01', '2026-03-29 03:30+02', '2026-01-01 12:00+01'])(
    'loaded at %s end then, and the current week holds incidents',
    async (moment) => {
      await db.database.script(
        `begin; truncate public.municipality cascade; drop table app.demo_seed, app.demo_place; set local lagesbild.demo_moment = '${moment}';\n${seedSql()}\ncommit;`,
      );
      expect(await count(`occurred_to > '${moment}' or created_at > '${moment}'`)).toBe(0);
      expect(
        await count(
          `municipality_id = '0680' and occurred_from >= date_trunc('week', timestamptz '${moment}' at time zone 'Europe/Stockholm') at time zone 'Europe/Stockholm'`,
        ),
      ).toBeGreaterThanOrEqual(8);
      expect(await count("municipality_id = '0680'")).toBe(15000);
      // Whoever opens the demo on a Monday finds a review board with something to do, as a coordinator would.
      expect(await count("municipality_id = '0680' and review_state = 'new'")).toBeGreaterThanOrEqual(8);
      expect(
        await one<number>(
          "select count(*)::integer as it from public.review_note where kind in ('question', 'answer')",
        ),
      ).toBe(3);
      expect(
        await count(
          `municipality_id = '0680' and review_state = 'new' and category_id like 'samling%' and place_type = 'garage' and description is not null`,
        ),
      ).toBeGreaterThanOrEqual(3);
      expect(
        await one<number>(
          `select count(distinct municipality_id)::integer as it from public.activity where state = 'planned' and starts_at > '${moment}'`,
        ),
      ).toBe(3);
      expect(
        await one<number>(`select count(*)::integer as it from public.action where updated_at > '${moment}'`),
      ).toBe(0);
    },
  );
});
