/** Hotspots as a partner reads them: a place with a name, its outline, how many incidents against how many are usual, what, when, and its story. */
import { outlineOf } from './cell-outline';
import type { StudyGrid } from './grid';
import { addIncidentHours, emptyHours, toHotTimes } from './hot-times';
import { storyOf } from './hotspot-story';
import type { CellGroup } from './hotspot-cells';
import type { Layer } from './layer';
import { whereaboutsOf } from './place-name';
import { groupByCell, seriesOf } from './place-series';
import type { Study } from './study';
import type { CategoryCount, GoneHotspot, HotTimes, Hotspot, IncidentTable } from './types';

const HISTORY_AT_LEAST = 6;
/** A place that cooled longer ago than this many periods is no news. */
const GONE_WITHIN = 3;

export interface HotspotInput {
  table: IncidentTable;
  study: Study;
  grid: StudyGrid;
  /** At most 12 periods before, oldest first, and the period itself, last; never empty. */
  layers: readonly Layer[];
  /** Rows and keys of the same periods. */
  rows: readonly Uint32Array[];
  keys: readonly string[];
}

function countCategories(table: IncidentTable, rows: readonly number[]): CategoryCount[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(table.category[row], (counts.get(table.category[row]) ?? 0) + 1);
  return Array.from(counts, ([category, count]) => ({ category, count })).sort(
    (a, b) => b.count - a.count || a.category - b.category,
  );
}

function hotTimesOf(table: IncidentTable, rows: readonly number[]): HotTimes {
  const hours = emptyHours();
  for (const row of rows) addIncidentHours(hours, table.from[row], table.to[row]);
  return toHotTimes(hours);
}

/** Rows of a period by the group of cells that they lie in. */
function rowsIn(groupOf: Int32Array, groups: number, { cellOfRow }: Layer, rows: Uint32Array): number[][] {
  const found = Array.from({ length: groups }, (): number[] => []);
  for (let i = 0; i < rows.length; i++) {
    const group = groupOf[cellOfRow[i]];
    if (group >= 0) found[group].push(rows[i]);
  }
  return found;
}

/** @returns the hotspots, ranked: significant ones by their largest z, or else up to five places with most incidents (`kind`). */
export function findHotspots({ table, study, grid, layers, rows }: HotspotInput): Hotspot[] {
  const last = layers.length - 1;
  const { kind, groups } = layers[last].hotspots;
  if (groups.length === 0) return [];
  const groupOf = groupByCell(grid, groups);
  const own = rowsIn(groupOf, groups.length, layers[last], rows[last]);
  const past = seriesOf(groupOf, groups.length, layers);
  return groups.map(({ cells, z, q }, i): Hotspot => {
    const { series, hot } = past[i];
    const before = series.slice(0, last).reduce((a, b) => a + b, 0);
    return {
      ...whereaboutsOf(study, grid, table, cells, own[i]),
      ...{ kind, cells: [...cells], count: own[i].length },
      expected: last >= HISTORY_AT_LEAST ? before / last : null,
      ...{ z, q },
      categories: countCategories(table, own[i]),
      hotTimes: hotTimesOf(table, own[i]),
      outline: outlineOf(grid, cells),
      ...{ series, hot },
      story: kind === 'significant' ? storyOf(hot, series) : null,
    };
  });
}

/**
 * Places that were significant hotspots in one of the 3 periods before and share no cell with one of the period itself: the latest first. A place that moved
 * by a cell or two is still the same, since the neighbourhoods that Gi* looks at overlap; of places before that share cells, the latest stands for all.
 */
export function findGone({ table, study, grid, layers, rows, keys }: HotspotInput): GoneHotspot[] {
  const last = layers.length - 1;
  const taken = new Uint8Array(grid.size);
  const take = (group: CellGroup): void => group.cells.forEach((cell) => (taken[cell] = 1));
  if (layers[last].hotspots.kind === 'significant') layers[last].hotspots.groups.forEach(take);
  const gone: { group: CellGroup; period: number }[] = [];
  for (let period = last - 1; period >= Math.max(0, last - GONE_WITHIN); period--) {
    const { kind, groups } = layers[period].hotspots;
    if (kind !== 'significant') continue;
    const free = groups.filter(({ cells }) => !cells.some((cell) => taken[cell] === 1));
    free.forEach(take);
    gone.push(...free.map((group) => ({ group, period })));
  }
  const groups = gone.map(({ group }) => group);
  const groupOf = groupByCell(grid, groups);
  const past = seriesOf(groupOf, groups.length, layers);
  return gone.map(({ group, period }, i): GoneHotspot => {
    const then = rowsIn(groupOf, groups.length, layers[period], rows[period])[i];
    const { series, hot } = past[i];
    return {
      ...whereaboutsOf(study, grid, table, group.cells, then),
      last: keys[period],
      count: series[last],
      ...{ series, hot },
      outline: outlineOf(grid, group.cells),
    };
  });
}
