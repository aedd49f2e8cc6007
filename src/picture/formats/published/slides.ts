/** What every slide is made of: a master with footer and number, titles, texts that fit, tables that go on over slides. Inches and points. */
import PptxGenJS from 'pptxgenjs';
import { textWidth } from '../label-placement';
import { say } from '../../words';
import { footerText, periodText, titleText, type Edition } from './about';
import { fitted, type PixelImage } from './images';
import { cellSign } from './letters';
import { columnWidths, wordsFit, type Cell, type Column, type Table } from './table';

export type Deck = PptxGenJS;
export type Slide = PptxGenJS.Slide;
export interface Area {
  x: number;
  y: number;
  w: number;
  h: number;
}

export const INK = '1C211D';
export const SOFT = '4C554D';
export const ACCENT = '0B4F6C';
const LINE = 'C4CAC1';
const MASTER = 'Lägesbild';
/** Everything between title and footer. */
export const BODY: Area = { x: 0.5, y: 1.3, w: 12.33, h: 5.6 };
export const FONT = 'Arial';

/** Proofing language of every text. */
export const langOf = ({ language }: Edition): string => (language === 'sv' ? 'sv-SE' : 'en-GB');

export function createDeck(edition: Edition): Deck {
  const deck = new PptxGenJS();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = `${titleText(edition)}, ${periodText(edition)}`;
  deck.subject = footerText(edition);
  deck.author = edition.picture.municipality.name;
  deck.company = edition.picture.municipality.name;
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
  const lang = langOf(edition);
  deck.defineSlideMaster({
    title: MASTER,
    background: { color: 'FFFFFF' },
    objects: [
      { line: { x: 0.5, y: 7.02, w: 12.33, h: 0, line: { color: LINE, width: 0.75 } } },
      {
        text: {
          text: footerText(edition),
          options: { x: 0.5, y: 7.06, w: 11.3, h: 0.32, fontSize: 10, fontFace: FONT, color: SOFT, margin: 0, lang },
        },
      },
      {
        placeholder: {
          options: {
            ...{ name: 'title', type: 'title', x: 0.5, y: 0.35, w: 12.33, h: 0.75, align: 'left', valign: 'middle' },
            ...{ fontFace: FONT, fontSize: 26, bold: true, color: INK, margin: 0 },
          },
          text: '',
        },
      },
    ],
    slideNumber: {
      x: 12.03,
      y: 7.06,
      w: 0.8,
      h: 0.32,
      fontSize: 10,
      fontFace: FONT,
      color: SOFT,
      align: 'right',
      margin: 0,
    },
  });
  return deck;
}

export function addSlide(deck: Deck, title: string, edition: Edition): Slide {
  const slide = deck.addSlide({ masterName: MASTER });
  slide.addText(title, { placeholder: 'title', lang: langOf(edition) });
  return slide;
}

/** Lines that a text takes, roughly: no font can be measured here. */
function linesOf(text: string, size: number, width: number): number {
  return Math.max(1, Math.ceil(textWidth(text, size * 0.93) / (width * 72)));
}

const SIZES = [18, 16, 14, 12, 11, 10, 9, 8] as const;
const LEADING = 1.22;

/** Inches that paragraphs take in a size. */
function heightOf(texts: readonly string[], size: number, width: number): number {
  const lines = texts.reduce((sum, text) => sum + linesOf(text, size, width - 0.1), 0);
  return ((lines * LEADING + 0.35 * texts.length) * size) / 72;
}

/** The largest of our sizes in which the paragraphs fit the box, at most `most`. */
export function sizeThatFits(texts: readonly string[], area: Pick<Area, 'w' | 'h'>, most: number): number {
  return SIZES.find((size) => size <= most && heightOf(texts, size, area.w) <= area.h) ?? 8;
}

/** Paragraphs from the top of a box. @returns where they end, roughly. */
export function addParagraphs(
  slide: Slide,
  texts: readonly string[],
  area: Area,
  edition: Edition,
  look: { most?: number; color?: string; bullet?: boolean } = {},
): number {
  if (texts.length === 0) return area.y;
  const fontSize = sizeThatFits(texts, area, look.most ?? 16);
  slide.addText(
    texts.map((text) => ({
      text,
      options: {
        ...{ breakLine: true, paraSpaceAfter: fontSize * 0.35 },
        ...(look.bullet ? { bullet: { indent: fontSize } } : {}),
      },
    })),
    { ...area, fontSize, fontFace: FONT, color: look.color ?? INK, valign: 'top', margin: 0, lang: langOf(edition) },
  );
  return area.y + heightOf(texts, fontSize, area.w);
}

const ROW_PADDING = 0.11;
const CELL_MARGIN = 0.12;

function rowHeight(cells: readonly string[], widths: readonly number[], size: number): number {
  const lines = Math.max(...cells.map((text, i) => linesOf(text, size, (widths[i] ?? 1) - 2 * CELL_MARGIN)));
  return (lines * LEADING * size) / 72 + ROW_PADDING;
}

function tableCell(cell: Cell, { kind }: Column, head: boolean, lang: string): PptxGenJS.TableCell {
  const sign = cellSign(cell);
  const runs: PptxGenJS.TableCell[] = sign
    ? [
        { text: `${sign.letter} `, options: { color: sign.colour, lang } },
        { text: cell.text, options: { lang } },
      ]
    : [{ text: cell.text, options: { lang } }];
  const none = { type: 'none' } as const;
  return {
    text: runs,
    options: {
      ...{ align: kind === 'number' ? 'right' : 'left', valign: 'top', bold: head, color: head ? SOFT : INK, lang },
      border: [none, none, { type: 'solid', pt: head ? 1 : 0.5, color: head ? '7C847A' : LINE }, none],
    },
  };
}

/** Rows by slide: each slide is filled as far as it goes. */
function pagesOf(table: Table, widths: readonly number[], size: number, height: number): Cell[][][] {
  const heading = rowHeight(
    table.columns.map(({ label }) => label),
    widths,
    size,
  );
  const pages: Cell[][][] = [[]];
  let used = heading;
  for (const row of table.rows) {
    const own = rowHeight(
      row.map(({ text }) => text),
      widths,
      size,
    );
    if (used + own > height && (pages[pages.length - 1]?.length ?? 0) > 0) {
      pages.push([]);
      used = heading;
    }
    pages[pages.length - 1]?.push(row);
    used += own;
  }
  return pages;
}

/** A native table within a box; rows that do not fit are left to the caller. */
function placeTable(
  slide: Slide,
  table: Table,
  rows: readonly Cell[][],
  area: Area,
  size: number,
  edition: Edition,
): void {
  const lang = langOf(edition);
  const head = table.columns.map((column) => tableCell({ text: column.label }, column, true, lang));
  const body = rows.map((row) =>
    row.flatMap((cell, i) => {
      const column = table.columns[i];
      return column ? [tableCell(cell, column, false, lang)] : [];
    }),
  );
  slide.addTable([head, ...body], {
    ...{ x: area.x, y: area.y, w: area.w, colW: widthsOf(table, area.w, size), fontSize: size, fontFace: FONT },
    ...{ margin: [0.04, CELL_MARGIN, 0.04, CELL_MARGIN], objectName: table.caption },
  });
}

const wordWidth =
  (size: number) =>
  (word: string): number =>
    textWidth(word, size * 1.2) / 72 + 2 * CELL_MARGIN + 0.05;

const widthsOf = (table: Table, width: number, size: number): number[] => columnWidths(table, width, wordWidth(size));

/** The largest size in which the whole table fits a height; undefined where none does. */
function sizeOnOne(table: Table, width: number, height: number, most: number, least: number): number | undefined {
  return SIZES.find(
    (size) =>
      size <= most &&
      size >= least &&
      wordsFit(table, width, wordWidth(size)) &&
      pagesOf(table, widthsOf(table, width, size), size, height).length === 1,
  );
}

/** A table on a slide that holds other things too: the largest size that shows it whole, or as many rows as fit. @returns where it ends, roughly. */
export function addTable(slide: Slide, table: Table, area: Area, edition: Edition, most = 14): number {
  const size = sizeOnOne(table, area.w, area.h, most, 8) ?? 8;
  const widths = widthsOf(table, area.w, size);
  const rows = pagesOf(table, widths, size, area.h)[0] ?? [];
  placeTable(slide, table, rows, area, size, edition);
  const texts = [table.columns.map(({ label }) => label), ...rows.map((row) => row.map(({ text }) => text))];
  return area.y + texts.reduce((sum, row) => sum + rowHeight(row, widths, size), 0);
}

/** Size of a table that goes on over several slides. */
const LONG_TABLE = 12;

/** Slides with a whole table: in the largest size if it fits one slide, else it goes on over several. */
export function addTableSlides(deck: Deck, title: string, table: Table, edition: Edition): void {
  const long = wordsFit(table, BODY.w, wordWidth(LONG_TABLE)) ? LONG_TABLE : LONG_TABLE - 2;
  const size = sizeOnOne(table, BODY.w, BODY.h, 16, long) ?? long;
  const pages = pagesOf(table, widthsOf(table, BODY.w, size), size, BODY.h);
  pages.forEach((rows, i) => {
    const parts = pages.length;
    const own = parts === 1 ? title : say(edition.language, 'continued', { title, part: i + 1, parts });
    placeTable(addSlide(deck, own, edition), table, rows, BODY, size, edition);
  });
}

/** An image in the middle of a box. */
export function addImage(slide: Slide, image: PixelImage, area: Area): void {
  const { w, h } = fitted(image, area.w, area.h);
  const at = { x: area.x + (area.w - w) / 2, y: area.y + (area.h - h) / 2 };
  slide.addImage({ data: image.url, ...at, w, h, altText: image.alt });
}
