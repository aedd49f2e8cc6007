/** What a place on the grid is called, and where its middle is. */
import { centreOfCell, type StudyGrid } from './grid';
import type { Study } from './study';
import { toWgs84 } from './sweref99tm';
import type { IncidentTable } from './types';

/** A named place further off than this does not say where the hotspot is. Metres. */
const NAME_WITHIN = 1000;

/** A named point, projected. Metres. */
export interface NamedPlace {
  name: string;
  east: number;
  north: number;
}

export interface Whereabouts {
  name: string;
  /** WGS 84. */
  centre: { lon: number; lat: number };
}

/** Mean of the incidents' positions, or of the cells' centres where all incidents lie beside them. */
function middleOf(
  grid: StudyGrid,
  table: IncidentTable,
  cells: readonly number[],
  rows: readonly number[],
): [number, number] {
  const all = rows.length > 0 ? rows : cells;
  let east = 0;
  let north = 0;
  for (const each of all) {
    const [x, y] = rows.length > 0 ? [table.east[each], table.north[each]] : centreOfCell(grid, each);
    east += x;
    north += y;
  }
  return [east / all.length, north / all.length];
}

/** The area of most incidents, the first of equals; without incidents the one that covers the middle of one of the cells; -1: none does. */
function areaOf(
  study: Study,
  grid: StudyGrid,
  table: IncidentTable,
  cells: readonly number[],
  rows: readonly number[],
): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(table.area[row], (counts.get(table.area[row]) ?? 0) + 1);
  let area = -1;
  for (const [each, count] of counts) {
    const most = counts.get(area) ?? 0;
    if (count > most || (count === most && each < area)) area = each;
  }
  for (let i = 0; area < 0 && i < cells.length; i++)
    area = study.lookup.areaOf(...toWgs84(...centreOfCell(grid, cells[i])));
  return area;
}

/**
 * The nearest named place within a kilometre of the middle; where there is none, the area.
 * @param cells study cells of the place. @param rows of the incidents in them; may be empty.
 */
export function whereaboutsOf(
  study: Study,
  grid: StudyGrid,
  table: IncidentTable,
  cells: readonly number[],
  rows: readonly number[],
): Whereabouts {
  const [east, north] = middleOf(grid, table, cells, rows);
  const [lon, lat] = toWgs84(east, north);
  const centre = { lon, lat };
  let name: string | null = null;
  let best = NAME_WITHIN;
  for (const place of study.places) {
    const distance = Math.hypot(place.east - east, place.north - north);
    if (distance <= best) {
      best = distance;
      name = place.name;
    }
  }
  name ??= study.areas[areaOf(study, grid, table, cells, rows)]?.name ?? '';
  return { name, centre };
}
