/** From GeoJSON to the first week, the area and the cell of every incident found on the way: with Turf alone, and with an index and d3-hexbin. */
import { collect, squareGrid } from '@turf/turf';
import type { FeatureCollection, Polygon } from 'geojson';
import type { Period } from '../../../src/domain/period';
import type { Areas, Incidents } from '../features';
import { BOX, CATEGORIES } from '../incidents';
import type { WeekCounts } from '../week-counts';
import { addHours } from './aoristic-hours';
import { hexbinCounts } from './d3-hexbin-cells';
import { flatbushAreas } from './flatbush-areas';
import { tagAreas } from './turf-areas';

interface Indexed {
  area: Int16Array;
  /** Cell of each incident in the peer's own grid; -1: lost between the cells. */
  cell: Int32Array;
  cells: number;
}

function firstWeek({ features }: Incidents, { area, cell, cells }: Indexed, areas: number, period: Period): WeekCounts {
  const week = {
    areas: new Uint32Array(areas),
    cells: new Uint32Array(cells),
    hours: new Float64Array(168),
    categories: new Uint32Array(CATEGORIES),
  };
  features.forEach(({ properties: { from, to, category } }, i) => {
    if (from < period.from || from >= period.to || area[i] < 0) return;
    week.areas[area[i]]++;
    if (cell[i] >= 0) week.cells[cell[i]]++;
    week.categories[category]++;
    addHours(week.hours, from, to);
  });
  return week;
}

/** Squares in degrees of about the side, and for each the numbers of the incidents that Turf collects in it. */
export function turfCold(incidents: Incidents, areas: Areas, side: number, period: Period): WeekCounts {
  const area = tagAreas(incidents, areas);
  const numbered = {
    ...incidents,
    features: incidents.features.map((each, index) => ({ ...each, properties: { ...each.properties, index } })),
  };
  const grid = squareGrid([BOX.west, BOX.south, BOX.east, BOX.north], side / 1000, { units: 'kilometers' });
  const collected = collect(grid, numbered, 'index', 'found') as FeatureCollection<Polygon, { found: number[] }>;
  const cell = new Int32Array(area.length).fill(-1);
  collected.features.forEach(({ properties: { found } }, number) => {
    for (const index of found) cell[index] = number;
  });
  return firstWeek(incidents, { area, cell, cells: collected.features.length }, areas.features.length, period);
}

const METRES_A_DEGREE = 111_320;

/** The plane is a flat one, the cheapest there is: degrees times metres, narrowed by the cosine of the latitude. */
export function indexedCold(incidents: Incidents, areas: Areas, side: number, period: Period): WeekCounts {
  const area = flatbushAreas(incidents, areas);
  const size = area.length;
  const east = new Float64Array(size);
  const north = new Float64Array(size);
  const narrow = Math.cos(((BOX.south + BOX.north) / 2) * (Math.PI / 180));
  incidents.features.forEach(({ geometry: { coordinates } }, i) => {
    east[i] = coordinates[0] * METRES_A_DEGREE * narrow;
    north[i] = coordinates[1] * METRES_A_DEGREE;
  });
  const bins = hexbinCounts(Uint32Array.from(area.keys()), east, north, side);
  const cell = new Int32Array(size);
  bins.forEach((bin, number) => {
    for (const index of bin) cell[index] = number;
  });
  return firstWeek(incidents, { area, cell, cells: bins.length }, areas.features.length, period);
}
