/** What the map of the preview shows. Thousands of single points would hold up the page, and nobody could tell them apart. */
import { toSweref, toWgs84 } from '../analysis/sweref99tm';
import type { ImportRow, PreviewMap } from './types';

const MOST_POINTS = 1500;
/** Side of a square in metres; they align with the grid of Statistics Sweden. */
const SIDE = 250;
/** More squares than this are drawn coarser. */
const MOST_SQUARES = 2000;

function squares(
  rows: readonly ImportRow[],
  side: number,
): Map<string, { east: number; north: number; count: number }> {
  const found = new Map<string, { east: number; north: number; count: number }>();
  for (const { lon, lat } of rows) {
    const [x, y] = toSweref(lon, lat);
    const [east, north] = [Math.floor(x / side) * side, Math.floor(y / side) * side];
    const key = `${east} ${north}`;
    const square = found.get(key);
    if (square) square.count++;
    else found.set(key, { east, north, count: 1 });
  }
  return found;
}

export function previewMap(rows: readonly ImportRow[]): PreviewMap {
  if (rows.length <= MOST_POINTS) return { kind: 'points', points: rows.map(({ id, lon, lat }) => ({ id, lon, lat })) };
  let side = SIDE;
  let found = squares(rows, side);
  while (found.size > MOST_SQUARES) found = squares(rows, (side *= 2));
  return {
    kind: 'squares',
    squares: [...found.values()].map(({ east, north, count }) => {
      const corner = (x: number, y: number): [number, number] => toWgs84(east + x * side, north + y * side);
      return { ring: [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)], count };
    }),
  };
}
