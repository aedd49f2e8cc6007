/** Small areas and slices for the tests of the analysis. */
import type { MultiPolygon, Position } from 'geojson';
import { toWgs84 } from '../../src/analysis/sweref99tm';
import type { Slice, StudyArea } from '../../src/analysis/types';
import { parsePeriod, type Period } from '../../src/domain/period';

export function period(key: string): Period {
  const found = parsePeriod(key);
  if (!found) throw new Error(`no period ${key}`);
  return found;
}

/** A slice of everything. */
export function sliceOf(key: string, change: Partial<Slice> = {}): Slice {
  const all = {
    areas: null,
    categories: null,
    organisations: null,
    weekdays: null,
    hours: null,
    cell: 250,
    shape: 'square' as const,
  };
  return { period: period(key), ...all, ...change };
}

/** Rings in SWEREF 99 TM metres as an area in WGS 84; the first ring of each part is its border, the others holes. */
export function areaInMetres(id: string, parts: Position[][][]): StudyArea {
  const coordinates = parts.map((rings) => rings.map((ring) => ring.map(([x, y]): Position => toWgs84(x, y))));
  const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates };
  return { id, name: id, geometry };
}

export const rectangle = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** The rectangle in degrees, as it stands. */
export function areaInDegrees(id: string, rings: Position[][]): StudyArea {
  return { id, name: id, geometry: { type: 'MultiPolygon', coordinates: [rings] } };
}

/** Epoch seconds of an ISO text with offset. */
export const at = (iso: string): number => Date.parse(iso) / 1000;
