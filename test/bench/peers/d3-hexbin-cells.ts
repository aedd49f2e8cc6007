/** Counts per hexagon by d3-hexbin, from metres. */
import { hexbin } from 'd3-hexbin';

export type Bins = ReturnType<ReturnType<typeof hexbin<number>>>;

/** Radius of the hexagon that has the area of a square. */
export const radiusOf = (side: number): number => side * Math.sqrt(2 / (3 * Math.sqrt(3)));

export function hexbinCounts(
  rows: ArrayLike<number>,
  east: ArrayLike<number>,
  north: ArrayLike<number>,
  side: number,
): Bins {
  const bins = hexbin<number>()
    .x((row) => east[row])
    .y((row) => north[row])
    .radius(radiusOf(side));
  return bins(rows);
}

/** How many points lie nearer to the middle of another hexagon than to that of the one they were put in. */
export function misplaced(bins: Bins, east: ArrayLike<number>, north: ArrayLike<number>, side: number): number {
  const radius = radiusOf(side);
  const across = radius * Math.sqrt(3);
  const around = [0, 1, 2, 3, 4, 5].map((sixth) => [
    across * Math.cos((sixth * Math.PI) / 3),
    across * Math.sin((sixth * Math.PI) / 3),
  ]);
  let wrong = 0;
  for (const bin of bins) {
    for (const row of bin) {
      const [dx, dy] = [east[row] - bin.x, north[row] - bin.y];
      const own = dx * dx + dy * dy;
      if (around.some(([x, y]) => (dx - x) ** 2 + (dy - y) ** 2 < own - 1e-6)) wrong++;
    }
  }
  return wrong;
}
