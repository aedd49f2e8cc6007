/** A published picture as a document: headings, real tables with repeated headers, the map with a text for those who do not see it, the language of its words. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
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
  type FileChild,
} from 'docx';
import { textWidth } from '../label-placement';
import { say, type WordKey } from '../../words';
import { aboutFacts, footerText, methodSentences, paragraphs, periodText, titleText, type Edition } from './about';
import { areaSentences, goneSentences, overviewSentences } from './figures';
import { fitted, type Images, type PixelImage } from './images';
import { cellSign } from './letters';
import { offMapText } from './map-sheet';
import { meetingSentences } from './meeting';
import { bytesOfDataUrl } from './png';
import { STATUS_COLOURS, STATUS_LETTER } from './status-sign';
import { columnWidths, pick, without, type Cell, type Column, type Table } from './table';
import { actionLists, areasTable, categoriesTable, eventsTable, hotspotsTable, timesTable } from './tables';

const FONT = 'Arial';
/** Twentieths of a point: A4 with margins of 20 mm leaves 170 mm. */
const PAGE = { width: 11_906, height: 16_838, margin: 1134 } as const;
const INNER = PAGE.width - 2 * PAGE.margin;
/** Pixels, at 96 to the inch. */
const INNER_PIXELS = (INNER / 1440) * 96;

const heading = (text: string, level: 1 | 2 | 3): Paragraph =>
  new Paragraph({
    text,
    heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1],
    keepNext: true,
  });
const body = (text: string): Paragraph => new Paragraph({ text });
const soft = (text: string): Paragraph => new Paragraph({ text, style: 'Soft' });

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

/** @param size half points. */
function documentTable(table: Table, size = 17): DocumentTable {
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

function picture(image: PixelImage, name: string, width: number, height: number): Paragraph {
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

function head(edition: Edition, images: Images): FileChild[] {
  const { language } = edition;
  const facts = aboutFacts(edition).map(
    ([term, fact]) =>
      new Paragraph({ style: 'Soft', children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(fact)] }),
  );
  return [
    ...(images.logo ? [picture(images.logo, images.logo.alt, 140, 70)] : []),
    soft(say(language, 'kicker')),
    new Paragraph({ text: titleText(edition), heading: HeadingLevel.TITLE }),
    new Paragraph({ text: periodText(edition), style: 'Period' }),
    ...facts,
  ];
}

function areas(edition: Edition): FileChild[] {
  const {
    picture: { areas: all },
    language,
  } = edition;
  return [
    heading(say(language, 'areasTitle'), 1),
    documentTable(areasTable(edition)),
    ...all.flatMap((area): FileChild[] => {
      const categories = categoriesTable(
        area.categories.filter(({ count }) => count !== 0),
        edition,
      );
      const { status } = area;
      return [
        heading(area.name, 2),
        ...(status
          ? [
              new Paragraph({
                keepNext: true,
                children: [
                  new TextRun({ text: `${STATUS_LETTER[status]} `, color: STATUS_COLOURS[status].ink.slice(1) }),
                  new TextRun({ text: `${say(language, 'status')}: ${say(language, `status_${status}`)}`, bold: true }),
                ],
              }),
            ]
          : []),
        ...paragraphs(area.note).map(body),
        soft(areaSentences(area, edition).join(' ')),
        ...(categories.rows.length > 0 ? [documentTable(categories)] : []),
      ];
    }),
  ];
}

function hotspots(edition: Edition): FileChild[] {
  const {
    picture: { hotspots: all },
    language,
  } = edition;
  const table = hotspotsTable(edition);
  const gone = goneSentences(edition);
  return [
    heading(say(language, all[0]?.kind === 'most' ? 'mostTitle' : 'hotspotsTitle'), 1),
    ...(all.length > 0 ? [documentTable(without(table, ['decision', 'reason']))] : [body(say(language, 'noHotspots'))]),
    ...(gone.length > 0 ? [heading(say(language, 'goneTitle'), 3), ...gone.map(body)] : []),
  ];
}

/** The minutes: what was raised and decided, who does what by when. */
function meeting(edition: Edition): FileChild[] {
  const { picture: own, language } = edition;
  if (own.audience === 'external') return [];
  const about = meetingSentences(edition);
  const raised = { ...edition, picture: { ...own, hotspots: own.hotspots.filter((spot) => spot.raised) } };
  const lists = actionLists(edition).flatMap(({ title, table }): FileChild[] => [
    heading(title, 2),
    documentTable(without(table, ['decided'])),
  ]);
  return [
    heading(say(language, 'sectionMeeting'), 1),
    ...(about.length > 0 ? [body(about.join(' '))] : [body(say(language, 'meetingNone'))]),
    ...paragraphs(own.meeting?.minutes ?? '').map(body),
    ...(raised.picture.hotspots.length > 0
      ? [
          heading(say(language, 'raised'), 2),
          documentTable(pick(hotspotsTable(raised), ['place', 'area', 'count', 'decision', 'reason'])),
        ]
      : []),
    ...(lists.length > 0 ? lists : [heading(say(language, 'sectionActions'), 2), body(say(language, 'noActions'))]),
  ];
}

function mapSection(edition: Edition, images: Images): FileChild[] {
  const {
    picture: { maps },
    language,
  } = edition;
  const note = offMapText(edition);
  return [
    heading(say(language, 'sectionMap'), 1),
    ...(images.map
      ? [picture(images.map, say(language, 'mapTitle'), INNER_PIXELS, 620)]
      : [body(say(language, 'noMapImage'))]),
    ...(note === '' ? [] : [soft(note)]),
    ...maps.flatMap(({ caption }, i): FileChild[] => {
      const image = images.maps[i];
      return [
        ...(image
          ? [picture(image, say(language, 'mapTitle'), INNER_PIXELS, 420)]
          : [body(say(language, 'noMapPicture'))]),
        new Paragraph({ text: caption, style: 'Caption' }),
      ];
    }),
  ];
}

function footer(edition: Edition): Footer {
  const [before = '', between = ''] = say(edition.language, 'pageOf', { page: '|', pages: '|' }).split('|');
  return new Footer({
    children: [
      new Paragraph({
        style: 'Soft',
        tabStops: [{ type: TabStopType.RIGHT, position: INNER }],
        children: [
          new TextRun({ text: `${footerText(edition)}\t`, size: 15 }),
          new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES], size: 15 }),
        ],
      }),
    ],
  });
}

const paragraphStyle = (id: string, name: string, run: object, spacing: object): object => ({
  ...{ id, name, basedOn: 'Normal', next: 'Normal', quickFormat: true, run, paragraph: { spacing } },
});

/** @param images what is drawn, made beforehand. @returns the bytes of a .docx (Office Open XML). */
export async function publishedDocx(edition: Edition, images: Images): Promise<Uint8Array<ArrayBuffer>> {
  const { picture: own, language } = edition;
  const word = (key: WordKey): string => say(language, key);
  const headingRun = (size: number): object => ({ font: FONT, size, bold: true, color: '1C211D' });
  const children: FileChild[] = [
    ...head(edition, images),
    heading(word('sectionGeneral'), 1),
    ...paragraphs(own.general).map(body),
    soft(overviewSentences(edition).join(' ')),
    ...mapSection(edition, images),
    ...areas(edition),
    ...hotspots(edition),
    ...meeting(edition),
    heading(word('sectionEvents'), 1),
    ...(own.events.length > 0
      ? [documentTable(without(eventsTable(edition), ['begins', 'ends']))]
      : [body(word('noEvents'))]),
    ...(own.categories.length > 0
      ? [heading(word('categoriesTitle'), 1), documentTable(categoriesTable(own.categories, edition))]
      : []),
    ...(own.hotTimes ? [heading(word('timesTitle'), 1), documentTable(timesTable(own.hotTimes, edition), 13)] : []),
    heading(word('sectionMethod'), 1),
    ...methodSentences(edition).map(
      (sentence) => new Paragraph({ text: sentence, style: 'Soft', bullet: { level: 0 } }),
    ),
  ];
  const file = new Document({
    title: `${titleText(edition)}, ${periodText(edition)}`,
    subject: footerText(edition),
    creator: own.municipality.name,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 21, color: '1C211D', language: { value: language === 'sv' ? 'sv-SE' : 'en-GB' } },
          paragraph: { spacing: { after: 100, line: 276, lineRule: LineRuleType.AUTO } },
        },
        title: { run: headingRun(48), paragraph: { spacing: { after: 40 } } },
        heading1: { run: headingRun(30), paragraph: { spacing: { before: 320, after: 100 } } },
        heading2: { run: headingRun(24), paragraph: { spacing: { before: 220, after: 60 } } },
        heading3: { run: headingRun(21), paragraph: { spacing: { before: 160, after: 40 } } },
      },
      paragraphStyles: [
        paragraphStyle(
          'Soft',
          'Soft',
          { size: 18, color: '4C554D' },
          { after: 60, line: 264, lineRule: LineRuleType.AUTO },
        ),
        paragraphStyle('Period', 'Period', { size: 30, bold: true, color: '0B4F6C' }, { after: 140 }),
        paragraphStyle('InTable', 'In table', {}, { after: 0, line: 240, lineRule: LineRuleType.AUTO }),
        paragraphStyle('Caption', 'Caption', { size: 18, italics: true }, { after: 160 }),
      ] as never,
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        footers: { default: footer(edition) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
