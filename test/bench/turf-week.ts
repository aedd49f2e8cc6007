/** A week as one would compute it from GeoJSON with Turf and plain loops: the same areas, cells, Gi*, hours and categories. */
import { booleanPointInPolygon, featureCollection, point, polygon } from '@turf/turf';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { toSweref } from '../../src/analysis/sweref99tm';
import { localOfEpoch } from '../../src/domain/stockholm-time';
import type { BenchData } from './incidents';

interface Properties {
  from: number;
  to: number;
  category: number;
}

export interface TurfWeek {
  total: number;
  areas: number[];
  cells: Map<string, number>;
  z: Map<string, number>;
}

export function featuresOf(data: BenchData): FeatureCollection<Point, Properties> {
  return featureCollection(
    Array.from(data.from, (from, i) =>
      point([data.lon[i], data.lat[i]], { from, to: data.to[i], category: data.category[i] }),
    ),
  );
}

export function polygonsOf(data: BenchData): Feature<Polygon>[] {
  return data.areas.map((area) => polygon(area.geometry.coordinates[0]));
}

/** @param studyCells keys `east north` of the study's cells, which Turf has no way to make in metres. */
export function turfWeek(
  incidents: FeatureCollection<Point, Properties>,
  areas: Feature<Polygon>[],
  studyCells: readonly string[],
  cell: number,
  from: number,
  to: number,
): TurfWeek {
  const week = incidents.features.filter((each) => each.properties.from >= from && each.properties.from < to);
  const counts = areas.map(() => 0);
  const cells = new Map(studyCells.map((key) => [key, 0]));
  const hours = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  const categories = new Map<number, number>();
  for (const incident of week) {
    const area = areas.findIndex((each) => booleanPointInPolygon(incident, each));
    if (area < 0) continue;
    counts[area]++;
    const [east, north] = toSweref(incident.geometry.coordinates[0], incident.geometry.coordinates[1]);
    const key = `${Math.floor(east / cell) * cell} ${Math.floor(north / cell) * cell}`;
    cells.set(key, (cells.get(key) ?? 0) + 1);
    const { from: start, to: end, category } = incident.properties;
    categories.set(category, (categories.get(category) ?? 0) + 1);
    const touched: number[] = [];
    for (let hour = Math.floor(start / 3600); hour === Math.floor(start / 3600) || hour * 3600 < end; hour++)
      touched.push(hour * 3600);
    for (const hour of touched) {
      const local = localOfEpoch(hour);
      const weekday = (new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay() + 6) % 7;
      hours[weekday][local.hour] += 1 / touched.length;
    }
  }
  const n = cells.size;
  const values = [...cells.values()];
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const deviation = Math.sqrt(values.reduce((a, b) => a + b * b, 0) / n - mean * mean);
  const z = new Map<string, number>();
  for (const key of cells.keys()) {
    const [east, north] = key.split(' ').map(Number);
    let sum = 0;
    let k = 0;
    for (let dx = -cell; dx <= cell; dx += cell) {
      for (let dy = -cell; dy <= cell; dy += cell) {
        const count = cells.get(`${east + dx} ${north + dy}`);
        if (count === undefined) continue;
        sum += count;
        k++;
      }
    }
    z.set(key, (sum - mean * k) / (deviation * Math.sqrt((n * k - k * k) / (n - 1))));
  }
  return { total: counts.reduce((a, b) => a + b, 0), areas: counts, cells, z };
}
