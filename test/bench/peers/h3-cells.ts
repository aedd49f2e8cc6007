/** Counts per hexagon of H3, which lie on the globe and not in metres. */
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';

/** Hexagons of about 0.015 km², the size nearest to squares of 150 m. */
const RESOLUTION = 10;

export function h3Counts(lon: Float64Array, lat: Float64Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < lon.length; i++) {
    const cell = latLngToCell(lat[i], lon[i], RESOLUTION);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** Whether the point is about as near to the middle of its cell as to that of any beside it; not exactly, since H3's edges are arcs on the globe. */
export function h3Holds(lon: number, lat: number): boolean {
  const cell = latLngToCell(lat, lon, RESOLUTION);
  const far = (other: string): number => {
    const [y, x] = cellToLatLng(other);
    return Math.hypot((x - lon) * Math.cos((lat * Math.PI) / 180), y - lat);
  };
  return far(cell) < 1.2 * Math.min(...gridDisk(cell, 1).map(far));
}
