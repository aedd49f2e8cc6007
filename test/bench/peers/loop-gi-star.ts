/** Gi* in plain loops over a Map of cells, as one writes it first. */
import type { StudyGrid } from '../../../src/analysis/grid';

/** @param numbers study cell by column and row (`cellNumbers`). */
export function loopGiStar(grid: StudyGrid, numbers: ReadonlyMap<number, number>, counts: ArrayLike<number>): number[] {
  const n = grid.size;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    sum += counts[i];
    squares += counts[i] ** 2;
  }
  const mean = sum / n;
  const deviation = Math.sqrt(squares / n - mean * mean);
  return Array.from(grid.east, (east, i) => {
    const column = Math.floor(east / grid.cell);
    const line = Math.floor(grid.north[i] / grid.cell);
    let around = 0;
    let k = 0;
    for (let x = column - 1; x <= column + 1; x++) {
      for (let y = line - 1; y <= line + 1; y++) {
        const other = numbers.get(x * 1_000_000 + y);
        if (other === undefined) continue;
        around += counts[other];
        k++;
      }
    }
    return (around - mean * k) / (deviation * Math.sqrt((n * k - k * k) / (n - 1)));
  });
}
