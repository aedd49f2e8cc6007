/** The outline of a set of grid cells: the exact boundary of their union, with holes. */
import type { MultiPolygon, Position } from 'geojson';
import type { StudyGrid } from './grid';
import { toWgs84 } from './sweref99tm';
import type { Corner } from './tiling';

/** What of a grid its outlines need: cells by their place in a lattice. */
export type Lattice = Pick<StudyGrid, 'tiling' | 'width' | 'firstColumn' | 'firstRow' | 'position'>;

/** One number for each corner of a cell: more columns of corners than any lattice has, and one to spare west of the first. */
const STRIDE = 2 ** 24;
const numberOf = ([x, y]: Corner): number => y * STRIDE + x + 1;
const cornerOf = (number: number): Corner => {
  const y = Math.floor(number / STRIDE);
  return [number - y * STRIDE - 1, y];
};

/** Directed boundary edges with the cells on their left: where they lead, by the corner that they leave. */
function boundaryEdges(grid: Lattice, cells: readonly number[]): Map<number, number[]> {
  const { tiling, width, firstRow } = grid;
  const within = new Set(cells.map((cell) => grid.position[cell]));
  const edges = new Map<number, number[]>();
  for (const at of within) {
    const line = Math.floor(at / width);
    const row = line + firstRow;
    // Columns are counted from the lattice's first, which keeps the numbers of corners positive anywhere.
    const corners = tiling.corners(at - line * width, row).map(numberOf);
    tiling.sides[row & 1].forEach(([columns, rows], side) => {
      if (within.has(at + rows * width + columns)) return;
      const from = corners[side];
      const to = corners[(side + 1) % corners.length];
      const leaving = edges.get(from);
      if (leaving) leaving.push(to);
      else edges.set(from, [to]);
    });
  }
  return edges;
}

/** Walks the edges into closed rings of corners, and cuts a ring where it meets itself: cells that touch at a corner only are no ring with a waist. */
function traceRings(edges: Map<number, number[]>): number[][] {
  const rings: number[][] = [];
  for (const [start, leaving] of edges) {
    while (leaving.length > 0) {
      const path: number[] = [start];
      const seenAt = new Map<number, number>([[start, 0]]);
      let corner = leaving.pop();
      while (corner !== undefined) {
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
        corner = edges.get(corner)?.pop();
      }
    }
  }
  return rings;
}

/** Keeps the corners where the ring turns. */
function turns(ring: readonly number[]): Corner[] {
  return ring
    .filter((at, i) => {
      const before = ring[(i + ring.length - 1) % ring.length];
      const after = ring[(i + 1) % ring.length];
      return at - before !== after - at;
    })
    .map(cornerOf);
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

/** Even-odd test for a point that lies on no edge. */
function surrounds(ring: readonly Corner[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/** A point a quarter of a unit inside a hole: right of the middle of its first edge, since the cells lie on the left. */
function pointInHole(hole: readonly Corner[]): [number, number] {
  const [x1, y1] = hole[0];
  const [x2, y2] = hole[1];
  const length = Math.hypot(x2 - x1, y2 - y1);
  return [(x1 + x2) / 2 + (y2 - y1) / (4 * length), (y1 + y2) / 2 - (x2 - x1) / (4 * length)];
}

/**
 * @param cells indexes of study cells.
 * @returns the union in WGS 84; outer rings counter-clockwise, holes clockwise (RFC 7946); parts that meet at a corner only are polygons of their own.
 */
export function outlineOf(grid: Lattice, cells: readonly number[]): MultiPolygon {
  const rings = traceRings(boundaryEdges(grid, cells)).map(turns);
  const outer = rings.filter((ring) => doubleArea(ring) > 0).sort((a, b) => doubleArea(a) - doubleArea(b));
  const polygons = outer.map((ring) => [ring]);
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0)) {
    const [x, y] = pointInHole(hole);
    // Smallest first: a hole belongs to the innermost ring around it.
    polygons.find(([ring]) => surrounds(ring, x, y))?.push(hole);
  }
  const { tiling, firstColumn } = grid;
  const toPosition = (corner: Corner): Position => {
    const [x, y] = tiling.cornerAt(corner);
    return toWgs84(x + firstColumn * tiling.columnPitch, y);
  };
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
