/** An XLSX workbook (ECMA-376) to tables. Merged cells and formulas are told, because what they look like in Excel is not what stands in the file. */
import readWorkbook from 'read-excel-file/universal';
import { MAX_COLUMNS, MAX_ROWS } from './delimited';
import { headingRow } from './headings';
import { ImportProblem, problem } from './problem';
import type { Said, Table, TableRow } from './types';
import { storedZip, unzipEntry, zipEntries } from './zip';

/** Megabytes that a workbook may unpack to; sheets of 50,000 rows are some 50. */
const UNPACKED_LIMIT = 400;

/** A sheet as rows of cells of text; what was found beside the cells is kept with it. */
export interface Sheet {
  name: string;
  rows: string[][];
  notes: Said[];
}

const pad = (number: number): string => String(number).padStart(2, '0');

/** Excel's dates have no zone: they are read as if in UTC, and written as the wall clock that they are. */
function dateText(date: Date): string {
  // Excel keeps a minute as a fraction of a day, which is seldom exact.
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  const clock = `${pad(rounded.getUTCHours())}:${pad(rounded.getUTCMinutes())}:${pad(rounded.getUTCSeconds())}`;
  // A clock time alone is a day that Excel does not have.
  if (rounded.getUTCFullYear() < 1901) return clock;
  const day = rounded.toISOString().slice(0, 10);
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dateText(cell);
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)));
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return String(cell);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** What the cells of a sheet do not show. @param xml of the sheet. */
function sheetNotes(xml: string): Said[] {
  const notes: Said[] = [];
  const merged = count(xml, /<(?:\w+:)?mergeCell\s/g);
  if (merged > 0) notes.push({ key: 'noteMerged', values: { cells: merged } });
  const formulas = count(xml, /<(?:\w+:)?f[\s/>]/g);
  // A cell that ends right after its formula has no value of its own.
  const empty = count(
    xml,
    /(?:<\/(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?\/>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v><\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g,
  );
  if (formulas > empty) notes.push({ key: 'noteFormulas', values: { cells: formulas - empty } });
  if (empty > 0) notes.push({ key: 'noteFormulasEmpty', values: { cells: empty } });
  return notes;
}

/** The files of the sheets in the order of the workbook. */
function sheetFiles(files: ReadonlyMap<string, Uint8Array>): string[] {
  const text = (name: string): string => new TextDecoder().decode(files.get(name) ?? new Uint8Array());
  const attribute = (tag: string, name: string): string =>
    new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  );
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(
    ([tag]) => targets.get(/r:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? attribute(tag, 'id')) ?? '',
  );
}

/**
 * @returns the sheets that hold something.
 * @throws ImportProblem.
 */
export async function readSheets(bytes: Uint8Array, name: string): Promise<Sheet[]> {
  const entries = zipEntries(bytes);
  if (!entries) throw problem('fileDamaged', { name });
  if (entries.some(({ name: file }) => file === 'content.xml')) throw problem('fileOds', { name });
  if (!entries.some(({ name: file }) => file === 'xl/workbook.xml')) throw problem('fileZip', { name });
  if (entries.some(({ encrypted }) => encrypted)) throw problem('fileEncrypted', { name });
  const needed = entries.filter(
    ({ name: file }) => /^xl\/.*\.(?:xml|rels)$/.test(file) && !/\/(?:drawings|charts|media|theme|comments)/.test(file),
  );
  const limit = UNPACKED_LIMIT * 1_000_000;
  if (needed.reduce((sum, { size }) => sum + size, 0) > limit)
    throw problem('fileTooBigInside', { name, limit: UNPACKED_LIMIT });
  try {
    const files = new Map<string, Uint8Array>();
    let left = limit;
    for (const entry of needed) {
      const content = await unzipEntry(bytes, entry, left);
      left -= content.length;
      files.set(entry.name, content);
    }
    const order = sheetFiles(files);
    const sheets = await readWorkbook(storedZip(files), { trim: false });
    return sheets
      .map(({ sheet, data }, i) => ({
        name: sheet,
        rows: data.map((row) => row.map(cellText)),
        notes: sheetNotes(new TextDecoder().decode(files.get(order[i] ?? '') ?? new Uint8Array())),
      }))
      .filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')));
  } catch (error) {
    if (error instanceof ImportProblem) throw error;
    throw problem('fileDamaged', { name });
  }
}

/** @throws ImportProblem when the sheet has no headings or no rows. */
export function tableOfSheet(sheets: readonly Sheet[], wanted: string | null, name: string): Table {
  const fitting = sheets.map((sheet) => ({ sheet, heading: headingRow(sheet.rows.slice(0, 15)) }));
  const [best] = [...fitting].sort((a, b) => (b.heading?.known ?? -1) - (a.heading?.known ?? -1));
  const chosen = fitting.find(({ sheet }) => sheet.name === wanted) ?? best;
  if (!chosen) throw problem('fileNoSheets', { name });
  const { sheet, heading } = chosen;
  if (!heading) throw problem('fileNoHeadings', { name });
  const headings = (sheet.rows[heading.at] ?? []).map((cell) => cell.replace(/\s+/g, ' ').trim().normalize('NFC'));
  while (headings.at(-1) === '') headings.pop();
  if (headings.length > MAX_COLUMNS) throw problem('fileTooWide', { name, limit: MAX_COLUMNS });
  const rows: TableRow[] = [];
  sheet.rows.forEach((cells, at) => {
    if (at <= heading.at || cells.every((cell) => cell.trim() === '')) return;
    rows.push({ line: at + 1, cells: cells.slice(0, headings.length) });
  });
  if (rows.length > MAX_ROWS) throw problem('fileTooLong', { name, limit: MAX_ROWS });
  if (rows.length === 0) throw problem('fileOnlyHeadings', { name });
  const above: Said[] = heading.at > 0 ? [{ key: 'noteLinesAbove', values: { lines: heading.at } }] : [];
  return {
    ...{ headings, headingLine: heading.at + 1, rows, broken: [], notes: [...above, ...sheet.notes] },
    sheets: sheets.map((one) => one.name),
    sheet: sheet.name,
  };
}
