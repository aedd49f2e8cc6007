/** The print page becomes a PDF with tags: a screen reader finds its headings, its tables and what the map shows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DrawingBoard } from '../../src/cli-drawing';
import { writePublished } from '../../src/picture/formats/published/formats';
import { drawingBoard, lines, picturesToTry, type Tried } from './pictures';
import { describeWith, openDesk, run, textOfPdf, type Desk } from './programs';

describeWith(['pdfinfo', 'pdftotext'], 'On paper', () => {
  let board: DrawingBoard;
  let desk: Desk;
  let tried: Tried;
  beforeAll(async () => {
    board = await drawingBoard();
    desk = openDesk();
    tried = await picturesToTry(board.rasterise);
  });
  afterAll(async () => {
    await board.close();
    desk.clear();
  });

  async function printed(picture: Tried['exact'], language: 'sv' | 'en'): Promise<string> {
    const { bytes } = await writePublished(picture, 'html', language, { rasterise: null, logo: null });
    const path = join(desk.folder, `${picture.audience}-${language}.pdf`);
    writeFileSync(path, await board.print(new TextDecoder().decode(bytes)));
    return path;
  }

  it('the page is tagged, with headings, tables and a described map', async () => {
    const path = await printed(tried.exact, 'sv');
    expect(run('pdfinfo', path)).toMatch(/Tagged:\s+yes/);
    const tags = run('pdfinfo', '-struct-text', path);
    expect(tags).toMatch(/H1 \(block\)[^H]*"Lägesbild Jönköping"/);
    for (const heading of [
      'Läget i korthet',
      'Områden',
      'Hotspots',
      'Åtgärder',
      'Händelser framåt',
      'Mötet',
      'Metod och källa',
    ]) {
      expect(tags).toMatch(new RegExp(`H2 \\(block\\)[^H]*"${heading}"`));
    }
    expect(tags.match(/^ *Table \(block\)/gm)?.length).toBe(7);
    expect(tags).toMatch(/^ *TH\b[^]*^ *TD\b/m);
    expect(tags).toMatch(/^ *Figure/m);
  });

  it('the page has the numbers, and on each sheet what it belongs to', async () => {
    const path = await printed(tried.exact, 'sv');
    const text = textOfPdf(path);
    for (const line of lines(tried.exact)) expect(text).toMatch(line);
    const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', path))?.[1]);
    expect(text.match(/Lägesbild Jönköping · Vecka 47, 16–22 november 2026 · samordnaren · version 2/g)?.length).toBe(
      pages,
    );
    expect(text).toContain(`Sida ${pages} av ${pages}`);
  });

  it('the page of partners has blocks', async () => {
    const text = textOfPdf(await printed(tried.blocks, 'en'));
    expect(text).toMatch(/Öxnehaga red 20–24/);
    expect(text).toMatch(/at least 35/);
    expect(text).not.toMatch(/\b(?:23|40) incidents/);
  });
});
