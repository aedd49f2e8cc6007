/** What map, panels and table show, all made from one analysis: nothing on the screen can be of another slice than the rest. */
import { areasInPeriod } from '../../analysis/area-generation';
import { cellRing } from '../../analysis/cell-ring';
import { idAt } from '../../analysis/packed-columns';
import { createBlockInverse } from '../../analysis/sweref99tm';
import type { Analysis, AreaResult, IncidentTable } from '../../analysis/types';
import { areasToStudy } from '../../domain/area-life';
import { dayOfEpoch } from '../../domain/check-in';
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

/** One of the incidents shown. */
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
  /** The table that the analysis was made of. */
  table: IncidentTable;
  /** Listed when first read: most slices pass without anybody looking at their incidents one by one. */
  readonly incidents: ShownIncident[];
  /** Drawn by the map; the cells, too, when first read. */
  mapAreas: MapArea[];
  readonly mapCells: MapCell[];
  mapHotspots: MapHotspot[];
  mapGone: MapGone[];
  /** The same of another view of the same slice: other layers, another open incident. */
  seenAs(view: SituationView): Shown;
}

/** What the incidents were loaded as. */
export interface LoadedIncidents {
  table: IncidentTable;
  lists: Lists;
  /** Packed; in the order of the table's rows. */
  ids: string;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Some thousand corners and points are led back to degrees for a single picture: to within five centimetres, which no map shows. */
const toDegrees = createBlockInverse();

function cellsOf({ grid }: Analysis): MapCell[] {
  const cells: MapCell[] = [];
  grid.count.forEach((count, i) => {
    if (count === 0) return;
    cells.push({
      ring: cellRing(grid, i).map(([east = 0, north = 0]) => toDegrees(east, north)),
      count,
      significant: (grid.q[i] ?? NaN) < 0.05 && (grid.z[i] ?? NaN) > 0,
    });
  });
  return cells;
}

function incidentsOf({ rows, rowAreas }: Analysis, { table, ids }: LoadedIncidents): ShownIncident[] {
  return Array.from(rows, (row, i): ShownIncident => {
    const [lon, lat] = toDegrees(table.east[row] ?? 0, table.north[row] ?? 0);
    return {
      ...{ id: idAt(ids, row), lon, lat, from: table.from[row] ?? 0, to: table.to[row] ?? 0 },
      ...{ category: table.category[row] ?? 0, area: rowAreas?.[i] ?? table.area[row] ?? -1 },
    };
  });
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
  const incidents = once(() => incidentsOf(analysis, loaded));
  const mapCells = once(() => cellsOf(analysis));
  const parts = {
    key: sliceKey(analysis.slice),
    analysis,
    lists: loaded.lists,
    ongoing,
    verdict: shownVerdict(analysis.verdict, ongoing),
    areas,
    one: analysis.slice.areas ? (areas[0] ?? null) : null,
    table: loaded.table,
    mapAreas: areasInPeriod(
      areasToStudy(setting.areas, dayOfEpoch(now)),
      analysis.slice.period,
      analysis.slice.areas,
    ).flatMap((index): MapArea[] => {
      const area = setting.areas[index];
      const verdict = areas.find((one) => one.area.id === area?.id)?.verdict ?? null;
      return area ? [{ id: area.id, name: area.name, geometry: area.geometry, verdict }] : [];
    }),
    mapHotspots: analysis.hotspots.map(({ name, kind, outline }, i) => ({
      number: i + 1,
      name,
      kind,
      outline,
    })),
    mapGone: analysis.gone.map(({ name, outline }) => ({ name, outline })),
  };
  const seenAs = (seen: SituationView): Shown => ({
    ...parts,
    view: seen,
    get incidents() {
      return incidents();
    },
    get mapCells() {
      return mapCells();
    },
    seenAs,
  });
  return seenAs(view);
}
