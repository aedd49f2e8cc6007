/** Incidents in each cell and its neighbours together: the sums that Gi* judges. */
import type { StudyGrid } from './grid';

/** Cells that hold incidents, each once, and how many they hold. */
export interface CellCounts {
  cells: Int32Array;
  counts: Uint32Array;
}

/** The cells whose neighbourhood holds incidents, each once, with the incidents there; those that hold some themselves come first, in their order. */
export interface Surroundings {
  cells: Int32Array;
  sums: Uint32Array;
  largest: number;
}

/** Sums by place of the lattice; all zero between calls. Kept, since clearing what was touched costs less than a new one. */
let scratch = new Uint32Array(0);

/** Scatters the counts: for weeks that leave most of the study empty, at a cost that does not grow with the study. */
export function surroundings(grid: StudyGrid, { cells, counts }: CellCounts): Surroundings {
  if (scratch.length < grid.index.length) scratch = new Uint32Array(grid.index.length);
  const sums = scratch;
  const { index, position, odd, around } = grid;
  const steps = around[0].length;
  const touched = new Int32Array(Math.min(index.length, cells.length * (steps + 1)));
  let size = 0;
  for (; size < cells.length; size++) {
    const at = position[cells[size]];
    touched[size] = at;
    sums[at] = counts[size];
  }
  for (let i = 0; i < cells.length; i++) {
    const at = position[cells[i]];
    const count = counts[i];
    const own = around[odd[cells[i]]];
    for (let j = 0; j < steps; j++) {
      const place = at + own[j];
      if (sums[place] === 0) touched[size++] = place;
      sums[place] += count;
    }
  }
  const found = new Uint32Array(size);
  let largest = 0;
  let kept = 0;
  for (let i = 0; i < size; i++) {
    const place = touched[i];
    const sum = sums[place];
    sums[place] = 0;
    // Neighbours outside the study were summed too: leaving them out one by one would cost more.
    if (index[place] < 0) continue;
    touched[kept] = index[place];
    found[kept++] = sum;
    if (sum > largest) largest = sum;
  }
  return { cells: touched.subarray(0, kept), sums: found.subarray(0, kept), largest };
}

/** Below this length, copying one by one costs less than a view. */
const LONG_RUN = 64;

function copyRun(counts: Uint32Array, own: Int32Array, first: number, place: number, length: number): void {
  if (length >= LONG_RUN) own.set(counts.subarray(first, first + length), place);
  else for (let i = 0; i < length; i++) own[place + i] = counts[first + i];
}

/** Sums along a run of squares: a column of three enters on the east and one leaves on the west. */
function sumSquares(own: Int32Array, width: number, sums: Int32Array, place: number, length: number): void {
  let west = own[place - 1 - width] + own[place - 1] + own[place - 1 + width];
  let middle = own[place - width] + own[place] + own[place + width];
  for (let i = 0, at = place + 1; i < length; i++, at++) {
    const east = own[at - width] + own[at] + own[at + width];
    sums[i] = west + middle + east;
    west = middle;
    middle = east;
  }
}

/** Sums along a run of hexagons: three of its own row, and two pairs of those below and above, the western one `beside` steps east of its own place. */
function sumHexagons(
  own: Int32Array,
  width: number,
  sums: Int32Array,
  place: number,
  length: number,
  beside: number,
): void {
  let west = own[place - 1];
  let middle = own[place];
  let pair = own[place + beside - width] + own[place + beside + width];
  for (let i = 0, at = place + 1; i < length; i++, at++) {
    const east = own[at];
    const next = own[at + beside - width] + own[at + beside + width];
    sums[i] = west + middle + east + pair + next;
    west = middle;
    middle = east;
    pair = next;
  }
}

/**
 * Sums cell by cell, sliding along the rows of the lattice: for counts that fill the study.
 * @param counts one per study cell.
 * @param use is handed run after run of cells: the first cell, how many, and their sums, which are good for this call only. So they stay in the nearest cache, which
 * takes half the time of a column for all of them.
 */
export function slideSums(
  grid: StudyGrid,
  counts: Uint32Array,
  use: (first: number, length: number, sums: Int32Array) => void,
): void {
  const { width, runs, odd, tiling } = grid;
  // Signed: to the engine, sums of unsigned numbers are doubles.
  const own = new Int32Array(grid.index.length);
  const sums = new Int32Array(width);
  for (let i = 0; i < runs.length; i += 3) copyRun(counts, own, runs[i], runs[i + 1], runs[i + 2]);
  // The first step of a hexagon leads to the western one of its two neighbours below.
  const beside = grid.around.map((steps) => steps[0] + width);
  for (let i = 0; i < runs.length; i += 3) {
    const first = runs[i];
    const length = runs[i + 2];
    if (tiling.shape === 'square') sumSquares(own, width, sums, runs[i + 1], length);
    else sumHexagons(own, width, sums, runs[i + 1], length, beside[odd[first]]);
    use(first, length, sums);
  }
}

/** The cells of a study that hold incidents. @param counts one per study cell. */
export function occupiedCells(counts: ArrayLike<number>): CellCounts {
  let size = 0;
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell] > 0) size++;
  const occupied: CellCounts = { cells: new Int32Array(size), counts: new Uint32Array(size) };
  for (let cell = 0, next = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) continue;
    occupied.cells[next] = cell;
    occupied.counts[next++] = counts[cell];
  }
  return occupied;
}
