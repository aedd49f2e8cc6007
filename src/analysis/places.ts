/** Where: the grid with Gi*, the density, the hotspots and what became of the former ones. */
import { density } from './density';
import { giStarWithQ } from './gi-star';
import type { StudyGrid } from './grid';
import { hindsightOf } from './hindsight';
import { previousOf, type History } from './history';
import { findGone, findHotspots } from './hotspots';
import type { Layer } from './layer';
import type { Choice } from './period-rows';
import { gridOf, type Study } from './study';
import type { Analysis, GridResult, IncidentTable, Slice } from './types';

type Places = Pick<Analysis, 'grid' | 'density' | 'hotspots' | 'gone' | 'hindsight'>;

function gridResult(grid: StudyGrid, { cells, counts }: Layer): GridResult {
  const count = new Uint32Array(grid.size);
  for (let i = 0; i < cells.length; i++) count[cells[i]] = counts[i];
  // Copies, so that an answer may be handed over to another thread while the grid stays in the cache.
  const [east, north] = [grid.east.slice(), grid.north.slice()];
  return { cell: grid.cell, shape: grid.tiling.shape, east, north, count, ...giStarWithQ(grid, count) };
}

/** @param looked indexes of the areas looked at. @param choice those areas and the filters, as the history was read with. */
export function analysePlaces(
  table: IncidentTable,
  study: Study,
  slice: Slice,
  looked: readonly number[],
  choice: Choice,
  history: History,
): Places {
  const { grid, layers: kept } = gridOf(study, looked, slice.cell, slice.shape);
  const now = <T>(series: readonly T[]): T[] => [...previousOf(series), series[series.length - 1]];
  const rows = now(history.rows);
  const keys = now(history.periods).map(({ key }) => key);
  const layers = rows.map((each, i) => kept.of(`${keys[i]} ${choice.key}`, table, each));
  const last = layers.length - 1;
  const input = { table, study, grid, layers, rows, keys };
  return {
    grid: gridResult(grid, layers[last]),
    density: density(table, rows[last], slice.cell),
    hotspots: findHotspots(input),
    gone: findGone(input),
    hindsight: last > 0 ? hindsightOf(keys[last - 1], layers[last - 1], layers[last], grid.size) : null,
  };
}
