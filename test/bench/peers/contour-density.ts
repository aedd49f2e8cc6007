/** Density by d3: points into cells with linear weights, then three box blurs that come near a Gaussian. */
import { contourDensity } from 'd3';

/** The standard deviation of a quartic kernel of that bandwidth, along one axis. */
const deviationOf = (bandwidth: number): number => bandwidth / Math.sqrt(8);

export interface Frame {
  west: number;
  south: number;
  /** Metres between nodes, and how many nodes each way. */
  spacing: number;
  width: number;
  height: number;
}

/** @returns the highest value, in points per square metre, when asked for; the contours themselves are not drawn. */
export function contourDensityOf(
  rows: Iterable<number>,
  east: ArrayLike<number>,
  north: ArrayLike<number>,
  bandwidth: number,
  { west, south, spacing, width, height }: Frame,
): () => number {
  const estimate = contourDensity<number>()
    .x((row) => (east[row] - west) / spacing)
    .y((row) => (north[row] - south) / spacing)
    .size([width, height])
    .cellSize(1)
    .bandwidth(deviationOf(bandwidth) / spacing);
  // Missing in the published types. The surface is computed when the contours are asked for; none is drawn until one is called for.
  const { contours } = estimate as unknown as { contours: (rows: Iterable<number>) => { max: number } };
  const drawn = contours(rows);
  return () => drawn.max / (spacing * spacing);
}
