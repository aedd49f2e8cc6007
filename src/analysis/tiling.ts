/**
 * How the plane of SWEREF 99 TM is cut into cells: squares, or hexagons of the same area. Both are rows of cells numbered from the projection's own
 * origin (easting 0, northing 0), so a cell is the same cell whatever areas are looked at.
 */
import type { Position } from 'geojson';
import type { CellShape } from './types';

/** A step from a cell to one beside it. */
export type Step = readonly [columns: number, rows: number];
/** A corner in whole units of a quarter-fine lattice that all cells of a tiling share: equal corners are equal numbers. */
export type Corner = readonly [x: number, y: number];

export interface Tiling {
  shape: CellShape;
  /** Metres: the side of the square, or of the square with the hexagon's area. */
  cell: number;
  /** Metres between the centres of neighbours in a row, and between rows. */
  columnPitch: number;
  rowPitch: number;
  /** Metres from the centre of a cell to its eastern and to its northern extreme. */
  reachEast: number;
  reachNorth: number;
  /** Metres east of column 0's centre in a row, and north of a row's centres. */
  rowEast(row: number): number;
  rowNorth(row: number): number;
  /** Does the segment, relative to a cell's centre, enter the cell's interior? Touching a side or a corner is not entering. */
  enters(ax: number, ay: number, bx: number, by: number): boolean;
  /** Column and row of the cell that holds the point. */
  locate(east: number, north: number): [column: number, row: number];
  /** Neighbours of a cell in an even and in an odd row. */
  steps: readonly [readonly Step[], readonly Step[]];
  /** Corners of a cell counter-clockwise; `sides` are the steps across the side from each corner to the next. */
  corners(column: number, row: number): Corner[];
  sides: readonly [readonly Step[], readonly Step[]];
  /** Metres of a corner. */
  cornerAt(corner: Corner): Position;
}

/**
 * Does a segment enter an open convex polygon around (0, 0) that is symmetric about it? Separating axes (Gottschalk 1996): the normals of the sides and
 * that of the segment. @param normals unit normals of the sides. @param reach distance of the sides. @param corners of one half of the polygon.
 */
function entersAround(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  normals: readonly Position[],
  reach: number,
  corners: readonly Position[],
): boolean {
  for (const [nx, ny] of normals) {
    const a = nx * ax + ny * ay;
    const b = nx * bx + ny * by;
    if ((a >= reach && b >= reach) || (a <= -reach && b <= -reach)) return false;
  }
  const dx = bx - ax;
  const dy = by - ay;
  const own = dx * ay - dy * ax;
  let widest = 0;
  for (const [x, y] of corners) widest = Math.max(widest, Math.abs(dx * y - dy * x));
  return Math.abs(own) < widest;
}

const QUEEN: readonly Step[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
];
const SQUARE_SIDES: readonly Step[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
];
const SQUARE_NORMALS: readonly Position[] = [
  [1, 0],
  [0, 1],
];

/** Squares with corners at multiples of the side: the grid of Statistics Sweden. Neighbours touch by side or corner (queen). */
export function squareTiling(cell: number): Tiling {
  const half = cell / 2;
  const corners: Position[] = [
    [half, half],
    [half, -half],
  ];
  return {
    shape: 'square',
    cell,
    columnPitch: cell,
    rowPitch: cell,
    reachEast: half,
    reachNorth: half,
    rowEast: () => half,
    rowNorth: (row) => row * cell + half,
    enters: (ax, ay, bx, by) => entersAround(ax, ay, bx, by, SQUARE_NORMALS, half, corners),
    locate: (east, north) => [Math.floor(east / cell), Math.floor(north / cell)],
    steps: [QUEEN, QUEEN],
    corners: (column, row) => [
      [column, row],
      [column + 1, row],
      [column + 1, row + 1],
      [column, row + 1],
    ],
    sides: [SQUARE_SIDES, SQUARE_SIDES],
    cornerAt: ([x, y]) => [x * cell, y * cell],
  };
}

const HEXAGON_STEPS = (odd: 0 | 1): readonly Step[] => [
  [odd - 1, -1],
  [odd, -1],
  [-1, 0],
  [1, 0],
  [odd - 1, 1],
  [odd, 1],
];
/** From the southern corner on: south-east, east, north-east, north-west, west, south-west. */
const HEXAGON_SIDES = (odd: 0 | 1): readonly Step[] => [
  [odd, -1],
  [1, 0],
  [odd, 1],
  [odd - 1, 1],
  [-1, 0],
  [odd - 1, -1],
];
const HEXAGON_NORMALS: readonly Position[] = [
  [1, 0],
  [0.5, Math.sqrt(3) / 2],
  [-0.5, Math.sqrt(3) / 2],
];

/** Width of the hexagon whose area is `cell` squared: width^2 * sqrt(3) / 2. */
export const hexagonWidth = (cell: number): number => cell * Math.sqrt(2 / Math.sqrt(3));

/**
 * Hexagons with a corner to the north, in rows that run east; odd rows are shifted east by half a width. The centre of column 0, row 0 is the origin of
 * the projection. A point belongs to the hexagon whose centre is nearest; one equally near to two belongs to the southern, then to the western one.
 */
export function hexagonTiling(cell: number): Tiling {
  const width = hexagonWidth(cell);
  const half = width / 2;
  const radius = width / Math.sqrt(3);
  const pitch = 1.5 * radius;
  const rowEast = (row: number): number => (row & 1) * half;
  const corners: Position[] = [
    [0, radius],
    [half, radius / 2],
    [half, -radius / 2],
  ];

  function locate(east: number, north: number): [number, number] {
    // The hexagons of a row reach no further than the centres of the rows beside it, so the point lies in one of two rows.
    const south = Math.floor(north / pitch);
    let best: [number, number] = [0, 0];
    let least = Infinity;
    for (let row = south; row <= south + 1; row++) {
      const column = Math.ceil((east - rowEast(row)) / width - 0.5);
      const dx = east - (column * width + rowEast(row));
      const dy = north - row * pitch;
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = [column, row];
      }
    }
    return best;
  }

  return {
    shape: 'hexagon',
    cell,
    columnPitch: width,
    rowPitch: pitch,
    reachEast: half,
    reachNorth: radius,
    rowEast,
    rowNorth: (row) => row * pitch,
    enters: (ax, ay, bx, by) => entersAround(ax, ay, bx, by, HEXAGON_NORMALS, half, corners),
    locate,
    steps: [HEXAGON_STEPS(0), HEXAGON_STEPS(1)],
    corners: (column, row) => {
      // Half widths eastward, half radii northward.
      const x = 2 * column + (row & 1);
      const y = 3 * row;
      return [
        [x, y - 2],
        [x + 1, y - 1],
        [x + 1, y + 1],
        [x, y + 2],
        [x - 1, y + 1],
        [x - 1, y - 1],
      ];
    },
    sides: [HEXAGON_SIDES(0), HEXAGON_SIDES(1)],
    cornerAt: ([x, y]) => [x * half, (y * radius) / 2],
  };
}

/** @throws RangeError when the side is not a positive whole number of metres. */
export function tilingOf(shape: CellShape, cell: number): Tiling {
  if (!Number.isInteger(cell) || cell <= 0)
    throw new RangeError('The side of a cell must be a positive whole number of metres.');
  return shape === 'hexagon' ? hexagonTiling(cell) : squareTiling(cell);
}
