/** From the server's packed columns to the table of incidents. */
import { damaged, unpackColumns, type PackedColumns } from './packed-columns';
import { projectColumns } from './sweref-columns';
import type { IncidentTable } from './types';

/** For each code of the server, the index in the lists of the table's owner; -1 for one that the owner does not know. */
export interface CodeTargets {
  category: number[];
  organisation: number[];
  area: number[];
}

/** In place. */
function recode(codes: Int16Array, column: keyof CodeTargets, targets: CodeTargets): Int16Array {
  const list = Int16Array.from(targets[column]);
  let largest = -1;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code > largest) largest = code;
    if (code >= 0) codes[i] = list[code];
  }
  if (largest >= list.length) throw damaged(column);
  return codes;
}

/**
 * @param packed sorted by time: row i of the table is incident i of the columns (and of the ids beside them).
 * @throws RangeError with a sentence when a column is damaged or holds a code that no list has.
 */
export function tableOfPacked(packed: PackedColumns, targets: CodeTargets): IncidentTable {
  const { lon, lat, from, to, category, organisation, area } = unpackColumns(packed);
  return {
    size: packed.size,
    ...projectColumns(lon, lat, lon, lat),
    from,
    to,
    // The same bits: an index that is not negative.
    category: new Uint16Array(recode(category, 'category', targets).buffer),
    organisation: recode(organisation, 'organisation', targets),
    area: recode(area, 'area', targets),
  };
}
