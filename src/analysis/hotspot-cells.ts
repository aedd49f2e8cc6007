/** Which cells make up the hotspots of a slice. */
import type { StudyGrid } from './grid';
import type { GridResult, Hotspot } from './types';

const LEVEL = 0.05;
const PLACES_WITH_MOST = 5;
/** One incident alone is no concentration, though Gi* finds it unusual where there is little else. */
const INCIDENTS_AT_LEAST = 2;

export interface HotspotCells {
  kind: Hotspot['kind'];
  /** Lists of study cells, ranked. */
  groups: number[][];
}

function neighboursOf(grid: StudyGrid, cell: number): number[] {
  const at = grid.position[cell];
  const found: number[] = [];
  for (let row = at - grid.width; row <= at + grid.width; row += grid.width) {
    for (let place = row - 1; place <= row + 1; place++) {
      if (place !== at && grid.index[place] >= 0) found.push(grid.index[place]);
    }
  }
  return found;
}

/** Groups of marked cells that adjoin by side or corner. */
function adjoining(grid: StudyGrid, marked: Uint8Array): number[][] {
  const groups: number[][] = [];
  const open = marked.slice();
  for (let cell = 0; cell < grid.size; cell++) {
    if (!open[cell]) continue;
    open[cell] = 0;
    const group = [cell];
    for (let i = 0; i < group.length; i++) {
      for (const neighbour of neighboursOf(grid, group[i])) {
        if (!open[neighbour]) continue;
        open[neighbour] = 0;
        group.push(neighbour);
      }
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}

/** The usual week: up to five cells with most incidents, at least two in each; a cell beside a chosen one is the same place and not named again. */
function mostIncidents(grid: StudyGrid, result: GridResult): number[][] {
  const candidates: number[] = [];
  for (let cell = 0; cell < grid.size; cell++) if (result.count[cell] >= INCIDENTS_AT_LEAST) candidates.push(cell);
  candidates.sort((a, b) => result.count[b] - result.count[a] || result.z[b] - result.z[a] || a - b);
  const chosen: number[] = [];
  const taken = new Set<number>();
  for (const cell of candidates) {
    if (chosen.length === PLACES_WITH_MOST) break;
    if (taken.has(cell)) continue;
    chosen.push(cell);
    for (const neighbour of neighboursOf(grid, cell)) taken.add(neighbour);
  }
  return chosen.map((cell) => [cell]);
}

/**
 * Adjoining cells (queen) with q < 0.05 and z > 0 are one hotspot when they hold two incidents or more, ranked by their largest z. When there is none, the
 * places with most incidents.
 */
export function findHotspotCells(grid: StudyGrid, result: GridResult): HotspotCells {
  const marked = new Uint8Array(grid.size);
  for (let cell = 0; cell < grid.size; cell++) marked[cell] = result.q[cell] < LEVEL && result.z[cell] > 0 ? 1 : 0;
  const peak = (cells: number[]): number => cells.reduce((best, cell) => Math.max(best, result.z[cell]), -Infinity);
  const incidents = (cells: number[]): number => cells.reduce((sum, cell) => sum + result.count[cell], 0);
  const groups = adjoining(grid, marked)
    .filter((cells) => incidents(cells) >= INCIDENTS_AT_LEAST)
    .map((cells) => ({ cells, z: peak(cells) }))
    .sort((a, b) => b.z - a.z)
    .map((group) => group.cells);
  return groups.length > 0 ? { kind: 'significant', groups } : { kind: 'most', groups: mostIncidents(grid, result) };
}
