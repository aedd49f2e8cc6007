/** Packed incidents as the database makes them, written anew here so that the reader is held against something, and read back as plain lists. */
import { idAt, unpackColumns } from '../../src/analysis/packed-columns';
import type { PackedIncidents } from '../../src/data/types';

/** Columns of equal length; codes are positions in the lists. */
export interface PlainIncidents {
  id: string[];
  lon: number[];
  lat: number[];
  from: number[];
  to: number[];
  category: number[];
  organisation: number[];
  area: number[];
  categories: string[];
  organisations: string[];
  areas: string[];
}

function packedNumbers(
  values: readonly number[],
  bytes: number,
  write: (view: DataView, at: number, value: number) => void,
): string {
  const view = new DataView(new ArrayBuffer(values.length * bytes));
  values.forEach((value, i) => write(view, i * bytes, value));
  return Buffer.from(view.buffer).toString('base64');
}

const int32 = (values: number[]): string => packedNumbers(values, 4, (view, at, value) => view.setInt32(at, value));
const int16 = (values: number[]): string => packedNumbers(values, 2, (view, at, value) => view.setInt16(at, value));
const float64 = (values: number[]): string => packedNumbers(values, 8, (view, at, value) => view.setFloat64(at, value));

/** @param plain sorted by `from`. */
export function pack(plain: PlainIncidents, degrees: 'e7' | 'f8' = 'e7'): PackedIncidents {
  const positions = (values: number[]): string =>
    degrees === 'e7' ? int32(values.map((value) => Math.round(value * 1e7))) : float64(values);
  return {
    size: plain.id.length,
    degrees,
    id: Buffer.from(plain.id.join('').replaceAll('-', ''), 'hex').toString('base64'),
    lon: positions(plain.lon),
    lat: positions(plain.lat),
    from: int32(plain.from.map((epoch) => epoch - 2 ** 31)),
    lasting: int32(plain.to.map((epoch, i) => epoch - (plain.from[i] ?? 0))),
    category: int16(plain.category),
    organisation: int16(plain.organisation),
    area: int16(plain.area),
    categories: plain.categories,
    organisations: plain.organisations,
    areas: plain.areas,
  };
}

/** The same as plain lists. */
export function unpack(packed: PackedIncidents): PlainIncidents {
  const columns = unpackColumns(packed);
  return {
    id: Array.from({ length: packed.size }, (_, i) => idAt(packed.id, i)),
    lon: [...columns.lon],
    lat: [...columns.lat],
    from: [...columns.from],
    to: [...columns.to],
    category: [...columns.category],
    organisation: [...columns.organisation],
    area: [...columns.area],
    categories: packed.categories,
    organisations: packed.organisations,
    areas: packed.areas,
  };
}
