/** A workbook, one sheet a table: numbers as numbers, dates as dates, blocks as text. A text is stored as text, so none of them runs as a formula. */
import writeXlsxFile, { type CellObject, type Feature, type Sheet } from 'write-excel-file/universal';
import { escapeHtml } from '../html';
import { say, type WordKey } from '../../words';
import { aboutFacts, footerText, methodSentences, paragraphs, periodText, titleText, type Edition } from './about';
import { areasData, categoriesData, PREVIOUS_COLUMNS, trendData } from './data-tables';
import { goneSentences, overviewSentences } from './figures';
import { meetingSentences } from './meeting';
import { STATUS_COLOURS } from './status-sign';
import { without, type Cell, type Column, type Table } from './table';
import { actionsTable, eventsTable, hotspotsTable, timesTable } from './tables';

type Row = (CellObject | null)[];
type SheetOf = Sheet<Blob>;

const HEAD: Partial<CellObject> = {
  fontWeight: 'bold',
  backgroundColor: '#e8eae6',
  wrap: true,
  alignVertical: 'bottom',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#7c847a',
};
const text = (value: string, more: Partial<CellObject> = {}): CellObject => ({
  ...{ type: String, value, alignVertical: 'top' },
  ...more,
});

/** An instant as the sheet's clock shows it: spreadsheets know no time zones, and this package writes what UTC says, so Swedish wall time is handed over as UTC. */
function wallClock(iso: string): Date {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return new Date(`${format.format(new Date(iso)).replace(' ', 'T')}Z`);
}

function sheetCell(cell: Cell, { kind }: Column): CellObject | null {
  const align = { align: kind === 'number' ? 'right' : 'left' } as const;
  if (cell.number !== undefined) {
    const format = cell.digits ? `0.${'0'.repeat(cell.digits)}` : Number.isInteger(cell.number) ? '0' : '0.0###';
    return { type: Number, value: cell.number, format, alignVertical: 'top', ...align };
  }
  if (cell.date !== undefined) {
    const instant = cell.date.length > 10;
    const value = instant ? wallClock(cell.date) : new Date(`${cell.date}T00:00:00Z`);
    return {
      type: Date,
      value,
      format: instant ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd',
      align: 'left',
      indent: 1,
      alignVertical: 'top',
    };
  }
  if (cell.text === '') return null;
  const status = cell.status ? { backgroundColor: STATUS_COLOURS[cell.status].soft } : {};
  return text(cell.text, { wrap: true, indent: kind === 'number' ? 0 : 1, ...align, ...status });
}

/** Points. */
const LINE = 13;

/** Lines that wrapped text takes in a column; widths of columns count letters. */
const linesIn = (words: string, width: number): number =>
  words.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * 1.08) / width)), 0);

/** `väntat_lägst` becomes `Väntat lägst`: the names that the CSV files have, as people write them. */
const heading = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1).replace(/_/g, ' ');

/** Letters that a column holds: its share, but never less than its longest word, or an instant, and the indent. */
function lettersOf(table: Table): number[] {
  return table.columns.map(({ label, width, kind }, i) => {
    const texts = kind === 'date' ? [] : table.rows.map((row) => row[i]?.text ?? '');
    const words = [heading(label), ...texts].flatMap((one) => one.split(/\s+/).map(({ length }) => length));
    const instant = table.rows.some((row) => (row[i]?.date ?? '').length > 10) ? 16 : kind === 'date' ? 11 : 0;
    return Math.ceil(Math.max(width, instant * 1.1, 1.15 * Math.max(0, ...words)) + 2);
  });
}

function sheetOf(name: string, table: Table, edition: Edition): SheetOf {
  const letters = lettersOf(table);
  const headLines = table.columns.map(({ label }, i) => linesIn(label, 0.9 * ((letters[i] ?? 10) - 2)));
  const head: Row = table.columns.map(({ label, kind }) =>
    text(heading(label), {
      ...HEAD,
      height: LINE * Math.max(1, ...headLines) + 3,
      align: kind === 'number' ? 'right' : 'left',
      indent: kind === 'number' ? 0 : 1,
    }),
  );
  const rows = table.rows.map((row): Row => {
    // Said outright: not every program lets a row grow with wrapped text when it opens a file.
    const lines = row.map(({ text: words, date }, i) =>
      date === undefined ? linesIn(words, (letters[i] ?? 10) - 2) : 1,
    );
    const height = LINE * Math.max(1, ...lines) + 3;
    return row.map((cell, i) => {
      const column = table.columns[i];
      const own = column ? sheetCell(cell, column) : null;
      return own && { ...own, height };
    });
  });
  // What the sheet belongs to follows it: a sheet that is copied out of the book still says what it is.
  const about: Row[] = [[], [text(footerText(edition), { textColor: '#4c554d' })]];
  return {
    ...{ sheet: name, data: [head, ...rows, ...about], stickyRowsCount: 1, orientation: 'landscape' },
    columns: letters.map((width) => ({ width })),
  };
}

function overviewSheet(edition: Edition): SheetOf {
  const { picture, language } = edition;
  const word = (key: WordKey): string => say(language, key);
  const bold = { fontWeight: 'bold' } as const;
  const lines = (title: string, sentences: readonly string[]): Row[] =>
    sentences.length === 0
      ? []
      : [
          [],
          [text(title, bold)],
          ...sentences.map((sentence): Row => [
            text(sentence, { columnSpan: 2, wrap: true, height: heightOf(sentence) }),
            null,
          ]),
        ];
  return {
    sheet: word('sectionOverview'),
    columns: [{ width: 28 }, { width: 92 }],
    orientation: 'landscape',
    data: [
      [text(titleText(edition), { ...bold, fontSize: 16, height: 24 })],
      [text(periodText(edition), { ...bold, textColor: '#0b4f6c' })],
      [],
      [text(word('factMunicipality'), bold), text(picture.municipality.name)],
      [
        text(
          word('csvPeriod').replace(/^./, (letter) => letter.toUpperCase()),
          bold,
        ),
        text(picture.period.key),
      ],
      ...aboutFacts(edition).map(([term, fact]): Row => [text(term, bold), text(fact, { wrap: true })]),
      ...lines(word('sectionGeneral'), [...paragraphs(picture.general), ...overviewSentences(edition)]),
      ...lines(word('goneTitle'), goneSentences(edition)),
      ...lines(word('sectionMeeting'), [...meetingSentences(edition), ...paragraphs(picture.meeting?.minutes ?? '')]),
    ],
  };
}

/** Points for a text that wraps over both columns; a merged cell does not grow by itself. */
const heightOf = (sentence: string): number => LINE * linesIn(sentence, 118) + 3;

function methodSheet(edition: Edition): SheetOf {
  const rows = methodSentences(edition).map((sentence): Row => [
    text(sentence, { wrap: true, height: heightOf(sentence) }),
  ]);
  return {
    ...{ sheet: say(edition.language, 'sectionMethodSheet'), columns: [{ width: 120 }], data: rows },
    orientation: 'landscape',
  };
}

/** On paper each sheet is as wide as the page, however many pages long, and says what it belongs to (ECMA-376 part 1, 18.3.1.63 and 18.3.1.46). */
function printed(edition: Edition): Feature<Blob> {
  const left = escapeHtml(footerText(edition).replace(/&/g, '&&'));
  const setup =
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    `<headerFooter><oddFooter>&amp;L&amp;8${left}&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content) =>
            content
              .replace(/<pageSetup[^>]*\/>/, setup)
              .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
        },
      },
    },
  };
}

/** Title and language of the file, which the package leaves out (ECMA-376 part 2, core properties). */
function properties(edition: Edition): Feature<Blob> {
  const { picture, language } = edition;
  const core =
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${escapeHtml(`${titleText(edition)}, ${periodText(edition)}`)}</dc:title><dc:subject>${escapeHtml(footerText(edition))}</dc:subject><dc:creator>${escapeHtml(picture.municipality.name)}</dc:creator>` +
    `<dc:language>${language === 'sv' ? 'sv-SE' : 'en-GB'}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${new Date(picture.publishedAt).toISOString()}</dcterms:created></cp:coreProperties>`;
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: () =>
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
        },
        '_rels/.rels': {
          insert: () =>
            '<Relationship Id="rIdCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
        },
      },
      write: { files: () => ({ 'docProps/core.xml': core }) },
    },
  };
}

export async function publishedXlsx(edition: Edition): Promise<Uint8Array<ArrayBuffer>> {
  const { picture, language } = edition;
  const word = (key: WordKey): string => say(language, key);
  const trend = trendData(edition);
  const sheets = [
    overviewSheet(edition),
    sheetOf(word('areasTitle'), without(areasData(edition), PREVIOUS_COLUMNS), edition),
    sheetOf(word('sectionCategories'), without(categoriesData(edition), PREVIOUS_COLUMNS), edition),
    ...(trend ? [sheetOf(word('sectionTrend'), trend, edition)] : []),
    sheetOf(word('hotspotsTitle'), hotspotsTable(edition), edition),
    ...(picture.audience === 'external'
      ? []
      : [sheetOf(word('sectionActions'), actionsTable(picture.actions, word('sectionActions'), edition), edition)]),
    sheetOf(word('sectionEvents'), without(eventsTable(edition), ['when']), edition),
    ...(picture.hotTimes ? [sheetOf(word('sectionTimes'), timesTable(picture.hotTimes, edition), edition)] : []),
    methodSheet(edition),
  ];
  const blob = await writeXlsxFile(sheets, {
    fontFamily: 'Arial',
    fontSize: 10,
    features: [properties(edition), printed(edition)],
  }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
