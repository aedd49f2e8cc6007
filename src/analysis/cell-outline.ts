/** The outline of a set of grid cells: the exact boundary of their union, with holes. */
import type { MultiPolygon, Position } from 'geojson';
import type { StudyGrid } from './grid';
import { toWgs84 } from './sweref99tm';

/** A corner in units of cells from the grid's first column and row. */
type Corner = [column: number, row: number];

const EAST = 0;
const NORTH = 1;
const WEST = 2;
const SOUTH = 3;
const STEP: readonly Corner[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** Directed boundary edges with the cells on their left, by the corner that they leave. */
function boundaryEdges(cells: ReadonlySet<number>, width: number): Map<number, number[]> {
  const edges = new Map<number, number[]>();
  const add = (corner: number, direction: number): void => {
    const leaving = edges.get(corner);
    if (leaving) leaving.push(direction);
    else edges.set(corner, [direction]);
  };
  for (const at of cells) {
    if (!cells.has(at - width)) add(at, EAST);
    if (!cells.has(at + 1)) add(at + 1, NORTH);
    if (!cells.has(at + width)) add(at + width + 1, WEST);
    if (!cells.has(at - 1)) add(at + width, SOUTH);
  }
  return edges;
}

/** Walks the edges into closed rings of corners, and cuts a ring where it meets itself: cells that touch at a corner only are no ring with a waist. */
function traceRings(edges: Map<number, number[]>, width: number): number[][] {
  const rings: number[][] = [];
  for (const [start, leaving] of edges) {
    while (leaving.length > 0) {
      const path: number[] = [start];
      const seenAt = new Map<number, number>([[start, 0]]);
      let direction = leaving.pop();
      let corner = start;
      while (direction !== undefined) {
        corner += STEP[direction][0] + STEP[direction][1] * width;
        const before = seenAt.get(corner);
        if (before === undefined) {
          seenAt.set(corner, path.length);
          path.push(corner);
        } else {
          const ring = path.splice(before + 1);
          for (const passed of ring) seenAt.delete(passed);
          rings.push([corner, ...ring]);
          if (corner === start) break;
        }
        direction = edges.get(corner)?.pop();
      }
    }
  }
  return rings;
}

/** Keeps the corners where the ring turns. */
function corners(ring: readonly number[], width: number): Corner[] {
  return ring
    .filter((at, i) => {
      const before = ring[(i + ring.length - 1) % ring.length];
      const after = ring[(i + 1) % ring.length];
      return at - before !== after - at;
    })
    .map((at): Corner => [at % width, Math.floor(at / width)]);
}

function doubleArea(ring: readonly Corner[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

/** Even-odd test for the centre of a cell, which lies on no edge. */
function surrounds(ring: readonly Corner[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [, y2] = ring[(i + 1) % ring.length];
    // Edges run along the axes, so only upright ones cross a level line.
    if (y1 > y !== y2 > y && x1 > x) inside = !inside;
  }
  return inside;
}

/** A point half a cell inside a hole: right of its first edge, since the cells lie on the left. */
function pointInHole(hole: readonly Corner[]): Corner {
  const [x1, y1] = hole[0];
  const [x2, y2] = hole[1];
  const dx = Math.sign(x2 - x1);
  const dy = Math.sign(y2 - y1);
  return [x1 + dx / 2 + dy / 2, y1 + dy / 2 - dx / 2];
}

/**
 * @param cells indexes of study cells.
 * @returns the union in WGS 84; outer rings counter-clockwise, holes clockwise (RFC 7946); parts that meet at a corner only are polygons of their own.
 */
export function outlineOf(grid: StudyGrid, cells: readonly number[]): MultiPolygon {
  const places = new Set(cells.map((cell) => grid.position[cell]));
  const rings = traceRings(boundaryEdges(places, grid.width), grid.width).map((ring) => corners(ring, grid.width));
  const outer = rings.filter((ring) => doubleArea(ring) > 0).sort((a, b) => doubleArea(a) - doubleArea(b));
  const polygons = outer.map((ring) => [ring]);
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0)) {
    const [x, y] = pointInHole(hole);
    // Smallest first: a hole belongs to the innermost ring around it.
    polygons.find(([ring]) => surrounds(ring, x, y))?.push(hole);
  }
  const toPosition = ([column, row]: Corner): Position =>
    toWgs84((column + grid.firstColumn) * grid.cell, (row + grid.firstRow) * grid.cell);
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((polygon) =>
      polygon.map((ring) => {
        const positions = ring.map(toPosition);
        return [...positions, positions[0]];
      }),
    ),
  };
}
