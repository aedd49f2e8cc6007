/** A pasted or chosen table, and what speaks against keeping it. */
import { TABLE_CELL_MAX, TABLE_COLUMNS_MAX, TABLE_ROWS_MAX } from '../../domain/mapping';
import { findPersonalData } from '../../domain/personal-data';
import type { PlainTable } from '../../import/plain-table';

export type TableProblem = 'tableNothing' | 'tableTooLarge' | 'tablePersonal';

/** @returns null where it can be kept. */
export function problemOf(table: PlainTable | null): TableProblem | null {
  if (!table) return 'tableNothing';
  const cells = [...table.columns, ...table.rows.flat()];
  if (
    table.columns.length > TABLE_COLUMNS_MAX ||
    table.rows.length > TABLE_ROWS_MAX ||
    cells.some((cell) => cell.length > TABLE_CELL_MAX)
  )
    return 'tableTooLarge';
  return cells.some((cell) => findPersonalData(cell).some(({ blocked }) => blocked)) ? 'tablePersonal' : null;
}
