import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/analysis/benjamini-hochberg';
import { cellRing } from '../../src/analysis/cell-ring';
import { giStar, giStarAround, giStarWithQ } from '../../src/analysis/gi-star';
import { assignCells, cellOf, createStudyGrid, type StudyGrid } from '../../src/analysis/grid';
import { occupiedCells } from '../../src/analysis/neighbourhood-sums';
import { twoSidedP } from '../../src/analysis/normal';
import { toSweref, toWgs84 } from '../../src/analysis/sweref99tm';
import type { StudyArea } from '../../src/analysis/types';
import { areaList, areaShape, events, study } from './areas-and-incidents';

const shape = fc.constantFrom('square' as const, 'hexagon' as const);

/** Corners of the cell at a place of the lattice, whether it is in the study or not; without the repeated end. */
function cornersAt(grid: StudyGrid, column: number, line: number): Position[] {
  const { tiling, cell } = grid;
  const row = grid.firstRow + line;
  const back = tiling.shape === 'square' ? cell / 2 : 0;
  const east = Float64Array.of((grid.firstColumn + column) * tiling.columnPitch + tiling.rowEast(row) - back);
  const north = Float64Array.of(tiling.rowNorth(row) - back);
  return cellRing({ cell, shape: tiling.shape, east, north }, 0).slice(1);
}

/** Does the segment enter the open cell? Clipped by one side after the other (Cyrus and Beck 1978), another way than the grid's own test. */
function crosses(a: Position, b: Position, corners: Position[]): boolean {
  let [from, to] = [0, 1];
  corners.forEach(([bx, by], i) => {
    const [ax, ay] = corners[(i + corners.length - 1) % corners.length];
    const side = ([x, y]: Position): number => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const [first, last] = [side(a), side(b)];
    if (first <= 0 && last <= 0) to = -1;
    else if (first < 0) from = Math.max(from, first / (first - last));
    else if (last < 0) to = Math.min(to, first / (first - last));
  });
  return from < to;
}

/** Points all over a cell: on five smaller outlines within each other. */
function probes(corners: Position[]): Position[] {
  const mean = (axis: number): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const [x, y] = [mean(0), mean(1)];
  const outline = corners.flatMap(([bx, by], i) => {
    const [ax, ay] = corners[(i + corners.length - 1) % corners.length];
    return [0, 0.25, 0.5, 0.75].map((t): Position => [ax + t * (bx - ax), ay + t * (by - ay)]);
  });
  return [0.05, 0.3, 0.55, 0.8, 0.97].flatMap((t) =>
    outline.map(([px, py]): Position => [x + t * (px - x), y + t * (py - y)]),
  );
}

describe('The study grid', () => {
  it('holds exactly the cells that a point of an area lies in, squares and hexagons', () => {
    fc.assert(
      fc.property(areaShape, fc.constantFrom(125, 250), shape, (rings, cell, of) => {
        const area: StudyArea = { id: 'a', name: 'a', geometry: { type: 'MultiPolygon', coordinates: [rings] } };
        const grid = createStudyGrid([area], cell, of);
        const inMetres = rings.map((ring) => ring.map(([lon, lat]): Position => toSweref(lon, lat)));
        const polygon = { type: 'Polygon' as const, coordinates: inMetres };
        for (let line = 0; line < grid.height; line++) {
          for (let column = 0; column < grid.width; column++) {
            const corners = cornersAt(grid, column, line);
            const inside = probes(corners).some((probe) => booleanPointInPolygon(probe, polygon));
            const member = grid.index[line * grid.width + column] >= 0;
            if (inside) expect(member).toBe(true);
            // No probe inside: then the area is thin there, and its border must run through the cell.
            else if (member)
              expect(inMetres.some((ring) => ring.slice(1).some((b, i) => crosses(ring[i], b, corners)))).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has an empty margin, so that every neighbour is in the lattice', () => {
    fc.assert(
      fc.property(areaList, fc.constantFrom(125, 250, 1000), shape, (areas, cell, of) => {
        const grid = createStudyGrid(areas, cell, of);
        for (let at = 0; at < grid.index.length; at++) {
          const column = at % grid.width;
          const line = Math.floor(at / grid.width);
          const edge = column === 0 || line === 0 || column === grid.width - 1 || line === grid.height - 1;
          if (edge) expect(grid.index[at]).toBe(-1);
        }
        expect(grid.sizes.reduce((a, b) => a + b, 0)).toBe(grid.size);
      }),
      { numRuns: 30 },
    );
  });

  it('puts every point into the hexagon whose centre is nearest, and every square’s points into that square', () => {
    const areas = fc.sample(areaList, { numRuns: 1, seed: 5 })[0];
    const hexagons = createStudyGrid(areas, 250, 'hexagon');
    const squares = createStudyGrid(areas, 250);
    const point = fc.record({
      cell: fc.nat(),
      east: fc.double({ min: -1, max: 1, noNaN: true }),
      north: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(point, ({ cell, east, north }) => {
        const square = cell % squares.size;
        const [x, y] = [squares.east[square] + 124.9 * (1 + east), squares.north[square] + 124.9 * (1 + north)];
        expect(cellOf(squares, x, y)).toBe(square);
        const around = cell % hexagons.size;
        const [u, v] = [hexagons.east[around] + 400 * east, hexagons.north[around] + 400 * north];
        const distance = (i: number): number => Math.hypot(hexagons.east[i] - u, hexagons.north[i] - v);
        const least = Math.min(...Array.from(hexagons.east.keys(), distance));
        expect(distance(cellOf(hexagons, u, v))).toBeLessThanOrEqual(least + 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the nearest cell for points beside the study as looking at all cells does', () => {
    const areas = fc.sample(areaList, { numRuns: 1, seed: 7 })[0];
    const far = fc.integer({ min: -3000, max: 3000 });
    fc.assert(
      fc.property(fc.nat(), far, far, shape, (cell, dx, dy, of) => {
        const grid = createStudyGrid(areas, 250, of);
        const [x, y] = [grid.east[cell % grid.size] + dx, grid.north[cell % grid.size] + dy];
        const found = cellOf(grid, x, y);
        const distance = (i: number): number => {
          if (of === 'hexagon') return Math.hypot(grid.east[i] - x, grid.north[i] - y);
          const outside = (start: number, at: number): number => Math.max(start - at, 0, at - start - 250);
          return Math.hypot(outside(grid.east[i], x), outside(grid.north[i], y));
        };
        expect(distance(found)).toBeLessThanOrEqual(Math.min(...Array.from(grid.east.keys(), distance)) + 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('counts each incident of an area once, whatever the shape', () => {
    fc.assert(
      fc.property(areaList, events, fc.constantFrom(125, 400), shape, (areas, list, cell, of) => {
        const { table } = study(areas, list);
        const grid = createStudyGrid(areas, cell, of);
        const cells = assignCells(grid, table, Int32Array.from(areas.keys()));
        cells.forEach((found, row) => expect(found >= 0 && found < grid.size).toBe(table.area[row] >= 0));
      }),
      { numRuns: 60 },
    );
  });
});

describe('Gi*', () => {
  const ring = [
    [450_010, 6_400_010],
    [452_900, 6_400_300],
    [452_400, 6_402_400],
    [450_400, 6_401_900],
    [450_010, 6_400_010],
  ];
  const area = (shift: number): StudyArea => ({
    ...{ id: 'a', name: 'a' },
    geometry: { type: 'MultiPolygon', coordinates: [[ring.map(([x, y]): Position => toWgs84(x + shift, y + shift))]] },
  });
  const grid = createStudyGrid([area(0)], 250);
  const counts = fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: grid.size, maxLength: grid.size })
    .map((list) => Uint32Array.from(list));
  const expectEqual = (a: Float64Array, b: Float64Array, sign = 1): void =>
    a.forEach((value, i) => (Number.isNaN(value) ? expect(b[i]).toBeNaN() : expect(b[i] * sign).toBeCloseTo(value, 9)));

  it('does not change when every count grows by the same number or factor, and turns its sign when counts are mirrored', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (list, number) => {
        const z = giStar(grid, list);
        expectEqual(
          z,
          giStar(
            grid,
            list.map((value) => value + number),
          ),
        );
        expectEqual(
          z,
          giStar(
            grid,
            list.map((value) => value * number),
          ),
        );
        expectEqual(
          z,
          giStar(
            grid,
            list.map((value) => 40 - value),
          ),
          -1,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('does not change when the study moves by whole cells', () => {
    const moved = createStudyGrid([area(2500)], 250);
    expect(moved.size).toBe(grid.size);
    fc.assert(
      fc.property(counts, (list) => expectEqual(giStar(grid, list), giStar(moved, list))),
      { numRuns: 20 },
    );
  });

  it('is the same summed cell by cell, scattered from the occupied cells, and for these alone, with the q of the definition', () => {
    const sparse = fc.record({ places: fc.array(fc.nat(), { maxLength: 30 }), of: shape });
    fc.assert(
      fc.property(sparse, ({ places, of }) => {
        const study = createStudyGrid([area(0)], 250, of);
        const list = new Uint32Array(study.size);
        for (const place of places) list[place % study.size]++;
        const z = giStar(study, list);
        const q = benjaminiHochberg(z.map(twoSidedP));
        const all = giStarWithQ(study, list);
        expect(all.z).toEqual(z);
        all.q.forEach((value, i) => expect(value === q[i] || (Number.isNaN(value) && Number.isNaN(q[i]))).toBe(true));
        const occupied = occupiedCells(list);
        const around = giStarAround(study, occupied);
        expect([...around.cells.slice(0, occupied.cells.length)]).toEqual([...occupied.cells]);
        around.cells.forEach((cell, i) => expect([around.z[i], around.q[i]]).toEqual([z[cell], all.q[cell]]));
        // Nowhere else can there be a hotspot.
        const elsewhere = [...z.keys()].filter((cell) => !around.cells.includes(cell));
        expect(elsewhere.every((cell) => !(z[cell] > 0))).toBe(true);
        expect(new Set(around.cells).size).toBe(around.cells.length);
      }),
      { numRuns: 150 },
    );
  });
});
