/** A week by DuckDB compiled to WebAssembly, in this very process: one query over a table sorted by time. */
import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger, type Connection } from '@duckdb/duckdb-wasm/blocking';
import type * as Arrow from 'apache-arrow';
import { wallHoursOf } from '../../../src/analysis/hot-times';
import type { IncidentTable } from '../../../src/analysis/types';
import type { Period } from '../../../src/domain/period';
import { CATEGORIES } from '../incidents';
import type { WeekCounts } from '../week-counts';

const HOUR = 3600;
const require = createRequire(import.meta.url);
// The very copy that DuckDB itself loads: a table of the other module format has no rows in its eyes.
const { tableFromArrays } = require('apache-arrow') as typeof Arrow;

async function start(): Promise<Connection> {
  const bundle = (kind: string): { mainModule: string; mainWorker: string } => ({
    mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
    mainWorker: '',
  });
  const database = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate();
  return database.connect();
}

let started: Promise<Connection> | null = null;
/** One database for the whole run: starting it takes a second. */
export const connectDuckDb = (): Promise<Connection> => (started ??= start());

/** The table with area and cell known, and with the hours that an interval touches: SQL needs no clock then. */
export function loadIncidents(connection: Connection, table: IncidentTable, cells: Int32Array): void {
  const touched = Int32Array.from(table.from, (from, row) => {
    const to = table.to[row];
    return to > from ? Math.floor((to - 1) / HOUR) - Math.floor(from / HOUR) + 1 : 1;
  });
  connection.query('drop table if exists incident');
  connection.insertArrowTable(
    tableFromArrays({
      began: Int32Array.from(table.from),
      area: Int16Array.from(table.area),
      cell: cells,
      category: Uint16Array.from(table.category),
      hour: Int32Array.from(wallHoursOf(table)),
      touched,
    }),
    { name: 'incident' },
  );
}

const weekQuery = ({ from, to }: Period): string => `
  with week as materialized (select area, cell, category, hour, touched from incident where began >= ${from} and began < ${to} and area >= 0)
  select 0 as what, area::integer as at, count(*)::double as sum from week group by all
  union all select 1, cell, count(*) from week group by all
  union all select 2, (hour + step) % 168, sum(1.0::double / touched) from (select hour, touched, unnest(range(touched)) as step from week) group by all
  union all select 3, category, count(*) from week group by all`;

export function duckDbWeek(connection: Connection, period: Period, size: { areas: number; cells: number }): WeekCounts {
  const answer = connection.query(weekQuery(period));
  const [what, at, sum] = ['what', 'at', 'sum'].map((name) => answer.getChild(name)?.toArray() ?? []);
  const columns = [size.areas, size.cells, 168, CATEGORIES].map((length) => new Float64Array(length));
  for (let i = 0; i < what.length; i++) columns[Number(what[i])][Number(at[i])] = sum[i];
  const [areas, cells, hours, categories] = columns;
  return { areas, cells, hours, categories };
}
