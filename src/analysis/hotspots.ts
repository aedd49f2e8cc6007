/** Hotspots as a partner reads them: a place with a name, its outline, how many incidents against how many are usual, what and when. */
import { outlineOf } from './cell-outline';
import type { StudyGrid } from './grid';
import { addIncidentHours, emptyHours, toHotTimes, type HourSums } from './hot-times';
import { findHotspotCells } from './hotspot-cells';
import { toWgs84 } from './sweref99tm';
import type { CategoryCount, GridResult, Hotspot, IncidentTable } from './types';

/** A named place further off than this does not say where the hotspot is. Metres. */
const NAME_WITHIN = 1000;
const HISTORY_AT_LEAST = 6;

/** A named point, projected. Metres. */
export interface NamedPlace {
  name: string;
  east: number;
  north: number;
}

export interface HotspotInput {
  table: IncidentTable;
  grid: StudyGrid;
  result: GridResult;
  /** Study cell by row of the table. */
  cells: Int32Array;
  /** Rows of the slice. */
  rows: Uint32Array;
  /** Rows of each of the periods before, after the same filters. */
  previousRows: Uint32Array[];
  places: readonly NamedPlace[];
  /** Names of the areas, by area index. */
  areaNames: readonly string[];
  /** Area that covers a point in WGS 84; -1: none. */
  areaOf: (lon: number, lat: number) => number;
}

interface Gathering {
  rows: number[];
  before: number;
  hours: HourSums;
}

/** @returns counts by index, most frequent first, equal counts by index. */
export function rankCounts(counts: ReadonlyMap<number, number>): CategoryCount[] {
  return Array.from(counts, ([category, count]) => ({ category, count })).sort(
    (a, b) => b.count - a.count || a.category - b.category,
  );
}

function countBy(column: ArrayLike<number>, rows: readonly number[]): CategoryCount[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(column[row], (counts.get(column[row]) ?? 0) + 1);
  return rankCounts(counts);
}

/** Mean of the incidents' positions, or of the cells' centres in a hotspot whose incidents all lie beside it. */
function centreOf(input: HotspotInput, group: readonly number[], rows: readonly number[]): [number, number] {
  const { table, grid } = input;
  let east = 0;
  let north = 0;
  for (const row of rows) {
    east += table.east[row];
    north += table.north[row];
  }
  if (rows.length > 0) return [east / rows.length, north / rows.length];
  for (const cell of group) {
    east += grid.east[cell] + grid.cell / 2;
    north += grid.north[cell] + grid.cell / 2;
  }
  return [east / group.length, north / group.length];
}

function nameOf(
  input: HotspotInput,
  group: readonly number[],
  rows: readonly number[],
  east: number,
  north: number,
): string {
  let name: string | null = null;
  let best = NAME_WITHIN;
  for (const place of input.places) {
    const distance = Math.hypot(place.east - east, place.north - north);
    if (distance <= best) {
      best = distance;
      name = place.name;
    }
  }
  if (name !== null) return name;
  // The area of most incidents; without incidents, the one that covers the middle of one of the cells.
  let area = rows.length > 0 ? countBy(input.table.area, rows)[0].category : -1;
  for (let i = 0; area < 0 && i < group.length; i++) {
    const half = input.grid.cell / 2;
    area = input.areaOf(...toWgs84(input.grid.east[group[i]] + half, input.grid.north[group[i]] + half));
  }
  return input.areaNames[area] ?? '';
}

function gather(input: HotspotInput, groups: readonly number[][]): Gathering[] {
  const { table, cells } = input;
  const gatherings = groups.map((): Gathering => ({ rows: [], before: 0, hours: emptyHours() }));
  const groupOf = new Int32Array(input.grid.size).fill(-1);
  groups.forEach((group, i) => {
    for (const cell of group) groupOf[cell] = i;
  });
  for (const row of input.rows) {
    const gathering = gatherings[groupOf[cells[row]]];
    if (!gathering) continue;
    gathering.rows.push(row);
    addIncidentHours(gathering.hours, table.from[row], table.to[row]);
  }
  for (const rows of input.previousRows) {
    for (const row of rows) {
      const gathering = gatherings[groupOf[cells[row]]];
      if (gathering) gathering.before++;
    }
  }
  return gatherings;
}

/**
 * @returns the hotspots, ranked: significant ones by their largest z, or else up to five places with most incidents (`kind`).
 */
export function findHotspots(input: HotspotInput): Hotspot[] {
  const { grid, result } = input;
  const { kind, groups } = findHotspotCells(grid, result);
  if (groups.length === 0) return [];
  const gatherings = gather(input, groups);
  const periods = input.previousRows.length;
  return groups.map((group, i): Hotspot => {
    const { rows, before, hours } = gatherings[i];
    const peak = group.reduce((best, cell) => (result.z[cell] > result.z[best] ? cell : best));
    const [east, north] = centreOf(input, group, rows);
    const [lon, lat] = toWgs84(east, north);
    return {
      kind,
      name: nameOf(input, group, rows, east, north),
      cells: group,
      count: rows.length,
      expected: periods >= HISTORY_AT_LEAST ? before / periods : null,
      z: result.z[peak],
      q: result.q[peak],
      categories: countBy(input.table.category, rows),
      hotTimes: toHotTimes(hours),
      outline: outlineOf(grid, group),
      centre: { lon, lat },
      series: [],
      hot: [],
      story: null,
    };
  });
}
