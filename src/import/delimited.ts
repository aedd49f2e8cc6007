/** Delimited text to a table: the delimiter and the line of the headings are found, lines above them are passed over. */
import { csvRecords } from '../picture/read-csv';
import type { CsvRecord } from '../picture/read-csv';
import { headingRow } from './headings';
import { problem } from './problem';
import type { RefusedRow, Said, Table, TableRow } from './types';

const DELIMITERS = [';', ',', '\t', '|'] as const;
/** Records looked at to find the delimiter. */
const LOOKED_AT = 30;
/** More than any list of a partner's system; a larger one is no list of events. */
export const MAX_COLUMNS = 200;
export const MAX_ROWS = 50_000;

function firstRecords(text: string, delimiter: string): CsvRecord[] {
  const found: CsvRecord[] = [];
  for (const record of csvRecords(text, delimiter)) {
    found.push(record);
    if (found.length === LOOKED_AT) break;
  }
  return found;
}

/** How well the text falls into columns: headings that are known weigh most, then rows of one width. */
function fitness(text: string, delimiter: string): number {
  const records = firstRecords(text, delimiter);
  const widths = new Map<number, number>();
  for (const { cells, flaw } of records) {
    if (!flaw && cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  if (widths.size === 0) return 0;
  const known = headingRow(records.map(({ cells, flaw }) => (flaw ? [] : cells)))?.known ?? 0;
  return known * 10 + Math.max(...widths.values()) / records.length;
}

function findDelimiter(text: string): string | null {
  let best: { delimiter: string; fitness: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const fits = fitness(text, delimiter);
    if (fits > (best?.fitness ?? 0)) best = { delimiter, fitness: fits };
  }
  return best?.delimiter ?? null;
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** @throws ImportProblem when there are no columns, no headings or no rows. */
export function readDelimited(text: string, name: string): Table {
  if (text.trim() === '') throw problem('fileEmpty', { name });
  // Excel tells itself the delimiter on a line of its own.
  const told = /^\s*sep=(.)\r?\n/i.exec(text.slice(0, 20));
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = told?.[1] ?? findDelimiter(body);
  if (delimiter === null || delimiter === '"') throw problem('fileOneColumn', { name });
  const shift = told ? 1 : 0;
  const first = firstRecords(body, delimiter);
  const heading = headingRow(first.map(({ cells, flaw }) => (flaw ? [] : cells)));
  if (!heading) throw problem('fileNoHeadings', { name });
  const headingRecord = first[heading.at];
  const headings = (headingRecord?.cells ?? []).map((cell) => cell.trim().normalize('NFC'));
  while (headings.at(-1) === '') headings.pop();
  if (headings.length > MAX_COLUMNS) throw problem('fileTooWide', { name, limit: MAX_COLUMNS });
  const rows: TableRow[] = [];
  const broken: RefusedRow[] = [];
  let at = -1;
  for (const { line, cells, flaw } of csvRecords(body, delimiter)) {
    at++;
    if (at <= heading.at || (!flaw && isBlank(cells))) continue;
    if (flaw) {
      broken.push({
        line: line + shift,
        reason: { key: flaw === 'open-quote' ? 'rowOpenQuote' : 'rowTextAfterQuote' },
      });
    } else if (!isBlank(cells.slice(headings.length))) {
      const values = { cells: cells.length, columns: headings.length };
      broken.push({ line: line + shift, reason: { key: 'rowTooManyCells', values } });
    } else rows.push({ line: line + shift, cells });
    if (rows.length + broken.length > MAX_ROWS) throw problem('fileTooLong', { name, limit: MAX_ROWS });
  }
  if (rows.length === 0) {
    throw broken.length > 0
      ? problem('fileAllBroken', { name, rows: broken.length })
      : problem('fileOnlyHeadings', { name });
  }
  const notes: Said[] = heading.at > 0 ? [{ key: 'noteLinesAbove', values: { lines: heading.at } }] : [];
  const headingLine = (headingRecord?.line ?? 1) + shift;
  return { headings, headingLine, rows, broken, notes, sheets: [], sheet: null };
}
