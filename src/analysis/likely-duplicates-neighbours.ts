/** Which reports lie close to a report in place and time: by square cells, each with its rows in order of time, so that nobody is compared with everybody. */
import type { IncidentTable } from './types';

export interface Neighbours {
  /** Rows within `metres` (at most the reach) of the row that begin in [from, to), epoch seconds, the row itself left out; in no order. */
  around(row: number, metres: number, from: number, to: number): number[];
  /** The same for rows whose interval reaches into it: a long one may have begun much earlier. */
  touching(row: number, metres: number, from: number, to: number): number[];
}

/**
 * @param table sorted by `from`.
 * @param reach metres: the largest distance that may be asked for, and the side of the cells.
 * @param longest seconds: rows that last longer touch nothing, since they say nothing of when.
 */
export function createNeighbours(table: IncidentTable, reach: number, longest: number): Neighbours {
  const { east, north, from, to, size } = table;
  // A column of 2^20 cells is wider than the projection: no two cells share a key.
  const keyOf = (column: number, line: number): number => column * 1_048_576 + line;
  const cells = new Map<number, { rows: number[]; lasting: number }>();
  for (let row = 0; row < size; row++) {
    const key = keyOf(Math.floor(east[row] / reach), Math.floor(north[row] / reach));
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { rows: [], lasting: 0 }));
    cell.rows.push(row);
    const lasting = to[row] - from[row];
    if (lasting <= longest) cell.lasting = Math.max(cell.lasting, lasting);
  }

  function firstFrom(rows: readonly number[], epoch: number): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (from[rows[middle]] < epoch) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function find(row: number, metres: number, begin: number, end: number, touching: boolean): number[] {
    const found: number[] = [];
    const [x, y] = [east[row], north[row]];
    const square = metres * metres;
    const [column, line] = [Math.floor(x / reach), Math.floor(y / reach)];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const cell = cells.get(keyOf(column + dx, line + dy));
        if (!cell) continue;
        const { rows, lasting } = cell;
        for (let at = firstFrom(rows, touching ? begin - lasting : begin); at < rows.length; at++) {
          const other = rows[at];
          if (from[other] >= end) break;
          if (other === row || (touching && (to[other] < begin || to[other] - from[other] > longest))) continue;
          if ((east[other] - x) ** 2 + (north[other] - y) ** 2 <= square) found.push(other);
        }
      }
    }
    return found;
  }

  return {
    around: (row, metres, begin, end) => find(row, metres, begin, end, false),
    touching: (row, metres, begin, end) => find(row, metres, begin, end, true),
  };
}
