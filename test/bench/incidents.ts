/**
 * Synthetic incidents for the bench: five years in and around 25 areas of 200 vertices, in a box of 30 by 28 km. Most lie clustered, some anywhere;
 * a sixth are known only as an interval.
 */
import type { Position } from 'geojson';
import type { NamedPoint, StudyArea } from '../../src/analysis/types';
import { periodOf, shiftPeriod, type Period } from '../../src/domain/period';
import { createRandom } from '../reference/random';

export interface BenchData {
  size: number;
  areas: StudyArea[];
  places: NamedPoint[];
  lon: Float64Array;
  lat: Float64Array;
  /** Epoch seconds. */
  from: Float64Array;
  to: Float64Array;
  category: Uint16Array;
}

export const BOX = { west: 14, south: 57.65, east: 14.5, north: 57.9 };
export const CATEGORIES = 20;
export const WEEKS = 262;
const ACROSS = 5;
const CLUSTERS = 60;

/** A fixed last week, so that runs can be compared. */
const last = periodOf('week', Date.UTC(2026, 10, 18) / 1000);
/** Oldest first; weeks of the Swedish calendar, so a few have an hour more or less. */
export const weeks: Period[] = Array.from({ length: WEEKS }, (_, i) => shiftPeriod(last, i - WEEKS + 1));

/** Weeks as a slider passes them: the next one each time, and again from the first that has a year and a half behind it. */
export function weekOf(round: number): Period {
  const first = 78;
  return weeks[first + (round % (WEEKS - first))];
}

/** Weeks that lie far apart from one round to the next. */
export const jumpOf = (round: number): Period => weekOf(round * 71);

function areaAround(index: number, [lon, lat]: Position): StudyArea {
  const ring = Array.from({ length: 200 }, (_, i): Position => {
    const angle = (i / 200) * 2 * Math.PI;
    const radius = 0.037 * (1 + 0.2 * Math.sin(5 * angle + index));
    return [lon + radius * Math.cos(angle), lat + 0.5 * radius * Math.sin(angle)];
  });
  const geometry = { type: 'MultiPolygon' as const, coordinates: [[[...ring, ring[0]]]] };
  return { id: `area-${index}`, name: `Area ${index}`, geometry };
}

function middles(): Position[] {
  const width = (BOX.east - BOX.west) / ACROSS;
  const height = (BOX.north - BOX.south) / ACROSS;
  return Array.from({ length: ACROSS * ACROSS }, (_, i): Position => [
    BOX.west + width * ((i % ACROSS) + 0.5),
    BOX.south + height * (Math.floor(i / ACROSS) + 0.5),
  ]);
}

/** @param size number of incidents. */
export function makeIncidents(size: number): BenchData {
  const random = createRandom(`bench ${size}`);
  const uniform = (): Position => [
    BOX.west + (BOX.east - BOX.west) * random.next(),
    BOX.south + (BOX.north - BOX.south) * random.next(),
  ];
  const clusters = Array.from({ length: CLUSTERS }, uniform);
  const inBox = ([lon, lat]: Position): boolean =>
    lon > BOX.west && lon < BOX.east && lat > BOX.south && lat < BOX.north;
  const clustered = (): Position => {
    const [lon, lat] = random.pick(clusters);
    const at = [lon + 0.01 * random.normal(), lat + 0.005 * random.normal()];
    return inBox(at) ? at : clustered();
  };
  const columns = { lon: new Float64Array(size), lat: new Float64Array(size), from: new Float64Array(size) };
  const more = { to: new Float64Array(size), category: new Uint16Array(size) };
  const centres = middles();
  const data: BenchData = {
    size,
    areas: centres.map((centre, i) => areaAround(i, centre)),
    places: centres.map(([lon, lat], i) => ({ name: `Place ${i}`, lon, lat })),
    ...columns,
    ...more,
  };
  for (let i = 0; i < size; i++) {
    [data.lon[i], data.lat[i]] = random.next() < 0.85 ? clustered() : uniform();
    data.from[i] = random.integer(weeks[0].from, last.to - 1);
    data.to[i] = data.from[i] + (random.next() < 1 / 6 ? random.integer(60, 60 * 3600) : 0);
    data.category[i] = random.integer(0, CATEGORIES - 1);
  }
  return data;
}
