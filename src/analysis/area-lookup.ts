/** Which area covers a point: the answer of PostGIS `ST_Covers` on EPSG:4326, borders of outer rings and of holes included. */
import { coversPoint, partsOf } from './area-part';
import { assignByRaster, createAreaRaster, type AreaRaster } from './area-raster';
import type { StudyArea } from './types';

export interface AreaLookup {
  /** Degrees WGS 84. @returns the first area in the list that covers the point, or -1. */
  areaOf(lon: number, lat: number): number;
  /** The same for columns of equal length. */
  assignAreas(lon: ArrayLike<number>, lat: ArrayLike<number>): Int16Array;
}

/** Making the raster costs as much as asking for some thousands of points one by one; a finer one pays with more points. */
function rasterSide(points: number): number {
  if (points < 10_000) return 0;
  return points < 100_000 ? 256 : 512;
}

/** @param areas in the order that decides where two of them cover a point. */
export function createAreaLookup(areas: readonly StudyArea[]): AreaLookup {
  const parts = areas.flatMap((area, index) => partsOf(index, area.geometry));
  let raster: AreaRaster | null = null;

  function areaOf(lon: number, lat: number): number {
    for (const part of parts) if (coversPoint(part, lon, lat)) return part.area;
    return -1;
  }

  function assignAreas(lon: ArrayLike<number>, lat: ArrayLike<number>): Int16Array {
    const side = rasterSide(lon.length);
    if (side > (raster?.cells ?? 0)) raster = createAreaRaster(parts, side);
    if (raster) return assignByRaster(raster, lon, lat);
    const result = new Int16Array(lon.length);
    for (let i = 0; i < result.length; i++) result[i] = areaOf(lon[i], lat[i]);
    return result;
  }

  return { areaOf, assignAreas };
}
