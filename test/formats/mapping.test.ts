/** A mapping published by the server, as a document and as a page: LibreOffice and poppler find in both the counts that the database was asked for by itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DrawingBoard } from '../../src/cli-drawing';
import type { MappingDocument } from '../../src/picture/mapping/document';
import { mappingFile } from '../../src/picture/mapping/file';
import { mappingPage } from '../../src/picture/mapping/page';
import { chapter, mapping, MAPPING, otherTable } from '../database/access-mapping';
import { emailOf, POINTS, report } from '../database/fixture';
import { asking } from '../database/known-pictures';
import { openTestDatabase, type TestDatabase } from '../database/servers';
import { drawingBoard } from './pictures';
import { describeWith, openDesk, run, textOfPdf, type Desk } from './programs';

const YEAR = new Date().getUTCFullYear() - 1;
const rows = (count: number, values: Record<string, unknown>): ReturnType<typeof report>[] =>
  Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(YEAR, i % 11, 1 + (i % 27), 10)).toISOString();
    return report({ occurred_from: at, occurred_to: at, ...values });
  });

describeWith(['soffice', 'pdftotext', 'pdfinfo', 'pdfimages'], 'A mapping', () => {
  let board: DrawingBoard;
  let desk: Desk;
  let db: TestDatabase;
  let doc: MappingDocument;
  /** Of areas and categories, counted by SQL. */
  let counted: { area: string; category: string; n: number }[];
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-'));

  beforeAll(async () => {
    board = await drawingBoard();
    desk = openDesk();
    db = await openTestDatabase('fixture', join(folder, 'secret'));
    const ask = asking(db);
    const reports = [...rows(61, {}), ...rows(17, { category_id: 'glas' }), ...rows(9, POINTS.islandOfA)];
    const { error } = await (await db.as(emailOf('reporterA'))).from('incident').insert(reports);
    if (error) throw new Error(error.message);
    await db.database.query("update public.incident set review_state = 'released'");
    await ask('coordinator', 'save_mapping', {
      p_mapping: mapping({ id: MAPPING, title: 'Kartläggning av Testby', fromYear: YEAR, toYear: YEAR }),
      p_revision: 0,
    });
    await ask('coordinator', 'save_mapping_chapter', {
      p_chapter: chapter({ text: 'Klotter dominerar.' }),
      p_revision: 0,
    });
    await ask('coordinator', 'save_mapping_table', { p_table: otherTable(), p_revision: 0 });
    const token = (await (await db.as(emailOf('coordinator'))).auth.getSession()).data.session?.access_token ?? '';
    const answer = await db.fetch(
      new Request('http://127.0.0.1:1/functions/v1/publish', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ municipality: '9001', mapping: MAPPING, correction: null }),
      }),
    );
    if (answer.status !== 200) throw new Error(await answer.text());
    doc = await ask<MappingDocument>('police', 'published_mapping', { p_id: MAPPING, p_audience: 'authorities' });
    counted = await db.database.query(
      `select area_id::text as area, category_id::text as category, count(*)::int as n from public.incident where municipality_id = '9001' and area_id is not null group by 1, 2`,
    );
  }, 180_000);
  afterAll(async () => {
    await board.close();
    await db.close();
    desk.clear();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What every format must say. */
  function expectNumbers(text: string): void {
    const sum = (of: (row: (typeof counted)[number]) => boolean): number =>
      counted.filter(of).reduce((total, { n }) => total + n, 0);
    const [all, inA, glass] = [sum(() => true), sum(({ area }) => area === 'a'), sum((row) => row.category === 'glas')];
    expect([all, glass]).toEqual([87, 17]);
    expect(text).toMatch(new RegExp(`^ ?${String(YEAR)} ${String(all)} 0`, 'm'));
    expect(text).toMatch(new RegExp(`^ ?a ${String(inA)} ${String(inA)}`, 'm'));
    expect(text).toMatch(new RegExp(`Glas Skador ${String(glass)} ${String(glass)}`));
    expect(text).toMatch(/Skadegörelse 812 790/);
    expect(text).toContain('Källa: Brå. Uppgifter från 2025.');
    expect(text).toContain('Klotter dominerar.');
    expect(text).toMatch(/Krishnamoorthy/);
    expect(text).toContain(`Kartläggning av Testby · Testby · ${String(YEAR)} · polis och kommun · version 1`);
    expect(text).toMatch(/Sida 1 av \d/);
  }

  it('has in LibreOffice the counts of the database, the map, the sources and the page numbers', async () => {
    const path = desk.toPdf(await mappingFile(doc, 'sv', board.rasterise));
    expectNumbers(textOfPdf(path));
    const widths = run('pdfimages', '-list', path)
      .split('\n')
      .flatMap((line) => (/ image /.test(line) ? [Number(line.trim().split(/\s+/)[3])] : []));
    expect(Math.max(...widths)).toBeGreaterThan(1000);
  });

  it('says the same on paper, with headings and tables that a screen reader finds', async () => {
    const path = join(desk.folder, 'kartlaggning.pdf');
    writeFileSync(path, await board.print(mappingPage(doc, 'sv')));
    expectNumbers(textOfPdf(path));
    expect(run('pdfinfo', path)).toMatch(/Tagged:\s+yes/);
    const tags = run('pdfinfo', '-struct-text', path);
    for (const heading of ['Omfattning', 'Utveckling', 'Platser', 'Tider', 'Metod och källor'])
      expect(tags).toMatch(new RegExp(`H2 \\(block\\)[^H]*"${heading}"`));
  });
});
