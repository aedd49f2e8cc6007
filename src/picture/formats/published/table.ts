/** A table before it is a slide's, a document's, a sheet's or a page's: the same cells in all of them. */
import type { AreaStatus } from '../../../domain/meeting';
import type { ShownVerdict } from '../../shown-verdict';

export interface Cell {
  /** As people read it. */
  text: string;
  /** For programs that count; absent where a block is all that may be said. */
  number?: number;
  /** Decimals that are always written; absent: as many as there are. */
  digits?: number;
  /** ISO 8601: a date, or an instant with offset. */
  date?: string;
  status?: AreaStatus;
  verdict?: ShownVerdict;
}

export interface Column {
  id: string;
  label: string;
  /** Numbers stand to the right. */
  kind: 'text' | 'number' | 'date';
  /** Share of the width, against the other columns. */
  width: number;
}

export interface Table {
  /** What the table is called where there is no heading above it, and read out with it. */
  caption: string;
  columns: Column[];
  rows: Cell[][];
}

/** A column with the way to its cells. */
export interface ColumnOf<Row> extends Omit<Column, 'kind'> {
  kind?: Column['kind'];
  cell: (row: Row, index: number) => Cell;
  /** Stands also when no row has anything in it. */
  always?: boolean;
}

export const textCell = (text: string): Cell => ({ text });
export const EMPTY: Cell = { text: '' };

/** Columns that hold nothing for this audience are left out: no rows of empty cells that look as if something were missing. */
export function tableOf<Row>(caption: string, columns: readonly ColumnOf<Row>[], rows: readonly Row[]): Table {
  const cells = columns.map(({ cell }) => rows.map(cell));
  const kept = columns
    .map((column, i) => ({ column, cells: cells[i] ?? [] }))
    .filter(({ column, cells: own }) => column.always || own.some(({ text }) => text !== ''));
  return {
    caption,
    columns: kept.map(({ column: { id, label, kind = 'text', width } }) => ({ id, label, kind, width })),
    rows: rows.map((_, row) => kept.map(({ cells: own }) => own[row] ?? EMPTY)),
  };
}

/** The named columns alone, in the order of the table. */
export function pick(table: Table, ids: readonly string[]): Table {
  const kept = table.columns.flatMap(({ id }, i) => (ids.includes(id) ? [i] : []));
  const of = <T>(list: readonly T[]): T[] => kept.flatMap((i) => list.slice(i, i + 1));
  return { ...table, columns: of(table.columns), rows: table.rows.map(of) };
}

/** All but the named columns. */
export function without(table: Table, ids: readonly string[]): Table {
  return pick(
    table,
    table.columns.map(({ id }) => id).filter((id) => !ids.includes(id)),
  );
}

/** The narrowest that each column may be: its longest word. @param wide width that a word needs, with the padding of a cell. */
function leastWidths(table: Table, wide: (word: string) => number): number[] {
  return table.columns.map(({ label }, i) =>
    Math.max(...[label, ...table.rows.map((row) => row[i]?.text ?? '')].flatMap((text) => text.split(/\s+/).map(wide))),
  );
}

/** True when no word must be broken. */
export const wordsFit = (table: Table, total: number, wide: (word: string) => number): boolean =>
  leastWidths(table, wide).reduce((a, b) => a + b, 0) <= total;

/** Widths of the columns by their shares, but none narrower than its longest word: a word is never broken where another column has room. */
export function columnWidths(table: Table, total: number, wide: (word: string) => number): number[] {
  const least = leastWidths(table, wide);
  const needed = least.reduce((a, b) => a + b, 0);
  if (needed >= total) return least.map((own) => (own * total) / needed);
  const tight = new Set<number>();
  for (;;) {
    const left = total - [...tight].reduce((sum, i) => sum + (least[i] ?? 0), 0);
    const shares = table.columns.reduce((sum, { width }, i) => (tight.has(i) ? sum : sum + width), 0);
    const widths = table.columns.map(({ width }, i) => (tight.has(i) ? (least[i] ?? 0) : (left * width) / shares));
    const found = widths.findIndex((width, i) => !tight.has(i) && width < (least[i] ?? 0));
    if (found === -1) return widths;
    tight.add(found);
  }
}
