/**
 * Getis-Ord Gi*: how far the incidents in and around a cell lie from what all cells of the study would let one expect.
 *
 * Equal sums over equally many cells have equal z. So z, p and q are computed once for each pair (cells in the neighbourhood, incidents in it) that occurs:
 * some dozens in a week, some thousands in five years, and not one for each of a hundred thousand cells.
 */
import { adjustedLevels } from './benjamini-hochberg';
import type { StudyGrid } from './grid';
import { occupiedCells, slideSums, surroundings, type CellCounts } from './neighbourhood-sums';
import { twoSidedP } from './normal';

/** The cells of a neighbourhood, the one in its middle included, are 1 to 9. */
const KINDS = 10;
/** With more than one cell in so many occupied, summing cell by cell is quicker than scattering. */
const CROWDED = 8;

/**
 * z of a neighbourhood of k cells is (sum - middle[k]) * scale[k] (Getis and Ord 1992; Ord and Getis 1995, Geographical Analysis 27, equation 14.3 with
 * binary weights): (sum - mean * k) / (s * sqrt((n k - k^2) / (n - 1))), where n is all cells of the study and s^2 their variance with divisor n.
 */
interface Standard {
  middle: Float64Array;
  /** NaN where the neighbourhood is the whole study. */
  scale: Float64Array;
  /** Whether few cells hold incidents. */
  sparse: boolean;
}

/** @returns null without variance, or in a study of fewer than two cells. */
function standardOf({ size: n }: StudyGrid, counts: Uint32Array): Standard | null {
  let sum = 0;
  let squares = 0;
  let held = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    sum += count;
    squares += count * count;
    held += count > 0 ? 1 : 0;
  }
  // Integers until here: no variance is found exactly, not as a small remainder.
  const spread = n * squares - sum * sum;
  if (n < 2 || spread === 0) return null;
  const mean = sum / n;
  const deviation = Math.sqrt(spread) / n;
  const middle = new Float64Array(KINDS);
  const scale = new Float64Array(KINDS).fill(NaN);
  for (let k = 1; k < KINDS; k++) {
    middle[k] = mean * k;
    if (k !== n) scale[k] = 1 / (deviation * Math.sqrt((n * k - k * k) / (n - 1)));
  }
  return { middle, scale, sparse: held * CROWDED <= n };
}

interface Judged {
  /** z and q by slot. */
  z: Float64Array;
  q: Float64Array;
}

/**
 * @param tally how often each pair occurs, at `sum * KINDS + neighbours`; replaced by the slot of each pair that does. The correction is over all cells of the
 * study where z is defined, so all must be tallied.
 */
function judge(standard: Standard, tally: Int32Array): Judged {
  const z: number[] = [];
  const times: number[] = [];
  for (let pair = 0; pair < tally.length; pair++) {
    if (tally[pair] === 0) continue;
    const k = pair % KINDS;
    times.push(tally[pair]);
    tally[pair] = z.length;
    z.push(((pair - k) / KINDS - standard.middle[k]) * standard.scale[k]);
  }
  const q = adjustedLevels(z.map(twoSidedP), times);
  return { z: Float64Array.from(z), q: Float64Array.from(q) };
}

export interface GiStar {
  /** NaN where undefined: fewer than two cells, no variance, or a neighbourhood that is the whole study. */
  z: Float64Array;
  /** Two-sided p after Benjamini and Hochberg over all cells of the study; NaN where z is. */
  q: Float64Array;
}

/** z of a run of cells. A function of its own: inside a closure the engine fetches every column anew for every cell. */
function standardise(
  z: Float64Array,
  neighbours: Uint8Array,
  { middle, scale }: Standard,
  full: number,
  first: number,
  length: number,
  sums: Int32Array,
): void {
  // Most cells have all neighbours: their two numbers need not be looked up.
  const middleOfFull = middle[full];
  const scaleOfFull = scale[full];
  for (let i = 0, cell = first; i < length; i++, cell++) {
    const k = neighbours[cell];
    z[cell] = k === full ? (sums[i] - middleOfFull) * scaleOfFull : (sums[i] - middle[k]) * scale[k];
  }
}

/** z of every cell where few hold incidents: the same for all with nothing around them, but for how many neighbours they have. */
function sparseZ(grid: StudyGrid, counts: Uint32Array, { middle, scale }: Standard): Float64Array {
  const { size, neighbours } = grid;
  const z = new Float64Array(size);
  const ofNothing = middle.map((value, k) => -value * scale[k]);
  for (let cell = 0; cell < size; cell++) z[cell] = ofNothing[neighbours[cell]];
  const { cells, sums } = surroundings(grid, occupiedCells(counts));
  for (let i = 0; i < cells.length; i++) {
    const k = neighbours[cells[i]];
    z[cells[i]] = (sums[i] - middle[k]) * scale[k];
  }
  return z;
}

/** z alone of every cell of the study. @param counts one per study cell. */
export function giStar(grid: StudyGrid, counts: Uint32Array): Float64Array {
  const standard = standardOf(grid, counts);
  if (!standard) return new Float64Array(grid.size).fill(NaN);
  if (standard.sparse) return sparseZ(grid, counts, standard);
  const z = new Float64Array(grid.size);
  const full = grid.around[0].length + 1;
  slideSums(grid, counts, (first, length, sums) =>
    standardise(z, grid.neighbours, standard, full, first, length, sums),
  );
  return z;
}

/** Sum of each study cell's neighbourhood. */
function sumsOf(grid: StudyGrid, counts: Uint32Array, sparse: boolean): Int32Array {
  const sums = new Int32Array(grid.size);
  if (sparse) {
    const around = surroundings(grid, occupiedCells(counts));
    for (let i = 0; i < around.cells.length; i++) sums[around.cells[i]] = around.sums[i];
  } else {
    slideSums(grid, counts, (first, length, own) => sums.set(own.subarray(0, length), first));
  }
  return sums;
}

/** z and q of every cell of the study. @param counts one per study cell. */
export function giStarWithQ(grid: StudyGrid, counts: Uint32Array): GiStar {
  const { size, neighbours } = grid;
  const z = new Float64Array(size);
  const q = new Float64Array(size);
  const standard = standardOf(grid, counts);
  if (!standard) return { z: z.fill(NaN), q: q.fill(NaN) };
  const pair = sumsOf(grid, counts, standard.sparse);
  let largest = 0;
  for (let cell = 0; cell < size; cell++) largest = Math.max(largest, pair[cell]);
  const slot = new Int32Array(KINDS * (largest + 1));
  for (let cell = 0; cell < size; cell++) {
    pair[cell] = pair[cell] * KINDS + neighbours[cell];
    slot[pair[cell]]++;
  }
  const judged = judge(standard, slot);
  for (let cell = 0; cell < size; cell++) {
    const at = slot[pair[cell]];
    z[cell] = judged.z[at];
    q[cell] = judged.q[at];
  }
  return { z, q };
}

/**
 * The same, only for the cells with incidents in their neighbourhood: no other can be a hotspot, and the cost does not grow with the study.
 * @returns `cells` begins with those of `counts`, in their order; z and q of each.
 */
export function giStarAround(grid: StudyGrid, counts: CellCounts): GiStar & { cells: Int32Array } {
  const { cells, sums, largest } = surroundings(grid, counts);
  const z = new Float64Array(cells.length);
  const q = new Float64Array(cells.length);
  const standard = standardOf(grid, counts.counts);
  if (!standard) return { cells, z: z.fill(NaN), q: q.fill(NaN) };
  const slot = new Int32Array(KINDS * (largest + 1));
  slot.set(grid.sizes);
  for (let i = 0; i < cells.length; i++) {
    const k = grid.neighbours[cells[i]];
    slot[k]--;
    slot[sums[i] * KINDS + k]++;
  }
  const judged = judge(standard, slot);
  for (let i = 0; i < cells.length; i++) {
    const at = slot[sums[i] * KINDS + grid.neighbours[cells[i]]];
    z[i] = judged.z[at];
    q[i] = judged.q[at];
  }
  return { cells, z, q };
}
