/** Cold, from GeoJSON rows to the first week: the area, the cell and the time of every incident known at the end, so that any other week can follow. */
import { createStudy } from '../../../src/analysis/analyse';
import { gridOf } from '../../../src/analysis/study';
import { compete, peer, slow, type Goal, type Outcome, type Peer } from '../contest';
import type { Incidents } from '../features';
import { allAreas, CELL, cellsOfTable, tableOf, type Ground } from '../ground';
import { weekOf, type BenchData } from '../incidents';
import { indexedCold, turfCold } from '../peers/cold-start';
import { countWeek, mustAgree, type WeekCounts } from '../week-counts';

export const row = 'cold';

const goals = (small: number, large: number): Goal[] => [
  { size: 1000, least: small },
  { size: 1_000_000, least: large },
];

/** Rows into columns: what the product does with a file; from its server columns come as such. */
function columnsOf({ features }: Incidents, { areas, places }: BenchData): BenchData {
  const size = features.length;
  const columns: BenchData = {
    ...{ size, areas, places },
    lon: new Float64Array(size),
    lat: new Float64Array(size),
    from: new Float64Array(size),
    to: new Float64Array(size),
    category: new Uint16Array(size),
  };
  for (let i = 0; i < size; i++) {
    const { geometry, properties } = features[i];
    columns.lon[i] = geometry.coordinates[0];
    columns.lat[i] = geometry.coordinates[1];
    columns.from[i] = properties.from;
    columns.to[i] = properties.to;
    columns.category[i] = properties.category;
  }
  return columns;
}

/** The steps of a cold start, each named, so that a profile can be printed beside the whole. */
function start(incidents: Incidents, known: BenchData): { week: WeekCounts; steps: Record<string, number> } {
  const steps: Record<string, number> = {};
  let before = performance.now();
  const passed = (name: string): void => {
    steps[name] = performance.now() - before;
    before = performance.now();
  };
  const data = columnsOf(incidents, known);
  passed('rows to columns');
  const study = createStudy(data.areas, data.places);
  const area = study.lookup.assignAreas(data.lon, data.lat);
  passed('areas');
  const { table } = tableOf(data, area);
  passed('table');
  const { grid } = gridOf(study, allAreas(data), CELL, 'square');
  passed('grid');
  const cells = cellsOfTable(grid, table, data);
  passed('cells');
  const week = countWeek(table, cells, weekOf(0), { areas: data.areas.length, cells: grid.size });
  passed('week');
  return { week, steps };
}

const total = (counts: ArrayLike<number>): number => Array.from(counts).reduce((a, b) => a + b, 0);

/** Cells are each program's own: they agree in their sum, which Turf's grid in degrees may miss a little. */
function agrees(theirs: WeekCounts, { week }: ReturnType<typeof start>): undefined {
  mustAgree({ ...theirs, cells: week.cells }, week);
  const [counted, expected] = [total(theirs.cells), total(week.cells)];
  if (Math.abs(counted - expected) > 0.02 * expected + 1)
    throw new Error(`${counted} incidents in cells of ${expected}`);
}

export function run({ size, data, polygons, features }: Ground): Outcome[] {
  const incidents = features();
  let last: Record<string, number> = {};
  function ours(): ReturnType<typeof start> {
    const started = start(incidents, data);
    last = started.steps;
    return started;
  }
  const peers: Peer<ReturnType<typeof start>>[] = [
    slow(peer('Turf alone', () => turfCold(incidents, polygons, CELL, weekOf(0)), agrees, goals(1, 150))),
    peer('flatbush + Turf, d3-hexbin', () => indexedCold(incidents, polygons, CELL, weekOf(0)), agrees, goals(1, 12)),
  ];
  return compete({
    row,
    title: 'cold, from rows to the first week',
    size,
    ours: { name: 'columns', run: ours },
    peers,
    profile: () =>
      Object.entries(last)
        .map(([name, time]) => `${name} ${time.toFixed(1)}`)
        .join(', '),
  });
}
