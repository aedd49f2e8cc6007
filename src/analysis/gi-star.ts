/** Getis-Ord Gi*: how far the incidents in and around a cell lie from what all cells of the study would let one expect. */
import type { StudyGrid } from './grid';

/**
 * Gi* as a z value (Getis and Ord 1992; Ord and Getis 1995, Geographical Analysis 27, equation 14.3 with binary weights):
 * (sum of the neighbourhood - mean * k) / (s * sqrt((n k - k^2) / (n - 1))), where k counts the queen neighbours that lie in the study and the cell itself,
 * n all cells of the study, and s^2 is the variance with divisor n. Cells at the edge have fewer neighbours.
 * @param counts one per study cell.
 * @returns one z per study cell; NaN where undefined: fewer than two cells, no variance, or a neighbourhood that is the whole study.
 */
export function giStar(grid: StudyGrid, counts: Uint32Array): Float64Array {
  const { size: n, width, position, neighbours } = grid;
  const z = new Float64Array(n).fill(NaN);
  let sum = 0;
  let squares = 0;
  const dense = new Float64Array(grid.index.length);
  for (let i = 0; i < n; i++) {
    sum += counts[i];
    squares += counts[i] * counts[i];
    dense[position[i]] = counts[i];
  }
  // Integers until here: no variance is found exactly, not as a small remainder.
  const spread = n * squares - sum * sum;
  if (n < 2 || spread === 0) return z;
  const mean = sum / n;
  const deviation = Math.sqrt(spread) / n;
  const scale = new Float64Array(10);
  for (let k = 1; k <= 9; k++) scale[k] = 1 / (deviation * Math.sqrt((n * k - k * k) / (n - 1)));
  for (let i = 0; i < n; i++) {
    const k = neighbours[i];
    if (k === n) continue;
    const at = position[i];
    const below = at - width;
    const above = at + width;
    const around =
      dense[below - 1] +
      dense[below] +
      dense[below + 1] +
      dense[at - 1] +
      dense[at] +
      dense[at + 1] +
      dense[above - 1] +
      dense[above] +
      dense[above + 1];
    z[i] = (around - mean * k) * scale[k];
  }
  return z;
}
