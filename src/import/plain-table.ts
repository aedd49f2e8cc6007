/**
 * A table as it stands, headings and cells as text: of another source's report, where nothing is to be understood and a heading may be a year. Lists of incidents go another way (read-file.ts).
 */
import { csvRecords } from '../picture/read-csv';
import { decode } from './decode';
import { checkSize } from './read-file';
import { readSheets } from './workbook';

export interface PlainTable {
  columns: string[];
  rows: string[][];
}

const DELIMITERS = ['\t', ';', ',', '|'] as const;

/** @param records the first row holds the headings. @returns null where there are no headings with a row under them. */
function tableOfRecords(records: readonly (readonly string[])[]): PlainTable | null {
  const filled = records
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const width = Math.max(0, ...filled.map((cells) => cells.findLastIndex((cell) => cell !== '') + 1));
  const [head, ...rows] = filled.map((cells) => Array.from({ length: width }, (_, i) => cells[i] ?? ''));
  return head && rows.length > 0 ? { columns: head, rows } : null;
}

/** Text with tabs (as pasted from a sheet), semicolons, commas or bars between its cells: the first of these that stands in the first line. */
export function plainTableOfText(text: string): PlainTable | null {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const delimiter = DELIMITERS.find((sign) => first.includes(sign)) ?? '\t';
  return tableOfRecords([...csvRecords(text, delimiter)].map(({ cells }) => cells));
}

/** @param bytes of a CSV file or an XLSX workbook, of which the first sheet counts. @throws ImportProblem. */
export async function plainTableOfFile(bytes: Uint8Array, name: string): Promise<PlainTable | null> {
  checkSize(name, bytes.length);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const [sheet] = await readSheets(bytes, name);
    return sheet ? tableOfRecords(sheet.rows) : null;
  }
  return plainTableOfText(decode(bytes, name).text);
}
