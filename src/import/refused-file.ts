/** The refused rows as a file to mend: the cells as they were, with the line and the reason after them, so that the file can be imported again as it is. */
import { csvFile } from '../picture/formats/csv-file';
import type { Language } from '../picture/types';
import type { RefusedRow, Table } from './types';
import { saySentence } from './words';

/** @returns CSV that a Swedish Excel opens by double click; cells that look like formulas are made text. */
export function refusedFile(table: Table, refused: readonly RefusedRow[], language: Language): string {
  const cellsOf = new Map(table.rows.map(({ line, cells }) => [line, cells]));
  const width = table.headings.length;
  const own = [saySentence(language, { key: 'columnLine' }), saySentence(language, { key: 'columnReason' })];
  return csvFile([
    [...table.headings, ...own],
    ...refused.map(({ line, reason }) => {
      const cells = cellsOf.get(line) ?? [];
      return [...Array.from({ length: width }, (_, i) => cells[i] ?? ''), line, saySentence(language, reason)];
    }),
  ]);
}
