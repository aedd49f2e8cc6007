/** The one entry of the analysis: a table, a study and a slice in, every figure of the situation out. */
import { areasInPeriod, tableInPeriod } from './area-generation';
import { readFigures } from './figures';
import { readHistory } from './history';
import { emptyHours, hotTimesOfGroup, hoursByGroup, toHotTimes } from './hot-times';
import { sliceRows } from './incident-table';
import { choiceOf } from './period-rows';
import { analysePlaces } from './places';
import { createRowFilter, type RowFilter } from './slice-filter';
import type { Study } from './study';
import type { Analysis, AreaResult, HotTimes, IncidentTable, Slice } from './types';

export { createStudy, type Study } from './study';

/** Areas looked at, ascending, each once. */
function lookedAt(study: Study, slice: Slice): number[] {
  if (slice.areas === null) return areasInPeriod(study.areas, slice.period);
  for (const index of slice.areas) {
    if (study.areas[index] === undefined) throw new RangeError(`There is no area number ${index} in this study.`);
  }
  return [...new Set(slice.areas)].sort((a, b) => a - b);
}

/** Incidents of the period, after the filters, in no area at all. */
function countOutside(table: IncidentTable, slice: Slice, passes: RowFilter): number {
  const [start, end] = sliceRows(table, slice.period.from, slice.period.to);
  let outside = 0;
  for (let row = start; row < end; row++) if (table.area[row] < 0 && passes(row)) outside++;
  return outside;
}

/** When it happened: all together, and each area looked at, in one pass. */
function hotTimesOf(
  table: IncidentTable,
  rows: Uint32Array,
  place: Int32Array,
  looked: number,
): { all: HotTimes; areas: HotTimes[] } {
  const sums = hoursByGroup(table, rows, looked, (row) => place[table.area[row]]);
  const all = emptyHours();
  for (let i = 0; i < sums.length; i++) all[i % all.length] += sums[i];
  return { all: toHotTimes(all), areas: Array.from({ length: looked }, (_, i) => hotTimesOfGroup(sums, i)) };
}

/**
 * Analyses one slice. An incident belongs to the period that holds its `from` and counts for the area that covers it; earlier periods are counted with the
 * same filters and areas. Areas that came and went: `area-generation.ts`.
 * @param stored sorted by time; its area indexes are those of the study's areas.
 * @returns fresh arrays that share nothing with table or study: the caller may transfer them.
 * @throws RangeError when the slice names an area that is not in the study, or a side of cells that cannot be used.
 */
export function analyse(stored: IncidentTable, study: Study, slice: Slice): Analysis {
  const looked = lookedAt(study, slice);
  const table = tableInPeriod(stored, study.areas, areasInPeriod(study.areas, slice.period, slice.areas));
  const place = new Int32Array(study.areas.length).fill(-1);
  looked.forEach((area, i) => (place[area] = i));
  const passes = createRowFilter(table, slice);
  const choice = choiceOf(slice, looked, place, passes);
  const history = readHistory(table, slice.period, choice);
  const rows = history.rows[history.rows.length - 1];
  const { total, areas } = readFigures(history);
  const hotTimes = hotTimesOf(table, rows, place, looked.length);
  return {
    ...total,
    slice,
    total: total.count,
    outside: countOutside(table, slice, passes),
    areas: areas.map((figures, i): AreaResult => ({ ...figures, area: looked[i], hotTimes: hotTimes.areas[i] })),
    hotTimes: hotTimes.all,
    ...analysePlaces(table, study, slice, looked, choice, history),
    // A copy: the history keeps its rows for the next slice.
    rows: rows.slice(),
    ...(table === stored ? {} : { rowAreas: Int16Array.from(rows, (row) => table.area[row]) }),
  };
}
