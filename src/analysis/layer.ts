/** One period on the grid: which cells its incidents lie in, and which of them are its hotspots. Kept, since twelve later periods look back at it. */
import { giStarAround } from './gi-star';
import { cellOf, type StudyGrid } from './grid';
import { findHotspotCells, type HotspotCells } from './hotspot-cells';
import type { CellCounts } from './neighbourhood-sums';
import { keepRecent, type Recent } from './recent';
import type { IncidentTable } from './types';

export interface Layer extends CellCounts {
  /** Study cell of each of the period's rows, in their order. */
  cellOfRow: Int32Array;
  hotspots: HotspotCells;
}

/** Bytes of layers kept for a grid and a table: some hundred weeks of a million incidents in five years. */
const LIMIT = 8 * 2 ** 20;
/** What even an empty layer takes. */
const ENTRY = 500;

const bytesOf = ({ cellOfRow, cells, hotspots }: Layer): number =>
  ENTRY +
  cellOfRow.byteLength +
  2 * cells.byteLength +
  8 * hotspots.groups.reduce((sum, group) => sum + group.cells.length, 0);

/** Counts by study cell; all zero between calls, so that a period costs what it holds and not what the study holds. */
let scratch = new Uint32Array(0);

/** @param rows all in areas of the study. */
export function layerOf(grid: StudyGrid, table: IncidentTable, rows: Uint32Array): Layer {
  if (scratch.length < grid.size) scratch = new Uint32Array(grid.size);
  const cellOfRow = new Int32Array(rows.length);
  const found = new Int32Array(Math.min(rows.length, grid.size));
  let size = 0;
  for (let i = 0; i < rows.length; i++) {
    const cell = cellOf(grid, table.east[rows[i]], table.north[rows[i]]);
    cellOfRow[i] = cell;
    if (scratch[cell]++ === 0) found[size++] = cell;
  }
  const cells = found.slice(0, size).sort();
  const counts = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    counts[i] = scratch[cells[i]];
    scratch[cells[i]] = 0;
  }
  const occupied = { cells, counts };
  return { cellOfRow, cells, counts, hotspots: findHotspotCells(grid, occupied, giStarAround(grid, occupied)) };
}

export interface Layers {
  /** @param key says which rows: period, areas and filters. To be read only. */
  of(key: string, table: IncidentTable, rows: Uint32Array): Layer;
}

export function createLayers(grid: StudyGrid): Layers {
  const kept = new WeakMap<IncidentTable, Recent<Layer>>();
  return {
    of(key, table, rows) {
      let layers = kept.get(table);
      if (!layers) {
        layers = keepRecent(LIMIT, bytesOf);
        kept.set(table, layers);
      }
      return layers.of(key, () => layerOf(grid, table, rows));
    },
  };
}
