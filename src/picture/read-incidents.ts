/** An incidents file to columns. Rows that cannot be read are listed with line and reason; the rest goes on. */
import { toSweref, toWgs84 } from '../analysis/sweref99tm';
import { findHeader } from './csv-header';
import type { Column, CsvHeader } from './csv-header';
import { csvRecords } from './read-csv';
import type { CsvRecord } from './read-csv';
import { degreesFlaw, metresFlaw, readNumber } from './read-position';
import { readText } from './read-text';
import { readTime } from './read-time';
import type { TimeFlaw } from './read-time';
import type { Language, RejectedRow } from './types';
import { UserError } from './user-error';
import { say } from './words';
import type { WordKey } from './words';

/** Readable incidents as columns of equal length, in the order of the file. */
export interface ReadIncidents {
  /** WGS 84. */
  lon: number[];
  lat: number[];
  /** SWEREF 99 TM metres. */
  east: number[];
  north: number[];
  /** Epoch seconds; `to` equals `from` where the file has no end. */
  from: number[];
  to: number[];
  /** Positions in `categories` and `organisations`; organisation -1 where the cell is empty. */
  category: number[];
  organisation: number[];
  categories: string[];
  organisations: string[];
  rejected: RejectedRow[];
  /** Readable rows whose start is a date without clock time, counted as its midnight. */
  dateOnly: number;
}

/** What the columns of the analysis can number: `Uint16Array` and `Int16Array`. */
const MAX_CATEGORIES = 65_536;
const MAX_ORGANISATIONS = 32_768;

/** Thrown inside this file only: the row is rejected with these words. */
class RowFlaw extends Error {
  constructor(
    readonly key: WordKey,
    readonly values: Record<string, string | number> = {},
  ) {
    super(key);
  }
}

const TIME_FLAWS: Record<TimeFlaw, WordKey> = {
  'not-a-time': 'rowNotATime',
  'excel-number': 'rowExcelTime',
  'no-such-date': 'rowNoSuchDate',
  'no-such-clock': 'rowNoSuchClock',
  'year-out-of-range': 'rowYearOutOfRange',
};

/** Position of a name in a list that grows as names appear. */
function numbering(): { names: string[]; of: (name: string) => number } {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    of(name) {
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.push(name) - 1;
        numbers.set(name, number);
      }
      return number;
    },
  };
}

/** A cell shortened for a sentence: what stands in a file may be long, and a reason is one line. */
function quoted(cell: string): string {
  const oneLine = cell.trim().replace(/\s+/g, ' ');
  return oneLine.length > 40 ? `${oneLine.slice(0, 39)}…` : oneLine;
}

class Row {
  constructor(
    private readonly header: CsvHeader,
    private readonly record: CsvRecord,
  ) {}

  cell(column: Column): string {
    const at = this.header.position[column];
    return at === undefined ? '' : (this.record.cells[at] ?? '').trim();
  }

  heading(column: Column): string {
    return this.header.heading[column] ?? column;
  }

  time(column: 'from' | 'to'): { epoch: number; dateOnly: boolean } {
    const value = this.cell(column);
    const time = readTime(value);
    if ('flaw' in time)
      throw new RowFlaw(TIME_FLAWS[time.flaw], { value: quoted(value), column: this.heading(column) });
    return time;
  }

  number(column: Column): number {
    const value = this.cell(column);
    const number = readNumber(value);
    if (!Number.isFinite(number))
      throw new RowFlaw('rowNotANumber', { value: quoted(value), column: this.heading(column) });
    return number;
  }
}

function span(row: Row): { from: number; to: number; dateOnly: boolean } {
  if (row.cell('from') === '') throw new RowFlaw('rowNoTime', { column: row.heading('from') });
  const from = row.time('from');
  if (row.cell('to') === '') return { from: from.epoch, to: from.epoch, dateOnly: from.dateOnly };
  const to = row.time('to');
  if (to.epoch < from.epoch) {
    const key = from.dateOnly || to.dateOnly ? 'rowEndBeforeStartDateOnly' : 'rowEndBeforeStart';
    throw new RowFlaw(key, { from: row.cell('from'), to: row.cell('to') });
  }
  return { from: from.epoch, to: to.epoch, dateOnly: from.dateOnly };
}

/** Both coordinate systems of the row's position: as given, and converted. */
function position(row: Row, header: CsvHeader): { lon: number; lat: number; east: number; north: number } {
  const { lon, lat, north, east } = header.position;
  const hasDegrees = lon !== undefined && lat !== undefined;
  const hasMetres = north !== undefined && east !== undefined;
  const inDegrees = hasDegrees && (!hasMetres || row.cell('lon') !== '' || row.cell('lat') !== '');
  const [a, b]: [Column, Column] = inDegrees ? ['lon', 'lat'] : ['north', 'east'];
  if (row.cell(a) === '' || row.cell(b) === '') {
    throw new RowFlaw('rowNoPosition', { columns: `${row.heading(a)}, ${row.heading(b)}` });
  }
  const first = row.number(a);
  const second = row.number(b);
  const flaw = inDegrees ? degreesFlaw(first, second) : metresFlaw(first, second);
  if (flaw) {
    const columns = `${row.heading(a)}, ${row.heading(b)}`;
    throw new RowFlaw(flaw, { columns, first: quoted(row.cell(a)), second: quoted(row.cell(b)) });
  }
  const [x, y] = inDegrees ? toSweref(first, second) : toWgs84(second, first);
  return inDegrees ? { lon: first, lat: second, east: x, north: y } : { lon: x, lat: y, east: second, north: first };
}

function checkHeader(text: string, name: string, language: Language): CsvHeader {
  if (text.trim() === '') throw new UserError(say(language, 'csvEmpty', { name }));
  const header = findHeader(text);
  const { from, lon, lat, north, east } = header?.position ?? {};
  const hasPosition = (lon !== undefined && lat !== undefined) || (north !== undefined && east !== undefined);
  if (!header || (from === undefined && !hasPosition)) throw new UserError(say(language, 'csvNoHeader', { name }));
  if (from === undefined) throw new UserError(say(language, 'csvNoTime', { name }));
  if (!hasPosition) throw new UserError(say(language, 'csvNoPosition', { name }));
  return header;
}

function checkRecord(record: CsvRecord, header: CsvHeader): void {
  if (record.flaw) throw new RowFlaw(record.flaw === 'open-quote' ? 'rowOpenQuote' : 'rowTextAfterQuote');
  // More cells than headings: everything after a bare decimal comma has moved, and might still look plausible.
  if (record.cells.slice(header.width).some((cell) => cell.trim() !== '')) {
    throw new RowFlaw('rowTooManyCells', { cells: record.cells.length, columns: header.width });
  }
}

/**
 * @param bytes the file: comma, semicolon or tab (found from the header), RFC 4180 quotes, UTF-8 or Windows-1252, decimal point or comma.
 *   Columns by heading, in any order and case: `occurred_from`/`från`, `lon`+`lat` or `n`+`e`; optional `id`, `occurred_to`/`till`,
 *   `category`/`kategori`, `organisation`. Others are passed over, the description among them: no free text enters the analysis.
 * @param name the file's name, for sentences.
 * @returns the readable rows as columns and the rejected ones with line and reason.
 * @throws UserError when there is no header or no readable row.
 */
export function readIncidents(bytes: Uint8Array, name: string, language: Language): ReadIncidents {
  const text = readText(bytes, name, language);
  const header = checkHeader(text, name, language);
  const categories = numbering();
  const organisations = numbering();
  const lineOfId = new Map<string, number>();
  const read: ReadIncidents = {
    ...{
      lon: [],
      lat: [],
      east: [],
      north: [],
      from: [],
      to: [],
      category: [],
      organisation: [],
      rejected: [],
      dateOnly: 0,
    },
    categories: categories.names,
    organisations: organisations.names,
  };
  const records = csvRecords(text, header.delimiter);
  records.next(); // the header
  for (const record of records) {
    if (!record.flaw && record.cells.every((cell) => cell.trim() === '')) continue;
    try {
      checkRecord(record, header);
      const row = new Row(header, record);
      const when = span(row);
      const where = position(row, header);
      const id = row.cell('id');
      const earlier = id === '' ? undefined : lineOfId.get(id);
      if (earlier !== undefined) throw new RowFlaw('rowRepeated', { id: quoted(id), line: earlier });
      if (id !== '') lineOfId.set(id, record.line);
      read.from.push(when.from);
      read.to.push(when.to);
      if (when.dateOnly) read.dateOnly++;
      read.lon.push(where.lon);
      read.lat.push(where.lat);
      read.east.push(where.east);
      read.north.push(where.north);
      read.category.push(categories.of(row.cell('category').normalize('NFC') || say(language, 'noCategory')));
      const organisation = row.cell('organisation').normalize('NFC');
      read.organisation.push(organisation === '' ? -1 : organisations.of(organisation));
    } catch (error) {
      if (!(error instanceof RowFlaw)) throw error;
      read.rejected.push({ line: record.line, reason: say(language, error.key, error.values) });
    }
  }
  const tooMany = (key: WordKey, limit: number): UserError => new UserError(say(language, key, { name, limit }));
  if (categories.names.length > MAX_CATEGORIES) throw tooMany('csvTooManyCategories', MAX_CATEGORIES);
  if (organisations.names.length > MAX_ORGANISATIONS) throw tooMany('csvTooManyOrganisations', MAX_ORGANISATIONS);
  if (read.from.length === 0) {
    const [first] = read.rejected;
    throw new UserError(
      first ? say(language, 'csvNoRow', { name, ...first }) : say(language, 'csvOnlyHeader', { name }),
    );
  }
  return read;
}
