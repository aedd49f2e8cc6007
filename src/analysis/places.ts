/** Where: the grid with Gi*, the density, the hotspots and what became of the former ones. */
import { benjaminiHochberg } from './benjamini-hochberg';
import { density } from './density';
import { giStar } from './gi-star';
import type { StudyGrid } from './grid';
import { previousOf, type History } from './history';
import { findHotspots } from './hotspots';
import { twoSidedP } from './normal';
import { cellsOf, gridOf, type Study } from './study';
import type { Analysis, GridResult, IncidentTable, Slice } from './types';

type Places = Pick<Analysis, 'grid' | 'density' | 'hotspots' | 'gone' | 'hindsight'>;

function analyseGrid(grid: StudyGrid, cells: Int32Array, rows: Uint32Array): GridResult {
  const count = new Uint32Array(grid.size);
  for (const row of rows) count[cells[row]]++;
  const z = giStar(grid, count);
  const q = benjaminiHochberg(z.map(twoSidedP));
  // Copies, so that an answer may be handed over to another thread while the grid stays in the cache.
  const [east, north] = [Float64Array.from(grid.east), Float64Array.from(grid.north)];
  return { cell: grid.cell, shape: 'square', east, north, count, z, q };
}

/** @param looked indexes of the areas looked at. @param place by area index: its place among them, -1 for the others. */
export function analysePlaces(
  table: IncidentTable,
  study: Study,
  slice: Slice,
  looked: readonly number[],
  place: Int32Array,
  history: History,
): Places {
  const rows = history.rows[history.rows.length - 1];
  const cached = gridOf(study, looked, slice.cell);
  const cells = cellsOf(cached, table, place);
  const grid = analyseGrid(cached.grid, cells, rows);
  return {
    grid,
    density: density(table, rows, slice.cell),
    hotspots: findHotspots({
      table,
      grid: cached.grid,
      result: grid,
      cells,
      rows,
      previousRows: previousOf(history.rows),
      places: study.places,
      areaNames: study.areas.map((area) => area.name),
      areaOf: study.lookup.areaOf,
    }),
    gone: [],
    hindsight: null,
  };
}
