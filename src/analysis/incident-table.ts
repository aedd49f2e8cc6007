/** Builds the table of incidents as columns sorted by time, and finds the rows of a span of time in it. */
import { toSweref } from './sweref99tm';
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
/** Below this many rows, an instant and its row fit together into the 53 bits of a double. */
const PACKED_ROWS = 2 ** 21;

function positions(input: IncidentInput): { x: Numbers; y: Numbers; projected: boolean } {
  return 'east' in input
    ? { x: input.east, y: input.north, projected: true }
    : { x: input.lon, y: input.lat, projected: false };
}

function check(input: IncidentInput, size: number): void {
  const { x, y } = positions(input);
  for (const column of [x, y, input.to, input.category, input.organisation, input.area]) {
    if (column.length !== size) throw new RangeError('The columns of the incidents differ in length.');
  }
  for (let i = 0; i < size; i++) {
    if (!(input.from[i] >= 0 && input.to[i] >= input.from[i] && input.to[i] < EPOCH_END)) {
      throw new RangeError(
        `Incident ${i} has no usable time: it must begin in 1970 or later and not end before it begins.`,
      );
    }
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new RangeError(`Incident ${i} has no position.`);
  }
}

/** Rows ordered by `from`; equal instants keep their order. */
function orderByTime(from: Numbers, size: number): Uint32Array {
  const order = new Uint32Array(size);
  if (size <= PACKED_ROWS) {
    // The native sort of doubles is some ten times faster than one with a comparator.
    const packed = new Float64Array(size);
    for (let i = 0; i < size; i++) packed[i] = Math.floor(from[i]) * PACKED_ROWS + i;
    packed.sort();
    for (let i = 0; i < size; i++) order[i] = packed[i] % PACKED_ROWS;
    return order;
  }
  for (let i = 0; i < size; i++) order[i] = i;
  return order.sort((a, b) => Math.floor(from[a]) - Math.floor(from[b]) || a - b);
}

/**
 * @param input columns of equal length; fractions of a second are dropped.
 * @returns the table sorted by `from` (stable); `source` holds each row's place in the input.
 * @throws RangeError when columns differ in length, a position is missing or a time is not usable.
 */
export function buildIncidentTable(input: IncidentInput): IncidentTable {
  const size = input.from.length;
  check(input, size);
  const { x, y, projected } = positions(input);
  const source = orderByTime(input.from, size);
  const table: IncidentTable = {
    size,
    east: new Float64Array(size),
    north: new Float64Array(size),
    from: new Uint32Array(size),
    to: new Uint32Array(size),
    category: new Uint16Array(size),
    organisation: new Int16Array(size),
    area: new Int16Array(size),
    source,
  };
  for (let row = 0; row < size; row++) {
    const i = source[row];
    const at = projected ? null : toSweref(x[i], y[i]);
    table.east[row] = at ? at[0] : x[i];
    table.north[row] = at ? at[1] : y[i];
    table.from[row] = input.from[i];
    table.to[row] = input.to[i];
    table.category[row] = input.category[i];
    table.organisation[row] = input.organisation[i];
    table.area[row] = input.area[i];
  }
  return table;
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
