/** Which hotspots the coordinator raises: the ones of the analysis, and those raised earlier that no longer stand out. */
import type { GridResult, Hotspot } from '../../analysis/types';
import { numberOfKey } from '../../data/merge-parts';
import type { RaisedHotspot } from '../../data/picture-parts';

type Grid = Pick<GridResult, 'cell' | 'shape' | 'east' | 'north'>;

function cellsOf({ cells }: Pick<Hotspot, 'cells'>, grid: Grid): [number, number][] {
  return cells.map((at) => [grid.east[at] ?? NaN, grid.north[at] ?? NaN]);
}

/** Cells are the same within a metre: hexagons' centres are no whole numbers. */
const cellKey = ([east, north]: readonly [number, number]): string => `${Math.round(east)} ${Math.round(north)}`;

/** The same place: late reports may change which cells belong to it, so half of the smaller one's cells decide. */
export function isSamePlace(raised: RaisedHotspot, hotspot: Pick<Hotspot, 'cells'>, grid: Grid): boolean {
  if (raised.cell !== grid.cell || raised.shape !== grid.shape) return false;
  const mine = new Set(raised.cells.map(cellKey));
  const common = cellsOf(hotspot, grid).filter((cell) => mine.has(cellKey(cell))).length;
  return common > 0 && common * 2 >= Math.min(mine.size, hotspot.cells.length);
}

/** @param used keys that actions or earlier versions of the picture refer to: none of them is given to another place. */
export function raise(
  list: readonly RaisedHotspot[],
  hotspot: Pick<Hotspot, 'name' | 'cells' | 'centre'>,
  grid: Grid,
  used: readonly string[],
): RaisedHotspot[] {
  const last = Math.max(0, ...[...list.map(({ key }) => key), ...used].map(numberOfKey));
  return [
    ...list,
    {
      key: `h${last + 1}`,
      name: hotspot.name.slice(0, 120),
      centre: { lon: hotspot.centre.lon, lat: hotspot.centre.lat },
      cells: cellsOf(hotspot, grid),
      cell: grid.cell,
      shape: grid.shape,
      decision: 'open',
      reason: '',
    },
  ];
}
