/** Reports that are not counted are cut out of the packed columns: every row that is left stays what it was. */
import { describe, expect, it } from 'vitest';
import { idAt, unpackColumns } from '../../src/analysis/packed-columns';
import { rowsOfIds, withoutRows } from '../../src/data/packed-rows';
import type { PackedIncidents } from '../../src/data/types';

const SIZE = 7;
const rows = Array.from({ length: SIZE }, (_, i) => i);
const pack = (width: number, value: (row: number) => number): string => {
  const bytes = Buffer.alloc(width * SIZE);
  for (const row of rows) {
    if (width === 2) bytes.writeInt16BE(value(row), 2 * row);
    else bytes.writeInt32BE(value(row), 4 * row);
  }
  return bytes.toString('base64');
};
const idOf = (row: number): string => `${String(row).repeat(8)}-0000-4000-8000-00000000000${row}`;
const packed: PackedIncidents = {
  size: SIZE,
  degrees: 'e7',
  lon: pack(4, (row) => 140000000 + row),
  lat: pack(4, (row) => 570000000 + row),
  from: pack(4, (row) => 1_700_000_000 + row - 2 ** 31),
  lasting: pack(4, (row) => row),
  category: pack(2, (row) => row),
  organisation: pack(2, (row) => row - 1),
  area: pack(2, () => -1),
  id: Buffer.from(rows.map((row) => idOf(row).replaceAll('-', '')).join(''), 'hex').toString('base64'),
  categories: [],
  organisations: [],
  areas: [],
};

describe('released incidents', () => {
  it('finds rows by id and leaves them out, whichever they are', () => {
    for (const left of [[], [0], [SIZE - 1], [1, 2, 5], rows]) {
      const ids = new Set(left.map((row) => idOf(row).replaceAll('-', '')));
      expect(rowsOfIds(packed, ids)).toEqual(left);
      const result = withoutRows(packed, left);
      const stay = rows.filter((row) => !left.includes(row));
      const columns = unpackColumns(result);
      expect(result.size).toBe(stay.length);
      expect([...columns.from]).toEqual(stay.map((row) => 1_700_000_000 + row));
      expect([...columns.category]).toEqual(stay);
      expect([...columns.organisation]).toEqual(stay.map((row) => row - 1));
      expect([...columns.lon]).toEqual(stay.map((row) => (140000000 + row) / 1e7));
      expect(stay.map((_, i) => idAt(result.id, i))).toEqual(stay.map(idOf));
    }
  });
});
