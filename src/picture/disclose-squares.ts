/** Places outside the circle that may see them exactly: the squares of 250 m that they touch, of Statistics Sweden's grid in SWEREF 99 TM. */
import type { MultiPolygon, Position } from 'geojson';
import { outlineOf } from '../analysis/cell-outline';
import { toSweref, toWgs84 } from '../analysis/sweref99tm';
import { squareTiling } from '../analysis/tiling';

/** Metres. */
export const SQUARE = 250;
/** The outlines that come here are made of whole cells of 125 or 250 m, so a square is touched where one of its quarters has its middle inside. Metres. */
const QUARTER = 125;

/** A square as one number: its row and column counted from the projection's origin; Sweden is 4,000 columns wide. */
type Square = number;
const COLUMNS = 10_000;

/** The square that holds the point, metres. */
export const squareAt = (east: number, north: number): Square =>
  Math.floor(north / SQUARE) * COLUMNS + Math.floor(east / SQUARE);

const columnOf = (square: Square): number => square % COLUMNS;
const rowOf = (square: Square): number => Math.floor(square / COLUMNS);

/** Even-odd over all rings: holes are rings as well. */
function isInside(rings: readonly Position[][], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    }
  }
  return inside;
}

/** @param outline WGS 84; the union of cells of the grid. @returns the squares that it touches with more than its border. */
export function squaresOf(outline: MultiPolygon): Set<Square> {
  const squares = new Set<Square>();
  for (const polygon of outline.coordinates) {
    const rings = polygon.map((ring) => ring.map(([lon, lat]): Position => toSweref(lon, lat)));
    const [outer = []] = rings;
    const [east, north] = [0, 1].map((axis) => outer.map((position) => position[axis]));
    const [west, south] = [Math.min(...east), Math.min(...north)].map((at) => Math.round(at / QUARTER) * QUARTER);
    for (let y = south + QUARTER / 2; y < Math.max(...north); y += QUARTER) {
      for (let x = west + QUARTER / 2; x < Math.max(...east); x += QUARTER) {
        if (isInside(rings, x, y)) squares.add(squareAt(x, y));
      }
    }
  }
  return squares;
}

/** @returns the union of the squares, WGS 84. */
export function outlineOfSquares(squares: ReadonlySet<Square>): MultiPolygon {
  const all = [...squares].sort((a, b) => a - b);
  const [columns, rows] = [all.map(columnOf), all.map(rowOf)];
  // A margin of one empty square on each side, as the grid of a study has it.
  const [firstColumn, firstRow] = [Math.min(...columns) - 1, Math.min(...rows) - 1];
  const width = Math.max(...columns) - firstColumn + 2;
  const position = Int32Array.from(
    all,
    (square) => (rowOf(square) - firstRow) * width + columnOf(square) - firstColumn,
  );
  const lattice = { tiling: squareTiling(SQUARE), width, firstColumn, firstRow, position };
  return outlineOf(
    lattice,
    all.map((_, i) => i),
  );
}

/** @param centre WGS 84. @returns the middle of the nearest of the squares, WGS 84. */
export function middleOf(
  squares: ReadonlySet<Square>,
  centre: { lon: number; lat: number },
): { lon: number; lat: number } {
  const [east, north] = toSweref(centre.lon, centre.lat);
  let best: [number, number] = [east, north];
  let least = Infinity;
  for (const square of [...squares].sort((a, b) => a - b)) {
    const [x, y] = [columnOf(square), rowOf(square)].map((at) => (at + 0.5) * SQUARE);
    const distance = Math.hypot(x - east, y - north);
    if (distance < least) [best, least] = [[x, y], distance];
  }
  const [lon, lat] = toWgs84(...best);
  return { lon, lat };
}
