/**
 * Which tiles of the basemap show given areas: fetched once so that the map of the own areas is there without network.
 * Tile numbers as in "Slippy map tilenames" (OpenStreetMap wiki): Web Mercator, x from west, y from north.
 */
import type { MultiPolygon } from 'geojson';
import { boundsOf } from './shapes';

export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Web Mercator ends here. Degrees. */
const NORTHERNMOST = 85.0511;

export function tileAt(lon: number, lat: number, z: number): Tile {
  const n = 2 ** z;
  const phi = (Math.max(-NORTHERNMOST, Math.min(NORTHERNMOST, lat)) * Math.PI) / 180;
  const within = (value: number): number => Math.max(0, Math.min(n - 1, Math.floor(value)));
  return {
    z,
    x: within(((lon + 180) / 360) * n),
    y: within(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * n),
  };
}

/**
 * The tiles over the bounds of each area, the coarse ones first: where the limit cuts, detail is missing and not a part of the map.
 * @param zooms in ascending order. @param limit of tiles in all.
 */
export function groundTiles(areas: readonly MultiPolygon[], zooms: readonly number[], limit: number): Tile[] {
  const tiles = new Map<string, Tile>();
  for (const z of zooms) {
    for (const area of areas) {
      const bounds = boundsOf(area);
      if (!bounds) continue;
      const [west, south, east, north] = bounds;
      const [first, last] = [tileAt(west, north, z), tileAt(east, south, z)];
      for (let x = first.x; x <= last.x; x++) {
        for (let y = first.y; y <= last.y; y++) tiles.set(`${z}/${x}/${y}`, { z, x, y });
      }
    }
  }
  return [...tiles.values()].slice(0, limit);
}
