/**
 * The study grid: every cell of the tiling (squares or hexagons) whose interior overlaps the interior of the areas looked at.
 * Empty cells belong to it, or Gi* would compare crowded places with crowded places only.
 */
import { overlappedCells } from './study-cells';
import { tilingOf, type Step, type Tiling } from './tiling';
import type { CellShape, IncidentTable, StudyArea } from './types';

export interface StudyGrid {
  tiling: Tiling;
  /** Side in metres of the square, or of the square with the hexagon's area. */
  cell: number;
  /** Number of cells in the study. */
  size: number;
  /** Metres: lower left corners of squares, centres of hexagons; from the south-west row by row. */
  east: Float64Array;
  north: Float64Array;
  /** Dense lattice around the study with a margin of empty cells, so that neighbours need no bounds checks. */
  width: number;
  height: number;
  firstColumn: number;
  firstRow: number;
  /** Study cell at each place of the lattice; -1: not in the study. */
  index: Int32Array;
  /** Place in the lattice of each study cell. */
  position: Int32Array;
  /** Stretches of study cells beside each other in a row: first cell, its place in the lattice, and how many; one after the other. */
  runs: Int32Array;
  /** Parity of each study cell's row of the lattice, and by it the steps in the lattice to its neighbours. */
  odd: Uint8Array;
  around: readonly [Int32Array, Int32Array];
  /** Neighbours in the study, and the cell itself: 1 to 9 for squares (queen), 1 to 7 for hexagons. */
  neighbours: Uint8Array;
  /** How many cells have that many neighbours. */
  sizes: Int32Array;
}

/** Neighbours further off than this many rings of cells are looked for among all. */
const RINGS = 8;

function latticeSteps(steps: readonly Step[], width: number): Int32Array {
  return Int32Array.from(steps, ([columns, rows]) => rows * width + columns);
}

/**
 * @param areas the areas looked at; an area is a set of points, so cells of several areas are in once.
 * @param cell side in whole metres; hexagons have the area of a square with that side.
 * @throws RangeError when the side is not a positive whole number, or the areas would need too many cells.
 */
export function createStudyGrid(areas: readonly StudyArea[], cell: number, shape: CellShape = 'square'): StudyGrid {
  const tiling = tilingOf(shape, cell);
  const { width, height, firstColumn, firstRow, inside } = overlappedCells(areas, tiling);
  const first = firstRow & 1;
  const around = [first, 1 - first].map((parity) => latticeSteps(tiling.steps[parity], width));
  let size = 0;
  for (const mark of inside) size += mark;
  const runs: number[] = [];
  const grid: StudyGrid = {
    ...{ tiling, cell, size, width, height, firstColumn, firstRow },
    east: new Float64Array(size),
    north: new Float64Array(size),
    index: new Int32Array(width * height).fill(-1),
    position: new Int32Array(size),
    runs: new Int32Array(0),
    odd: new Uint8Array(size),
    around: [around[0], around[1]],
    neighbours: new Uint8Array(size),
    sizes: new Int32Array(10),
  };
  // A square is named by its lower left corner, a hexagon by its centre.
  const back = shape === 'square' ? cell / 2 : 0;
  let next = 0;
  for (let line = 0; line < height; line++) {
    const row = line + firstRow;
    for (let column = 0; column < width; column++) {
      const at = line * width + column;
      if (!inside[at]) continue;
      if (inside[at - 1]) runs[runs.length - 1]++;
      else runs.push(next, at, 1);
      grid.east[next] = (column + firstColumn) * tiling.columnPitch + tiling.rowEast(row) - back;
      grid.north[next] = tiling.rowNorth(row) - back;
      grid.position[next] = at;
      grid.index[at] = next;
      grid.odd[next] = line & 1;
      let neighbours = 1;
      for (const step of grid.around[line & 1]) neighbours += inside[at + step];
      grid.neighbours[next] = neighbours;
      grid.sizes[neighbours]++;
      next++;
    }
  }
  grid.runs = Int32Array.from(runs);
  return grid;
}

/** Metres: the middle of a study cell. */
export function centreOfCell(grid: StudyGrid, cell: number): [east: number, north: number] {
  const half = grid.tiling.shape === 'square' ? grid.cell / 2 : 0;
  return [grid.east[cell] + half, grid.north[cell] + half];
}

/** Squared distance to a square (0 inside), to the centre of a hexagon. */
function squaredDistance(grid: StudyGrid, cell: number, x: number, y: number): number {
  if (grid.tiling.shape === 'hexagon') return (grid.east[cell] - x) ** 2 + (grid.north[cell] - y) ** 2;
  const dx = Math.max(grid.east[cell] - x, 0, x - grid.east[cell] - grid.cell);
  const dy = Math.max(grid.north[cell] - y, 0, y - grid.north[cell] - grid.cell);
  return dx * dx + dy * dy;
}

/** The nearest study cell of a point whose own cell at (column, line) of the lattice is not in the study; of equals the first. */
function nearestCell(grid: StudyGrid, x: number, y: number, column: number, line: number): number {
  let best = -1;
  let least = Infinity;
  const consider = (cell: number): void => {
    const distance = squaredDistance(grid, cell, x, y);
    if (distance < least || (distance === least && cell < best)) {
      best = cell;
      least = distance;
    }
  };
  for (let ring = 1; ring <= RINGS; ring++) {
    // The point lies in the middle cell, so cells of this ring and beyond are at least the rings between them away.
    if (best >= 0 && least < ((ring - 1) * grid.tiling.rowPitch) ** 2) return best;
    for (let j = Math.max(0, line - ring); j <= Math.min(grid.height - 1, line + ring); j++) {
      const step = Math.abs(j - line) === ring ? 1 : 2 * ring;
      for (let i = column - ring; i <= column + ring; i += step) {
        if (i >= 0 && i < grid.width && grid.index[j * grid.width + i] >= 0) consider(grid.index[j * grid.width + i]);
      }
    }
  }
  for (let cell = 0; cell < grid.size; cell++) consider(cell);
  return best;
}

/**
 * Study cell of a point. A point belongs to the square of its floor, to the hexagon whose centre is nearest. Where that cell is not in the study (a point
 * exactly on the border, or in the sliver between a border that is straight in degrees and one straight in metres), it goes to the nearest study cell, so
 * that the cells always sum to the total. @returns -1 only when the study has no cell.
 */
export function cellOf(grid: StudyGrid, east: number, north: number): number {
  let column: number;
  let line: number;
  if (grid.tiling.shape === 'square') {
    column = Math.floor(east / grid.cell) - grid.firstColumn;
    line = Math.floor(north / grid.cell) - grid.firstRow;
  } else {
    const [place, row] = grid.tiling.locate(east, north);
    column = place - grid.firstColumn;
    line = row - grid.firstRow;
  }
  const within = column >= 0 && column < grid.width && line >= 0 && line < grid.height;
  const found = within ? grid.index[line * grid.width + column] : -1;
  return found >= 0 ? found : nearestCell(grid, east, north, column, line);
}

/**
 * Study cell of every incident in the areas looked at; -1 for the others.
 * @param place by area index: its place among the areas looked at, -1 for the others.
 */
export function assignCells(grid: StudyGrid, table: IncidentTable, place: Int32Array): Int32Array {
  const cells = new Int32Array(table.size).fill(-1);
  for (let row = 0; row < table.size; row++) {
    const area = table.area[row];
    if (area >= 0 && area < place.length && place[area] >= 0)
      cells[row] = cellOf(grid, table.east[row], table.north[row]);
  }
  return cells;
}
