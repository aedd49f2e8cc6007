/** The draft of a picture: written by coordinators alone, nobody overwrites anybody, and no part holds what it may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePeriod } from '../../src/domain/period';
import { action, asking, hotspot, image, openKnown, PICTURE, WEEK, type Saved } from './known-pictures';
import { emailOf, PEOPLE, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

interface Draft {
  id: string;
  periodKey: string;
  areaId: string | null;
  parts: { part: string; content: unknown; revision: number; updatedAt: number; byMe: boolean }[];
}

describe('a draft', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const save = (part: string, content: unknown, revision = 0, person: Person = 'coordinator'): Promise<Saved> =>
    ask(person, 'save_part', { p_picture: PICTURE, p_part: part, p_content: content, p_revision: revision });
  let maps = 0;
  const map = (): string => {
    maps += 1;
    return `map:00000000-0000-4000-c000-${String(maps).padStart(12, '0')}`;
  };
  /** A second coordinator of the same municipality. */
  const OTHER: Person = 'police';

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await openKnown(db);
    await db.database.query(
      "insert into public.membership (municipality_id, user_id, organisation_id, role) select '9001', id, 'kommunen', 'coordinator' from auth.users where email = $1",
      [emailOf(OTHER)],
    );
  });
  afterAll(() => db.close());

  describe('is opened', () => {
    it('once for a period and an area, whoever asks again and under whatever id', async () => {
      const again = { p_id: '00000000-0000-4000-a000-000000000099', p_period: WEEK.key };
      expect(await ask('coordinator', 'open_picture', again)).toEqual({ id: PICTURE });
      expect(await ask(OTHER, 'open_picture', again)).toEqual({ id: PICTURE });
      const ofArea = { p_id: '00000000-0000-4000-a000-000000000002', p_period: WEEK.key, p_area: 'a' };
      expect(await ask('coordinator', 'open_picture', ofArea)).toEqual({ id: ofArea.p_id });
      await expect(ask('coordinator', 'open_picture', { ...ofArea, p_area: 'b' })).rejects.toThrow(/^invalid: /);
    });

    it('by two at the same moment as one', async () => {
      const opened = await Promise.all(
        [OTHER, 'coordinator' as const].map((person, i) =>
          ask<{ id: string }>(person, 'open_picture', {
            p_id: `00000000-0000-4000-a000-00000000001${String(i)}`,
            p_period: '2025-10',
          }),
        ),
      );
      expect(opened[0]).toEqual(opened[1]);
    });

    it.each(['2025-W53', '2026-W00', '2026-13', '2026-T4', '1999-W10', 'x', '', '2026-W1', '2026-W01 '])(
      'not for %j, which is no period',
      async (p_period) => {
        await expect(
          ask('coordinator', 'open_picture', { p_id: '00000000-0000-4000-a000-000000000003', p_period }),
        ).rejects.toThrow(/^invalid: /);
      },
    );

    it('not before the period has begun, nor for an area of another municipality', async () => {
      const p_id = '00000000-0000-4000-a000-000000000003';
      await expect(ask('coordinator', 'open_picture', { p_id, p_period: '2099-T1' })).rejects.toThrow(
        /^in-the-future: /,
      );
      await expect(
        ask('coordinator', 'open_picture', { p_id, p_period: WEEK.key, p_area: 'elsewhere' }),
      ).rejects.toThrow(/^invalid: /);
    });

    it.each(['2020-W53', '2021-W01', '2026-W47', '2024-02', '2026-12', '2026-T1', '2026-T3', '2026'])(
      'for %s with the days that the app counts',
      async (key) => {
        const [row] = await db.database.query(
          'select extract(epoch from app.midnight(begins))::bigint::text as begins, extract(epoch from app.midnight(ends))::bigint::text as ends from app.period_days($1)',
          [key],
        );
        const period = parsePeriod(key);
        expect(row).toEqual({ begins: String(period?.from), ends: String(period?.to) });
      },
    );
  });

  it('is seen and written by coordinators of the municipality alone', async () => {
    await save('external', { text: 'Hemligt tills vidare' });
    for (const person of Object.keys(PEOPLE) as Person[]) {
      if (person === 'coordinator' || person === OTHER) continue;
      expect(await ask(person, 'picture_draft', { p_id: PICTURE }), person).toBeNull();
      await expect(save('external', { text: 'x' }, 1, person), person).rejects.toThrow(/^not-allowed: /);
      await expect(
        ask(person, 'open_picture', { p_id: '00000000-0000-4000-a000-000000000004', p_period: '2026-01' }),
        person,
      ).rejects.toThrow(/^not-allowed: /);
    }
    expect(await ask('coordinator', 'picture_draft', { p_id: action().id })).toBeNull();
    await expect(
      ask('coordinator', 'save_part', {
        p_picture: action().id,
        p_part: 'general',
        p_content: { text: 'x' },
        p_revision: 0,
      }),
    ).rejects.toThrow(/^not-found: /);
    const { data } = await (
      await db.as(emailOf('strangeCoordinator'))
    ).rpc('picture_draft', { p_municipality: '9002', p_id: PICTURE });
    expect(data).toBeNull();
  });

  describe('of two who write', () => {
    it('keeps what came first, and hands it to who came second', async () => {
      expect(await save('general', { text: 'Lugn vecka.' })).toMatchObject({ saved: true, revision: 1 });
      const first = await save('general', { text: 'Lugn vecka, utom lördag.' }, 1);
      expect(first).toMatchObject({ saved: true, revision: 2 });
      const second = await save('general', { text: 'Stökig vecka.' }, 1, OTHER);
      expect(second).toEqual({ ...first, saved: false });
      // Made from what the other wrote it is no conflict any more.
      const both = { text: 'Lugn vecka, utom lördag. Stökig vecka.' };
      expect(await save('general', both, 2, OTHER)).toMatchObject({ saved: true, revision: 3, content: both });
      const draft = await ask<Draft>('coordinator', 'picture_draft', { p_id: PICTURE });
      expect(draft).toMatchObject({ id: PICTURE, periodKey: WEEK.key, areaId: null });
      expect(draft.parts.find(({ part }) => part === 'general')).toMatchObject({
        content: both,
        revision: 3,
        byMe: false,
      });
    });

    it('lets one only begin a part when both begin it at once', async () => {
      const both = await Promise.all([
        save('area:a', { text: 'Ena', status: 'green' }),
        save('area:a', { text: 'Andra', status: 'red' }, 0, OTHER),
      ]);
      expect(both.filter(({ saved }) => saved)).toHaveLength(1);
      expect(both[0]?.content).toEqual(both[1]?.content);
    });

    it('takes the same words twice as once, with any revision', async () => {
      const words = { text: 'Samma ord', status: null };
      const once = await save('area:b', words);
      expect(await save('area:b', words)).toEqual(once);
      expect(await save('area:b', { ...words, text: '  Samma ord ' }, 7, OTHER)).toEqual(once);
    });

    it('takes a map away once, and never one that the other has changed', async () => {
      const part = map();
      await save(part, { caption: 'Karta', image: image() });
      await save(part, { caption: 'Karta över torget', image: image() }, 1, OTHER);
      expect(await save(part, null, 1)).toMatchObject({ saved: false, revision: 2 });
      const gone = { saved: true, revision: 0, content: null };
      expect(await save(part, null, 2)).toMatchObject(gone);
      expect(await save(part, null, 2)).toMatchObject(gone);
      expect(await save(part, { caption: 'Sent', image: image() }, 2)).toMatchObject({ saved: false, content: null });
    });

    it('loses nothing in a hundred saves at once', { timeout: 60_000 }, async () => {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          save(
            'meeting',
            { held: null, participants: [], minutes: `Punkt ${String(i)}`, step: i },
            0,
            i % 2 ? OTHER : 'coordinator',
          ),
        ),
      );
      expect(answers.filter(({ saved }) => saved)).toHaveLength(1);
      const [kept] = answers.filter(({ saved }) => saved);
      for (const { content, revision } of answers) expect([content, revision]).toEqual([kept?.content, 1]);
    });
  });

  describe('holds', () => {
    const MAP = map();
    const PERSONAL = ['Ring 070-174 06 05', 'mejla x.y@exempel.se', 'bilen ABC 12A', '19640823-3234'];
    const withText: [string, (text: string) => [string, unknown]][] = [
      ['the general words', (text) => ['general', { text }]],
      ['the words for outside', (text) => ['external', { text }]],
      ['a note on an area', (text) => ['area:a', { text, status: 'green' }]],
      ['the name of a hotspot', (text) => ['hotspots', { raised: [hotspot('h1'), hotspot('h2', { name: text })] }]],
      ['a reason', (text) => ['hotspots', { raised: [hotspot('h1'), hotspot('h2', { reason: text })] }]],
      ['a caption', (text) => [MAP, { caption: text, image: image() }]],
      ['the minutes', (text) => ['meeting', { held: null, participants: [], minutes: text, step: 0 }]],
    ];
    const revisionOf = async (part: string): Promise<number> =>
      (await ask<Draft>('coordinator', 'picture_draft', { p_id: PICTURE })).parts.find((it) => it.part === part)
        ?.revision ?? 0;

    it.each(withText)('no personal data in %s', async (_name, build) => {
      for (const text of PERSONAL) {
        const [part, content] = build(text);
        await expect(save(part, content, await revisionOf(part)), text).rejects.toThrow(/^personal-data: /);
      }
      const [part, content] = build('Utemiljön vid skolan');
      expect(await save(part, content, await revisionOf(part))).toMatchObject({ saved: true });
    });

    it.each<[string, number]>([
      ['the general words', 4000],
      ['the words for outside', 4000],
      ['a note on an area', 2000],
      ['the name of a hotspot', 120],
      ['a reason', 500],
      ['a caption', 200],
      ['the minutes', 4000],
    ])('%s of %i letters and not of one more', async (name, length) => {
      const build = withText.find(([it]) => it === name)?.[1];
      if (!build) throw new Error(name);
      const [part, content] = build('å'.repeat(length));
      expect(await save(part, content, await revisionOf(part))).toMatchObject({ saved: true });
      await expect(save(...build('å'.repeat(length + 1)), await revisionOf(part))).rejects.toThrow(/^too-long: /);
    });

    it('words that are commands elsewhere as words', async () => {
      for (const text of ["'; drop table public.picture_part; --", '<script>alert(1)</script>', '{"a": 1}', '[1]']) {
        expect(await save('external', { text }, await revisionOf('external'))).toMatchObject({ content: { text } });
      }
    });

    it.each<[string, unknown]>([
      ['general', { text: 'x', more: 1 }],
      ['general', { text: 5 }],
      ['general', ['x']],
      ['general', 5],
      ['general', null],
      ['unknown', { text: 'x' }],
      ['area:elsewhere', { text: 'x', status: null }],
      ['area:a', { text: 'x', status: 'blue' }],
      ['area:a', { text: 'x', status: { green: 1 } }],
      ['hotspots', { raised: {} }],
      ['hotspots', { raised: [hotspot('h1'), hotspot('h1')] }],
      ['hotspots', { raised: [hotspot('first')] }],
      ['hotspots', { raised: [hotspot('h1', { decision: 'maybe' })] }],
      ['hotspots', { raised: [hotspot('h1', { cells: [] })] }],
      ['hotspots', { raised: [hotspot('h1', { cells: [[1, 'x']] })] }],
      ['hotspots', { raised: [hotspot('h1', { cells: [[1, 2, 3]] })] }],
      ['hotspots', { raised: [hotspot('h1', { centre: { lon: 200, lat: 57 } })] }],
      ['hotspots', { raised: [hotspot('h1', { note: '070-174 06 05' })] }],
      ['hotspots', { raised: Array.from({ length: 41 }, (_, i) => hotspot(`h${String(i + 1)}`)) }],
      [map(), { caption: '', image: 'https://exempel.se/karta.png' }],
      [map(), { caption: '', image: 'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=' }],
      [map(), { caption: '', image: 'data:image/png;base64,UklGR' }],
      [map(), { caption: '', image: `${image()}<script>` }],
      [map(), { caption: '' }],
      ['map:1', { caption: '', image: image() }],
      ['meeting', { held: '2026-02-30', participants: [], minutes: '', step: 0 }],
      ['meeting', { held: 'tisdag', participants: [], minutes: '', step: 0 }],
      ['meeting', { held: null, participants: ['nobody'], minutes: '', step: 0 }],
      ['meeting', { held: null, participants: 'polisen', minutes: '', step: 0 }],
      ['meeting', { held: null, participants: [], minutes: '', step: -1 }],
    ])('of %s not %j', async (part, content) => {
      await expect(save(part, content, await revisionOf(part))).rejects.toThrow(/^invalid: /);
    });

    it('twelve pictures of the map, each of 400 kB at most', { timeout: 30_000 }, async () => {
      await expect(save(map(), { caption: '', image: image(400 * 1024 + 1) })).rejects.toThrow(/^too-long: /);
      const stored = (await ask<Draft>('coordinator', 'picture_draft', { p_id: PICTURE })).parts;
      const room = 12 - stored.filter(({ part }) => part.startsWith('map:')).length;
      for (let i = 0; i < room; i += 1) {
        const full = { caption: '', image: image(i === 0 ? 400 * 1024 : 100) };
        expect(await save(map(), full)).toMatchObject({ saved: true, content: full });
      }
      await expect(save(map(), { caption: '', image: image() })).rejects.toThrow(/^too-long: /);
    });

    it('a part of its own area alone, in the picture of an area', async () => {
      const part = (p_part: string): Promise<Saved> =>
        ask('coordinator', 'save_part', {
          p_picture: '00000000-0000-4000-a000-000000000002',
          p_part,
          p_content: { text: 'x', status: null },
          p_revision: 0,
        });
      expect(await part('area:a')).toMatchObject({ saved: true });
      await expect(part('area:b')).rejects.toThrow(/^invalid: /);
    });
  });

  it('leaves a trace of who opened and saved which part, without a word of it', async () => {
    const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
    const words = { text: 'Utmärkande ord', status: 'red' };
    const { revision } = await save('area:over', words);
    await save('area:over', words, revision);
    await save('meeting', { held: null, participants: [], minutes: 'Utmärkande ord', step: 1 }, 99);
    await ask('coordinator', 'picture_draft', { p_id: PICTURE });
    const gained = await db.database.query(
      "select action, filter->>'part' as part, filter->>'picture' as picture, user_id::text as who from public.audit_log where id > $1::bigint order by id",
      [last?.id],
    );
    const who = (
      await db.database.query<{ id: string }>('select id::text from auth.users where email = $1', [
        emailOf('coordinator'),
      ])
    )[0]?.id;
    expect(gained).toEqual([
      { action: 'picture.part_saved', part: 'area:over', picture: PICTURE, who },
      { action: 'picture.draft_read', part: null, picture: PICTURE, who },
    ]);
    expect(JSON.stringify(await db.database.query('select filter from public.audit_log'))).not.toMatch(/Utmärkande/);
  });

  it('keeps its area and its period', async () => {
    await expect(
      db.database.query("delete from public.area where municipality_id = '9001' and id = 'a'"),
    ).rejects.toThrow(/foreign key/);
    await expect(
      db.database.query('update public.situation_picture set period_key = $1 where id = $2', ['2025-01', PICTURE]),
    ).rejects.toThrow(/^not-allowed: /);
  });
});
