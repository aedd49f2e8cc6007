/** What every row of the bench stands on at one number of incidents; the costly parts are made when first asked for. */
import { createStudy, type Study } from '../../src/analysis/analyse';
import { assignCells, type StudyGrid } from '../../src/analysis/grid';
import { buildOrderedTable } from '../../src/analysis/incident-table';
import { gridOf } from '../../src/analysis/study';
import type { IncidentTable, Slice } from '../../src/analysis/types';
import type { Period } from '../../src/domain/period';
import { featuresOf, polygonsOf, type Areas, type Incidents } from './features';
import { makeIncidents, type BenchData } from './incidents';

/** Side of the cells in metres. */
export const CELL = 150;

export interface Ground {
  size: number;
  data: BenchData;
  polygons: Areas;
  /** GeoJSON features in the order of the data. */
  features(): Incidents;
  /** Area of each incident in the order of the data. */
  area(): Int16Array;
  table(): IncidentTable;
  /** Column of the table, by the order of the data. */
  inData(column: Int32Array): Int32Array;
  study(): Study;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

export const newStudy = (data: BenchData): Study => createStudy(data.areas, data.places);

export function tableOf(data: BenchData, area: Int16Array): ReturnType<typeof buildOrderedTable> {
  const { lon, lat, from, to, category, size } = data;
  return buildOrderedTable({ lon, lat, from, to, category, organisation: new Int16Array(size).fill(-1), area });
}

export function createGround(size: number): Ground {
  const data = makeIncidents(size);
  const study = once(() => newStudy(data));
  const area = once(() => study().lookup.assignAreas(data.lon, data.lat));
  const built = once(() => tableOf(data, area()));
  function inData(column: Int32Array): Int32Array {
    const { source } = built();
    if (!source) return column;
    const found = new Int32Array(size);
    source.forEach((index, at) => (found[index] = column[at]));
    return found;
  }
  return {
    ...{ size, data, area, study, inData },
    polygons: polygonsOf(data),
    features: once(() => featuresOf(data)),
    table: () => built().table,
  };
}

/** All areas, all incidents of a period. */
export function sliceOf(period: Period, cell = CELL): Slice {
  const all = { areas: null, categories: null, organisations: null, weekdays: null, hours: null };
  return { period, ...all, cell, shape: 'square' };
}

/** Every area, as an index. */
export const allAreas = (data: BenchData): number[] => data.areas.map((_, index) => index);

export const gridOfAll = (ground: Ground, cell = CELL): StudyGrid =>
  gridOf(ground.study(), allAreas(ground.data), cell, 'square').grid;

/** Study cell of each row of the table; -1 for incidents in no area. */
export const cellsOfTable = (grid: StudyGrid, table: IncidentTable, { areas }: BenchData): Int32Array =>
  assignCells(grid, table, Int32Array.from(areas.keys()));
