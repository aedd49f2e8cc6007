/** How many incidents fell in each of a run of periods, by whatever they are grouped by. */
import type { Period } from '../domain/period';
import { sliceRows } from './incident-table';
import type { IncidentTable } from './types';

/**
 * @param groupOf the group of a row, from 0; -1: counted in none.
 * @returns for each group, a count for each period.
 */
export function countPeriods(
  table: IncidentTable,
  periods: readonly Period[],
  groups: number,
  groupOf: (row: number) => number,
): number[][] {
  const counts = Array.from({ length: groups }, () => periods.map(() => 0));
  periods.forEach(({ from, to }, at) => {
    const [start, end] = sliceRows(table, from, to);
    for (let row = start; row < end; row++) {
      const group = counts[groupOf(row)];
      if (group) group[at] = (group[at] ?? 0) + 1;
    }
  });
  return counts;
}
