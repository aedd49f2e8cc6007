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

/** Arrays of objects' numbers as doubles: loops over one kind of array run several times faster than over any. */
function numbers(column: Numbers): Numbers {
  return ArrayBuffer.isView(column) ? column : Float64Array.from(column);
}

/** @returns `from` in whole seconds. */
function checkedTimes(from: Numbers, to: Numbers): Uint32Array {
  const size = from.length;
  const seconds = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const [begin, end] = [from[i], to[i]];
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

/**
 * Row numbers by ascending key, equal keys in their order: a radix sort from the lowest digits, since a million comparisons of pairs cost ten times as much.
 * @returns null when the keys ascend already.
 */
function orderOf(keys: Uint32Array): Uint32Array | null {
  const size = keys.length;
  let sorted = true;
  let [least, most] = [EPOCH_END, 0];
  for (let i = 0; i < size; i++) {
    const key = keys[i];
    if (i > 0 && key < keys[i - 1]) sorted = false;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (sorted) return null;
  let order = Uint32Array.from(keys.keys());
  let next = new Uint32Array(size);
  for (let shift = 0; (most - least) / 2 ** shift >= 1; shift += RADIX_BITS) {
    const ends = new Uint32Array(2 ** RADIX_BITS);
    const mask = ends.length - 1;
    for (let i = 0; i < size; i++) ends[((keys[i] - least) >>> shift) & mask]++;
    for (let digit = 1; digit < ends.length; digit++) ends[digit] += ends[digit - 1];
    for (let i = size - 1; i >= 0; i--) next[--ends[((keys[order[i]] - least) >>> shift) & mask]] = order[i];
    [order, next] = [next, order];
  }
  return order;
}

/** Fills `into` with the column, in the order given. */
function gather<Column extends Float64Array | Uint32Array | Uint16Array | Int16Array>(
  into: Column,
  column: Numbers,
  order: Uint32Array | null,
): Column {
  if (order) for (let row = 0; row < order.length; row++) into[row] = column[order[row]];
  else into.set(column);
  return into;
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
  const table: IncidentTable = {
    size,
    east: gather(new Float64Array(size), east, source),
    north: gather(new Float64Array(size), north, source),
    from: gather(new Uint32Array(size), from, source),
    to: gather(new Uint32Array(size), to, source),
    category: gather(new Uint16Array(size), numbers(input.category), source),
    organisation: gather(new Int16Array(size), numbers(input.organisation), source),
    area: gather(new Int16Array(size), numbers(input.area), source),
  };
  return { table, source };
}

/** The table alone, for those who need not find a row's incident again. Parameters and errors as `buildOrderedTable`. */
export function buildIncidentTable(input: IncidentInput): IncidentTable {
  return buildOrderedTable(input).table;
}

const COLUMNS = ['east', 'north', 'from', 'to', 'category', 'organisation', 'area'] as const;

/** The memory behind the table, to be handed over to another thread (after which the table is empty here). */
export function buffersOf(table: IncidentTable): ArrayBuffer[] {
  return COLUMNS.map((column) => table[column].buffer as ArrayBuffer);
}

/** A table that shares no memory with this one. */
export function copyTable(table: IncidentTable): IncidentTable {
  const { size, east, north, from, to, category, organisation, area } = table;
  return {
    ...{ size, east: east.slice(), north: north.slice(), from: from.slice(), to: to.slice() },
    ...{ category: category.slice(), organisation: organisation.slice(), area: area.slice() },
  };
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
