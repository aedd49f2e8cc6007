/** What somebody tries who means no good: nothing leaks, nothing falls over, and each answer is a clear error. */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../supabase/embedded/http.ts';
import { emailOf, PEOPLE, report, userIdOf, type Person } from './fixture';
import { INCIDENTS, sendKnown } from './known-incidents';
import { action, asking, openKnown, PICTURE, publish } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

const WORDS = [
  "'; drop table public.incident; --",
  "' or '1'='1",
  '"); delete from public.membership; --',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{constructor.constructor("return 1")()}}',
  '=HYPERLINK("http://x";"y")',
  '$1 $2 %s %I \\ \\\\',
  'å\u0301 \u202e \u{1f525}',
];

describe('abuse', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-abuse-'));
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const ask = (path: string, token: string | null, init: RequestInit = {}): Promise<Response> =>
    db.fetch(
      new Request(`http://127.0.0.1:1/rest/v1/${path}`, {
        ...init,
        headers: {
          apikey: db.publishableKey,
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      }),
    );
  const tokenOf = async (person: Person): Promise<string> =>
    (await (await as(person)).auth.getSession()).data.session?.access_token ?? '';
  const counts = async (): Promise<unknown> =>
    (
      await db.database.query(
        'select (select count(*) from public.incident)::integer as incidents, (select count(*) from public.membership)::integer as members, (select count(*) from public.municipality)::integer as municipalities',
      )
    )[0];

  beforeAll(async () => {
    db = await openTestDatabase('fixture', join(folder, 'secret'));
    await sendKnown(db);
    await openKnown(db);
    await publish(db, 1);
    await asking(db)('coordinator', 'save_action', {
      p_action: action({ areaId: 'b', sharing: 'authorities' }),
      p_revision: 0,
    });
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('a token', () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const sign = (header: unknown, claims: unknown, secret: string): string => {
      const body = `${part(header)}.${part(claims)}`;
      return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
    };
    const HS256 = { alg: 'HS256', typ: 'JWT' };
    const claimsOf = (token: string): Record<string, unknown> =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

    it('that is right is let in: what follows fails for its own reason', async () => {
      const secret = readFileSync(join(folder, 'secret'), 'utf8').trim();
      const claims = claimsOf(await tokenOf('reporterA'));
      const answered = await ask('incident?select=id', sign(HS256, claims, secret));
      expect(answered.status).toBe(200);
      expect(((await answered.json()) as unknown[]).length).toBe(5);
    });

    it.each<[string, (claims: Record<string, unknown>, good: string, secret: string) => string]>([
      ['of another secret', (claims) => sign(HS256, claims, 'a guess')],
      ['without a signature', (claims) => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
      [
        'that says it needs none, with one',
        (claims, good) => `${part({ alg: 'none' })}.${part(claims)}.${good.split('.')[2] ?? ''}`,
      ],
      [
        'whose person was exchanged',
        (claims, good) =>
          `${good.split('.')[0] ?? ''}.${part({ ...claims, sub: userIdOf('coordinator') })}.${good.split('.')[2] ?? ''}`,
      ],
      [
        'whose role was exchanged',
        (claims, good) =>
          `${good.split('.')[0] ?? ''}.${part({ ...claims, role: 'service_role' })}.${good.split('.')[2] ?? ''}`,
      ],
      [
        'that is over',
        (claims, _good, secret) => sign(HS256, { ...claims, iat: 1_700_000_000, exp: 1_700_003_600 }, secret),
      ],
      ['that is no token', () => 'x.y.z'],
      ['with a role of its own making', (claims) => sign(HS256, { ...claims, role: 'postgres' }, 'a guess')],
    ])('%s is refused in words, with no row', async (_name, forge) => {
      const good = await tokenOf('reporterA');
      const token = forge(claimsOf(good), good, readFileSync(join(folder, 'secret'), 'utf8').trim());
      for (const [path, init] of [
        ['incident?select=id', {}],
        ['rpc/my_memberships', { method: 'POST', body: '{}' }],
        ['incident', { method: 'POST', body: JSON.stringify(report()) }],
      ] as const) {
        const answered = await ask(path, token, init);
        expect(answered.status, path).toBe(401);
        const body = (await answered.json()) as { message?: string };
        expect(body.message?.length ?? 0).toBeGreaterThan(5);
        expect(JSON.stringify(body)).not.toMatch(/secret|stack|node_modules|bostad/i);
      }
    });
  });

  describe('somebody else’s', () => {
    it('membership is nobody’s to speak for', async () => {
      const [police] = await db.database.query<{ id: string }>(
        'select id::text from public.membership where user_id = $1',
        [userIdOf('police')],
      );
      const { error } = await (
        await as('viewerA')
      ).rpc('state_purpose', { p_municipality: '9001', p_membership: police?.id, p_purpose: 'Möte' });
      expect(error?.message).toMatch(/^not-allowed: /);
    });

    it('incident answers like one that does not exist', async () => {
      for (const person of ['reporterB', 'rescue', 'stranger', 'strangeCoordinator', 'nobody'] as const) {
        const client = await as(person);
        const guess = async (id: string) => {
          const detail = await client.rpc('incident_detail', { p_municipality: '9001', p_id: id });
          const row = await client.from('incident').select('id').eq('id', id);
          const change = await client.from('incident').update({ category_id: 'glas' }).eq('id', id).select('id');
          const removal = await client.from('incident').delete().eq('id', id).select('id');
          return [detail, row, change, removal].map(({ data, error, status }) => ({ data, error, status }));
        };
        expect(await guess(INCIDENTS.aOwn.id), person).toEqual(await guess(randomUUID()));
      }
    });

    it('picture, draft and meeting answer like ones that do not exist', async () => {
      const guess = async (person: Person, id: string): Promise<unknown[]> => {
        const client = await as(person);
        const here = { p_municipality: '9001' };
        const saved = { p_part: 'general', p_content: { text: 'x' }, p_revision: 0 };
        const answers = await Promise.all([
          client.rpc('published_picture', {
            ...here,
            p_id: id,
            p_audience: 'organisation',
            p_organisation: 'bostad-a',
          }),
          client.rpc('published_picture', { ...here, p_id: id, p_audience: 'authorities' }),
          client.rpc('published_picture', { ...here, p_id: id, p_audience: 'coordinator' }),
          client.rpc('picture_draft', { ...here, p_id: id }),
          client.rpc('may_publish', { ...here, p_picture: id }),
          client.rpc('save_part', { ...here, p_picture: id, ...saved }),
          client.rpc('publishing_source', { ...here, p_picture: id }),
          ...(PEOPLE[person][1] === '9001' ? [] : [client.rpc('meeting_of', { ...here, p_picture: id })]),
        ]);
        return answers.map(({ data, error, status }) => ({ data: data as unknown, error, status }));
      };
      for (const person of [
        'reporterB',
        'rescue',
        'administrator',
        'stranger',
        'strangeCoordinator',
        'nobody',
      ] as const)
        expect(await guess(person, PICTURE), person).toEqual(await guess(person, randomUUID()));
    });

    it('report, import, place and question answer like ones that do not exist', async () => {
      const ids = new Map<string, string>();
      const known = asking(db);
      for (const [name, give] of [
        [
          'import',
          (id: string) =>
            known('reporterA', 'begin_import', {
              p_import: { id, sourceId: null, organisationId: 'bostad-a', name: 'x.csv' },
            }),
        ],
        [
          'place',
          (id: string) =>
            known('reporterA', 'propose_place', {
              p_proposal: { id, name: 'Hemligt', organisationId: 'bostad-a', lon: 14.01, lat: 57.01 },
            }),
        ],
        [
          'source',
          (id: string) =>
            known('reporterA', 'save_import_source', {
              p_source: { id, organisationId: 'bostad-a', name: 'Hemlig', mapping: {} },
              p_revision: 0,
            }),
        ],
      ] as const) {
        const id = randomUUID();
        await give(id);
        ids.set(name, id);
      }
      const guess = async (person: Person, idOf: (name: string) => string): Promise<unknown[]> => {
        const client = await as(person);
        const here = { p_municipality: '9001' };
        const answers = await Promise.all([
          client.rpc('review_report', {
            ...here,
            p_id: idOf('report'),
            p_change: { reviewState: 'released' },
            p_revision: 1,
          }),
          client.rpc('correct_my_report', { ...here, p_report: { id: idOf('report') }, p_answer: 'x', p_revision: 1 }),
          client.rpc('withdraw_place', { ...here, p_id: idOf('place') }),
          client.rpc('remove_import_source', { ...here, p_id: idOf('source') }),
          client.rpc('import_rows', { ...here, p_import: idOf('import'), p_chunk: 0, p_rows: [] }),
          client.rpc('finish_import', { ...here, p_import: idOf('import'), p_expected: 0 }),
          client.rpc('cancel_import', { ...here, p_import: idOf('import') }),
          client.rpc('undo_import', { ...here, p_import: idOf('import') }),
          client.rpc('begin_import', {
            ...here,
            p_import: { id: randomUUID(), sourceId: idOf('source'), organisationId: PEOPLE[person][2], name: 'x.csv' },
          }),
        ]);
        return answers.map(({ data, error, status }) => ({ data: data as unknown, error, status }));
      };
      for (const person of [
        'reporterB',
        'rescue',
        'administrator',
        'stranger',
        'strangeCoordinator',
        'nobody',
      ] as const)
        expect(
          await guess(person, (name) => (name === 'report' ? INCIDENTS.aOwn.id : (ids.get(name) ?? ''))),
          person,
        ).toEqual(await guess(person, () => randomUUID()));
      await known('reporterA', 'cancel_import', { p_import: ids.get('import') });
    });

    it('picture or action is not reached through what refers to it', async () => {
      for (const person of ['reporterA', 'coordinator'] as const)
        for (const path of [
          'organisation?select=id,picture_version(content)',
          'organisation?select=id,action!action_municipality_id_owner_id_fkey(what)',
          'organisation?select=id,activity(title)',
          'area?select=id,situation_picture(id)',
          'municipality?select=id,action(what)',
          'category?select=id,action(id)',
          'meeting_signal?select=municipality_id,municipality(action(what))',
          'incident?select=id,review_note(text)',
          'incident?select=id,import(name)',
          'organisation?select=id,import_source(mapping)',
          'organisation?select=id,place_proposal(name)',
          'organisation?select=id,reminder(sent_by)',
          'place?select=id,place_proposal(name)',
        ]) {
          const answered = await ask(path, await tokenOf(person));
          expect(answered.status, `${person} ${path}`).toBeGreaterThanOrEqual(400);
          expect(await answered.text()).not.toMatch(/Sanera|"word"/);
        }
    });

    it.each([
      { municipality_id: '9002' },
      { organisation_id: 'polisen' },
      { reporter_id: userIdOf('police') },
      { area_id: 'b' },
      { created_at: '2020-01-01' },
      { coarse: true },
      { review_state: 'released' },
      { description_released: true },
      { duplicate_of: INCIDENTS.aPartners.id },
      { revision: 9 },
      { import_id: randomUUID() },
    ])('right is not taken by writing %j', async (values) => {
      const mine = report();
      const client = await as('reporterA');
      expect((await client.from('incident').insert(mine)).error).toBeNull();
      const before = await db.database.query('select * from public.incident where id = $1', [mine.id]);
      const { error } = await client.from('incident').update(values).eq('id', mine.id);
      expect(error?.message).toMatch(/permission denied|not-allowed: /);
      expect(await db.database.query('select * from public.incident where id = $1', [mine.id])).toEqual(before);
      await client.from('incident').delete().eq('id', mine.id);
    });
  });

  describe('words that are commands elsewhere', () => {
    it.each(WORDS)('are words in a report: %s', async (words) => {
      const row = report({ description: words });
      const client = await as('reporterA');
      expect((await client.from('incident').insert(row)).error).toBeNull();
      const { data } = await client.rpc('incident_detail', { p_municipality: '9001', p_id: row.id });
      expect((data as { description: string }).description).toBe(words.trim());
      await client.from('incident').delete().eq('id', row.id);
    });

    it.each(WORDS)(
      'find nothing and break nothing in a filter, an order, a column or an argument: %s',
      async (words) => {
        const before = await counts();
        const client = await as('viewerA');
        const raw = encodeURIComponent(words);
        const token = await tokenOf('viewerA');
        const answers = await Promise.all([
          client.from('organisation').select('id').eq('name', words),
          client.from('incident').select('id').eq('id', words),
          client.rpc('setting_of', { p_municipality: words }),
          client.rpc('incident_detail', { p_municipality: '9001', p_id: words }),
          client.rpc('state_purpose', { p_municipality: words, p_membership: userIdOf('viewerA'), p_purpose: words }),
          client.rpc('log_export', { p_municipality: '9001', p_kind: words, p_filter: {}, p_count: 1 }),
          client.rpc('pictures_of', { p_municipality: words }),
          client.rpc('published_picture', { p_municipality: '9001', p_id: PICTURE, p_audience: words }),
          client.rpc('published_picture', {
            p_municipality: '9001',
            p_id: PICTURE,
            p_audience: 'organisation',
            p_organisation: words,
          }),
          client.rpc('save_action', { p_municipality: '9001', p_action: words, p_revision: 0 }),
          client.rpc('check_in', {
            ...{ p_municipality: '9001', p_organisation: words, p_area: words, p_period_from: words, p_nothing: true },
          }),
          client.rpc('set_reporting', {
            p_municipality: '9001',
            p_area: words,
            p_rhythm: words,
            p_weekday: 1,
            p_hour: 9,
          }),
          client.rpc('review_report', { p_municipality: '9001', p_id: words, p_change: words, p_revision: 1 }),
          client.rpc('correct_my_report', { p_municipality: '9001', p_report: words, p_answer: words, p_revision: 1 }),
          client.rpc('propose_place', { p_municipality: '9001', p_proposal: words }),
          client.rpc('begin_import', { p_municipality: '9001', p_import: words }),
          client.rpc('import_rows', { p_municipality: '9001', p_import: PICTURE, p_chunk: 0, p_rows: words }),
          client.rpc('save_import_source', { p_municipality: '9001', p_source: words, p_revision: 0 }),
          client.rpc('save_part', {
            p_municipality: '9001',
            p_picture: PICTURE,
            p_part: words,
            p_content: { text: words },
            p_revision: 0,
          }),
        ]);
        for (const { data, error } of answers) {
          if (error) expect(error.message.length).toBeGreaterThan(5);
          else
            expect(
              [null, []].some((nothing) => JSON.stringify(nothing) === JSON.stringify(data)) || data === null,
            ).toBe(true);
        }
        for (const path of [
          `incident?select=${raw}`,
          `incident?order=${raw}`,
          `incident?${raw}=eq.1`,
          `incident?or=${raw}`,
          `${raw}?select=id`,
          `rpc/${raw}`,
        ]) {
          const answered = await ask(path, token);
          const body = await answered.text();
          expect(body).not.toMatch(/node_modules|at Object\.|HEMLIG/);
          if (answered.status < 400)
            expect(body.length, path).toBeLessThan(2000); // own rows at most
          else expect(answered.status, path).toBeLessThan(600);
        }
        expect(await counts()).toEqual(before);
      },
    );
  });

  describe('too much', () => {
    it('a text of ten million letters is refused in words', async () => {
      const { error } = await (
        await as('reporterA')
      )
        .from('incident')
        .insert(report({ description: 'å'.repeat(10_000_000) }));
      expect(error?.message).toMatch(/^too-long: /);
    });

    it('a body of ten megabytes is not even read: 413, in words', async () => {
      const server = createServer((incoming, outgoing) => {
        void answer(incoming, outgoing, (request) => db.fetch(request));
      });
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      try {
        const { port } = server.address() as AddressInfo;
        const send = (size: number): Promise<Response> =>
          fetch(`http://127.0.0.1:${String(port)}/rest/v1/incident`, {
            method: 'POST',
            headers: { apikey: db.publishableKey, 'content-type': 'application/json' },
            body: JSON.stringify({ description: 'x'.repeat(size) }),
          });
        const large = await send(10_000_000);
        expect(large.status).toBe(413);
        expect(((await large.json()) as { message: string }).message).toMatch(/^too-long: .*4 MB/);
        expect((await send(10)).status).toBe(401); // and the next one is answered as before
      } finally {
        await new Promise((closed) => server.close(closed));
      }
    });

    it(
      'a thousand requests at once are all answered, each with what its own person may see',
      { timeout: 300_000 },
      async () => {
        const people: Person[] = [
          'reporterA',
          'reporterB',
          'police',
          'coordinator',
          'administrator',
          'stranger',
          'nobody',
        ];
        const clients = await Promise.all(people.map(as));
        const alone = await Promise.all(
          clients.map(async (client) => (await client.from('incident').select('id').order('id')).data),
        );
        const answers = await Promise.all(
          Array.from({ length: 1000 }, async (_, i) => {
            const which = i % people.length;
            const { data, error, status } = await (clients[which] as SupabaseClient)
              .from('incident')
              .select('id')
              .order('id');
            return { which, data, error, status };
          }),
        );
        for (const { which, data, error, status } of answers) {
          if (error) expect([429, 503], error.message).toContain(status);
          else expect(data, people[which]).toEqual(alone[which]);
        }
        expect(answers.filter(({ error }) => !error).length).toBeGreaterThan(500);
        expect((await clients[0]?.rpc('my_memberships'))?.data).toHaveLength(1);
      },
    );

    it('the same report sent a hundred times at once is stored once', { timeout: 120_000 }, async () => {
      const row = report();
      const client = await as('reporterA');
      await Promise.all(
        Array.from({ length: 100 }, () =>
          client.from('incident').upsert(row, { onConflict: 'municipality_id,id', ignoreDuplicates: true }),
        ),
      );
      expect(
        await db.database.query('select count(*)::integer as n from public.incident where id = $1', [row.id]),
      ).toEqual([{ n: 1 }]);
    });
  });

  it('leaves everybody’s memberships as they were', async () => {
    expect(await db.database.query('select count(*)::integer as n from public.membership where active')).toEqual([
      { n: Object.keys(PEOPLE).length - 1 },
    ]);
  });
});
