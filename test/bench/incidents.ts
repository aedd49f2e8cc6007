/** Synthetic incidents for the bench: clustered around 25 areas of 200 vertices, over five years, a sixth of them intervals. */
import type { Position } from 'geojson';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import type { IncidentTable, NamedPoint, StudyArea } from '../../src/analysis/types';
import { periodOf } from '../../src/domain/period';
import { createRandom } from '../reference/random';

export interface BenchData {
  areas: StudyArea[];
  places: NamedPoint[];
  lon: Float64Array;
  lat: Float64Array;
  from: Float64Array;
  to: Float64Array;
  category: Uint16Array;
}

const YEARS = 5;
/** A fixed Sunday evening, so that runs can be compared. */
export const END = periodOf('week', Date.UTC(2026, 10, 18) / 1000).to;

function areaAround(index: number, [lon, lat]: Position): StudyArea {
  const ring = Array.from({ length: 200 }, (_, i): Position => {
    const angle = (i / 200) * 2 * Math.PI;
    const radius = 0.02 * (1 + 0.2 * Math.sin(5 * angle + index));
    return [lon + radius * Math.cos(angle), lat + 0.5 * radius * Math.sin(angle)];
  });
  return { id: `${index}`, name: `${index}`, geometry: { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]]]] } };
}

/** @param size number of incidents. */
export function makeIncidents(size: number): BenchData {
  const random = createRandom(`bench ${size}`);
  const centres = Array.from({ length: 25 }, (_, i): Position => [
    14.05 + 0.05 * (i % 5),
    57.72 + 0.025 * Math.floor(i / 5),
  ]);
  const data: BenchData = {
    areas: centres.map((centre, i) => areaAround(i, centre)),
    places: centres.map(([lon, lat], i) => ({ name: `${i}`, lon, lat })),
    lon: new Float64Array(size),
    lat: new Float64Array(size),
    from: new Float64Array(size),
    to: new Float64Array(size),
    category: new Uint16Array(size),
  };
  for (let i = 0; i < size; i++) {
    const [lon, lat] = random.pick(centres);
    data.lon[i] = lon + 0.008 * random.normal();
    data.lat[i] = lat + 0.004 * random.normal();
    data.from[i] = random.integer(END - YEARS * 365 * 86_400, END - 1);
    data.to[i] = data.from[i] + (random.next() < 1 / 6 ? random.integer(60, 60 * 3600) : 0);
    data.category[i] = random.integer(0, 19);
  }
  return data;
}

export function tableOf(data: BenchData, area: Int16Array): IncidentTable {
  const { lon, lat, from, to, category } = data;
  return buildIncidentTable({ lon, lat, from, to, category, organisation: new Int16Array(from.length).fill(-1), area });
}
