/** From z to hotspots in plain loops: p, q, adjoining cells by a Map, and the outline by Turf's union of their squares. */
import { featureCollection, polygon, union } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import type { StudyGrid } from '../../../src/analysis/grid';
import { twoSidedP } from '../../../src/analysis/normal';
import { toWgs84 } from '../../../src/analysis/sweref99tm';

const LEVEL = 0.05;
/** One incident alone is no concentration. */
const INCIDENTS_AT_LEAST = 2;

/** q of every cell (Benjamini and Hochberg 1995). */
export function loopQ(z: readonly number[]): number[] {
  const p = z.map(twoSidedP);
  const order = [...p.keys()].sort((a, b) => p[b] - p[a]);
  const q = p.slice();
  let least = 1;
  order.forEach((cell, i) => {
    least = Math.min(least, (p[cell] * p.length) / (p.length - i));
    q[cell] = least;
  });
  return q;
}

/** Groups of hot cells that adjoin by side or corner, of two incidents or more. */
export function hotGroups(
  grid: StudyGrid,
  numbers: ReadonlyMap<number, number>,
  counts: ArrayLike<number>,
  z: readonly number[],
  q: readonly number[],
): number[][] {
  const open = new Set(z.flatMap((value, cell) => (value > 0 && q[cell] < LEVEL ? [cell] : [])));
  const groups: number[][] = [];
  for (const first of open) {
    open.delete(first);
    const group = [first];
    for (const cell of group) {
      const [column, line] = [grid.east[cell] / grid.cell, grid.north[cell] / grid.cell];
      for (let x = column - 1; x <= column + 1; x++) {
        for (let y = line - 1; y <= line + 1; y++) {
          const other = numbers.get(x * 1_000_000 + y);
          if (other !== undefined && open.delete(other)) group.push(other);
        }
      }
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.filter((group) => group.reduce((sum, cell) => sum + counts[cell], 0) >= INCIDENTS_AT_LEAST);
}

/** The squares of a group as one shape. */
export function unionOf(grid: StudyGrid, group: readonly number[]): Polygon | MultiPolygon {
  const squares = group.map((cell) => {
    const [west, south] = [grid.east[cell], grid.north[cell]];
    const [east, north] = [west + grid.cell, south + grid.cell];
    const ring = [toWgs84(west, south), toWgs84(east, south), toWgs84(east, north), toWgs84(west, north)];
    return polygon([[...ring, ring[0]]]);
  });
  const joined = squares.length > 1 ? union(featureCollection(squares)) : squares[0];
  if (!joined) throw new Error('Turf joined a hotspot into nothing.');
  return joined.geometry;
}
