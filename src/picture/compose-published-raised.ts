/** Which hotspots of an audience's own analysis are those that the coordinator raised. */
import { tilingOf, type Tiling } from '../analysis/tiling';
import type { CellShape, GridResult } from '../analysis/types';
import type { RaisedHotspot } from './draft-parts';

type Cells = Pick<GridResult, 'cell' | 'shape' | 'east' | 'north'>;

/** A cell as column and row of its tiling. */
const nameOf = (column: number, row: number): string => `${column} ${row}`;

interface Patch {
  tiling: Tiling;
  names: Set<string>;
  /** SWEREF 99 TM metres. */
  centres: [east: number, north: number][];
}

/** @param corners lower left corners of squares, centres of hexagons; metres. */
function patchOf(shape: CellShape, cell: number, corners: readonly (readonly [number, number])[]): Patch {
  const tiling = tilingOf(shape, cell);
  const half = shape === 'square' ? cell / 2 : 0;
  const centres = corners.map(([east, north]): [number, number] => [east + half, north + half]);
  return { tiling, centres, names: new Set(centres.map((at) => nameOf(...tiling.locate(...at)))) };
}

const within = ({ tiling, names }: Patch, others: Patch): number =>
  others.centres.filter((at) => names.has(nameOf(...tiling.locate(...at)))).length;

/** Cells in common: those of one whose middle lies in the other, whichever of the two has smaller cells. */
const overlapOf = (a: Patch, b: Patch): number => Math.max(within(a, b), within(b, a));

/**
 * Pairs raised hotspots with hotspots that share cells with them, the largest overlap first, so that each has at most one partner.
 * @param grid of the analysis that the hotspots' cells are indexes into.
 * @returns for each raised one the index of its hotspot, -1 where there is none.
 */
export function matchRaised(
  raised: readonly RaisedHotspot[],
  hotspots: readonly { cells: readonly number[] }[],
  grid: Cells,
): number[] {
  const theirs = raised.map(({ shape, cell, cells }) => patchOf(shape, cell, cells));
  const ours = hotspots.map(({ cells }) =>
    patchOf(
      grid.shape,
      grid.cell,
      cells.map((at) => [grid.east[at], grid.north[at]]),
    ),
  );
  const pairs = theirs
    .flatMap((each, i) => ours.map((other, j) => ({ i, j, overlap: overlapOf(each, other) })))
    .filter(({ overlap }) => overlap > 0)
    .sort((a, b) => b.overlap - a.overlap || a.i - b.i || a.j - b.j);
  const found = raised.map(() => -1);
  const taken = new Set<number>();
  for (const { i, j } of pairs) {
    if (found[i] >= 0 || taken.has(j)) continue;
    found[i] = j;
    taken.add(j);
  }
  return found;
}

/** Number of a key `h7`; 0 for any other. */
export const numberOfKey = (key: string): number => Number(/^h(\d{1,6})$/.exec(key)?.[1] ?? 0);

/** Keys that come after those that are used. */
export function keysAfter(used: readonly string[]): (place: number) => string {
  const last = Math.max(0, ...used.map(numberOfKey));
  return (place) => `h${last + 1 + place}`;
}
