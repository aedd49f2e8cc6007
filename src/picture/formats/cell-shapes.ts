/** Rings of the picture's cells, of either shape. */
import type { Position } from 'geojson';
import { cellRing } from '../../analysis/cell-ring';
import type { PictureCell, PictureGrid } from '../types';

/** @returns the closed ring of the cell in SWEREF 99 TM metres, counter-clockwise. */
export function ringOfCell({ cell, shape }: Pick<PictureGrid, 'cell' | 'shape'>, at: PictureCell): Position[] {
  return cellRing({ cell, shape, east: Float64Array.of(at.east), north: Float64Array.of(at.north) }, 0);
}
