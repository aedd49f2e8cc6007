/** What map, panels and table show, all made from one analysis: nothing on the screen can be of another slice than the rest. */
import { cellRing } from '../../analysis/cell-ring';
import { toWgs84 } from '../../analysis/sweref99tm';
import type { Analysis, AreaResult } from '../../analysis/types';
import type { IncidentColumns } from '../../data/types';
import type { Area, Setting } from '../../domain/setting';
import type { MapArea, MapCell, MapGone, MapHotspot, MapIncident } from '../../map/shapes';
import type { ShownVerdict } from '../../map/signs';
import type { Lists } from './slice';
import { sliceKey } from './slice';
import { isOngoing, shownVerdict } from './verdict';
import type { SituationView } from './view';

export interface ShownArea extends Omit<AreaResult, 'area' | 'verdict'> {
  area: Area;
  verdict: ShownVerdict;
}

/** One row of the incidents shown; indexes point into the server's columns. */
export interface ShownIncident extends MapIncident {
  from: number;
  to: number;
  /** Index into the lists' categories. */
  category: number;
  /** Index into the setting's areas; -1: none. */
  area: number;
}

export interface Shown {
  key: string;
  view: SituationView;
  analysis: Analysis;
  lists: Lists;
  ongoing: boolean;
  verdict: ShownVerdict;
  areas: ShownArea[];
  /** The area looked at; null: all. */
  one: ShownArea | null;
  incidents: ShownIncident[];
  /** Drawn by the map. */
  mapAreas: MapArea[];
  mapCells: MapCell[];
  mapHotspots: MapHotspot[];
  mapGone: MapGone[];
}

/** What the incidents were loaded as. */
export interface LoadedIncidents {
  columns: IncidentColumns;
  lists: Lists;
  /** Per row of the table: its row in the columns. */
  source: Uint32Array;
  category: ArrayLike<number>;
  area: ArrayLike<number>;
}

function cellsOf({ grid }: Analysis): MapCell[] {
  const cells: MapCell[] = [];
  grid.count.forEach((count, i) => {
    if (count === 0) return;
    cells.push({
      ring: cellRing(grid, i).map(([east = 0, north = 0]) => toWgs84(east, north)),
      count,
      significant: (grid.q[i] ?? NaN) < 0.05 && (grid.z[i] ?? NaN) > 0,
    });
  });
  return cells;
}

/**
 * @param view the view that the analysis was asked for.
 * @param now epoch seconds: decides whether the period is over.
 */
export function composeShown(
  view: SituationView,
  analysis: Analysis,
  setting: Setting,
  loaded: LoadedIncidents,
  now: number,
): Shown {
  const ongoing = isOngoing(analysis.slice.period, now);
  const areas = analysis.areas.flatMap((result): ShownArea[] => {
    const area = setting.areas[result.area];
    return area ? [{ ...result, area, verdict: shownVerdict(result.verdict, ongoing) }] : [];
  });
  const { columns, source } = loaded;
  const incidents = Array.from(analysis.rows, (row): ShownIncident => {
    const at = source[row] ?? 0;
    return {
      id: columns.id[at] ?? '',
      lon: columns.lon[at] ?? 0,
      lat: columns.lat[at] ?? 0,
      from: columns.from[at] ?? 0,
      to: columns.to[at] ?? 0,
      category: loaded.category[row] ?? 0,
      area: loaded.area[row] ?? -1,
    };
  });
  return {
    key: sliceKey(analysis.slice),
    view,
    analysis,
    lists: loaded.lists,
    ongoing,
    verdict: shownVerdict(analysis.verdict, ongoing),
    areas,
    one: analysis.slice.areas ? (areas[0] ?? null) : null,
    incidents,
    mapAreas: setting.areas.map(({ id, name, geometry }) => ({
      id,
      name,
      geometry,
      verdict: areas.find(({ area }) => area.id === id)?.verdict ?? null,
    })),
    mapCells: cellsOf(analysis),
    mapHotspots: analysis.hotspots.map(({ name, kind, outline }, i) => ({
      number: i + 1,
      name,
      kind,
      outline,
    })),
    mapGone: analysis.gone.map(({ name, outline }) => ({ name, outline })),
  };
}
