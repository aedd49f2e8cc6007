/** LibreOffice opens the slides, the document and the workbook; what it puts on paper has the picture's numbers. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DrawingBoard } from '../../src/cli-drawing';
import { writePublished } from '../../src/picture/formats/published/formats';
import type { PublishedPicture } from '../../src/picture/published';
import { drawingBoard, lines, picturesToTry, type Tried } from './pictures';
import { describeWith, openDesk, run, textOfPdf, type Desk } from './programs';

/** Where the PDFs are kept to be looked at, when somebody wants to. */
const KEEP = process.env.LAGESBILD_FORMATS_DIR;

describeWith(['soffice', 'pdftotext', 'pdfinfo', 'pdfimages'], 'In LibreOffice', () => {
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

  async function pdfOf(
    picture: PublishedPicture,
    format: 'pptx' | 'docx' | 'xlsx',
    language: 'sv' | 'en' = 'sv',
  ): Promise<string> {
    const path = desk.toPdf(
      await writePublished(picture, format, language, { rasterise: board.rasterise, logo: null }),
    );
    if (KEEP) {
      mkdirSync(KEEP, { recursive: true });
      copyFileSync(path, join(KEEP, `${format}-${basename(path)}`));
    }
    return path;
  }
  const pagesOf = (path: string): number => Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', path))?.[1]);
  /** Width in pixels of the images in the file, the largest first; LibreOffice may make a very large one smaller. */
  const imagesOf = (path: string): number[] =>
    run('pdfimages', '-list', path)
      .split('\n')
      .filter((line) => / image /.test(line))
      .map((line) => Number(line.trim().split(/\s+/)[3]))
      .sort((a, b) => b - a);

  it('the slides have a page each, with the numbers, the map and the footer', async () => {
    const path = await pdfOf(tried.exact, 'pptx');
    const text = textOfPdf(path);
    expect(pagesOf(path)).toBe(17);
    for (const line of lines(tried.exact)) expect(text).toMatch(line);
    expect(text.match(/Lägesbild Jönköping · Vecka 47, 16–22 november 2026 · samordnaren · version 2/g)?.length).toBe(
      17,
    );
    expect(text).toMatch(/1 Öxnehaga centrum Öxnehaga 12 2,5 ny Brand \(anlagd\)/);
    expect(text).toMatch(/Händelser per vecka/);
    expect(text).toContain('papperskorgarna');
    expect(text).toContain('6 500');
    expect(imagesOf(path)[0]).toBeGreaterThan(2000);
    expect(imagesOf(path)).toContain(640);
  });

  it('the slides of partners have blocks', async () => {
    const text = textOfPdf(await pdfOf(tried.blocks, 'pptx', 'en'));
    expect(text).toMatch(/Öxnehaga ■ red 20–24/);
    expect(text).toMatch(/Råslätt ◆ yellow 10–19/);
    expect(text).toMatch(/Österängen ● green under 5/);
    expect(text).toMatch(/All areas at least 35/);
    expect(text).toContain('Counts stand in blocks of 5');
  });

  it('the document has the numbers, the map, the minutes and who decided what', async () => {
    const path = await pdfOf(tried.exact, 'docx');
    const text = textOfPdf(path);
    for (const line of lines(tried.exact)) expect(text).toMatch(line);
    expect(text).toMatch(/Sida 1 av \d/);
    expect(text).toContain('Mötet hölls 24 november 2026. Deltog: Jönköpings kommun, Polisen och Vätterhem.');
    expect(text).toMatch(/Råslätts torg Råslätt 7 ingen åtgärd Vätterhem har redan bytt låsen/);
    expect(text).toMatch(/tors 26 nov\. 19:00–22:00 HV71 hemma mot Frölunda evenemang hela kommunen 6 500/);
    expect(imagesOf(path)[0]).toBeGreaterThan(2000);
    expect(imagesOf(path)).toContain(640);
  });

  it('the workbook has a page a sheet, with the numbers, dates and times', async () => {
    const path = await pdfOf(tried.exact, 'xlsx');
    const text = textOfPdf(path);
    expect(pagesOf(path)).toBe(9);
    for (const { name, count, expected } of tried.exact.areas) {
      expect(text).toMatch(new RegExp(`${name} \\S+ ${String(count)} ${expected?.low ?? ''} ${expected?.high ?? ''}`));
    }
    expect(text).toMatch(/2026-11-26 19:00 2026-11-26 22:00 HV71 hemma mot Frölunda/);
    expect(text).toMatch(/Vätterhem 2026-11-27 planerad/);
    expect(text).toMatch(/fredag 0 .* 5 5 5 5 20/);
  });
});
