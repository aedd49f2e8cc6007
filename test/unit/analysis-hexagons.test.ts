import { booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../src/analysis/cell-outline';
import { cellRing } from '../../src/analysis/cell-ring';
import { giStar } from '../../src/analysis/gi-star';
import { cellOf, createStudyGrid, type StudyGrid } from '../../src/analysis/grid';
import { toSweref, toWgs84 } from '../../src/analysis/sweref99tm';
import { hexagonWidth } from '../../src/analysis/tiling';
import { areaInMetres, rectangle } from './analysis-fixtures';

const CELL = 250;
const WIDTH = hexagonWidth(CELL);
const PITCH = (WIDTH * Math.sqrt(3)) / 2;
const grid = createStudyGrid(
  [areaInMetres('a', [[rectangle(450_010, 6_400_010, 452_990, 6_402_990)]])],
  CELL,
  'hexagon',
);
const shape = { ...grid, shape: 'hexagon' as const };

/** Shoelace relative to the first vertex: far from the origin the products cancel. */
function signedArea(ring: Position[]): number {
  const [x0, y0] = ring[0];
  return ring
    .slice(1)
    .reduce((sum, [x, y], i) => sum + ((ring[i][0] - x0) * (y - y0) - (x - x0) * (ring[i][1] - y0)) / 2, 0);
}

/** Study cells whose centre lies at this column and row of the lattice that begins at the projection's origin. */
const at = (column: number, row: number): number => cellOf(grid, column * WIDTH + (row & 1) * (WIDTH / 2), row * PITCH);
const [COLUMN, ROW] = [Math.round(451_500 / WIDTH), 2 * Math.round(6_401_500 / PITCH / 2)];

describe('A hexagon', () => {
  it('has the area of the square, a corner to the north, and its centre on a lattice from the origin of SWEREF 99 TM', () => {
    for (let cell = 0; cell < grid.size; cell += 7) {
      const ring = cellRing(shape, cell);
      expect(ring.length).toBe(7);
      expect(ring[6]).toEqual(ring[0]);
      expect(signedArea(ring)).toBeCloseTo(CELL * CELL, 4);
      expect(ring[3][0]).toBe(grid.east[cell]);
      const row = Math.round(grid.north[cell] / PITCH);
      expect(row * PITCH).toBeCloseTo(grid.north[cell], 6);
      const column = (grid.east[cell] - (row & 1) * (WIDTH / 2)) / WIDTH;
      expect(column).toBeCloseTo(Math.round(column), 6);
      const sides = ring.slice(1).map(([x, y], i) => Math.hypot(x - ring[i][0], y - ring[i][1]));
      for (const side of sides) expect(side).toBeCloseTo(WIDTH / Math.sqrt(3), 6);
    }
  });

  it('is the same hexagon whatever areas are looked at', () => {
    const other = createStudyGrid(
      [areaInMetres('b', [[rectangle(451_700, 6_401_100, 454_000, 6_401_900)]])],
      CELL,
      'hexagon',
    );
    const named = new Set(Array.from(grid.east, (east, i) => `${east.toFixed(6)} ${grid.north[i].toFixed(6)}`));
    const shared = Array.from(other.east, (east, i) => `${east.toFixed(6)} ${other.north[i].toFixed(6)}`);
    expect(shared.filter((name) => named.has(name)).length).toBeGreaterThan(12);
    const within = Array.from(other.east).filter((east, i) => east < 452_800 && other.north[i] < 6_402_800).length;
    expect(shared.filter((name) => named.has(name)).length).toBeGreaterThanOrEqual(within);
  });

  it('inside the study has six neighbours at one distance, and itself', () => {
    const inner = Array.from(grid.neighbours.keys()).filter((cell) => grid.neighbours[cell] === 7);
    expect(inner.length).toBeGreaterThan(80);
    for (const cell of inner) {
      const near = Array.from(grid.east.keys()).filter((other) => {
        const distance = Math.hypot(grid.east[other] - grid.east[cell], grid.north[other] - grid.north[cell]);
        if (other !== cell && distance < 1.01 * WIDTH) expect(distance).toBeCloseTo(WIDTH, 6);
        return distance < 1.01 * WIDTH;
      });
      expect(near.length).toBe(7);
    }
  });

  it('counts for Gi* with its six neighbours', () => {
    const counts = Uint32Array.from({ length: grid.size }, (_, i) => (i * 7919) % 5);
    const z = giStar(grid, counts);
    const n = grid.size;
    const mean = counts.reduce((a, b) => a + b) / n;
    const deviation = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / n);
    for (let cell = 0; cell < n; cell++) {
      let [sum, k] = [0, 0];
      for (let other = 0; other < n; other++) {
        if (Math.hypot(grid.east[other] - grid.east[cell], grid.north[other] - grid.north[cell]) > 1.01 * WIDTH)
          continue;
        sum += counts[other];
        k++;
      }
      expect(k).toBe(grid.neighbours[cell]);
      expect(z[cell]).toBeCloseTo((sum - mean * k) / (deviation * Math.sqrt((n * k - k * k) / (n - 1))), 10);
    }
  });

  it('takes a point at its corner for the southern, then the western of those equally near', () => {
    const centre = at(COLUMN, ROW);
    expect(cellOf(grid, grid.east[centre] - WIDTH / 2, grid.north[centre])).toBe(at(COLUMN - 1, ROW));
    expect(cellOf(grid, grid.east[centre], grid.north[centre] + 0.49 * PITCH)).toBe(centre);
  });
});

function covers(outline: MultiPolygon, of: StudyGrid, cell: number): boolean {
  return booleanPointInPolygon(toWgs84(of.east[cell], of.north[cell]), outline);
}

describe('The outline of hexagons', () => {
  const around = [
    [-1, 0],
    [1, 0],
    [-1, -1],
    [0, -1],
    [-1, 1],
    [0, 1],
  ].map(([column, row]) => at(COLUMN + column, ROW + row));
  const centre = at(COLUMN, ROW);

  it.each([
    ['one', [centre], 1, 0, 7],
    ['two beside each other', [centre, around[1]], 1, 0, 11],
    ['a flower', [centre, ...around], 1, 0, 19],
    ['a ring of six', around, 1, 1, 19],
    ['two that are apart', [centre, at(COLUMN + 2, ROW)], 2, 0, 7],
    ['a ring and one far away', [...around, at(COLUMN + 4, ROW + 2)], 2, 1, 19],
  ])('of %s is right', (_, cells, parts, holes, positions) => {
    const outline = outlineOf(grid, cells);
    expect(outline.coordinates.length).toBe(parts);
    expect(outline.coordinates.reduce((sum, polygon) => sum + polygon.length - 1, 0)).toBe(holes);
    expect(Math.max(...outline.coordinates.map(([ring]) => ring.length))).toBe(positions);
    let total = 0;
    for (const polygon of outline.coordinates) {
      polygon.forEach((ring, i) => {
        const size = signedArea(ring.map(([lon, lat]): Position => toSweref(lon, lat)));
        expect(Math.sign(size)).toBe(i === 0 ? 1 : -1);
        total += size;
      });
    }
    expect(total).toBeCloseTo(cells.length * CELL * CELL, 1);
    for (let cell = 0; cell < grid.size; cell++) expect(covers(outline, grid, cell)).toBe(cells.includes(cell));
  });
});
