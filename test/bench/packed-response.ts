/** The server's `incident_columns_packed` written once more in TypeScript: what the product reads in place of rows. */
import type { PackedColumns } from '../../src/analysis/packed-columns';

/** Columns of equal length, ascending in `from`. */
export interface ResponseColumns {
  /** 16 bytes each. */
  id: Uint8Array;
  lon: ArrayLike<number>;
  lat: ArrayLike<number>;
  from: ArrayLike<number>;
  to: ArrayLike<number>;
  category: ArrayLike<number>;
  organisation: ArrayLike<number>;
  area: ArrayLike<number>;
}

export interface Lists {
  categories: string[];
  organisations: string[];
  areas: string[];
}

const EPOCH_SHIFT = 2 ** 31;

function pack(size: number, bytes: 2 | 4, value: (row: number) => number): string {
  const buffer = Buffer.alloc(size * bytes);
  for (let row = 0; row < size; row++) {
    if (bytes === 4) buffer.writeInt32BE(value(row), 4 * row);
    else buffer.writeInt16BE(value(row), 2 * row);
  }
  return buffer.toString('base64');
}

/** Positions are rounded to seven decimals, as the app reports them. */
export function packResponse(columns: ResponseColumns, lists: Lists): PackedColumns & Lists & { id: string } {
  const size = columns.from.length;
  const { id, lon, lat, from, to, category, organisation, area } = columns;
  return {
    size,
    degrees: 'e7',
    id: Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('base64'),
    lon: pack(size, 4, (row) => Math.round(lon[row] * 1e7)),
    lat: pack(size, 4, (row) => Math.round(lat[row] * 1e7)),
    from: pack(size, 4, (row) => from[row] - EPOCH_SHIFT),
    lasting: pack(size, 4, (row) => to[row] - from[row]),
    category: pack(size, 2, (row) => category[row]),
    organisation: pack(size, 2, (row) => organisation[row]),
    area: pack(size, 2, (row) => area[row]),
    ...lists,
  };
}

/** The same as rows of JSON, codes instead of slugs: the shortest that rows can be. */
export function rowsText({ id, lon, lat, from, to, category, organisation, area }: ResponseColumns): string {
  const rows: string[] = [];
  for (let row = 0; row < from.length; row++) {
    const hex = Buffer.from(id.buffer, id.byteOffset + 16 * row, 16).toString('hex');
    const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    rows.push(
      `{"id":"${uuid}","lon":${lon[row].toFixed(7)},"lat":${lat[row].toFixed(7)},"from":${from[row]},"to":${to[row]},` +
        `"category":${category[row]},"organisation":${organisation[row]},"area":${area[row]}}`,
    );
  }
  return `[${rows.join(',')}]`;
}
