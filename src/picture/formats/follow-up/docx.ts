/** A tertial follow-up as a document across the page: a real table for each focus area, its header repeated on each sheet. */
import {
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { paragraphs } from '../published/about';
import { body, documentStyles, heading, PAGE, documentFooter, soft } from '../published/docx-parts';
import { say } from '../../words';
import { STANDING_LETTER, STATE_LETTER } from './state-sign';
import type { CellView, FollowUpView, RowView } from './view';

/** Twentieths of a point: A4 on its side. */
const INNER = PAGE.height - 2 * PAGE.margin;
/** Half points. */
const SIZE = 17;

const line = (text: string, run: { bold?: boolean; color?: string } = {}): Paragraph =>
  new Paragraph({ style: 'InTable', children: [new TextRun({ text, size: SIZE, ...run })] });
const signed = (sign: string, word: string): string => (sign === '' ? word : `${sign} ${word}`);

function tableCell(children: Paragraph[], width: number, head = false): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 70, right: 70 },
    ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'F4F5F3' } } : {}),
    children: children.length > 0 ? children : [line('')],
  });
}

function activity({ title, lines, target, progress, standing, standingWord }: RowView): Paragraph[] {
  return [
    line(title, { bold: true }),
    ...lines.map((text) => line(text, { color: '4C554D' })),
    ...(target === '' ? [] : [line(target)]),
    ...(progress === '' ? [] : [line(progress)]),
    ...(standingWord === '' ? [] : [line(signed(STANDING_LETTER[standing], standingWord), { bold: true })]),
  ];
}

function told({ state, stateWord, text, value }: CellView, nothing: string): Paragraph[] {
  return [
    ...(stateWord === '' ? [] : [line(signed(STATE_LETTER[state], stateWord), { bold: true })]),
    ...paragraphs(text === '' && value === '' ? nothing : text).map((one) => line(one)),
    ...(value === '' ? [] : [line(value)]),
  ];
}

function table(view: FollowUpView, rows: readonly RowView[]): Table {
  const first = Math.round(INNER * (view.columns.length > 1 ? 0.27 : 0.4));
  const other = Math.floor((INNER - first) / Math.max(1, view.columns.length));
  const nothing = say(view.language, 'followNothing');
  return new Table({
    width: { size: INNER, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [first, ...view.columns.map(() => other)],
    rows: [
      new TableRow({
        ...{ tableHeader: true, cantSplit: true },
        children: [
          tableCell([line(view.activityHead, { bold: true })], first, true),
          ...view.columns.map(({ name, months }) => tableCell([line(name, { bold: true }), line(months)], other, true)),
        ],
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: [
              tableCell(activity(row), first),
              ...row.cells.map((cell) => tableCell(told(cell, nothing), other)),
            ],
          }),
      ),
    ],
  });
}

/** @returns the bytes of a .docx (Office Open XML). */
export async function followUpDocx(view: FollowUpView): Promise<Uint8Array<ArrayBuffer>> {
  const { language, sections, facts, notes } = view;
  const children: FileChild[] = [
    soft(view.kicker),
    new Paragraph({ text: view.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ text: view.period, style: 'Period' }),
    ...facts.map(
      ([term, fact]) =>
        new Paragraph({ style: 'Soft', children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(fact)] }),
    ),
    ...paragraphs(view.goal).map(body),
    ...sections.flatMap(({ title, rows }): FileChild[] => [heading(title, 1), table(view, rows)]),
    new Paragraph({ text: '', spacing: { before: 120 } }),
    ...notes.map(soft),
  ];
  const margin = { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin };
  const file = new Document({
    title: `${view.title}, ${view.period}`,
    subject: view.footer,
    styles: documentStyles(language),
    sections: [
      {
        properties: {
          // The package turns the sheet itself: it is given standing.
          page: {
            size: { width: PAGE.width, height: PAGE.height, orientation: PageOrientation.LANDSCAPE },
            margin,
          },
        },
        footers: { default: documentFooter(view.footer, language, INNER) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
