/** The shape of a cell as it is drawn. */
import type { Position } from 'geojson';
import { hexagonWidth } from './tiling';
import type { GridResult } from './types';

/**
 * @param grid `east` and `north` are lower left corners of squares, centres of hexagons.
 * @param i index of the cell.
 * @returns the cell's ring in SWEREF 99 TM metres: closed, counter-clockwise; five positions for a square, seven for a hexagon.
 */
export function cellRing(grid: Pick<GridResult, 'cell' | 'shape' | 'east' | 'north'>, i: number): Position[] {
  const { cell, east, north } = grid;
  const [x, y] = [east[i], north[i]];
  if (grid.shape === 'square') {
    return [
      [x, y],
      [x + cell, y],
      [x + cell, y + cell],
      [x, y + cell],
      [x, y],
    ];
  }
  const half = hexagonWidth(cell) / 2;
  const radius = (2 * half) / Math.sqrt(3);
  return [
    [x, y - radius],
    [x + half, y - radius / 2],
    [x + half, y + radius / 2],
    [x, y + radius],
    [x - half, y + radius / 2],
    [x - half, y - radius / 2],
    [x, y - radius],
  ];
}
