/** The hotspots of a published picture: those of the audience's own analysis, by the names under which they were raised. */
import { outlineOf } from '../analysis/cell-outline';
import { cellOf, type StudyGrid } from '../analysis/grid';
import { addIncidentHours, emptyHours, toHotTimes } from '../analysis/hot-times';
import { gridOf } from '../analysis/study';
import type { Analysis, CellShape, IncidentTable } from '../analysis/types';
import { copyTimes } from './compose-figures';
import { inOrder, nameOf } from './compose-published-figures';
import { keysAfter, matchRaised } from './compose-published-raised';
import type { PublishedHotspot } from './published';
import type { RaisedHotspot } from './draft-parts';
import type { Basis } from './publish-source';

interface Places {
  analysis: Analysis;
  table: IncidentTable;
  basis: Basis;
  /** Areas looked at, ascending. */
  looked: readonly number[];
}

type Counts = Pick<PublishedHotspot, 'areaId' | 'categories'> & { rows: number[] };

function gridFor({ basis, looked }: Places, cell: number, shape: CellShape): StudyGrid {
  return gridOf(basis.study, looked, cell, shape).grid;
}

/** What lies in the cells in the period: rows, the area of most of them, and the categories. */
function countsIn({ analysis, table, basis }: Places, grid: StudyGrid, cells: readonly number[]): Counts {
  const within = new Set(cells);
  const rows = [...analysis.rows].filter((row) => within.has(cellOf(grid, table.east[row], table.north[row])));
  const byArea = new Map<number, number>();
  const byCategory = new Map<number, number>();
  for (const row of rows) {
    byArea.set(table.area[row], (byArea.get(table.area[row]) ?? 0) + 1);
    byCategory.set(table.category[row], (byCategory.get(table.category[row]) ?? 0) + 1);
  }
  const [area] = [...byArea].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [-1];
  return {
    rows,
    areaId: basis.setting.areas[area]?.id ?? null,
    categories: [...byCategory].map(([at, count]) => ({ ...nameOf(basis, at), count })).sort(inOrder),
  };
}

function hotspotOf(places: Places, at: number, key: string, raised: RaisedHotspot | null): PublishedHotspot {
  const hotspot = places.analysis.hotspots[at];
  const { cell, shape } = places.analysis.grid;
  const { areaId, categories } = countsIn(places, gridFor(places, cell, shape), hotspot.cells);
  return {
    ...{ key, kind: hotspot.kind, name: raised?.name ?? hotspot.name, areaId, raised: raised !== null },
    ...{ decision: raised?.decision ?? 'open', reason: raised?.reason ?? '' },
    ...{ count: hotspot.count, expected: hotspot.expected, story: hotspot.story },
    series: [...hotspot.series],
    hot: [...hotspot.hot],
    categories,
    hotTimes: copyTimes(hotspot.hotTimes),
    centre: { ...hotspot.centre },
    outline: structuredClone(hotspot.outline),
  };
}

/** One that was raised and stands out no more, by the numbers of its cells; null when the study has none of them any longer. */
function stillRaised(places: Places, raised: RaisedHotspot): PublishedHotspot | null {
  const grid = gridFor(places, raised.cell, raised.shape);
  const half = raised.shape === 'square' ? raised.cell / 2 : 0;
  const cells = raised.cells.flatMap(([east, north]) => {
    const [column, row] = grid.tiling.locate(east + half, north + half);
    const [x, y] = [column - grid.firstColumn, row - grid.firstRow];
    const inside = x >= 0 && x < grid.width && y >= 0 && y < grid.height;
    const cell = inside ? grid.index[y * grid.width + x] : -1;
    return cell >= 0 ? [cell] : [];
  });
  if (cells.length === 0) return null;
  const { rows, areaId, categories } = countsIn(places, grid, cells);
  const hours = emptyHours();
  for (const row of rows) addIncidentHours(hours, places.table.from[row], places.table.to[row]);
  return {
    ...{ key: raised.key, kind: 'most', name: raised.name, areaId, raised: true },
    ...{ decision: raised.decision, reason: raised.reason, count: rows.length },
    ...{ expected: null, story: null, series: null, hot: null, categories },
    hotTimes: toHotTimes(hours),
    centre: { ...raised.centre },
    outline: outlineOf(grid, cells),
  };
}

/**
 * @param keepsRaised hotspots that were raised but share no cell with one of this analysis are kept; else they are left out, since that they are there may come from what the
 * audience may not see.
 * @returns the raised ones in the order of the draft, and then those of the analysis that nobody raised, with the keys that follow.
 */
export function publishedHotspots(
  places: Places,
  raised: readonly RaisedHotspot[],
  keepsRaised: boolean,
): PublishedHotspot[] {
  const { analysis } = places;
  const match = matchRaised(raised, analysis.hotspots, analysis.grid);
  const first = raised.flatMap((each, i) => {
    if (match[i] >= 0) return [hotspotOf(places, match[i], each.key, each)];
    const kept = keepsRaised ? stillRaised(places, each) : null;
    return kept ? [kept] : [];
  });
  const next = keysAfter(raised.map(({ key }) => key));
  const others = analysis.hotspots
    .map((_, at) => at)
    .filter((at) => !match.includes(at))
    .map((at, place) => hotspotOf(places, at, next(place), null));
  return [...first, ...others];
}
