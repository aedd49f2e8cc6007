/** The one entry of the analysis: a table, a study and a slice in, every figure of the situation out. */
import { benjaminiHochberg } from './benjamini-hochberg';
import { density } from './density';
import { expectedRange, verdictOf } from './expected-range';
import { giStar } from './gi-star';
import type { StudyGrid } from './grid';
import { previousOf, readHistory, type History } from './history';
import { addIncidentHours, emptyHours, toHotTimes } from './hot-times';
import { findHotspots, rankCounts } from './hotspots';
import { sliceRows } from './incident-table';
import { twoSidedP } from './normal';
import { createRowFilter, type RowFilter } from './slice-filter';
import { cellsOf, gridOf, type Study } from './study';
import type { Analysis, AreaResult, CategoryCount, GridResult, HotTimes, IncidentTable, Slice } from './types';

export { createStudy, type Study } from './study';

/** Areas looked at, ascending, each once. */
function lookedAt(study: Study, slice: Slice): number[] {
  if (slice.areas === null) return study.areas.map((_, index) => index);
  for (const index of slice.areas) {
    if (study.areas[index] === undefined) throw new RangeError(`There is no area number ${index} in this study.`);
  }
  return [...new Set(slice.areas)].sort((a, b) => a - b);
}

/** Incidents of the period, after the filters, in no area at all. */
function countOutside(table: IncidentTable, slice: Slice, passes: RowFilter): number {
  const [start, end] = sliceRows(table, slice.period.from, slice.period.to);
  let outside = 0;
  for (let row = start; row < end; row++) if (table.area[row] < 0 && passes(row)) outside++;
  return outside;
}

function analyseGrid(grid: StudyGrid, cells: Int32Array, rows: Uint32Array): GridResult {
  const count = new Uint32Array(grid.size);
  for (const row of rows) count[cells[row]]++;
  const z = giStar(grid, count);
  const q = benjaminiHochberg(z.map(twoSidedP));
  // Copies, so that an answer may be handed over to another thread while the grid stays in the cache.
  return { cell: grid.cell, east: grid.east.slice(), north: grid.north.slice(), count, z, q };
}

/** What happened and when. */
function describe(table: IncidentTable, rows: Uint32Array): { categories: CategoryCount[]; hotTimes: HotTimes } {
  const counts = new Map<number, number>();
  const hours = emptyHours();
  for (const row of rows) {
    counts.set(table.category[row], (counts.get(table.category[row]) ?? 0) + 1);
    addIncidentHours(hours, table.from[row], table.to[row]);
  }
  return { categories: rankCounts(counts), hotTimes: toHotTimes(hours) };
}

function describeArea(table: IncidentTable, area: number, rows: Uint32Array, trend: number[]): AreaResult {
  const previous = previousOf(trend);
  const expected = expectedRange(previous);
  const own = rows.filter((row) => table.area[row] === area);
  return {
    area,
    count: own.length,
    previous,
    expected,
    verdict: verdictOf(own.length, expected),
    trend,
    ...describe(table, own),
  };
}

/**
 * Analyses one slice. An incident belongs to the period that holds its `from` and counts for the area that covers it; earlier periods are counted with the
 * same filters and areas.
 * @param table sorted by time; its area indexes are those of the study's areas.
 * @returns fresh arrays that share nothing with table or study: the caller may transfer them.
 * @throws RangeError when the slice names an area that is not in the study, or a side of cells that cannot be used.
 */
export function analyse(table: IncidentTable, study: Study, slice: Slice): Analysis {
  const looked = lookedAt(study, slice);
  const place = new Int32Array(study.areas.length).fill(-1);
  looked.forEach((area, i) => (place[area] = i));
  const passes = createRowFilter(table, slice);
  const history: History = readHistory(table, slice.period, passes, place, looked.length);
  const rows = history.rows[history.rows.length - 1];
  const cached = gridOf(study, looked, slice.cell);
  const cells = cellsOf(cached, table, place);
  const grid = analyseGrid(cached.grid, cells, rows);
  const previous = previousOf(history.totals);
  const expected = expectedRange(previous);
  return {
    slice,
    total: rows.length,
    outside: countOutside(table, slice, passes),
    previous,
    expected,
    verdict: verdictOf(rows.length, expected),
    trend: history.totals,
    areas: looked.map((area, i) => describeArea(table, area, rows, history.byArea[i])),
    ...describe(table, rows),
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
    rows,
  };
}
