/** Area lookup, projection, cells and Gi* against R. */
import { expect, it } from 'vitest';
import { createAreaLookup } from '../../../src/analysis/area-lookup';
import { giStar, giStarAround, giStarWithQ } from '../../../src/analysis/gi-star';
import { assignCells, createStudyGrid } from '../../../src/analysis/grid';
import { projectColumns } from '../../../src/analysis/sweref-columns';
import { toSweref } from '../../../src/analysis/sweref99tm';
import type { CellShape } from '../../../src/analysis/types';
import { expectClose, expectSame } from './closeness';
import { tableOf, type GridFigures, type Reference } from './expected';

function compareGrids(reference: Reference, shape: CellShape, cells: number[], grids: GridFigures[]): void {
  expectSame(
    grids.map(({ cell }) => cell),
    cells,
    'Sides of the cells',
  );
  for (const theirs of grids) compareGrid(reference, shape, theirs);
}

function compareGrid(reference: Reference, shape: CellShape, theirs: GridFigures): void {
  const table = tableOf(reference);
  const grid = createStudyGrid(reference.areas, theirs.cell, shape);
  expectClose(grid.east, theirs.east, 'East of the cells');
  expectClose(grid.north, theirs.north, 'North of the cells');
  const count = new Uint32Array(grid.size);
  for (const cell of assignCells(grid, table, Int32Array.from(reference.areas.keys()))) if (cell >= 0) count[cell]++;
  expectSame(Array.from(count), theirs.count, 'Counts of the cells');
  expectClose(giStar(grid, count), theirs.z, 'Gi*');
  const all = giStarWithQ(grid, count);
  expectClose(all.z, theirs.z, 'Gi* with q');
  expectClose(all.q, theirs.q, 'q of Gi*');
  const cells = Int32Array.from(count.keys()).filter((cell) => count[cell] > 0);
  const around = giStarAround(grid, { cells, counts: count.filter((held) => held > 0) });
  expect(around.cells.length).toBeGreaterThan(cells.length);
  const those = (values: readonly (number | null)[]): (number | null)[] =>
    Array.from(around.cells, (cell) => values[cell]);
  expectClose(around.z, those(theirs.z), 'Gi* around the incidents');
  expectClose(around.q, those(theirs.q), 'q around the incidents');
}

export function comparePlaces(load: () => Reference): void {
  it('the area of every incident, as sf::st_covers', () => {
    const { incidents, areas, expected } = load();
    // Many points at once are looked up another way than a few, so the same ones are asked for again and again.
    const lookup = createAreaLookup(areas);
    for (const atLeast of [1, 10_000, 100_000]) {
      const repeats = Math.ceil(atLeast / incidents.lon.length);
      const often = (column: readonly number[]): number[] => Array.from({ length: repeats }, () => column).flat();
      const ours = lookup.assignAreas(often(incidents.lon), often(incidents.lat));
      expectSame(Array.from(ours), often(expected.area), 'Area of each incident');
    }
    const alone = incidents.lon.map((lon, i) => lookup.areaOf(lon, incidents.lat[i]));
    expectSame(alone, expected.area, 'Area of each incident alone');
    expect(new Set(expected.area).size).toBe(areas.length);
  });

  it('positions in SWEREF 99 TM, as PROJ', () => {
    const { incidents, expected } = load();
    const tenth = (column: readonly number[]): number[] => column.filter((_, i) => i % 10 === 0);
    const [lon, lat] = [tenth(incidents.lon), tenth(incidents.lat)];
    const one = lon.map((x, i) => toSweref(x, lat[i]));
    const [easts, norths] = [one.map(([east]) => east), one.map(([, north]) => north)];
    for (const { east, north } of [{ east: easts, north: norths }, projectColumns(lon, lat)]) {
      // From a corner nearby, and as if a kilometre away at least: equal to a micrometre.
      const near = (column: ArrayLike<number>, corner: number): number[] => Array.from(column, (each) => each - corner);
      expectClose(near(east, 450_000), near(expected.projected.east, 450_000), 'East', 1000);
      expectClose(near(north, 6_400_000), near(expected.projected.north, 6_400_000), 'North', 1000);
    }
  });

  it('squares: the cells of the study, their counts, Gi* as spdep::localG, and q', () => {
    const reference = load();
    compareGrids(reference, 'square', reference.cases.squares, reference.expected.squares);
  });

  it('hexagons: the same, by trying every centre', () => {
    const reference = load();
    compareGrids(reference, 'hexagon', reference.cases.hexagons, reference.expected.hexagons);
  });
}
