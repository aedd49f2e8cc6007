/**
 * What has changed among packed incidents, put into those that were read before. Rows are in order of their second and then of their id, as the database sends them; only from the
 * first row that changes are the columns written anew, and most of what is new happened last.
 */
import { damaged } from '../analysis/packed-columns';
import { base64Of, bytesOf, WIDTHS } from './packed-rows';
import type { PackedIncidents } from './types';

type Column = 'id' | 'lon' | 'lat' | keyof typeof WIDTHS;
const COLUMNS: readonly Column[] = ['id', 'lon', 'lat', 'from', 'lasting', 'category', 'organisation', 'area'];

const widthOf = (column: Column, degrees: 'e7' | 'f8'): number =>
  column === 'lon' || column === 'lat' ? (degrees === 'e7' ? 4 : 8) : WIDTHS[column];

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whole 1e-7 degrees as doubles. */
function doubled(bytes: Uint8Array): Uint8Array {
  const [read, write] = [viewOf(bytes), viewOf(new Uint8Array(2 * bytes.length))];
  for (let at = 0; at < bytes.length; at += 4) write.setFloat64(2 * at, read.getInt32(at) / 1e7);
  return new Uint8Array(write.buffer);
}

/** The rows of a table from one on, which is a multiple of three: there the text of every column can be cut. */
type Rows = Record<Column, Uint8Array>;

function rowsFrom(packed: PackedIncidents, start: number, degrees: 'e7' | 'f8'): Rows {
  const read = (column: Column): Uint8Array => {
    const bytes = bytesOf(packed[column].slice((start / 3) * 4 * widthOf(column, packed.degrees)));
    const isPosition = column === 'lon' || column === 'lat';
    return isPosition && degrees !== packed.degrees ? doubled(bytes) : bytes;
  };
  return Object.fromEntries(COLUMNS.map((column) => [column, read(column)])) as Rows;
}

/** Ids of 16 bytes as text, to be looked up; the first four bytes alone say for most rows that they are not meant. */
function lookUp(...lists: Uint8Array[]): (ids: Uint8Array, row: number) => boolean {
  const firsts = new Set<number>();
  const whole = new Set<string>();
  const textOf = (ids: Uint8Array, row: number): string => ids.subarray(16 * row, 16 * row + 16).join();
  for (const ids of lists) {
    const view = viewOf(ids);
    for (let row = 0; 16 * row < ids.length; row++) {
      firsts.add(view.getUint32(16 * row));
      whole.add(textOf(ids, row));
    }
  }
  return (ids, row) =>
    firsts.has(
      ((ids[16 * row] << 24) | (ids[16 * row + 1] << 16) | (ids[16 * row + 2] << 8) | ids[16 * row + 3]) >>> 0,
    ) && whole.has(textOf(ids, row));
}

/** First row that begins at `second` (as it is packed) or later. */
function rowAt(packed: PackedIncidents, second: number): number {
  let [low, high] = [0, packed.size];
  while (low < high) {
    const middle = (low + high) >> 1;
    // Three rows of four bytes are 16 characters.
    const three = bytesOf(packed.from.slice(16 * Math.floor(middle / 3), 16 * Math.floor(middle / 3) + 16));
    if (viewOf(three).getInt32(4 * (middle % 3)) < second) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Negative when row a of one table comes before row b of another. */
function orderOf(one: Rows, a: number, other: Rows, b: number): number {
  const byTime = viewOf(one.from).getInt32(4 * a) - viewOf(other.from).getInt32(4 * b);
  for (let i = 0, byId = byTime; ; i++) {
    if (byId !== 0 || i === 16) return byId;
    byId = one.id[16 * a + i] - other.id[16 * b + i];
  }
}

/**
 * @param before what was read earlier. @param changed what has changed since, with codes of the same lists. @param removed ids of what may have gone, 16 bytes each, base64.
 * @returns what the database would hand out as a whole; `before` itself when that is the same. @throws RangeError with a sentence when the lists are others.
 */
export function mergeIncidents(before: PackedIncidents, changed: PackedIncidents, removed: string): PackedIncidents {
  for (const list of ['categories', 'organisations', 'areas'] as const)
    if (before[list].join() !== changed[list].join()) throw damaged(list);
  if (changed.size === 0 && removed === '') return before;

  const degrees =
    before.size === 0 || (changed.size > 0 && changed.degrees === 'f8') ? changed.degrees : before.degrees;
  const fresh = rowsFrom(changed, 0, degrees);
  const ids = bytesOf(before.id);
  const goes = lookUp(bytesOf(removed), fresh.id);
  const left: number[] = [];
  for (let row = 0; row < before.size; row++) if (goes(ids, row)) left.push(row);

  const first = changed.size > 0 ? rowAt(before, viewOf(fresh.from).getInt32(0)) : before.size;
  const start = degrees === before.degrees ? 3 * Math.floor(Math.min(left[0] ?? before.size, first) / 3) : 0;
  const old = rowsFrom(before, start, degrees);
  const stays = Array.from({ length: before.size - start }, (_, i) => i);
  const gone = new Set(left.map((row) => row - start));
  const kept = gone.size > 0 ? stays.filter((row) => !gone.has(row)) : stays;

  const size = kept.length + changed.size;
  const written = Object.fromEntries(
    COLUMNS.map((column) => [column, new Uint8Array(size * widthOf(column, degrees))]),
  ) as Rows;
  for (let row = 0, a = 0, b = 0; row < size; row++) {
    const isOld = b === changed.size || (a < kept.length && orderOf(old, kept[a], fresh, b) < 0);
    const [from, at] = isOld ? [old, kept[a++]] : [fresh, b++];
    for (const column of COLUMNS) {
      const width = widthOf(column, degrees);
      for (let i = 0; i < width; i++) written[column][row * width + i] = from[column][at * width + i];
    }
  }

  const textOf = (column: Column): string =>
    before[column].slice(0, (start / 3) * 4 * widthOf(column, degrees)) + base64Of(written[column]);
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, textOf(column)])) as Record<Column, string>;
  const same = before.size === start + size && COLUMNS.every((column) => before[column] === columns[column]);
  return same ? before : { ...before, ...columns, degrees, size: start + size };
}
