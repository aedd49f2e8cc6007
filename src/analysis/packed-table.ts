/** From the server's packed columns to the table of incidents. */
import { buildIncidentTable } from './incident-table';
import { damaged, unpackColumns, type PackedColumns } from './packed-columns';
import type { IncidentTable } from './types';

/** For each code of the server, the index in the lists of the table's owner; -1 for one that the owner does not know. */
export interface CodeTargets {
  category: number[];
  organisation: number[];
  area: number[];
}

function recode(codes: Int16Array, column: keyof CodeTargets, targets: CodeTargets): Int16Array {
  const list = Int16Array.from(targets[column]);
  const result = new Int16Array(codes.length);
  let largest = -1;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code > largest) largest = code;
    result[i] = code < 0 ? -1 : list[code];
  }
  if (largest >= list.length) throw damaged(column);
  return result;
}

/**
 * @param packed sorted by time: row i of the table is incident i of the columns (and of the ids beside them).
 * @throws RangeError with a sentence when a column is damaged or holds a code that no list has.
 */
export function tableOfPacked(packed: PackedColumns, targets: CodeTargets): IncidentTable {
  const columns = unpackColumns(packed);
  return buildIncidentTable({
    ...columns,
    category: recode(columns.category, 'category', targets),
    organisation: recode(columns.organisation, 'organisation', targets),
    area: recode(columns.area, 'area', targets),
  });
}
