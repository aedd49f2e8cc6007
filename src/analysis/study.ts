/** What stays the same from slice to slice: the areas, the named places, and the grids that have been asked for. */
import { createAreaLookup, type AreaLookup } from './area-lookup';
import { assignCells, createStudyGrid, type StudyGrid } from './grid';
import type { NamedPlace } from './hotspots';
import { toSweref } from './sweref99tm';
import type { IncidentTable, NamedPoint, StudyArea } from './types';

export interface Study {
  areas: readonly StudyArea[];
  places: readonly NamedPlace[];
  lookup: AreaLookup;
  /** Most recently used last. */
  grids: Map<string, CachedGrid>;
}

export interface CachedGrid {
  grid: StudyGrid;
  /** Study cell by row; kept with the table that it belongs to. */
  cells: WeakMap<IncidentTable, Int32Array>;
}

/** Enough for the whole municipality, each of a few areas, and two sizes of cell. */
const GRIDS_KEPT = 12;

/**
 * @param areas WGS 84; their order is the area index of the table.
 * @param places named points that hotspots are called by; may be empty.
 */
export function createStudy(areas: readonly StudyArea[], places: readonly NamedPoint[]): Study {
  const projected = places.map(({ name, lon, lat }): NamedPlace => {
    const [east, north] = toSweref(lon, lat);
    return { name, east, north };
  });
  return { areas, places: projected, lookup: createAreaLookup(areas), grids: new Map() };
}

/** @param looked indexes of the areas looked at, ascending. @throws RangeError as `createStudyGrid`. */
export function gridOf(study: Study, looked: readonly number[], cell: number): CachedGrid {
  const key = `${cell}:${looked.join(',')}`;
  let cached = study.grids.get(key);
  if (cached) study.grids.delete(key);
  else
    cached = {
      grid: createStudyGrid(
        looked.map((index) => study.areas[index]),
        cell,
      ),
      cells: new WeakMap(),
    };
  study.grids.set(key, cached);
  for (const oldest of study.grids.keys()) {
    if (study.grids.size <= GRIDS_KEPT) break;
    study.grids.delete(oldest);
  }
  return cached;
}

/** Study cell of each row, computed once for a table and a grid. @param place by area index: -1 when not looked at. */
export function cellsOf(cached: CachedGrid, table: IncidentTable, place: Int32Array): Int32Array {
  let cells = cached.cells.get(table);
  if (!cells) {
    cells = assignCells(cached.grid, table, place);
    cached.cells.set(table, cells);
  }
  return cells;
}
