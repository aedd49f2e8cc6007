/** Gi* with a spatial index that finds the neighbours of each cell; the index is built beforehand, as the product's grid is. */
import { distance } from '@turf/turf';
import Flatbush from 'flatbush';

export interface CellMiddles {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  size: number;
}

export function indexOf({ x, y, size }: CellMiddles): Flatbush {
  const index = new Flatbush(size);
  for (let i = 0; i < size; i++) index.add(x[i], y[i], x[i], y[i]);
  index.finish();
  return index;
}

function moments(counts: Uint32Array): { mean: number; deviation: number } {
  const n = counts.length;
  let sum = 0;
  let squares = 0;
  for (const count of counts) {
    sum += count;
    squares += count * count;
  }
  return { mean: sum / n, deviation: Math.sqrt(squares / n - (sum / n) ** 2) };
}

function giStarOf(
  middles: CellMiddles,
  index: Flatbush,
  counts: Uint32Array,
  [across, along]: [number, number],
  near: ((from: number, to: number) => boolean) | null,
): Float64Array {
  const n = counts.length;
  const { mean, deviation } = moments(counts);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const found = index.search(
      middles.x[i] - across,
      middles.y[i] - along,
      middles.x[i] + across,
      middles.y[i] + along,
    );
    let sum = 0;
    let k = 0;
    for (const other of found) {
      if (near && !near(i, other)) continue;
      sum += counts[other];
      k++;
    }
    z[i] = (sum - mean * k) / (deviation * Math.sqrt((n * k - k * k) / (n - 1)));
  }
  return z;
}

/** Queen neighbours lie within one cell both ways; metres. */
export function planarGiStar(middles: CellMiddles, index: Flatbush, counts: Uint32Array, cell: number): Float64Array {
  return giStarOf(middles, index, counts, [1.1 * cell, 1.1 * cell], null);
}

/** In degrees, as GeoJSON has them: a box from the index, and Turf's distance on the globe for what it lets through. */
export function turfGiStar(middles: CellMiddles, index: Flatbush, counts: Uint32Array, cell: number): Float64Array {
  const { x, y } = middles;
  // The diagonal neighbour is 1.41 cells away, the next but one 2.
  const along = (1.7 * cell) / 111_000;
  const reach: [number, number] = [along / Math.cos((57.6 * Math.PI) / 180), along];
  return giStarOf(
    middles,
    index,
    counts,
    reach,
    (from, to) => distance([x[from], y[from]], [x[to], y[to]], { units: 'meters' }) < 1.7 * cell,
  );
}
