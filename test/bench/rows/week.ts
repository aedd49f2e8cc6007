/** One week of five years: areas, cells, hour by weekday with intervals, categories; the area and the cell of each incident are known beforehand to all but Turf. */
import { atMillion, compete, peer, type Outcome } from '../contest';
import { CELL, cellsOfTable, gridOfAll, type Ground } from '../ground';
import { jumpOf, weekOf } from '../incidents';
import { crossfilterWeeks } from '../peers/crossfilter-week';
import { connectDuckDb, duckDbWeek, loadIncidents } from '../peers/duckdb-week';
import { featuresWeek, tagFeatures } from '../peers/tagged-features';
import { cellNumbers, turfWeek } from '../peers/turf-week';
import { countWeek, mustAgree, type WeekCounts } from '../week-counts';

export const row = 'week';

export async function run(ground: Ground): Promise<Outcome[]> {
  const { size, data, polygons } = ground;
  const table = ground.table();
  const grid = gridOfAll(ground);
  const cells = cellsOfTable(grid, table, data);
  const of = { areas: data.areas.length, cells: grid.size };
  const incidents = ground.features();
  const tagged = tagFeatures(incidents, ground.area(), ground.inData(cells));
  const numbers = cellNumbers(grid);
  const duckDb = await connectDuckDb();
  loadIncidents(duckDb, table, cells);
  const filtered = crossfilterWeeks(tagged, of);

  const next = compete<WeekCounts>({
    row,
    title: 'one week: areas, cells, hour x weekday, categories',
    size,
    ours: { name: 'columns', run: (round) => countWeek(table, cells, weekOf(round), of) },
    peers: [
      peer(
        'Turf on GeoJSON',
        (round) => turfWeek(incidents, polygons, numbers, CELL, weekOf(round)),
        mustAgree,
        atMillion(3000),
      ),
      peer('tagged features, filter and reduce', (round) => featuresWeek(tagged, weekOf(round), of), mustAgree),
      peer('DuckDB-wasm', (round) => duckDbWeek(duckDb, weekOf(round), of), mustAgree, atMillion(150)),
      peer('crossfilter2, the next week', (round) => filtered(weekOf(round)), mustAgree, atMillion(20)),
    ],
  });
  const jump = compete<WeekCounts>({
    row,
    title: 'one week after a jump',
    size,
    ours: { name: 'columns', run: (round) => countWeek(table, cells, jumpOf(round), of) },
    peers: [peer('crossfilter2', (round) => filtered(jumpOf(round)), mustAgree)],
  });
  return [...next, ...jump];
}
