/** What happened in groups of cells, period after period. */
import type { StudyGrid } from './grid';
import type { CellGroup } from './hotspot-cells';
import type { Layer } from './layer';

export interface PlaceSeries {
  /** Incidents in the cells of the group, one number a layer. */
  series: number[];
  /** Whether one of its cells belonged to a significant hotspot. */
  hot: boolean[];
}

/** By study cell: the number of the group that it belongs to, -1: none. */
export function groupByCell(grid: StudyGrid, groups: readonly CellGroup[]): Int32Array {
  const groupOf = new Int32Array(grid.size).fill(-1);
  groups.forEach(({ cells }, i) => {
    for (const cell of cells) groupOf[cell] = i;
  });
  return groupOf;
}

/** @param groupOf by study cell. @param groups how many there are. @param layers oldest first. */
export function seriesOf(groupOf: Int32Array, groups: number, layers: readonly Layer[]): PlaceSeries[] {
  const found = Array.from({ length: groups }, (): PlaceSeries => ({
    series: layers.map(() => 0),
    hot: layers.map(() => false),
  }));
  layers.forEach(({ cells, counts, hotspots }, period) => {
    for (let i = 0; i < cells.length; i++) {
      const group = groupOf[cells[i]];
      if (group >= 0) found[group].series[period] += counts[i];
    }
    if (hotspots.kind !== 'significant') return;
    for (const spot of hotspots.groups) {
      for (const cell of spot.cells) if (groupOf[cell] >= 0) found[groupOf[cell]].hot[period] = true;
    }
  });
  return found;
}
