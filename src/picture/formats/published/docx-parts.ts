/** What a document is made of: styles, headings, tables, images. Sizes of text are half points, lengths twentieths of a point, as the format has them. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  PageNumber,
  Paragraph,
  ShadingType,
  Table as DocumentTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx';
import { textWidth } from '../label-placement';
import type { Language } from '../../types';
import { say } from '../../words';
import { fitted, type PixelImage } from './images';
import { cellSign } from './letters';
import { bytesOfDataUrl } from './png';
import { columnWidths, type Cell, type Column, type Table } from './table';

const FONT = 'Arial';
/** Twentieths of a point: A4 with margins of 20 mm leaves 170 mm. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1134 } as const;
export const INNER = PAGE.width - 2 * PAGE.margin;
/** Pixels, at 96 to the inch. */
export const INNER_PIXELS = (INNER / 1440) * 96;

export const heading = (text: string, level: 1 | 2 | 3): Paragraph =>
  new Paragraph({
    text,
    heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1],
    keepNext: true,
  });
export const body = (text: string): Paragraph => new Paragraph({ text });
export const soft = (text: string): Paragraph => new Paragraph({ text, style: 'Soft' });

/** What stands at the foot of each page: what it belongs to, and its number. */
export function documentFooter(text: string, language: Language, width: number = INNER): Footer {
  const [before = '', between = ''] = say(language, 'pageOf', { page: '|', pages: '|' }).split('|');
  return new Footer({
    children: [
      new Paragraph({
        style: 'Soft',
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        children: [
          new TextRun({ text: `${text}\t`, size: 15 }),
          new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES], size: 15 }),
        ],
      }),
    ],
  });
}

const CELL_MARGIN = 60;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C4CAC1' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

/** A table of many narrow columns (13 half points and less) has no room to waste. */
const marginAt = (size: number): number => (size < 15 ? 15 : CELL_MARGIN);

function tableCell(cell: Cell, { kind }: Column, width: number, head: boolean, size: number): TableCell {
  const sign = cellSign(cell);
  const run = { size, bold: head, ...(head ? { color: '4C554D' } : {}) };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: marginAt(size), right: marginAt(size) },
    borders: { top: NONE, left: NONE, right: NONE, bottom: head ? { ...LINE, color: '7C847A', size: 8 } : LINE },
    ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'F4F5F3' } } : {}),
    children: [
      new Paragraph({
        style: 'InTable',
        alignment: kind === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [
          ...(sign ? [new TextRun({ ...run, text: `${sign.letter} `, color: sign.colour })] : []),
          new TextRun({ ...run, text: cell.text }),
        ],
      }),
    ],
  });
}

/** A real table: its header row is repeated on each page, and no row is cut in two. @param size half points. */
export function documentTable(table: Table, size = 17): DocumentTable {
  // Twentieths of a point; the cells' margins are 60 on each side.
  const widths = columnWidths(table, INNER, (word) => textWidth(word, size * 10.5) + 2 * marginAt(size) + 20).map(
    Math.round,
  );
  const cells = (row: readonly Cell[], head: boolean): TableCell[] =>
    row.flatMap((cell, i) => {
      const column = table.columns[i];
      return column ? [tableCell(cell, column, widths[i] ?? 0, head, size)] : [];
    });
  const head = table.columns.map(({ label }) => ({ text: label }));
  return new DocumentTable({
    width: { size: INNER, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: cells(head, true) }),
      ...table.rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) })),
    ],
  });
}

/** An image as large as fits, with a text for those who do not see it. */
export function picture(image: PixelImage, name: string, width: number, height: number): Paragraph {
  const { w, h } = fitted(image, width, height);
  return new Paragraph({
    spacing: { before: 80, after: 80 },
    children: [
      new ImageRun({
        type: image.url.startsWith('data:image/png') ? 'png' : 'jpg',
        data: bytesOfDataUrl(image.url),
        transformation: { width: Math.round(w), height: Math.round(h) },
        altText: { name, title: name, description: image.alt },
      }),
    ],
  });
}

type StyleRun = IParagraphStyleOptions['run'];
type Spacing = NonNullable<IParagraphStyleOptions['paragraph']>['spacing'];

const paragraphStyle = (id: string, name: string, run: StyleRun, spacing: Spacing): IParagraphStyleOptions => ({
  ...{ id, name, basedOn: 'Normal', next: 'Normal', quickFormat: true, run, paragraph: { spacing } },
});
const headingStyle = (size: number, spacing: Spacing): { run: StyleRun; paragraph: { spacing: Spacing } } => ({
  run: { font: FONT, size, bold: true, color: '1C211D' },
  paragraph: { spacing },
});
/** Line spacing in 240ths of a line; without the rule LibreOffice takes it for an exact height and cuts images off. */
const lines = (after: number, line: number): Spacing => ({ after, line, lineRule: LineRuleType.AUTO });

/** @param language of every word, for hyphenation, spelling and reading aloud. */
export function documentStyles(language: Language): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: FONT, size: 21, color: '1C211D', language: { value: language === 'sv' ? 'sv-SE' : 'en-GB' } },
        paragraph: { spacing: lines(100, 276) },
      },
      title: headingStyle(48, { after: 40 }),
      heading1: headingStyle(30, { before: 320, after: 100 }),
      heading2: headingStyle(24, { before: 220, after: 60 }),
      heading3: headingStyle(21, { before: 160, after: 40 }),
    },
    paragraphStyles: [
      paragraphStyle('Soft', 'Soft', { size: 18, color: '4C554D' }, lines(60, 264)),
      paragraphStyle('Period', 'Period', { size: 30, bold: true, color: '0B4F6C' }, { after: 140 }),
      paragraphStyle('InTable', 'In table', {}, lines(0, 240)),
      paragraphStyle('Caption', 'Caption', { size: 18, italics: true }, { after: 160 }),
    ],
  };
}
