/** Rows of packed columns, found by id and cut out, without unpacking them: that is work for the analyst's worker. */
import type { PackedIncidents } from './types';

/** Bytes of one row in each packed column. */
export const WIDTHS = { from: 4, lasting: 4, category: 2, organisation: 2, area: 2, id: 16 } as const;

export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** The rows, cut out of one column. */
function without(base64: string, width: number, rows: readonly number[]): string {
  const bytes = bytesOf(base64);
  const result = new Uint8Array(bytes.length - rows.length * width);
  let [read, write] = [0, 0];
  for (const row of [...rows, bytes.length / width]) {
    result.set(bytes.subarray(read, row * width), write);
    write += row * width - read;
    read = (row + 1) * width;
  }
  return base64Of(result);
}

/** @param rows ascending. @returns the columns without them. */
export function withoutRows(packed: PackedIncidents, rows: readonly number[]): PackedIncidents {
  if (rows.length === 0) return packed;
  const degrees = packed.degrees === 'e7' ? 4 : 8;
  const cut = (column: keyof typeof WIDTHS): string => without(packed[column], WIDTHS[column], rows);
  return {
    ...packed,
    size: packed.size - rows.length,
    lon: without(packed.lon, degrees, rows),
    lat: without(packed.lat, degrees, rows),
    from: cut('from'),
    lasting: cut('lasting'),
    category: cut('category'),
    organisation: cut('organisation'),
    area: cut('area'),
    id: cut('id'),
  };
}

/** Rows of the incidents with these ids (hexadecimal, without hyphens), ascending. */
export function rowsOfIds(packed: Pick<PackedIncidents, 'id' | 'size'>, ids: ReadonlySet<string>): number[] {
  if (ids.size === 0) return [];
  const bytes = bytesOf(packed.id);
  const hex = (row: number): string =>
    Array.from(bytes.subarray(16 * row, 16 * row + 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return Array.from({ length: packed.size }, (_, row) => row).filter((row) => ids.has(hex(row)));
}
