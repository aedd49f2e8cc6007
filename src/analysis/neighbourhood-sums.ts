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

/**
 * Sums cell by cell over a dense lattice: for counts that fill the study.
 * @param counts one per study cell. @returns one sum per study cell.
 */
export function denseSums(grid: StudyGrid, counts: Uint32Array): Uint32Array {
  const { width, position, size, odd } = grid;
  // Signed: sums of unsigned numbers are doubles to the engine.
  const own = new Int32Array(grid.index.length);
  for (let cell = 0; cell < size; cell++) own[position[cell]] = counts[cell];
  const sums = new Uint32Array(size);
  if (grid.tiling.shape === 'square') {
    for (let cell = 0; cell < size; cell++) {
      const at = position[cell];
      const south = at - width;
      const north = at + width;
      sums[cell] =
        own[south - 1] +
        own[south] +
        own[south + 1] +
        own[at - 1] +
        own[at] +
        own[at + 1] +
        own[north - 1] +
        own[north] +
        own[north + 1];
    }
    return sums;
  }
  // The first step of a hexagon leads to the western one of its two neighbours below; those above lie in the same columns.
  const beside = grid.around.map((steps) => steps[0] + width);
  for (let cell = 0; cell < size; cell++) {
    const at = position[cell];
    const west = at + beside[odd[cell]];
    sums[cell] =
      own[at - 1] +
      own[at] +
      own[at + 1] +
      own[west - width] +
      own[west - width + 1] +
      own[west + width] +
      own[west + width + 1];
  }
  return sums;
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
