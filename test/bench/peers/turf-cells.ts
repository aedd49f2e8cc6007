/** Counts per hexagon of Turf's grid, in degrees with a nominal side. */
import { collect, hexGrid } from '@turf/turf';
import type { Incidents } from '../features';
import { BOX } from '../incidents';
import { radiusOf } from './d3-hexbin-cells';

export interface TurfCells {
  cells: number;
  /** Incidents counted, those counted twice included. */
  counted: number;
}

export function turfHexCounts(incidents: Incidents, side: number): TurfCells {
  const grid = hexGrid([BOX.west, BOX.south, BOX.east, BOX.north], radiusOf(side) / 1000, { units: 'kilometers' });
  const collected = collect(grid, incidents, 'category', 'found');
  const counts = collected.features.map(({ properties }) => (properties?.['found'] as unknown[]).length);
  return { cells: counts.length, counted: counts.reduce((a, b) => a + b, 0) };
}
