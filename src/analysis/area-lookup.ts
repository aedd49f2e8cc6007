/**
 * Which area covers a point: the answer of PostGIS `ST_Covers` on EPSG:4326, borders of outer rings and of holes included.
 * Turf's test rests on exact orientation predicates (Shewchuk 1997), so a point on a border is on it whatever the rounding.
 */
import { booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Position } from 'geojson';
import type { StudyArea } from './types';

export interface AreaLookup {
  /** Degrees WGS 84. @returns the first area in the list that covers the point, or -1. */
  areaOf(lon: number, lat: number): number;
  /** The same for columns of equal length. */
  assignAreas(lon: ArrayLike<number>, lat: ArrayLike<number>): Int16Array;
}

interface Part {
  area: number;
  west: number;
  south: number;
  east: number;
  north: number;
  shape: { type: 'Polygon'; coordinates: Position[][] };
}

function partsOf(area: number, geometry: MultiPolygon): Part[] {
  return geometry.coordinates.map((coordinates) => {
    const part: Part = {
      area,
      west: Infinity,
      south: Infinity,
      east: -Infinity,
      north: -Infinity,
      shape: { type: 'Polygon', coordinates },
    };
    for (const [lon, lat] of coordinates[0] ?? []) {
      part.west = Math.min(part.west, lon);
      part.east = Math.max(part.east, lon);
      part.south = Math.min(part.south, lat);
      part.north = Math.max(part.north, lat);
    }
    return part;
  });
}

/** @param areas in the order that decides where two of them cover a point. */
export function createAreaLookup(areas: readonly StudyArea[]): AreaLookup {
  const parts = areas.flatMap((area, index) => partsOf(index, area.geometry));

  function areaOf(lon: number, lat: number): number {
    for (const part of parts) {
      if (lon < part.west || lon > part.east || lat < part.south || lat > part.north) continue;
      if (booleanPointInPolygon([lon, lat], part.shape)) return part.area;
    }
    return -1;
  }

  function assignAreas(lon: ArrayLike<number>, lat: ArrayLike<number>): Int16Array {
    const result = new Int16Array(lon.length);
    for (let i = 0; i < lon.length; i++) result[i] = areaOf(lon[i], lat[i]);
    return result;
  }

  return { areaOf, assignAreas };
}
