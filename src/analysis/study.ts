/** What stays the same from slice to slice: the areas, the named places, and the grids that have been asked for. */
import { createAreaLookup, type AreaLookup } from './area-lookup';
import { createStudyGrid, type StudyGrid } from './grid';
import { createLayers, type Layers } from './layer';
import type { NamedPlace } from './place-name';
import { keepRecent, type Recent } from './recent';
import { toSweref } from './sweref99tm';
import type { CellShape, NamedPoint, StudyArea } from './types';

export interface Study {
  areas: readonly StudyArea[];
  places: readonly NamedPlace[];
  lookup: AreaLookup;
  grids: Recent<GridOfStudy>;
}

/** A grid, and what periods put into its cells. */
export interface GridOfStudy {
  grid: StudyGrid;
  layers: Layers;
}

/** Enough for the whole municipality, each of a few areas, and two sizes and shapes of cell. */
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
  return { areas, places: projected, lookup: createAreaLookup(areas), grids: keepRecent(GRIDS_KEPT, () => 1) };
}

/** @param looked indexes of the areas looked at, ascending. @throws RangeError as `createStudyGrid`. */
export function gridOf(study: Study, looked: readonly number[], cell: number, shape: CellShape): GridOfStudy {
  return study.grids.of(`${shape} ${cell} ${looked.join()}`, () => {
    const areas = looked.map((index) => study.areas[index]);
    const grid = createStudyGrid(areas, cell, shape);
    return { grid, layers: createLayers(grid) };
  });
}
