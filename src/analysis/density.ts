/** Density of incidents as a smooth surface, cut into bands for the map. */
import type { Position } from 'geojson';
import { isolines } from './isolines';
import { quarticSurface, type Surface } from './quartic-surface';
import { createBlockInverse } from './sweref99tm';
import type { DensityBand, DensityResult, IncidentTable } from './types';

export { quarticDensityAt, quarticSurface } from './quartic-surface';

/** Bandwidth in sides of a cell: the kernel then sees about what Gi* sees, a cell and its queen neighbours. */
const BANDWIDTH_IN_CELLS = 2;
const MAX_BANDS = 5;

/** Memory of the last surface: a new one for every week would keep the garbage collector busy. */
let lent = new Float64Array(0);

function lend(nodes: number): Float64Array {
  if (lent.length < nodes) lent = new Float64Array(nodes);
  return lent.subarray(0, nodes);
}

/** The highest levels of the series 1, 2, 5, 10, 20 … below the peak: round in the legend and the same from week to week. */
function levelsBelow(peak: number): number[] {
  const levels: number[] = [];
  for (let power = Math.floor(Math.log10(peak)); levels.length < MAX_BANDS && power >= 0; power--) {
    for (const digit of [5, 2, 1]) {
      const level = digit * 10 ** power;
      if (level < peak && levels.length < MAX_BANDS) levels.unshift(level);
    }
  }
  return levels;
}

function peakOf({ width, height, values, busy }: Surface): number {
  let peak = 0;
  for (let row = 0, stretch = 0; row < height; row++) {
    for (let column = 0; column < width; column += 32, stretch++) {
      if (busy && busy[stretch] === 0) continue;
      const end = row * width + Math.min(width, column + 32);
      for (let at = row * width + column; at < end; at++) peak = Math.max(peak, values[at]);
    }
  }
  return peak;
}

/**
 * @param rows rows of the table to smooth.
 * @param cell side of the grid's cells in metres; the bandwidth is twice that, by rule and not by the data, so that weeks can be compared.
 * @returns at most five bands, lowest first; none when there is no incident.
 */
export function density(table: IncidentTable, rows: Uint32Array, cell: number): DensityResult {
  const bandwidth = BANDWIDTH_IN_CELLS * cell;
  if (rows.length === 0) return { bandwidth, bands: [] };
  const surface = quarticSurface(table, rows, bandwidth, lend);
  const { spacing, west, south } = surface;
  const levels = levelsBelow(peakOf(surface));
  // Outer rings stay counter-clockwise (RFC 7946), since east and north point the same way in metres and in degrees.
  const toWgs84 = createBlockInverse();
  const place = (x: number, y: number): Position => toWgs84(west + x * spacing, south + y * spacing);
  const bands = isolines(surface, levels, place).map((coordinates, i): DensityBand => ({
    from: levels[i],
    shape: { type: 'MultiPolygon', coordinates },
  }));
  return { bandwidth, bands };
}
