/** Which cells make up the hotspots of a period. */
import type { GiStar } from './gi-star';
import type { StudyGrid } from './grid';
import type { CellCounts } from './neighbourhood-sums';
import type { Hotspot } from './types';

const LEVEL = 0.05;
const PLACES_WITH_MOST = 5;
/** One incident alone is no concentration, though Gi* finds it unusual where there is little else. */
const INCIDENTS_AT_LEAST = 2;

/** Cells that are one hotspot. */
export interface CellGroup {
  /** Ascending. */
  cells: number[];
  /** z and q of the cell with the largest z, the first of equals. */
  z: number;
  q: number;
}

export interface HotspotCells {
  kind: Hotspot['kind'];
  /** Ranked. */
  groups: CellGroup[];
}

function neighboursOf(grid: StudyGrid, cell: number): number[] {
  const at = grid.position[cell];
  const found: number[] = [];
  for (const step of grid.around[grid.odd[cell]]) if (grid.index[at + step] >= 0) found.push(grid.index[at + step]);
  return found;
}

/** Groups of cells that adjoin: squares by side or corner, hexagons by side. */
function adjoining(grid: StudyGrid, cells: readonly number[]): number[][] {
  const groups: number[][] = [];
  const open = new Set(cells);
  for (const cell of cells) {
    if (!open.delete(cell)) continue;
    const group = [cell];
    for (let i = 0; i < group.length; i++) {
      for (const neighbour of neighboursOf(grid, group[i])) if (open.delete(neighbour)) group.push(neighbour);
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}

/** The usual week: up to five cells with most incidents, at least two in each; a cell beside a chosen one is the same place and not named again. */
function mostIncidents(grid: StudyGrid, { cells, counts }: CellCounts, { z, q }: GiStar): CellGroup[] {
  const candidates: number[] = [];
  for (let i = 0; i < cells.length; i++) if (counts[i] >= INCIDENTS_AT_LEAST) candidates.push(i);
  candidates.sort((a, b) => counts[b] - counts[a] || z[b] - z[a] || cells[a] - cells[b]);
  const chosen: CellGroup[] = [];
  const taken = new Set<number>();
  for (const i of candidates) {
    if (chosen.length === PLACES_WITH_MOST) break;
    if (taken.has(cells[i])) continue;
    chosen.push({ cells: [cells[i]], z: z[i], q: q[i] });
    for (const neighbour of neighboursOf(grid, cells[i])) taken.add(neighbour);
  }
  return chosen;
}

/**
 * Adjoining cells with q < 0.05 and z > 0 are one hotspot when they hold two incidents or more, ranked by their largest z. When there is none, the places with
 * most incidents.
 * @param occupied ascending. @param star z and q of those cells, in their order, and then of others.
 */
export function findHotspotCells(
  grid: StudyGrid,
  occupied: CellCounts,
  star: GiStar & { cells: Int32Array },
): HotspotCells {
  const at = new Map<number, number>();
  for (let i = 0; i < star.cells.length; i++) if (star.q[i] < LEVEL && star.z[i] > 0) at.set(star.cells[i], i);
  const place = (cell: number): number => at.get(cell) ?? -1;
  const groups = adjoining(
    grid,
    [...at.keys()].sort((a, b) => a - b),
  )
    .filter((cells) => {
      // Occupied cells come first: the place of one in the list is also that of its count.
      const held = cells.reduce((sum, cell) => sum + (occupied.counts[place(cell)] ?? 0), 0);
      return held >= INCIDENTS_AT_LEAST;
    })
    .map((cells): CellGroup => {
      const peak = cells.map(place).reduce((best, i) => (star.z[i] > star.z[best] ? i : best));
      return { cells, z: star.z[peak], q: star.q[peak] };
    })
    .sort((a, b) => b.z - a.z);
  if (groups.length > 0) return { kind: 'significant', groups };
  return { kind: 'most', groups: mostIncidents(grid, occupied, star) };
}
