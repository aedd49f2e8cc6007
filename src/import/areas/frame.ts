/** Frames around shapes: where a file's points must lie. */
import type { MultiPolygon } from 'geojson';
import type { Frame } from './system';

/** West, south, east, north; null for a shape without points. */
export function boundsOfShape(shape: MultiPolygon): Frame | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of shape.coordinates) {
    for (const [lon, lat] of part[0] ?? []) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return west <= east ? [west, south, east, north] : null;
}

/** Around a municipality: its own extent beyond it on each side, so that a file that reaches over the boundary is recognised still. */
export function frameAround(boundary: MultiPolygon): Frame | null {
  const bounds = boundsOfShape(boundary);
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  const [wide, high] = [Math.max(0.1, (east - west) / 2), Math.max(0.1, (north - south) / 2)];
  return [west - wide, south - high, east + wide, north + high];
}
