/** The mapping from end to end: who writes and reads it, what the guard keeps out, and that publishing freezes exact figures for authorities and blocks for partners. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CHAPTER_TEXT_MAX,
  MAPPING_AUDIENCES,
  MAPPING_CHAPTERS,
  type MappingChapter,
  type MappingDraft,
  type MappingHead,
  type MappingMeasures,
  type MappingSummary,
  type MappingTable,
} from '../../src/domain/mapping';
import type { MappingDocument } from '../../src/picture/mapping/document';
import { chapter, mapping, mappingId, mappingVersions, MAPPING, otherTable, publishMapping } from './access-mapping';
import { emailOf, POINTS, report, userIdOf, type Person } from './fixture';
import { action, asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

const NOW = new Date();
const YEAR = NOW.getUTCFullYear();
/** The middle of the year before this: never in the future, never on the border of a year. */
const then = (day: number): Record<string, string> => {
  const at = new Date(Date.UTC(YEAR - 1, 5, 1 + day, 10)).toISOString();
  return { occurred_from: at, occurred_to: at };
};
const rows = (count: number, values: Record<string, unknown>): ReturnType<typeof report>[] =>
  Array.from({ length: count }, (_, i) => report({ ...then(i % 28), ...values }));
const SLIPS = ['Ring 070-174 06 05', 'mejla x.y@exempel.se', '19640823-3234'];

describe('the mapping', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-'));
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const saveChapter = (
    p_chapter: unknown,
    p_revision = 0,
    person: Person = 'coordinator',
  ): Promise<{ saved: boolean; chapter: MappingChapter }> =>
    ask(person, 'save_mapping_chapter', { p_chapter, p_revision });
  const saveTable = (p_table: unknown, p_revision = 0): Promise<{ saved: boolean; table: MappingTable }> =>
    ask('coordinator', 'save_mapping_table', { p_table, p_revision });
  const list = (person: Person): Promise<MappingSummary[] | null> => ask(person, 'mappings_of');
  const read = (person: Person, p_audience: string): Promise<MappingDocument | null> =>
    ask(person, 'published_mapping', { p_id: MAPPING, p_audience });
  const publish = async (
    person: Person,
    correction: string | null = null,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const client = await db.as(emailOf(person));
    const token = (await client.auth.getSession()).data.session?.access_token ?? '';
    const response = await db.fetch(
      new Request('http://127.0.0.1:1/functions/v1/publish', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ municipality: '9001', mapping: MAPPING, correction }),
      }),
    );
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture', join(folder, 'secret'));
    const send = async (person: Person, reports: ReturnType<typeof report>[]): Promise<void> => {
      const { error } = await (await db.as(emailOf(person))).from('incident').insert(reports);
      if (error) throw new Error(error.message);
    };
    await send('reporterA', rows(23, {}));
    await send('reporterA', rows(3, { sharing: 'authorities', category_id: 'glas' }));
    await send('reporterA', rows(2, { sharing: 'own_organisation' }));
    await send('reporterB', rows(7, { organisation_id: 'bostad-b', ...POINTS.inB }));
    await db.database.query("update public.incident set review_state = 'released'");
    await ask('coordinator', 'save_action', { p_action: action({ what: 'Tänd lamporna' }), p_revision: 0 });
    await ask('coordinator', 'save_action', {
      p_action: action({ what: 'Spana', sharing: 'authorities' }),
      p_revision: 0,
    });
    await ask('coordinator', 'save_mapping', { p_mapping: mapping({ id: MAPPING }), p_revision: 0 });
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the chapters and audiences of the domain', async () => {
    const found = async (table: string, column: string): Promise<string[]> => {
      const [row] = await db.database.query<{ it: string }>(
        `select string_agg(pg_get_constraintdef(k.oid), ' ') as it from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
         where k.contype = 'c' and k.conrelid = 'public.${table}'::regclass and a.attname = '${column}'`,
      );
      return [...(row?.it ?? '').matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1] ?? '').sort();
    };
    expect(await found('legal_mapping_chapter', 'key')).toEqual([...MAPPING_CHAPTERS].sort());
    expect(await found('legal_mapping_version', 'audience')).toEqual([...MAPPING_AUDIENCES].sort());
  });

  it('is written by two at once: the first is kept, the second gets what the first wrote', async () => {
    const first = await saveChapter(chapter({ key: 'extent', text: 'Ett' }));
    expect(first).toMatchObject({ saved: true, chapter: { text: 'Ett', revision: 1 } });
    const second = await saveChapter(chapter({ key: 'extent', text: 'Två' }), 1);
    expect(await saveChapter(chapter({ key: 'extent', text: 'Tre' }), 1)).toEqual({
      saved: false,
      chapter: second.chapter,
    });
    expect(await saveChapter(chapter({ key: 'extent', text: 'Två' }), 1)).toEqual(second); // the same is no conflict
    const table = (await saveTable(otherTable())).table;
    expect((await saveTable({ ...table, title: 'Trygghet' }, 1)).table.revision).toBe(2);
    expect(await saveTable({ ...table, title: 'Otrygghet' }, 1)).toMatchObject({
      saved: false,
      table: { title: 'Trygghet' },
    });
    const draft = await ask<MappingDraft>('coordinator', 'mapping_draft', { p_id: MAPPING });
    expect(draft.tables.map(({ rows: cells }) => cells)).toEqual([[['Skadegörelse', '812', '790']]]);
    expect(await ask('coordinator', 'remove_mapping_table', { p_id: table.id })).toBe(true);
  });

  it('holds nothing that points at a person, nothing too long, and no shape but its own', async () => {
    for (const slip of SLIPS)
      for (const attempt of [
        () => saveChapter(chapter({ key: 'places', text: slip })),
        () => saveTable(otherTable({ source: slip })),
        () => saveTable(otherTable({ rows: [['a', 'b', slip]] })),
        () => saveTable(otherTable({ columns: [slip, 'b', 'c'] })),
        () => ask('coordinator', 'save_mapping', { p_mapping: mapping({ title: slip }), p_revision: 0 }),
      ])
        await expect(attempt()).rejects.toThrow(/^personal-data: /);
    await expect(saveChapter(chapter({ key: 'places', text: 'x'.repeat(CHAPTER_TEXT_MAX + 1) }))).rejects.toThrow(
      /^too-long: /,
    );
    for (const wrong of [
      otherTable({ rows: [['kort rad']] }),
      otherTable({ rows: [] }),
      otherTable({ source: '' }),
      { ...otherTable(), extra: 1 },
      otherTable({ rows: Array.from({ length: 201 }, () => ['a', 'b', 'c']) }),
    ])
      await expect(saveTable(wrong)).rejects.toThrow(/^invalid: /);
    await expect(saveChapter({ ...chapter(), key: 'misstänkta' })).rejects.toThrow(/^invalid: /);
    for (const years of [
      { fromYear: YEAR, toYear: YEAR - 1 },
      { fromYear: YEAR - 9, toYear: YEAR },
    ])
      await expect(ask('coordinator', 'save_mapping', { p_mapping: mapping(years), p_revision: 0 })).rejects.toThrow(
        /^invalid: /,
      );
  });

  it('is the coordinator’s until it is published, and nobody stores a version past the function', async () => {
    for (const person of ['reporterA', 'viewerA', 'police', 'rescue'] as const) {
      expect(await list(person), person).toEqual([]);
      expect(await ask(person, 'mapping_draft', { p_id: MAPPING })).toBeNull();
      await expect(saveChapter(chapter(), 0, person)).rejects.toThrow(/^not-allowed: /);
    }
    for (const person of ['administrator', 'stranger', 'nobody'] as const) expect(await list(person)).toBeNull();
    for (const person of ['police', 'coordinator'] as const) {
      expect((await publish(person)).status).toBe(person === 'police' ? 403 : 200);
      await expect(
        ask(person, 'publish_mapping', {
          ...{ p_mapping: MAPPING, p_user: userIdOf('coordinator'), p_version: 2 },
          ...{ p_versions: mappingVersions(), p_correction: 'X', p_known: 1 },
        }),
      ).rejects.toThrow(/permission denied/);
    }
  });

  it('gives police and municipality the counts of the database, and partners blocks that hold theirs', async () => {
    const [counted] = await db.database.query<{ a: number; b: number; shared: number }>(
      `select count(*) filter (where area_id = 'a' and sharing <> 'own_organisation')::int as a, count(*) filter (where area_id = 'b')::int as b,
        count(*) filter (where sharing = 'partners' and area_id is not null)::int as shared from public.incident where municipality_id = '9001'`,
    );
    const exact = (await read('police', 'authorities'))?.exact;
    expect(exact?.years.map(({ key, count }) => [key, count])).toEqual([
      [String(YEAR - 1), (counted?.a ?? 0) + (counted?.b ?? 0)],
      [String(YEAR), 0],
    ]);
    expect(exact?.areas.find(({ id }) => id === 'a')?.counts).toEqual([counted?.a, 0]);
    expect(exact?.months.reduce((sum, { count }) => sum + count, 0)).toBe(exact?.years[0]?.count);
    for (const person of ['reporterA', 'reporterB', 'rescue'] as const) {
      expect(await read(person, 'authorities'), person).toBeNull();
      const theirs = await read(person, 'partners');
      expect(theirs?.exact).toBeUndefined();
      const [low, high] = (theirs?.blocks?.[0]?.figures.count ?? [-1, -1]) as [number, number];
      expect([low <= (counted?.shared ?? -1), (counted?.shared ?? -1) <= high, high - low >= 4]).toEqual([
        ...[true, true, true],
      ]);
      expect(JSON.stringify(theirs)).not.toMatch(/Spana|Glas/);
      expect(theirs?.measures.actions.map(({ what }) => what)).toEqual(['Tänd lamporna']);
    }
    expect((await read('police', 'authorities'))?.measures.actions).toHaveLength(2);
  });

  it('gives later pictures what it has said, so that they cannot be subtracted from it', async () => {
    const id = mappingId();
    await ask('coordinator', 'open_picture', { p_id: id, p_period: `${String(YEAR - 1)}-06`, p_area: null });
    const [source] = await db.database.query<{ it: { publications: number; earlier: { periodKey: string }[] } }>(
      "select public.publishing_source('9001', $1) as it",
      [id],
    );
    expect(source?.it.publications).toBe(1);
    expect(source?.it.earlier.map(({ periodKey }) => periodKey)).toEqual([String(YEAR - 1), String(YEAR)]);
  });

  it('stays as it was published: a correction is the next version, with words', async () => {
    const before = await read('police', 'authorities');
    await saveChapter(chapter({ key: 'summary', text: 'Rättat läge', sharing: 'authorities' }));
    expect((await publish('coordinator')).body['message']).toMatch(/^invalid: Say what this version changes/);
    expect((await publish('coordinator', 'Ny sammanfattning')).body).toEqual({ version: 2 });
    expect(
      await ask('police', 'published_mapping', { p_id: MAPPING, p_audience: 'authorities', p_version: 1 }),
    ).toEqual(before);
    const wordsOf = (doc: MappingDocument | null): string | undefined =>
      doc?.chapters.find(({ key }) => key === 'summary')?.text;
    expect([wordsOf(await read('police', 'authorities')), wordsOf(await read('reporterA', 'partners'))]).toEqual([
      ...['Rättat läge', ''],
    ]);
    expect((await list('reporterA'))?.[0]?.versions.map(({ version, audience }) => [version, audience])).toEqual([
      ...[
        [2, 'partners'],
        [1, 'partners'],
      ],
    ]);
    await expect(ask('coordinator', 'remove_mapping', { p_id: MAPPING })).rejects.toThrow(/^not-allowed: /);
    await expect(db.database.query('delete from public.legal_mapping_version')).rejects.toThrow(/not-allowed/);
    const kept = (await ask<MappingDraft>('coordinator', 'mapping_draft', { p_id: MAPPING })).mapping;
    const moved: MappingHead = { ...kept, fromYear: YEAR };
    await expect(ask('coordinator', 'save_mapping', { p_mapping: moved, p_revision: 1 })).rejects.toThrow(
      /^not-allowed: /,
    );
    // What a function got wrong is refused too: exact figures for partners.
    const leaking = mappingVersions().map((version) => ({
      ...version,
      content: { audience: version['audience'], exact: {} },
    }));
    await expect(publishMapping(db, 3, leaking)).rejects.toThrow(/invalid/);
  });

  it('counts who reported without naming anybody', async () => {
    const measures = await ask<MappingMeasures>('coordinator', 'mapping_measures', { p_from: YEAR - 1, p_to: YEAR });
    expect(measures.reporting.find(({ periodKey }) => periodKey === `${String(YEAR - 1)}-T2`)).toEqual({
      ...{ periodKey: `${String(YEAR - 1)}-T2`, organisations: 2, checkIns: 0 },
    });
    expect(measures.coverage[0]?.areas.find(({ areaId }) => areaId === 'a')).toEqual({
      ...{ areaId: 'a', expected: 2, reported: 1 },
    });
    expect(await ask('police', 'mapping_measures', { p_from: YEAR - 1, p_to: YEAR })).toBeNull();
  });
});
