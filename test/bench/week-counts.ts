/** One week in four ways: by area, cell, hour of the week and category. What every program of the bench has to agree in. */
import { addIncidentHours } from '../../src/analysis/hot-times';
import { sliceRows } from '../../src/analysis/incident-table';
import type { IncidentTable } from '../../src/analysis/types';
import type { Period } from '../../src/domain/period';
import { CATEGORIES } from './incidents';

/** Incidents inside an area, by its index; in a cell of the study; 168 aoristic sums, Monday 00-01 first; by category. */
export interface WeekCounts {
  areas: ArrayLike<number>;
  cells: ArrayLike<number>;
  hours: ArrayLike<number>;
  categories: ArrayLike<number>;
}

/** @param cells study cell by row of the table. @param size number of areas and of cells. */
export function countWeek(
  table: IncidentTable,
  cells: Int32Array,
  period: Period,
  size: { areas: number; cells: number },
): WeekCounts {
  const week = {
    areas: new Uint32Array(size.areas),
    cells: new Uint32Array(size.cells),
    hours: new Float64Array(168),
    categories: new Uint32Array(CATEGORIES),
  };
  const [start, end] = sliceRows(table, period.from, period.to);
  for (let row = start; row < end; row++) {
    if (table.area[row] < 0) continue;
    week.areas[table.area[row]]++;
    week.cells[cells[row]]++;
    week.categories[table.category[row]]++;
    addIncidentHours(week.hours, table.from[row], table.to[row]);
  }
  return week;
}

function differ(name: string, theirs: ArrayLike<number>, ours: ArrayLike<number>): void {
  const size = Math.max(ours.length, theirs.length);
  for (let i = 0; i < size; i++) {
    if (!(Math.abs((theirs[i] ?? 0) - (ours[i] ?? 0)) < 1e-6))
      throw new Error(`${name} ${i} holds ${ours[i]} incidents or ${theirs[i]}`);
  }
}

/** @throws Error that names the first number in which the two differ. */
export function mustAgree(theirs: WeekCounts, ours: WeekCounts): undefined {
  differ('area', theirs.areas, ours.areas);
  differ('cell', theirs.cells, ours.cells);
  differ('hour', theirs.hours, ours.hours);
  differ('category', theirs.categories, ours.categories);
}
