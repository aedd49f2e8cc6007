/**
 * The study grid: every square cell of SWEREF 99 TM (corners at multiples of the side) whose interior overlaps the interior of the areas looked at.
 * Empty cells belong to it, or Gi* would compare crowded places with crowded places only.
 */
import type { Position } from 'geojson';
import { toSweref } from './sweref99tm';
import type { IncidentTable, StudyArea } from './types';

export interface StudyGrid {
  /** Side in metres. */
  cell: number;
  /** Number of cells in the study. */
  size: number;
  /** Lower left corners in metres, from the south-west row by row. */
  east: Int32Array;
  north: Int32Array;
  /** Dense lattice around the study with a margin of one empty cell on each side, so that neighbours need no bounds checks. */
  width: number;
  height: number;
  firstColumn: number;
  firstRow: number;
  /** Study cell at each place of the lattice; -1: not in the study. */
  index: Int32Array;
  /** Place in the lattice of each study cell. */
  position: Int32Array;
  /** Queen neighbours in the study, and the cell itself: 1 to 9. */
  neighbours: Uint8Array;
}

/** A lattice above this many places (a country in small squares) does not fit in a browser's memory. */
const MAX_LATTICE = 50_000_000;

type Ring = Position[];

/** Vertices are projected and edges then run straight in SWEREF 99 TM, as after PostGIS `ST_Transform`. */
function project(areas: readonly StudyArea[]): Ring[][] {
  return areas.flatMap((area) =>
    area.geometry.coordinates.map((polygon) =>
      polygon.map((ring) => ring.map(([lon, lat]): Position => toSweref(lon, lat))),
    ),
  );
}

/**
 * Does the segment enter the open square with lower left corner (0, 0)? Separating axes: both sides of the square and the segment's normal.
 * Touching a side or a corner is not entering. Coordinates are relative to the corner, which keeps the products small and their signs right.
 */
function enters(ax: number, ay: number, bx: number, by: number, side: number): boolean {
  if (Math.max(ax, bx) <= 0 || Math.min(ax, bx) >= side || Math.max(ay, by) <= 0 || Math.min(ay, by) >= side)
    return false;
  const dx = bx - ax;
  const dy = by - ay;
  const corner = dy * ax - dx * ay;
  const right = corner - dy * side;
  const top = corner + dx * side;
  const opposite = top - dy * side;
  return Math.max(corner, right, top, opposite) > 0 && Math.min(corner, right, top, opposite) < 0;
}

interface Lattice {
  cell: number;
  firstColumn: number;
  firstRow: number;
  width: number;
  height: number;
  inside: Uint8Array;
}

function latticeAround(polygons: Ring[][], cell: number): Lattice {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [outer] of polygons) {
    for (const [x, y] of outer ?? []) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  if (west > east) return { cell, firstColumn: 0, firstRow: 0, width: 0, height: 0, inside: new Uint8Array(0) };
  const firstColumn = Math.floor(west / cell) - 1;
  const firstRow = Math.floor(south / cell) - 1;
  const width = Math.floor(east / cell) + 2 - firstColumn;
  const height = Math.floor(north / cell) + 2 - firstRow;
  if (width * height > MAX_LATTICE) {
    throw new RangeError(
      `Cells of ${cell} m are too small for areas that span ${Math.round((east - west) / 1000)} by ${Math.round((north - south) / 1000)} km: choose larger cells.`,
    );
  }
  return { cell, firstColumn, firstRow, width, height, inside: new Uint8Array(width * height) };
}

/** Marks the cells that an edge enters: the border of a polygon has its interior on one side, so such a cell overlaps it. */
function markEdge(lattice: Lattice, a: Position, b: Position): void {
  const { cell, firstColumn, firstRow, width } = lattice;
  const [from, to] = a[0] <= b[0] ? [a, b] : [b, a];
  const slope = to[0] > from[0] ? (to[1] - from[1]) / (to[0] - from[0]) : 0;
  const lastColumn = Math.floor(to[0] / cell);
  for (let column = Math.floor(from[0] / cell); column <= lastColumn; column++) {
    const left = Math.max(from[0], column * cell);
    const right = Math.min(to[0], (column + 1) * cell);
    const upright = to[0] === from[0];
    const y1 = upright ? from[1] : from[1] + slope * (left - from[0]);
    const y2 = upright ? to[1] : from[1] + slope * (right - from[0]);
    // One row more on both sides than the estimate, for its rounding; the exact test decides.
    const top = Math.min(Math.floor(Math.max(y1, y2) / cell) + 1, firstRow + lattice.height - 1);
    const bottom = Math.max(Math.floor(Math.min(y1, y2) / cell) - 1, firstRow);
    for (let row = bottom; row <= top; row++) {
      const x0 = column * cell;
      const y0 = row * cell;
      if (enters(from[0] - x0, from[1] - y0, to[0] - x0, to[1] - y0, cell)) {
        lattice.inside[(row - firstRow) * width + (column - firstColumn)] = 1;
      }
    }
  }
}

/** Marks the cells whose centre lies inside (even-odd along the row's middle); those that the border enters are marked already. */
function markInterior(lattice: Lattice, polygon: Ring[]): void {
  const { cell, firstColumn, firstRow, width, height } = lattice;
  const crossings: number[][] = Array.from({ length: height }, () => []);
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const [low, high] = ring[i - 1][1] <= ring[i][1] ? [ring[i - 1], ring[i]] : [ring[i], ring[i - 1]];
      const first = Math.ceil(low[1] / cell - 0.5);
      for (let row = first; (row + 0.5) * cell < high[1]; row++) {
        const y = (row + 0.5) * cell;
        if (y < low[1]) continue;
        crossings[row - firstRow]?.push(low[0] + ((y - low[1]) / (high[1] - low[1])) * (high[0] - low[0]));
      }
    }
  }
  for (let row = 0; row < height; row++) {
    const xs = crossings[row].sort((a, b) => a - b);
    for (let i = 1; i < xs.length; i += 2) {
      const last = Math.floor(xs[i] / cell - 0.5);
      for (let column = Math.ceil(xs[i - 1] / cell - 0.5); column <= last; column++) {
        lattice.inside[row * width + (column - firstColumn)] = 1;
      }
    }
  }
}

function collect(lattice: Lattice): StudyGrid {
  const { cell, width, height, firstColumn, firstRow, inside } = lattice;
  let size = 0;
  for (const mark of inside) size += mark;
  const east = new Int32Array(size);
  const north = new Int32Array(size);
  const position = new Int32Array(size);
  const neighbours = new Uint8Array(size);
  const index = new Int32Array(width * height).fill(-1);
  let next = 0;
  for (let at = 0; at < inside.length; at++) {
    if (!inside[at]) continue;
    east[next] = ((at % width) + firstColumn) * cell;
    north[next] = (Math.floor(at / width) + firstRow) * cell;
    position[next] = at;
    index[at] = next;
    for (let row = at - width; row <= at + width; row += width)
      neighbours[next] += inside[row - 1] + inside[row] + inside[row + 1];
    next++;
  }
  return { cell, size, east, north, width, height, firstColumn, firstRow, index, position, neighbours };
}

/**
 * @param areas the areas looked at; an area is a set of points, so cells of several areas are in once.
 * @param cell side in whole metres.
 * @throws RangeError when the side is not a positive whole number, or the areas would need too many cells.
 */
export function createStudyGrid(areas: readonly StudyArea[], cell: number): StudyGrid {
  if (!Number.isInteger(cell) || cell <= 0)
    throw new RangeError('The side of a cell must be a positive whole number of metres.');
  const polygons = project(areas);
  const lattice = latticeAround(polygons, cell);
  for (const polygon of polygons) {
    for (const ring of polygon) for (let i = 1; i < ring.length; i++) markEdge(lattice, ring[i - 1], ring[i]);
    markInterior(lattice, polygon);
  }
  return collect(lattice);
}

function nearestCell(grid: StudyGrid, x: number, y: number): number {
  let best = -1;
  let bestDistance = Infinity;
  for (let i = 0; i < grid.size; i++) {
    const dx = Math.max(grid.east[i] - x, 0, x - grid.east[i] - grid.cell);
    const dy = Math.max(grid.north[i] - y, 0, y - grid.north[i] - grid.cell);
    const distance = dx * dx + dy * dy;
    if (distance < bestDistance) {
      best = i;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Study cell of every incident in the areas looked at; -1 for the others. A point belongs to the cell of its floor. Where that cell is not in the
 * study (a point exactly on the border, or in the sliver between a border that is straight in degrees and one straight in metres), it goes to the
 * nearest study cell, so that the cells always sum to the total.
 * @param place by area index: its place among the areas looked at, -1 for the others.
 */
export function assignCells(grid: StudyGrid, table: IncidentTable, place: Int32Array): Int32Array {
  const cells = new Int32Array(table.size).fill(-1);
  for (let row = 0; row < table.size; row++) {
    const area = table.area[row];
    if (area < 0 || area >= place.length || place[area] < 0) continue;
    const column = Math.floor(table.east[row] / grid.cell) - grid.firstColumn;
    const line = Math.floor(table.north[row] / grid.cell) - grid.firstRow;
    const within = column >= 0 && column < grid.width && line >= 0 && line < grid.height;
    const found = within ? grid.index[line * grid.width + column] : -1;
    cells[row] = found >= 0 ? found : nearestCell(grid, table.east[row], table.north[row]);
  }
  return cells;
}
