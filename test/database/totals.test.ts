/**
 * What may not be seen cannot be computed back. The statement: hidden counts may be exchanged for any others of the same block of five (0-4, 5-9 …), and
 * not one answer that the role can get changes. So every count under five stays possible, whatever is asked and subtracted.
 */
import fc from 'fast-check';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

const POINT: Record<string, [number, number]> = { a: [14.01, 57.01], b: [14.15, 57.05], none: [14.05, 57.2] };
const MONTHS = ['2024-03', '2024-04'];
const CATEGORIES = ['klotter', 'lykta']; // of two groups

/** Whose incidents, shared how, are hidden from whom. */
const HIDDEN: [Person, string, string][] = [
  ['viewerA', 'polisen', 'authorities'],
  ['viewerA', 'bostad-b', 'own_organisation'],
  ['police', 'bostad-b', 'own_organisation'],
  ['rescue', 'polisen', 'authorities'],
  ['coordinator', 'bostad-a', 'own_organisation'],
];

interface Cell {
  area: string;
  month: string;
  category: string;
  count: number;
}
interface Totals {
  base: number;
  closedTo: string;
  cells: { areaId: string | null; categoryGroupId: string; month: string; atLeast: number }[];
}

describe('totals of what is hidden', () => {
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await db.database.script(`
      insert into public.category_group (municipality_id, id, name) values ('9001', 'plats', 'Plats');
      insert into public.category (municipality_id, id, group_id, name) values ('9001', 'lykta', 'plats', 'Lykta');
      insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing, review_state)
      select '9001', gen_random_uuid(), o, 'klotter', 14.01, 57.01, '2024-03-10', '2024-03-10', 'partners', 'released'
      from unnest(array['bostad-a', 'bostad-b', 'polisen']) o, generate_series(1, 3);`);
  });
  afterAll(() => db.close());

  /** Puts exactly these hidden incidents into the database, and opens the closed months. */
  async function hide(organisation: string, sharing: string, cells: readonly Cell[]): Promise<void> {
    const values = cells.flatMap(({ area, month, category, count }) => {
      const [lon, lat] = POINT[area] ?? [0, 0];
      return Array.from({ length: count }, (_, i) => {
        const at = `${month}-${String(1 + (i % 28)).padStart(2, '0')}T12:00:00Z`;
        return `('9001', gen_random_uuid(), '${organisation}', '${category}', ${String(lon)}, ${String(lat)}, '${at}', '${at}', '${sharing}', 'released')`;
      });
    });
    await db.database.script(`delete from public.incident where sharing <> 'partners'; delete from app.closed_month;
      ${values.length === 0 ? '' : `insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing, review_state) values ${values.join(', ')};`}`);
  }

  const totals = async (person: Person): Promise<Totals | null> => {
    const { data, error } = await (await as(person)).rpc('hidden_totals', { p_municipality: '9001' });
    if (error) throw new Error(error.message);
    return data as Totals | null;
  };

  /** Everything that a role may ask about incidents, as one text. */
  async function everything(person: Person): Promise<string> {
    const client = await as(person);
    const span = (from: string, to: string) =>
      client.rpc('coverage', { p_municipality: '9001', p_from: from, p_to: to });
    const answers = await Promise.all([
      client.rpc('hidden_totals', { p_municipality: '9001' }),
      client.rpc('incident_columns_packed', { p_municipality: '9001' }),
      client.from('incident').select('id, area_id, category_id, sharing', { count: 'exact' }).order('id'),
      client.from('incident').select('id', { count: 'exact', head: true }).neq('sharing', 'partners'),
      span('2024-02-29T23:00:00Z', '2024-04-30T22:00:00Z'),
      span('2024-03-01T12:00:00Z', '2024-03-01T12:00:01Z'),
      span('2024-04-01T12:00:00Z', '2024-04-01T12:00:01Z'),
      client.from('check_in').select('*'),
    ]);
    return JSON.stringify(answers.map(({ data, count, error }) => [data, count, error]));
  }

  it.each(HIDDEN)(
    '%s cannot tell hidden counts of %s (%s) of the same block of five apart',
    async (person, organisation, sharing) => {
      const cell = fc.record({
        area: fc.constantFrom('a', 'b', 'none'),
        month: fc.constantFrom(...MONTHS),
        category: fc.constantFrom(...CATEGORIES),
      });
      const pair = fc.record({
        block: fc.constantFrom(0, 0, 0, 1, 2),
        one: fc.integer({ min: 0, max: 4 }),
        other: fc.integer({ min: 0, max: 4 }),
      });
      const worlds = fc.uniqueArray(fc.tuple(cell, pair), {
        minLength: 3,
        maxLength: 8,
        selector: ([key]) => JSON.stringify(key),
      });
      for (const world of fc.sample(worlds, { numRuns: 4, seed: 2026 })) {
        await hide(
          organisation,
          sharing,
          world.map(([key, { block, one }]) => ({ ...key, count: 5 * block + one })),
        );
        const seen = await everything(person);
        await hide(
          organisation,
          sharing,
          world.map(([key, { block, other }]) => ({ ...key, count: 5 * block + other })),
        );
        expect(await everything(person)).toBe(seen);
      }
    },
  );

  it('say "at least five" where there are, in areas and groups that the reader sees', async () => {
    await hide('polisen', 'authorities', [
      { area: 'a', month: '2024-03', category: 'klotter', count: 7 },
      { area: 'a', month: '2024-03', category: 'lykta', count: 4 },
      { area: 'b', month: '2024-03', category: 'klotter', count: 11 },
      { area: 'none', month: '2024-04', category: 'klotter', count: 5 },
    ]);
    const a = { areaId: 'a', categoryGroupId: 'skador', month: '2024-03', atLeast: 5 };
    expect((await totals('viewerA'))?.cells).toEqual([a]);
    expect((await totals('rescue'))?.cells).toEqual([
      a,
      { areaId: 'b', categoryGroupId: 'skador', month: '2024-03', atLeast: 10 },
    ]);
    expect((await totals('police'))?.cells).toEqual([]);
    expect((await totals('coordinator'))?.cells).toEqual([]);
    for (const person of ['administrator', 'stranger', 'strangeCoordinator', 'nobody'] as const)
      expect(await totals(person), person).toBeNull();
  });

  it('do not change when it is asked again after a report came, was changed or went', async () => {
    await hide('bostad-b', 'own_organisation', [{ area: 'b', month: '2024-03', category: 'klotter', count: 5 }]);
    const first = await totals('coordinator');
    expect(first?.cells).toHaveLength(1);
    await db.database.script(
      "delete from public.incident where id = (select id from public.incident where sharing = 'own_organisation' limit 1)",
    );
    expect(await totals('coordinator')).toEqual(first);
    await db.database.script("delete from public.incident where sharing = 'own_organisation'");
    expect(await totals('coordinator')).toEqual(first);
  });

  it('are silent about months that are not closed', async () => {
    const now = new Date();
    const open = new Date(now.getTime() - 3_600_000).toISOString().slice(0, 7);
    await hide('bostad-b', 'own_organisation', []);
    await db.database
      .script(`insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing, review_state)
      select '9001', gen_random_uuid(), 'bostad-b', 'klotter', 14.15, 57.05, now() - interval '1 hour', now() - interval '1 hour', 'own_organisation', 'released' from generate_series(1, 20);`);
    const answer = await totals('coordinator');
    expect(answer?.cells).toEqual([]);
    expect((answer?.closedTo ?? '') < open).toBe(true);
  });

  it('rest on numbers that no role can read', async () => {
    for (const role of ['anon', 'authenticated', 'service_role']) {
      expect(
        await db.database.query(
          "select t from unnest(array['app.closed_count', 'app.closed_month']) t where has_table_privilege($1, t, 'select, insert, update, delete, truncate')",
          [role],
        ),
        role,
      ).toEqual([]);
    }
  });
});
