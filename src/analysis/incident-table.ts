/** Builds the table of incidents as columns sorted by time, and finds the rows of a span of time in it. */
import { projectColumns } from './sweref-columns';
import type { IncidentTable } from './types';

type Numbers = ArrayLike<number>;

/** Columns of equal length in any order; positions either in WGS 84 degrees or in SWEREF 99 TM metres. */
export type IncidentInput = {
  /** Epoch seconds. */
  from: Numbers;
  /** Epoch seconds; equal to `from` for a moment. */
  to: Numbers;
  category: Numbers;
  /** -1: not known to this reader. */
  organisation: Numbers;
  /** -1: in no area. */
  area: Numbers;
} & ({ lon: Numbers; lat: Numbers } | { east: Numbers; north: Numbers });

const EPOCH_END = 2 ** 32;
const COLUMNS = ['east', 'north', 'from', 'to', 'category', 'organisation', 'area'] as const;

/** Arrays of objects' numbers as doubles: loops over one kind of array run several times faster than over any. */
function numbers(column: Numbers): Numbers {
  return ArrayBuffer.isView(column) ? column : Float64Array.from(column);
}

/** @returns `from` in whole seconds. */
function checkedTimes(from: Numbers, to: Numbers): Uint32Array {
  const size = from.length;
  const seconds = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const begin = from[i];
    const end = to[i];
    if (!(begin >= 0 && end >= begin && end < EPOCH_END)) {
      throw new RangeError(
        `Incident ${i} has no usable time: it must begin in 1970 or later and not end before it begins.`,
      );
    }
    seconds[i] = begin;
  }
  return seconds;
}

function checkPositions(x: Numbers, y: Numbers): void {
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new RangeError(`Incident ${i} has no position.`);
  }
}

/** Bits of a pass of the sort: 2048 counters stay in the fastest cache. */
const RADIX_BITS = 11;

/** One pass: keys and rows by the digit of the keys that begins at the bit `shift`, equal digits in their order. `rows` null: 0, 1, 2, ... */
function sortByDigit(
  keys: Uint32Array,
  rows: Uint32Array | null,
  shift: number,
): { keys: Uint32Array; rows: Uint32Array } {
  const size = keys.length;
  const next = { keys: new Uint32Array(size), rows: new Uint32Array(size) };
  const mask = 2 ** RADIX_BITS - 1;
  const place = new Uint32Array(mask + 2);
  for (let i = 0; i < size; i++) place[((keys[i] >>> shift) & mask) + 1]++;
  for (let digit = 1; digit <= mask; digit++) place[digit] += place[digit - 1];
  for (let i = 0; i < size; i++) {
    const key = keys[i];
    const at = place[(key >>> shift) & mask]++;
    next.keys[at] = key;
    next.rows[at] = rows ? rows[i] : i;
  }
  return next;
}

/**
 * Row numbers by ascending time, equal times in their order: a radix sort from the lowest digits, since to compare a million pairs costs ten times as much.
 * @returns null when the times ascend already.
 */
function orderOf(times: Uint32Array): Uint32Array | null {
  let sorted = true;
  let least = EPOCH_END;
  let most = 0;
  let last = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time < last) sorted = false;
    if (time < least) least = time;
    if (time > most) most = time;
    last = time;
  }
  if (sorted) return null;
  let keys: Uint32Array = times.map((time) => time - least);
  let rows: Uint32Array | null = null;
  for (let shift = 0; shift < 32 && (most - least) >>> shift > 0; shift += RADIX_BITS) {
    ({ keys, rows } = sortByDigit(keys, rows, shift));
  }
  return rows;
}

function createTable(size: number): IncidentTable {
  return {
    size,
    east: new Float64Array(size),
    north: new Float64Array(size),
    from: new Uint32Array(size),
    to: new Uint32Array(size),
    category: new Uint16Array(size),
    organisation: new Int16Array(size),
    area: new Int16Array(size),
  };
}

type Columns = Record<(typeof COLUMNS)[number], Numbers>;

/** The columns in another order. */
function reorder(columns: Columns, order: Uint32Array): IncidentTable {
  const size = order.length;
  // Side by side, a row is one visit to memory far away instead of seven: 32 bytes, half a cache line.
  const rows = new ArrayBuffer(size * 32);
  const doubles = new Float64Array(rows);
  const words = new Uint32Array(rows);
  const codes = new Int16Array(rows);
  const { east, north, from, to, category, organisation, area } = columns;
  for (let i = 0; i < size; i++) {
    doubles[4 * i] = east[i];
    doubles[4 * i + 1] = north[i];
    words[8 * i + 4] = from[i];
    words[8 * i + 5] = to[i];
    codes[16 * i + 12] = category[i];
    codes[16 * i + 13] = organisation[i];
    codes[16 * i + 14] = area[i];
  }
  const table = createTable(size);
  for (let row = 0; row < size; row++) {
    const i = order[row];
    table.east[row] = doubles[4 * i];
    table.north[row] = doubles[4 * i + 1];
    table.from[row] = words[8 * i + 4];
    table.to[row] = words[8 * i + 5];
    table.category[row] = codes[16 * i + 12];
    table.organisation[row] = codes[16 * i + 13];
    table.area[row] = codes[16 * i + 14];
  }
  return table;
}

/** The columns as they stand, as a table that shares no memory with them. */
function copyColumns(columns: Columns, size: number): IncidentTable {
  const table = createTable(size);
  for (const column of COLUMNS) table[column].set(columns[column]);
  return table;
}

/**
 * @param input columns of equal length; fractions of a second are dropped.
 * @returns the table sorted by `from`, and for each row its place in the input; null when the input was sorted. Equal times keep their order.
 * @throws RangeError when columns differ in length, a position is missing or a time is not usable.
 */
export function buildOrderedTable(input: IncidentInput): { table: IncidentTable; source: Uint32Array | null } {
  const size = input.from.length;
  const [x, y] = 'east' in input ? [input.east, input.north] : [input.lon, input.lat];
  for (const column of [x, y, input.to, input.category, input.organisation, input.area]) {
    if (column.length !== size) throw new RangeError('The columns of the incidents differ in length.');
  }
  const to = numbers(input.to);
  const from = checkedTimes(numbers(input.from), to);
  const [first, second] = [numbers(x), numbers(y)];
  checkPositions(first, second);
  const { east, north } = 'east' in input ? { east: first, north: second } : projectColumns(first, second);
  const source = orderOf(from);
  const columns: Columns = {
    ...{ east, north, from, to, category: numbers(input.category) },
    ...{ organisation: numbers(input.organisation), area: numbers(input.area) },
  };
  return { table: source ? reorder(columns, source) : copyColumns(columns, size), source };
}

/** The table alone, for those who need not find a row's incident again. Parameters and errors as `buildOrderedTable`. */
export function buildIncidentTable(input: IncidentInput): IncidentTable {
  return buildOrderedTable(input).table;
}

/** The memory behind the table, to be handed over to another thread (after which the table is empty here). */
export function buffersOf(table: IncidentTable): ArrayBuffer[] {
  return COLUMNS.map((column) => table[column].buffer as ArrayBuffer);
}

/** A table that shares no memory with this one. */
export function copyTable(table: IncidentTable): IncidentTable {
  return copyColumns(table, table.size);
}

function firstAtOrAfter(from: Uint32Array, epoch: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (from[middle] < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rows whose incident begins in [from, to), epoch seconds, by binary search.
 * @returns [start, end) as row numbers.
 */
export function sliceRows(table: IncidentTable, from: number, to: number): [number, number] {
  const start = firstAtOrAfter(table.from, from);
  return [start, Math.max(start, firstAtOrAfter(table.from, to))];
}
