/** Publishing from end to end: the function cuts and stores, and each role gets its version and nothing else. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, createStudy } from '../../src/analysis/analyse';
import { tableOfPacked } from '../../src/analysis/packed-table';
import type { PackedIncidents } from '../../src/data/types';
import { periodOf } from '../../src/domain/period';
import type { Setting } from '../../src/domain/setting';
import type { Audience, PublishedPicture } from '../../src/picture/published';
import { readPublished } from '../../src/picture/read-published';
import { serviceKey } from '../../supabase/embedded/keys';
import { handlePublish } from '../../supabase/functions/publish/handler';
import { emailOf, POINTS, report, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

const PICTURE = '00000000-0000-4000-8000-00000000aaaa';
const MUNICIPALITY = '9001';
const PERIOD = periodOf('week', Date.now() / 1000 - 10 * 86_400);

/** Noon of a day of the week; instants as the app sends them. */
const at = (day: number): Record<string, string> => {
  const noon = new Date((PERIOD.from + (day + 0.5) * 86_400) * 1000).toISOString();
  return { occurred_from: noon, occurred_to: noon };
};
const rows = (count: number, values: Record<string, unknown>): ReturnType<typeof report>[] =>
  Array.from({ length: count }, (_, i) => report({ ...at(i % 7), ...values }));

describe('publishing', () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-'));
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));

  const send = async (person: Person, reports: ReturnType<typeof report>[]): Promise<void> => {
    const { error } = await (await as(person)).from('incident').insert(reports);
    if (error) throw new Error(error.message);
    await db.database.query("update public.incident set review_state = 'released'");
  };
  const call = async <T>(person: Person, name: string, values: Record<string, unknown>): Promise<T> => {
    const { data, error } = await (await as(person)).rpc(name, { p_municipality: MUNICIPALITY, ...values });
    if (error) throw new Error(error.message);
    return data as T;
  };

  /** Status and body of a publication. @param token null: none at all. */
  const post = async (
    token: string | null,
    body: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await db.fetch(
      new Request('http://127.0.0.1:1/functions/v1/publish', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const tokenOf = async (person: Person): Promise<string> =>
    (await (await as(person)).auth.getSession()).data.session?.access_token ?? '';
  const wish = (correction: string | null = null): unknown => ({
    municipality: MUNICIPALITY,
    picture: PICTURE,
    correction,
  });

  const version = (
    person: Person,
    audience: Audience,
    organisation: string | null = null,
    number: number | null = null,
  ) =>
    call<unknown>(person, 'published_picture', {
      ...{ p_id: PICTURE, p_audience: audience, p_organisation: organisation, p_version: number },
    });
  const read = async (...about: Parameters<typeof version>): Promise<PublishedPicture> =>
    readPublished(await version(...about));

  beforeAll(async () => {
    db = await openTestDatabase('fixture', join(folder, 'secret'));
    await send('reporterA', rows(12, { sharing: 'partners' }));
    await send('reporterA', rows(3, { sharing: 'authorities', category_id: 'glas' }));
    await send('reporterB', rows(7, { organisation_id: 'bostad-b', ...POINTS.inB }));
    await send('police', rows(2, { organisation_id: 'polisen', ...POINTS.nowhere }));
    await call('coordinator', 'open_picture', { p_id: PICTURE, p_period: PERIOD.key, p_area: null });
    for (const [part, content] of [
      ['general', { text: 'En lugn vecka.' }],
      ['external', { text: 'Till krogarna.' }],
      ['area:a', { text: 'Klotter vid torget.', status: 'yellow' }],
      [
        'meeting',
        { held: '2026-11-24', participants: ['bostad-a', 'polisen'], minutes: 'Allt gicks igenom.', step: 0 },
      ],
    ] as const) {
      await call('coordinator', 'save_part', { p_picture: PICTURE, p_part: part, p_content: content, p_revision: 0 });
    }
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('is refused in a sentence', () => {
    it('to who is not signed in, and who is no coordinator here', async () => {
      expect(await post(null, wish())).toMatchObject({
        status: 401,
        body: { message: 'not-allowed: Sign in to publish.' },
      });
      expect((await post(db.publishableKey, wish())).status).toBe(401);
      expect((await post('x.y.z', wish())).status).toBe(401);
      for (const person of ['reporterA', 'police', 'administrator', 'strangeCoordinator', 'nobody'] as const) {
        const { status, body } = await post(await tokenOf(person), wish());
        expect({ person, status, message: body['message'] }).toEqual({
          ...{ person, status: 403 },
          message: 'not-allowed: Only the coordinator of the municipality publishes its pictures.',
        });
      }
    });

    it('when it says nothing, too much, or another thing', async () => {
      const token = await tokenOf('coordinator');
      for (const body of ['', '{', '[]', { municipality: MUNICIPALITY }, { ...(wish() as object), more: 1 }]) {
        expect(await post(token, body)).toMatchObject({
          status: 400,
          body: { message: expect.stringMatching(/^invalid: /) },
        });
      }
      const long = { municipality: MUNICIPALITY, picture: PICTURE, correction: 'x'.repeat(17_000) };
      expect(await post(token, long)).toMatchObject({
        status: 413,
        body: { message: expect.stringMatching(/^too-long: /) },
      });
    });
  });

  describe('of a draft', () => {
    it('gives version 1, whose numbers are those of a direct analysis', async () => {
      const { data, error } = await (
        await as('coordinator')
      ).functions.invoke<{ version: number }>('publish', {
        body: wish() as Record<string, unknown>,
      });
      expect({ data, error }).toEqual({ data: { version: 1 }, error: null });

      const picture = await read('coordinator', 'coordinator');
      const packed = await call<PackedIncidents>('coordinator', 'incident_columns_packed', {});
      const setting = await call<Setting>('coordinator', 'setting_of', {});
      const index = (list: { id: string }[], slugs: string[]): number[] =>
        slugs.map((slug) => list.findIndex(({ id }) => id === slug));
      // An area that has not begun is no part of the picture.
      const areas = setting.areas.filter(({ id }) => id !== 'later');
      const table = tableOfPacked(packed, {
        category: index(setting.categories, packed.categories),
        organisation: packed.organisations.map(() => -1),
        area: index(areas, packed.areas),
      });
      const everything = { areas: null, categories: null, organisations: null, weekdays: null, hours: null };
      const analysis = analyse(table, createStudy(areas, setting.places), {
        ...{ period: PERIOD, ...everything, cell: 250, shape: 'square' },
      });
      expect(picture.figures.count).toBe(22);
      expect(picture.figures.count).toBe(analysis.count);
      expect(picture.outside).toBe(analysis.outside);
      expect(picture.areas.map(({ id, count }) => [id, count])).toEqual(
        analysis.areas.map(({ area, count }) => [areas[area].id, count]),
      );
      expect(picture.areas.find(({ id }) => id === 'a')).toMatchObject({ count: 15, status: 'yellow' });
      expect(picture.categories.map(({ id, count }) => [id, count])).toEqual(
        analysis.categories.map(({ category, count }) => [setting.categories[category].id, count]),
      );
      expect(picture.hotTimes).toEqual(analysis.hotTimes);
      expect(picture.trend).toEqual(analysis.trend);
      expect(picture.grid?.cells.map(({ count }) => count)).toEqual([...analysis.grid.count]);
      expect(picture.hotspots.map(({ count, name }) => [name, count])).toEqual(
        analysis.hotspots.map(({ count, name }) => [name, count]),
      );
    });

    it('gives each role its version and nothing else', async () => {
      const may: Record<string, Partial<Record<Person, true>>> = {
        'coordinator ': { coordinator: true },
        'authorities ': { coordinator: true, police: true },
        'partners ': { coordinator: true, police: true, rescue: true, reporterA: true, viewerA: true, reporterB: true },
        'external ': { coordinator: true, police: true, rescue: true, reporterA: true, viewerA: true, reporterB: true },
        'organisation bostad-a': { coordinator: true, reporterA: true, viewerA: true },
        'organisation bostad-b': { coordinator: true, reporterB: true },
        'organisation raddning': { coordinator: true, rescue: true },
      };
      const people = [
        'coordinator',
        'police',
        'rescue',
        'reporterA',
        'viewerA',
        'reporterB',
        'stranger',
        'nobody',
      ] as const;
      for (const [key, allowed] of Object.entries(may)) {
        const [audience, organisation] = key.split(' ') as [Audience, string];
        for (const person of people) {
          const content = await version(person, audience, organisation || null).catch(() => null);
          expect([person, key, content !== null]).toEqual([person, key, allowed[person] === true]);
          if (content !== null) expect(readPublished(content).audience).toBe(audience);
        }
      }
    });

    it('cuts each version to its audience', async () => {
      const coordinator = await read('coordinator', 'coordinator');
      const authorities = await read('police', 'authorities');
      expect(coordinator.areas.find(({ id }) => id === 'a')?.coverage?.missing).toEqual(['Polisen']);
      expect(authorities.areas.map(({ coverage }) => coverage?.missing ?? null)).toEqual(
        authorities.areas.map(() => null),
      );
      expect({ ...authorities, areas: null, audience: null }).toEqual({ ...coordinator, areas: null, audience: null });

      // What is shared with authorities only is not counted for others.
      const own = await read('viewerA', 'organisation', 'bostad-a');
      expect(own.areas.map(({ id, count }) => [id, count])).toEqual([['a', 12]]);
      expect(own.figures.count).toBe(12);
      expect(own.categories.map(({ id }) => id)).toEqual(['klotter']);
      expect(own.outside).toEqual([0, null]);

      const partners = await read('viewerA', 'partners');
      expect(partners.areas.map(({ id, count }) => [id, count])).toEqual(
        expect.arrayContaining([
          ['a', [10, 14]],
          ['b', [5, 9]],
        ]),
      );
      expect(partners).toMatchObject({
        outside: [0, 4],
        grid: null,
        trend: null,
        gone: [],
        maps: [],
        general: 'En lugn vecka.',
      });
      expect(partners.meeting).toMatchObject({ minutes: 'Allt gicks igenom.', participants: ['Bostad A', 'Polisen'] });

      const external = await read('viewerA', 'external');
      expect(external).toMatchObject({ general: 'Till krogarna.', meeting: null, actions: [] });
      expect(external.areas.every(({ note, coverage }) => note === '' && coverage === null)).toBe(true);
      expect(external.figures).toEqual(partners.figures);
      expect(JSON.stringify(external)).not.toMatch(/En lugn vecka|Klotter vid torget|Allt gicks|Bostad A|Polisen/);
    });

    it('is frozen: a report that comes later changes no published number', async () => {
      const all = () =>
        db.database.query(
          'select audience, organisation_id, version, content from public.picture_version order by 1, 2',
        );
      const before = await all();
      await send('reporterA', rows(9, { sharing: 'partners' }));
      expect(await all()).toEqual(before);
      expect(before.length).toBe(7);
      expect((await read('viewerA', 'organisation', 'bostad-a')).figures.count).toBe(12);
    });
  });

  describe('again', () => {
    it('is version 2, and says what it changes', async () => {
      const token = await tokenOf('coordinator');
      expect(await post(token, wish())).toMatchObject({
        status: 400,
        body: { message: expect.stringMatching(/^invalid: /) },
      });
      expect(await post(token, wish('Nio sena rapporter.'))).toEqual({ status: 200, body: { version: 2 } });
      expect(await read('coordinator', 'coordinator')).toMatchObject({
        version: 2,
        correction: 'Nio sena rapporter.',
        figures: { count: 31 },
      });
      expect(await read('coordinator', 'coordinator', null, 1)).toMatchObject({ version: 1, figures: { count: 22 } });
      expect((await read('viewerA', 'external')).correction).toBeNull();
      expect((await read('viewerA', 'partners')).areas.find(({ id }) => id === 'a')?.count).toEqual([20, 24]);
    });

    /** One publication during which another is faster: between reading and storing. */
    async function overtaken(slow: unknown, fast: unknown): Promise<{ slow: Response; fast: unknown }> {
      const token = await tokenOf('coordinator');
      let first: unknown = null;
      const response = await handlePublish(
        new Request('http://127.0.0.1:1/functions/v1/publish', {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify(slow),
        }),
        {
          ...{ url: 'http://127.0.0.1:1', publishableKey: db.publishableKey },
          serviceKey: serviceKey(readFileSync(join(folder, 'secret'), 'utf8').trim()),
          fetch: async (request) => {
            if (request.url.endsWith('/publish_picture')) first ??= await post(token, fast);
            return db.fetch(request);
          },
        },
      );
      return { slow: response, fast: first };
    }

    it('while another publishes is a conflict, and stores nothing', async () => {
      const { slow, fast } = await overtaken(wish('Den långsamma.'), wish('Den snabba.'));
      expect(fast).toEqual({ status: 200, body: { version: 3 } });
      expect(slow.status).toBe(409);
      expect(await slow.json()).toMatchObject({ message: expect.stringMatching(/^conflict: Version 3 /) });
      expect(await read('coordinator', 'coordinator')).toMatchObject({ version: 3, correction: 'Den snabba.' });
    });

    it('while another picture is published is one too: what an audience has been given decides what it may have', async () => {
      const other = '00000000-0000-4000-8000-00000000bbbb';
      const month = periodOf('month', PERIOD.from).key;
      await call('coordinator', 'open_picture', { p_id: other, p_period: month, p_area: null });
      const { slow, fast } = await overtaken(wish('Långsam.'), { municipality: MUNICIPALITY, picture: other });
      expect(fast).toEqual({ status: 200, body: { version: 1 } });
      expect(slow.status).toBe(409);
      expect(await slow.json()).toMatchObject({ message: expect.stringMatching(/^conflict: Another picture /) });
      expect(await read('coordinator', 'coordinator')).toMatchObject({ version: 3, correction: 'Den snabba.' });
    });
  });
});
