/** Which cells of a tiling the areas overlap: exact for their borders, in one sweep for their insides. */
import type { Position } from 'geojson';
import { projectColumns } from './sweref-columns';
import type { Tiling } from './tiling';
import type { StudyArea } from './types';

/** Columns and rows around the areas, with a margin of one cell on each side, so that neighbours need no bounds checks. */
export interface Lattice {
  width: number;
  height: number;
  firstColumn: number;
  firstRow: number;
  /** Row by row from the south-west: 1 where the cell's interior overlaps the areas'. */
  inside: Uint8Array;
}

/** A lattice above this many places (a country in small cells) does not fit in a browser's memory. */
const MAX_LATTICE = 50_000_000;

type Ring = Position[];

/** Vertices are projected and edges then run straight in SWEREF 99 TM, as after PostGIS `ST_Transform`. All at once: one by one they took most of the time. */
function project(areas: readonly StudyArea[]): Ring[][] {
  const polygons = areas.flatMap((area) => area.geometry.coordinates);
  const vertices = polygons.flat(2);
  const lon = Float64Array.from(vertices, (vertex) => vertex[0]);
  const lat = Float64Array.from(vertices, (vertex) => vertex[1]);
  const { east, north } = projectColumns(lon, lat);
  let next = 0;
  const place = (): Position => [east[next], north[next++]];
  return polygons.map((polygon) => polygon.map((ring) => ring.map(place)));
}

function latticeAround(polygons: Ring[][], tiling: Tiling): Lattice {
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
  if (west > east) return { firstColumn: 0, firstRow: 0, width: 0, height: 0, inside: new Uint8Array(0) };
  const [firstColumn, firstRow] = tiling.locate(west, south).map((place) => place - 2);
  const [lastColumn, lastRow] = tiling.locate(east, north).map((place) => place + 2);
  const width = lastColumn + 1 - firstColumn;
  const height = lastRow + 1 - firstRow;
  if (width * height > MAX_LATTICE) {
    throw new RangeError(
      `Cells of ${tiling.cell} m are too small for areas that span ${Math.round((east - west) / 1000)} by ${Math.round((north - south) / 1000)} km: choose larger cells.`,
    );
  }
  return { firstColumn, firstRow, width, height, inside: new Uint8Array(width * height) };
}

/**
 * Marks the cells whose interior an edge enters: the border of a polygon has its interior on one side, so such a cell overlaps it. For each row of cells, the
 * piece of the edge in the row's strip says which columns to try, one more on both sides for its rounding; the exact test decides.
 */
function markEdge(lattice: Lattice, tiling: Tiling, a: Position, b: Position): void {
  const { firstColumn, firstRow, width, height, inside } = lattice;
  const { rowPitch, columnPitch, reachNorth, reachEast } = tiling;
  const [[ax, ay], [bx, by]] = a[1] <= b[1] ? [a, b] : [b, a];
  const slope = by > ay ? (bx - ax) / (by - ay) : 0;
  const base = tiling.rowNorth(0);
  const first = Math.max(firstRow, Math.floor((ay - reachNorth - base) / rowPitch));
  const last = Math.min(firstRow + height - 1, Math.ceil((by + reachNorth - base) / rowPitch));
  for (let row = first; row <= last; row++) {
    const y = tiling.rowNorth(row);
    const low = Math.min(Math.max(ay, y - reachNorth), by);
    const high = Math.max(Math.min(by, y + reachNorth), ay);
    const x1 = by > ay ? ax + slope * (low - ay) : ax;
    const x2 = by > ay ? ax + slope * (high - ay) : bx;
    const shift = tiling.rowEast(row);
    const from = Math.max(firstColumn, Math.floor((Math.min(x1, x2) - reachEast - shift) / columnPitch));
    const to = Math.min(firstColumn + width - 1, Math.ceil((Math.max(x1, x2) + reachEast - shift) / columnPitch));
    for (let column = from; column <= to; column++) {
      const x = column * columnPitch + shift;
      if (tiling.enters(ax - x, ay - y, bx - x, by - y)) inside[(row - firstRow) * width + (column - firstColumn)] = 1;
    }
  }
}

/** Marks the cells whose centre lies inside (even-odd along the row of centres); those that the border enters are marked already. */
function markInterior(lattice: Lattice, tiling: Tiling, polygon: Ring[]): void {
  const { firstColumn, firstRow, width, height, inside } = lattice;
  const { rowPitch, columnPitch } = tiling;
  const base = tiling.rowNorth(0);
  const crossings: number[][] = Array.from({ length: height }, () => []);
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const [low, high] = ring[i - 1][1] <= ring[i][1] ? [ring[i - 1], ring[i]] : [ring[i], ring[i - 1]];
      for (let row = Math.ceil((low[1] - base) / rowPitch) - 1; ; row++) {
        const y = tiling.rowNorth(row);
        if (y >= high[1]) break;
        if (y < low[1]) continue;
        crossings[row - firstRow]?.push(low[0] + ((y - low[1]) / (high[1] - low[1])) * (high[0] - low[0]));
      }
    }
  }
  for (let row = 0; row < height; row++) {
    const shift = tiling.rowEast(row + firstRow);
    const xs = crossings[row].sort((a, b) => a - b);
    for (let i = 1; i < xs.length; i += 2) {
      const from = Math.max(0, Math.ceil((xs[i - 1] - shift) / columnPitch) - firstColumn);
      const to = Math.min(width - 1, Math.floor((xs[i] - shift) / columnPitch) - firstColumn);
      if (from <= to) inside.fill(1, row * width + from, row * width + to + 1);
    }
  }
}

/**
 * @param areas an area is a set of points: a cell that several of them overlap is in once.
 * @returns every cell whose interior overlaps the interior of an area, and no other.
 * @throws RangeError when the areas would need too many cells.
 */
export function overlappedCells(areas: readonly StudyArea[], tiling: Tiling): Lattice {
  const polygons = project(areas);
  const lattice = latticeAround(polygons, tiling);
  for (const polygon of polygons) {
    for (const ring of polygon) for (let i = 1; i < ring.length; i++) markEdge(lattice, tiling, ring[i - 1], ring[i]);
    markInterior(lattice, tiling, polygon);
  }
  return lattice;
}
