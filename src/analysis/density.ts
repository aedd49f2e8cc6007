/** Density of incidents as a smooth surface, cut into bands for the map. */
import type { MultiPolygon, Position } from 'geojson';
import { createIsolines } from './isolines';
import { createBlockInverse } from './sweref99tm';
import type { DensityBand, DensityResult, IncidentTable } from './types';

/** Bandwidth in sides of a cell: the kernel then sees about what Gi* sees, a cell and its queen neighbours. */
const BANDWIDTH_IN_CELLS = 2;
const NODES_A_BANDWIDTH = 8;
const MAX_NODES = 1_000_000;
const MAX_BANDS = 5;
const SQUARE_KM = 1_000_000;

interface Surface {
  /** Metres between nodes; the first node lies at (west, south). */
  spacing: number;
  west: number;
  south: number;
  width: number;
  height: number;
  /** Incidents per square kilometre, row by row from the south. */
  values: Float64Array;
}

/**
 * Quartic (biweight) kernel (Silverman 1986, equation 4.5): 3 / (pi h^2) * (1 - d^2 / h^2)^2 within the bandwidth h, zero beyond; it integrates to one.
 * No correction at the borders of the study. Rows must not be empty.
 */
export function quarticSurface(table: IncidentTable, rows: Uint32Array, bandwidth: number): Surface {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const row of rows) {
    west = Math.min(west, table.east[row]);
    east = Math.max(east, table.east[row]);
    south = Math.min(south, table.north[row]);
    north = Math.max(north, table.north[row]);
  }
  const extent = (east - west + 2 * bandwidth) * (north - south + 2 * bandwidth);
  const spacing = Math.max(bandwidth / NODES_A_BANDWIDTH, Math.sqrt(extent / MAX_NODES));
  // Nodes at multiples of the spacing: the surface does not creep when one incident more widens it.
  const firstColumn = Math.floor((west - bandwidth) / spacing) - 1;
  const firstRow = Math.floor((south - bandwidth) / spacing) - 1;
  const width = Math.ceil((east + bandwidth) / spacing) + 2 - firstColumn;
  const height = Math.ceil((north + bandwidth) / spacing) + 2 - firstRow;
  const values = new Float64Array(width * height);
  const peak = (3 / (Math.PI * bandwidth * bandwidth)) * SQUARE_KM;
  const reach = bandwidth / spacing;
  for (const row of rows) {
    const x = table.east[row] / spacing - firstColumn;
    const y = table.north[row] / spacing - firstRow;
    for (let j = Math.ceil(y - reach); j <= y + reach; j++) {
      const dy = (j - y) / reach;
      const half = reach * Math.sqrt(Math.max(0, 1 - dy * dy));
      for (let i = Math.ceil(x - half); i <= x + half; i++) {
        const dx = (i - x) / reach;
        const rest = 1 - dx * dx - dy * dy;
        if (rest > 0) values[j * width + i] += peak * rest * rest;
      }
    }
  }
  return { spacing, west: firstColumn * spacing, south: firstRow * spacing, width, height, values };
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

/** From nodes to degrees; outer rings stay counter-clockwise (RFC 7946), since east and north point the same way in both. */
function toMap(
  surface: Surface,
  polygons: Position[][][],
  toWgs84: (east: number, north: number) => Position,
): MultiPolygon {
  const { spacing, west, south } = surface;
  const coordinates = polygons.map((polygon) =>
    polygon.map((ring) => ring.map(([x, y]) => toWgs84(west + x * spacing, south + y * spacing))),
  );
  return { type: 'MultiPolygon', coordinates };
}

/**
 * @param rows rows of the table to smooth.
 * @param cell side of the grid's cells in metres; the bandwidth is twice that, by rule and not by the data, so that weeks can be compared.
 * @returns at most five bands, lowest first; none when there is no incident.
 */
export function density(table: IncidentTable, rows: Uint32Array, cell: number): DensityResult {
  const bandwidth = BANDWIDTH_IN_CELLS * cell;
  if (rows.length === 0) return { bandwidth, bands: [] };
  const surface = quarticSurface(table, rows, bandwidth);
  let peak = 0;
  for (const value of surface.values) if (value > peak) peak = value;
  const polygonsAt = createIsolines(surface);
  const toWgs84 = createBlockInverse();
  const bands = levelsBelow(peak).map((from): DensityBand => ({
    from,
    shape: toMap(surface, polygonsAt(from), toWgs84),
  }));
  return { bandwidth, bands };
}
