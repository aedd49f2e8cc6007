/** What the database finds out and refuses when an incident is sent, through supabase-js as the app sends it. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '../../src/data/types';
import { emailOf, POINTS, report, userIdOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

describe('an incident that is sent', () => {
  let db: TestDatabase;
  let reporter: SupabaseClient;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    reporter = await as('reporterA');
  });
  afterAll(() => db.close());

  const send = (row: Record<string, unknown>, client = reporter) =>
    client.from('incident').upsert(row, { onConflict: 'municipality_id,id', ignoreDuplicates: true });
  const stored = async (id: string): Promise<Record<string, unknown> | undefined> =>
    (await db.database.query('select * from public.incident where id = $1', [id]))[0];
  async function refusal(row: Record<string, unknown>): Promise<string> {
    const { error, status } = await send(row);
    expect(status).toBe(400);
    const code = REFUSAL_CODES.find((known) => error?.message.startsWith(`${known}: `));
    expect(code, error?.message).toBeDefined();
    expect(await stored(row['id'] as string)).toBeUndefined();
    return code ?? '';
  }

  it.each([
    ['an area that covers it', 'inA', 'a'],
    ['a second part of an area', 'islandOfA', 'a'],
    ['the border of an area', 'borderOfA', 'a'],
    ['a neighbouring area', 'inB', 'b'],
    ['the hole of an area, which is no area', 'holeOfA', null],
    ['no area of the municipality', 'nowhere', null],
  ] as const)('in %s gets that area', async (_where, point, area) => {
    const row = report(POINTS[point]);
    expect((await send(row)).error).toBeNull();
    const { data } = await reporter
      .from('incident')
      .select('id, area_id')
      .eq('municipality_id', '9001')
      .eq('id', row.id);
    expect(data).toEqual([{ id: row.id, area_id: area }]);
  });

  it('where two areas overlap belongs to the first of them, and never to one that is not active yet', async () => {
    const both = report({ lon: 14.11, lat: 57.095 });
    const onCommonBorder = report({ lon: 14.1, lat: 57.05 });
    await send(both);
    await send(onCommonBorder);
    expect((await stored(both.id))?.['area_id']).toBe('b');
    expect((await stored(onCommonBorder.id))?.['area_id']).toBe('a');
  });

  it('outside the municipality is refused with a sentence', async () => {
    expect(await refusal(report(POINTS.outside))).toBe('outside-municipality');
    const { error } = await send(report(POINTS.outside));
    expect(error?.message).toMatch(/Move the marker/);
  });

  it('is refused when it ends before it begins, lies ahead, or before the year 2000', async () => {
    const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
    expect(await refusal(report({ occurred_from: at(-60), occurred_to: at(-120) }))).toBe('end-before-start');
    expect(await refusal(report({ occurred_from: at(-60), occurred_to: at(400) }))).toBe('in-the-future');
    expect(await refusal(report({ occurred_from: at(400), occurred_to: at(400) }))).toBe('in-the-future');
    expect(await refusal(report({ occurred_from: '1999-12-31T23:59:59Z' }))).toBe('before-2000');
  });

  it('may lie four minutes ahead, because clocks differ, and at the first instant of 2000', async () => {
    const soon = new Date(Date.now() + 240_000).toISOString();
    expect((await send(report({ occurred_from: soon, occurred_to: soon }))).error).toBeNull();
    expect((await send(report({ occurred_from: '2000-01-01T00:00:00Z' }))).error).toBeNull();
  });

  it('is stored once when it is sent twice, and the first sending stays', async () => {
    const row = report({ description: 'Första.' });
    expect((await send(row)).error).toBeNull();
    expect((await send({ ...row, description: 'Andra.' })).error).toBeNull();
    expect(await db.database.query('select description from public.incident where id = $1', [row.id])).toEqual([
      { description: 'Första.' },
    ]);
  });

  it.each([
    ['19850312-1234', 'personal-data'],
    ['Ring 070-123 45 67', 'personal-data'],
    ['namn.namnsson@exempel.se', 'personal-data'],
    ['Bilen ABC 12D', 'personal-data'],
    ['x'.repeat(281), 'too-long'],
  ])('with the text %j is refused as %s', async (description, code) => {
    expect(await refusal(report({ description }))).toBe(code);
  });

  it('keeps a text of 280 characters, and an empty one as none', async () => {
    const [long, empty] = [report({ description: 'å'.repeat(280) }), report({ description: '  ' })];
    await send(long);
    await send(empty);
    expect((await stored(long.id))?.['description']).toBe('å'.repeat(280));
    expect((await stored(empty.id))?.['description']).toBeNull();
  });

  it('is refused in a category that is not in use, and with values outside the lists', async () => {
    expect(await refusal(report({ category_id: 'gammal' }))).toBe('invalid');
    for (const wrong of [
      { place_type: 'moon' },
      { sharing: 'everybody' },
      { police_reported: 'perhaps' },
      { lon: 200 },
    ]) {
      const { error } = await send(report(wrong));
      expect(error, JSON.stringify(wrong)).not.toBeNull();
    }
  });

  it('is signed by the person signed in, waits for review, and neither can be chosen', async () => {
    const row = report();
    await send(row);
    expect(await stored(row.id)).toMatchObject({
      reporter_id: userIdOf('reporterA'),
      review_state: 'new',
      duplicate_of: null,
    });
    for (const forged of [
      { review_state: 'released' },
      { reporter_id: userIdOf('police') },
      { area_id: 'b' },
      { created_at: '2020-01-01' },
    ]) {
      const attempt = report(forged);
      expect((await reporter.from('incident').insert(attempt)).error?.code, JSON.stringify(forged)).toBe('42501');
      expect(await stored(attempt.id)).toBeUndefined();
    }
  });

  it('by the coordinator, or where nothing is reviewed, is released at once', async () => {
    const own = report({ organisation_id: 'kommunen' });
    await send(own, await as('coordinator'));
    expect((await stored(own.id))?.['review_state']).toBe('released');
    const unreviewed = report({ municipality_id: '9002', lon: 15.05, lat: 57.05 });
    await send(unreviewed, await as('stranger'));
    expect((await stored(unreviewed.id))?.['review_state']).toBe('released');
  });

  it('follows its marker: a corrected position gets a new area, one outside is refused', async () => {
    const row = report();
    await send(row);
    const move = (to: { lon: number; lat: number }) =>
      reporter.from('incident').update(to).eq('municipality_id', '9001').eq('id', row.id);
    expect((await move(POINTS.inB)).error).toBeNull();
    expect((await stored(row.id))?.['area_id']).toBe('b');
    expect((await move(POINTS.outside)).error?.message).toMatch(/^outside-municipality: /);
    expect((await stored(row.id))?.['area_id']).toBe('b');
  });

  it('keeps its category when the category gets another id', async () => {
    const row = report({ category_id: 'glas' });
    await send(row);
    await db.database.query(
      "update public.category set id = 'glaskross' where municipality_id = '9001' and id = 'glas'",
    );
    expect((await stored(row.id))?.['category_id']).toBe('glaskross');
    await db.database.query(
      "update public.category set id = 'glas' where municipality_id = '9001' and id = 'glaskross'",
    );
  });
});
