/** The published follow-up of Jönköping's promise as a document and on paper, opened by other programs: every cell is the database's. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DrawingBoard } from '../../src/cli-drawing';
import type { PublishedCommitment, PublishedFollowUp } from '../../src/domain/plan';
import { followUpDocx } from '../../src/picture/formats/follow-up/docx';
import { followUpHtml } from '../../src/picture/formats/follow-up/page';
import { followUpView, type FollowUpView } from '../../src/picture/formats/follow-up/view';
import { call } from '../database/known-pictures';
import { openTestDatabase, type TestDatabase } from '../database/servers';
import { drawingBoard } from './pictures';
import { describeWith, openDesk, run, textOfPdf, type Desk } from './programs';

const STATES = { none: '', on_track: 'Enligt plan', late: 'Försenat', done: 'Klart', moved: 'Flyttat' };

describeWith(['soffice', 'pdftotext', 'pdfinfo'], 'The published follow-up', () => {
  let board: DrawingBoard;
  let desk: Desk;
  let db: TestDatabase;
  let published: PublishedFollowUp;
  let view: FollowUpView;
  beforeAll(async () => {
    [board, db] = await Promise.all([drawingBoard(), openTestDatabase('demo')]);
    desk = openDesk();
    const at = { p_municipality: '0680', p_key: 'medborgarlofte-2024', p_period: '2024-T3' };
    published = await call<PublishedFollowUp>(db.anonymous, 'public_follow_up', at);
    view = followUpView(published, 'sv');
  }, 240_000);
  afterAll(async () => {
    await Promise.all([board.close(), db.close()]);
    desk.clear();
  });

  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  /** Where a line ends, a program on paper gives the words without the space between them. */
  const solid = (text: string): string => text.replace(/\s+/g, '');
  const rows = (): PublishedCommitment[] => published.focusAreas.flatMap((area) => area.rows);
  /** @param told the texts of a row's cells, the activity first, as another program reads them. */
  function expectRow(told: string[], { title, owner, cells, target, progress }: PublishedCommitment): void {
    expect(told).toHaveLength(4);
    const [about = '', ...tertials] = told.map(solid);
    expect(about).toContain(solid(title));
    expect(about).toContain(solid(`Ansvarig: ${owner ?? ''}`));
    if (target.kind === 'number') {
      expect(about).toContain(solid(`${String(progress.number)} av ${String(target.number)} ${target.unit}`));
    }
    cells.forEach(({ text, state, value }, i) => {
      expect(tertials[i], `${title}, tertial ${i + 1}`).toContain(solid(text));
      expect(tertials[i]).toContain(solid(STATES[state]));
      if (value !== null) expect(tertials[i]).toContain(`Antal:${String(value)}`);
    });
  }

  it('is a document whose cells are those of the database, with a header on each sheet', async () => {
    const file = { name: `${view.fileName}.docx`, bytes: await followUpDocx(view) };
    const html = readFileSync(desk.toHtml(file), 'utf8');
    const read = [...html.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<t[dh][\s\S]*?<\/t[dh]>/g)].map(([cell]) =>
        plain(cell.replace(/<[^>]*>/g, ' ').replace(/&amp;/g, '&')),
      ),
    );
    const heads = read.filter(([first]) => first === 'Åtagande');
    expect(heads).toHaveLength(published.focusAreas.length);
    expect(heads[0]?.slice(1)).toEqual([
      'Tertial 1 2024 januari–april',
      'Tertial 2 2024 maj–augusti',
      'Tertial 3 2024 september–december',
    ]);
    const body = read.filter(([first]) => first !== 'Åtagande');
    expect(body).toHaveLength(rows().length);
    rows().forEach((row, i) => expectRow(body[i] ?? [], row));

    const pdf = desk.toPdf(file);
    const sheets = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', pdf))?.[1]);
    expect(sheets).toBeGreaterThan(1);
    expect(run('pdfinfo', pdf)).toMatch(/Page size:\s+841\.\d+ x 595/);
    const text = textOfPdf(pdf);
    expect(text.match(/Åtagande Tertial 1 2024/g)?.length ?? 0).toBeGreaterThanOrEqual(sheets);
    expect(text).toContain(`Sida ${sheets} av ${sheets}`);
    expect(text.match(/Medborgarlöfte 2024 · Jönköping · Tertial 3 2024 · för alla · version 1/g)?.length).toBe(sheets);
  });

  it('is a tagged page on paper with the same cells, its title, date, version and source', async () => {
    const path = join(desk.folder, 'paper.pdf');
    writeFileSync(path, await board.print(followUpHtml(view)));
    const about = run('pdfinfo', path);
    expect(about).toMatch(/Tagged:\s+yes/);
    const tags = run('pdfinfo', '-struct-text', path);
    const read = tags
      .split(/^ *TR\b.*$/m)
      .slice(1)
      .map((row) =>
        row
          .split(/^ *T[HD]\b.*$/m)
          .slice(1)
          .map((cell) => plain([...cell.matchAll(/"([^"]*)"/g)].map(([, text]) => text).join(' '))),
      );
    // On a new sheet the header is read out once more, in one with the former.
    const body = read.filter(([first = '']) => !first.startsWith('Åtagande'));
    expect(body).toHaveLength(rows().length);
    rows().forEach((row, i) => expectRow((body[i] ?? []).slice(0, 4), row));
    const text = textOfPdf(path);
    for (const words of ['Medborgarlöfte 2024', 'Version: 1', 'Publicerad: ', 'Källa: Uppföljning av de ansvariga']) {
      expect(text).toContain(words);
    }
  });

  it('is said in English as well, with the words that were written left as they are', async () => {
    const english = followUpView(published, 'en');
    const html = followUpHtml(english);
    expect(html).toContain('Responsible: ');
    expect(html).toContain('Tertial 3 2024');
    expect(html).toContain('Öxnehaga som pilotområde');
    expect(english.fileName).toBe('follow-up_jonkoping_medborgarlofte-2024_2024-T3_v1_everybody');
    expect((await followUpDocx(english)).length).toBeGreaterThan(5000);
  });
});
