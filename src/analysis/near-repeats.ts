/** Near repeats: whether an incident is followed by others nearby more often than chance gives, how near and for how long. */
import { epochOfLocal, localOfEpoch } from '../domain/stockholm-time';
import { areasInPeriod, tableInPeriod } from './area-generation';
import { sliceRows } from './incident-table';
import { knoxTable, type KnoxTable } from './knox';
import { createRowFilter } from './slice-filter';
import type { Study } from './study';
import type { IncidentTable, NearRepeats, Slice } from './types';

export { knoxTable, type KnoxTable } from './knox';

export interface NearRepeatOptions {
  /** Upper edges of the bands, rising. */
  metres: readonly number[];
  days: readonly number[];
  /** At most 999. */
  permutations: number;
  seed: number;
}

/** Decision 0012 says why these: whole weeks, because that is how often the partners meet; blocks of a housing area. */
export const NEAR_REPEAT_DEFAULTS: NearRepeatOptions = {
  metres: [100, 200, 300, 400],
  days: [7, 14, 21, 28],
  permutations: 199,
  seed: 1964,
};

/** Fewer incidents give pairs too few to compare. */
const INCIDENTS_AT_LEAST = 20;
/** More would keep the worker busy for longer than a person waits; the latest are the ones that matter for the week to come. */
const INCIDENTS_AT_MOST = 5000;
const PERMUTATIONS_AT_MOST = 999;
const LEVEL = 0.05;
const DAY = 86_400;

/** The same wall clock a year earlier; 29 February becomes 1 March. */
function oneYearBefore(epoch: number): number {
  const { year, month, day, hour, minute, second } = localOfEpoch(epoch);
  return epochOfLocal(year - 1, month, day, hour, minute, second);
}

/** Rows of the slice's areas and filters between two instants, the latest ones if there are too many. */
function rowsOf(table: IncidentTable, study: Study, slice: Slice, from: number, to: number): number[] {
  const shown = areasInPeriod(study.areas, slice.period, slice.areas);
  const { area: areaOf } = tableInPeriod(table, study.areas, shown);
  const looked = new Set(slice.areas ?? shown);
  const passes = createRowFilter(table, slice);
  const [start, end] = sliceRows(table, from, to);
  const rows: number[] = [];
  for (let row = end - 1; row >= start && rows.length < INCIDENTS_AT_MOST; row--) {
    if (looked.has(areaOf[row]) && passes(row)) rows.push(row);
  }
  return rows.reverse();
}

/**
 * The largest block of bands, from the nearest and soonest on, in which every band has more pairs than expected (p < 0.05); of equally many bands the one that
 * reaches less far. No correction for the number of bands is needed: nothing is said unless the very first band passes, which chance lets happen in 5 % of the cases.
 */
function reachOf(
  { observed, expected, p }: KnoxTable,
  metres: readonly number[],
  days: readonly number[],
): NearRepeats['reach'] {
  const repeats = (row: number, column: number): boolean =>
    p[row][column] < LEVEL && observed[row][column] > expected[row][column];
  let best: { rows: number; columns: number } | null = null;
  let width = days.length;
  for (let row = 0; row < metres.length; row++) {
    let columns = 0;
    while (columns < width && repeats(row, columns)) columns++;
    width = columns;
    if (width > 0 && (best === null || (row + 1) * width > best.rows * best.columns))
      best = { rows: row + 1, columns: width };
  }
  if (best === null) return null;
  const { rows, columns } = best;
  const sum = (table: number[][]): number =>
    table.slice(0, rows).reduce((all, row) => row.slice(0, columns).reduce((a, b) => a + b, all), 0);
  return { metres: metres[rows - 1], days: days[columns - 1], ratio: sum(observed) / sum(expected) };
}

/**
 * Knox's table of the incidents of the slice's areas and filters in the year that ends with the slice's period: "after a burglary, within 200 m and 14 days, twice as
 * many as chance gives". An incident's time is the middle of its interval; days are spans of 24 hours. Above 5,000 incidents the latest 5,000 are compared, and `from` is
 * the beginning of the first of them.
 *
 * Limits, to be said beside it: one event reported twice looks like a repeat; where an area's incidents come and go over the year (a summer place), its own pairs are
 * close in time without one leading to another; long intervals blur the days.
 * @param options bands, permutations (199 by default, at most 999) and seed; the same seed gives the same p.
 * @returns null with fewer than 20 incidents. @throws RangeError when the edges do not rise from above zero.
 */
export function nearRepeats(
  table: IncidentTable,
  study: Study,
  slice: Slice,
  options: Partial<NearRepeatOptions> = {},
): NearRepeats | null {
  const { metres, days, permutations, seed } = { ...NEAR_REPEAT_DEFAULTS, ...options };
  const { to } = slice.period;
  const begin = oneYearBefore(to);
  const rows = rowsOf(table, study, slice, begin, to);
  if (rows.length < INCIDENTS_AT_LEAST) return null;
  const knox = knoxTable(
    rows.map((row) => table.east[row]),
    rows.map((row) => table.north[row]),
    rows.map((row) => (table.from[row] + table.to[row]) / 2 / DAY),
    metres,
    days,
    { permutations: Math.min(PERMUTATIONS_AT_MOST, permutations), seed },
  );
  return {
    incidents: rows.length,
    from: rows.length === INCIDENTS_AT_MOST ? table.from[rows[0]] : begin,
    to,
    metres: [...metres],
    days: [...days],
    pairs: knox.observed.map((row, i) =>
      row.map((observed, j) => {
        const expected = knox.expected[i][j];
        return { observed, expected, ratio: expected > 0 ? observed / expected : null, p: knox.p[i][j] };
      }),
    ),
    permutations: knox.permutations,
    reach: reachOf(knox, metres, days),
  };
}
