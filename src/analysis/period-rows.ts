/**
 * What one period holds after the filters, in the areas looked at; kept from slice to slice, so that a step of the slider computes one period and not 26.
 *
 * Nothing here can be stale: a table and a study never change, a kept value is found only under the same table, period, areas and filters, and what is kept is
 * handed out to be read and not to be changed.
 */
import type { Period } from '../domain/period';
import { sliceRows } from './incident-table';
import { keepRecent, type Recent } from './recent';
import type { RowFilter } from './slice-filter';
import type { IncidentTable, Slice } from './types';

export interface PeriodRows {
  /** Rows of the table, in order of time. */
  rows: Uint32Array;
  /** By area looked at, then by category (`area * categories + category`). */
  counts: Uint32Array;
}

/** Bytes of rows and counts kept for a table: all weeks of a million incidents under four filters. */
const LIMIT = 16 * 2 ** 20;
/** What even an empty period takes. */
const ENTRY = 300;

interface Kept {
  categories: number;
  periods: Recent<PeriodRows>;
}

const keptOf = new WeakMap<IncidentTable, Kept>();

function keep(table: IncidentTable): Kept {
  let kept = keptOf.get(table);
  if (!kept) {
    let categories = 0;
    for (let row = 0; row < table.size; row++) categories = Math.max(categories, table.category[row] + 1);
    kept = {
      categories,
      periods: keepRecent(LIMIT, ({ rows, counts }) => ENTRY + rows.byteLength + counts.byteLength),
    };
    keptOf.set(table, kept);
  }
  return kept;
}

/** How many categories the table knows. */
export const categoriesOf = (table: IncidentTable): number => keep(table).categories;

/** What the rows of a period depend on, besides the table and the period itself. */
export interface Choice {
  /** Equal for equal choices only. */
  key: string;
  /** By area index: its place among the areas looked at, -1 for the others. */
  place: Int32Array;
  /** How many are looked at. */
  areas: number;
  passes: RowFilter;
}

/** @param looked indexes of the areas looked at, ascending. @param place by area index: its place among them, -1 for the others. */
export function choiceOf(slice: Slice, looked: readonly number[], place: Int32Array, passes: RowFilter): Choice {
  const { categories, organisations, weekdays, hours } = slice;
  const key = JSON.stringify([looked, categories, organisations, weekdays, hours && [hours.from, hours.to]]);
  return { key, place, areas: looked.length, passes };
}

function readRows(table: IncidentTable, period: Period, { place, areas, passes }: Choice): PeriodRows {
  const categories = categoriesOf(table);
  const [start, end] = sliceRows(table, period.from, period.to);
  const rows = new Uint32Array(end - start);
  const counts = new Uint32Array(areas * categories);
  let size = 0;
  for (let row = start; row < end; row++) {
    const area = table.area[row];
    if (area < 0 || area >= place.length || place[area] < 0 || !passes(row)) continue;
    rows[size++] = row;
    counts[place[area] * categories + table.category[row]]++;
  }
  return { rows: rows.slice(0, size), counts };
}

/** Rows of the period that pass the filters and lie in an area looked at, and their counts. To be read only. */
export function periodRows(table: IncidentTable, period: Period, choice: Choice): PeriodRows {
  return keep(table).periods.of(`${period.key} ${choice.key}`, () => readRows(table, period, choice));
}
