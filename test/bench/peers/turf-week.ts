/** A week from GeoJSON with Turf and plain loops: find its incidents, tag them with areas, count them. */
import { featureCollection, tag } from '@turf/turf';
import { toSweref } from '../../../src/analysis/sweref99tm';
import type { StudyGrid } from '../../../src/analysis/grid';
import type { Period } from '../../../src/domain/period';
import type { Areas, Incidents, Properties } from '../features';
import { CATEGORIES } from '../incidents';
import type { WeekCounts } from '../week-counts';
import { addHours } from './aoristic-hours';

type Tagged = Properties & { area?: number };

/** Cells of the study by column and row: Turf has no grid in metres, so it is given the product's. */
export function cellNumbers(grid: StudyGrid): Map<number, number> {
  return new Map(Array.from(grid.east, (east, i) => [keyOf(east, grid.north[i], grid.cell), i]));
}

const keyOf = (east: number, north: number, cell: number): number =>
  Math.floor(east / cell) * 1_000_000 + Math.floor(north / cell);

export function cellAt(lon: number, lat: number, cell: number, numbers: ReadonlyMap<number, number>): number {
  const [east, north] = toSweref(lon, lat);
  return numbers.get(keyOf(east, north, cell)) ?? -1;
}

export function turfWeek(
  incidents: Incidents,
  areas: Areas,
  numbers: ReadonlyMap<number, number>,
  cell: number,
  period: Period,
): WeekCounts {
  const inWeek = incidents.features.filter(({ properties: { from } }) => from >= period.from && from < period.to);
  const tagged = tag(featureCollection(inWeek), areas, 'area', 'area');
  const week = {
    areas: areas.features.map(() => 0),
    cells: Array<number>(numbers.size).fill(0),
    hours: Array<number>(168).fill(0),
    categories: Array<number>(CATEGORIES).fill(0),
  };
  for (const { geometry, properties } of tagged.features) {
    const { area, from, to, category } = properties as Tagged;
    if (area === undefined) continue;
    week.areas[area]++;
    week.categories[category]++;
    week.cells[cellAt(geometry.coordinates[0], geometry.coordinates[1], cell, numbers)]++;
    addHours(week.hours, from, to);
  }
  return week;
}
