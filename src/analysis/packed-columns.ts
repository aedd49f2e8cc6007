/** Incidents as the server packs them (`incident_columns_packed`): columns of big-endian numbers in base64, sorted by time, turned into typed arrays. */

export interface PackedColumns {
  size: number;
  /** How `lon` and `lat` are written: 32-bit whole numbers of 1e-7 degrees, or doubles. */
  degrees: 'e7' | 'f8';
  lon: string;
  lat: string;
  /** Epoch seconds less 2^31, 32 bits. */
  from: string;
  /** Seconds from `from` to `to`, 32 bits. */
  lasting: string;
  /** Codes of 16 bits; -1: hidden or none. */
  category: string;
  organisation: string;
  area: string;
}

/** Columns of equal length, sorted by `from`; an input of the incident table. */
export interface UnpackedColumns {
  /** Degrees WGS 84. */
  lon: Float64Array;
  lat: Float64Array;
  /** Epoch seconds. */
  from: Uint32Array;
  to: Uint32Array;
  category: Int16Array;
  organisation: Int16Array;
  area: Int16Array;
}

const EPOCH_SHIFT = 2 ** 31;

/** The error for a column that cannot be read. */
export function damaged(column: string): RangeError {
  return new RangeError(
    `The incidents from the server cannot be read (${column}). Reload the page; if it happens again, the app and the database are of different versions.`,
  );
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NO_DIGITS = 2 ** 15;
/**
 * The 12 bits that two characters stand for, by both of their codes as one little-endian number: half the steps of a table by one character, and small enough
 * for the fastest cache, since only 64 x 64 places of it are read.
 */
const DIGITS = new Uint16Array(2 ** 16).fill(NO_DIGITS);
for (let high = 0; high < 64; high++) {
  for (let low = 0; low < 64; low++) {
    DIGITS[ALPHABET.charCodeAt(high) + 256 * ALPHABET.charCodeAt(low)] = 64 * high + low;
  }
}

/** Characters that `bytes` bytes take. */
const lengthOf = (bytes: number): number => 4 * Math.ceil(bytes / 3);
const encoder = new TextEncoder();
const ZERO = ALPHABET.charCodeAt(0);

/**
 * Memory through which one column after another is read: pages of it that are touched for the first time cost more than the numbers in them. The functions below are
 * the module's own and not made for each answer, or they would be compiled anew for each.
 */
interface Scratch {
  characters: Uint8Array<ArrayBuffer>;
  words: Int32Array;
}

const createScratch = (): Scratch => ({ characters: new Uint8Array(0), words: new Int32Array(0) });

/**
 * The text as pairs of characters, up to a whole `multiple`.
 * @param bytes how many the text must hold. @param column named when it does not.
 */
function pairsOf(scratch: Scratch, text: unknown, bytes: number, multiple: number, column: string): Uint16Array {
  if (typeof text !== 'string' || text.length !== lengthOf(bytes)) throw damaged(column);
  const length = multiple * Math.ceil(text.length / (2 * multiple));
  if (scratch.characters.length < 2 * length) scratch.characters = new Uint8Array(2 * length);
  const { characters } = scratch;
  const { read, written } = encoder.encodeInto(text, characters);
  if (read !== text.length || written !== text.length) throw damaged(column);
  const padding = (3 - (bytes % 3)) % 3;
  if (!text.endsWith('='.repeat(padding))) throw damaged(column);
  characters.fill(ZERO, text.length - padding, 2 * length);
  return new Uint16Array(characters.buffer, 0, length);
}

/** Eight pairs are three numbers; those after `size` are zero. To be used before the next column is read. */
function readInt32(scratch: Scratch, text: unknown, size: number, column: string): Int32Array {
  const pairs = pairsOf(scratch, text, 4 * size, 8, column);
  const length = (pairs.length / 8) * 3;
  if (scratch.words.length < length) scratch.words = new Int32Array(length);
  const { words } = scratch;
  let odd = 0;
  for (let i = 0, at = 0; i < length; i += 3, at += 8) {
    const a = DIGITS[pairs[at]];
    const b = DIGITS[pairs[at + 1]];
    const c = DIGITS[pairs[at + 2]];
    const d = DIGITS[pairs[at + 3]];
    const e = DIGITS[pairs[at + 4]];
    const f = DIGITS[pairs[at + 5]];
    const g = DIGITS[pairs[at + 6]];
    const h = DIGITS[pairs[at + 7]];
    odd |= a | b | c | d | e | f | g | h;
    words[i] = (a << 20) | (b << 8) | (c >> 4);
    words[i + 1] = (c << 28) | (d << 16) | (e << 4) | (f >> 8);
    words[i + 2] = (f << 24) | (g << 12) | h;
  }
  if ((odd & NO_DIGITS) !== 0) throw damaged(column);
  return words.subarray(0, size);
}

/** Four pairs are three numbers. The array has memory of its own and no more than it needs. */
function readInt16(scratch: Scratch, text: unknown, size: number, column: string): Int16Array {
  const pairs = pairsOf(scratch, text, 2 * size, 4, column);
  const result = new Int16Array((pairs.length / 4) * 3);
  let odd = 0;
  for (let i = 0, at = 0; i < result.length; i += 3, at += 4) {
    const a = DIGITS[pairs[at]];
    const b = DIGITS[pairs[at + 1]];
    const c = DIGITS[pairs[at + 2]];
    const d = DIGITS[pairs[at + 3]];
    odd |= a | b | c | d;
    result[i] = (a << 4) | (b >> 8);
    result[i + 1] = (b << 8) | (c >> 4);
    result[i + 2] = (c << 12) | d;
  }
  if ((odd & NO_DIGITS) !== 0) throw damaged(column);
  return result.length === size ? result : result.slice(0, size);
}

function readDegrees(scratch: Scratch, packed: PackedColumns, column: 'lon' | 'lat', limit: number): Float64Array {
  const { size, degrees } = packed;
  const result = new Float64Array(size);
  let usable = true;
  if (degrees === 'e7') {
    const values = readInt32(scratch, packed[column], size, column);
    for (let i = 0; i < size; i++) {
      const value = values[i] / 1e7;
      if (!(value >= -limit && value <= limit)) usable = false;
      result[i] = value;
    }
  } else {
    const halves = readInt32(scratch, packed[column], 2 * size, column);
    const view = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < size; i++) {
      view.setInt32(0, halves[2 * i]);
      view.setInt32(4, halves[2 * i + 1]);
      const value = view.getFloat64(0);
      if (!(value >= -limit && value <= limit)) usable = false;
      result[i] = value;
    }
  }
  if (!usable) throw damaged(column);
  return result;
}

/** @returns instants that ascend. */
function readBegins(scratch: Scratch, { from, size }: PackedColumns): Uint32Array {
  const begins = readInt32(scratch, from, size, 'from');
  const result = new Uint32Array(size);
  let last = 0;
  let ascending = true;
  for (let i = 0; i < size; i++) {
    const begin = begins[i] + EPOCH_SHIFT;
    if (begin < last) ascending = false;
    result[i] = last = begin;
  }
  if (!ascending) throw damaged('from');
  return result;
}

function readEnds(scratch: Scratch, { lasting, size }: PackedColumns, from: Uint32Array): Uint32Array {
  const spans = readInt32(scratch, lasting, size, 'lasting');
  const result = new Uint32Array(size);
  let usable = true;
  for (let i = 0; i < size; i++) {
    const end = from[i] + spans[i];
    if (spans[i] < 0 || end >= 2 * EPOCH_SHIFT) usable = false;
    result[i] = end;
  }
  if (!usable) throw damaged('lasting');
  return result;
}

/** Codes from `least` up. */
function readCodes(
  scratch: Scratch,
  packed: PackedColumns,
  column: 'category' | 'organisation' | 'area',
  least: number,
): Int16Array {
  const codes = readInt16(scratch, packed[column], packed.size, column);
  let lowest = least;
  for (let i = 0; i < codes.length; i++) if (codes[i] < lowest) lowest = codes[i];
  if (lowest < least) throw damaged(column);
  return codes;
}

/**
 * @param packed as the server sends it.
 * @returns the columns; their codes are indexes into the lists that came with them.
 * @throws RangeError with a sentence when a column has another length than `size`, is no base64, or holds what cannot be: the answer was cut off, or app and
 * database are of different versions.
 */
export function unpackColumns(packed: PackedColumns): UnpackedColumns {
  const { size, degrees } = packed;
  if (!(Number.isInteger(size) && size >= 0)) throw damaged('size');
  if (degrees !== 'e7' && degrees !== 'f8') throw damaged('degrees');
  const scratch = createScratch();
  const from = readBegins(scratch, packed);
  return {
    lon: readDegrees(scratch, packed, 'lon', 180),
    lat: readDegrees(scratch, packed, 'lat', 90),
    from,
    to: readEnds(scratch, packed, from),
    category: readCodes(scratch, packed, 'category', 0),
    organisation: readCodes(scratch, packed, 'organisation', -1),
    area: readCodes(scratch, packed, 'area', -1),
  };
}

/**
 * One id out of a packed column of UUIDs (16 bytes each), read where it is needed: a page lists some hundred incidents of perhaps a million.
 * @param ids base64. @throws RangeError when the column does not reach so far.
 */
export function idAt(ids: string, row: number): string {
  // 48 bytes, three ids, are 64 characters.
  const text = ids.slice(64 * Math.floor(row / 3), 64 * Math.floor(row / 3) + 64);
  const words = readInt32(createScratch(), text, text.endsWith('==') ? 4 : text.endsWith('=') ? 8 : 12, 'id');
  const start = 4 * (row % 3);
  if (words.length < start + 4) throw damaged('id');
  const hex = Array.from(words.subarray(start, start + 4), (word) => (word >>> 0).toString(16).padStart(8, '0')).join(
    '',
  );
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** @throws RangeError with a sentence when the column does not hold `size` ids. */
export function checkIds(ids: unknown, size: number): asserts ids is string {
  if (typeof ids !== 'string' || ids.length !== lengthOf(16 * size)) throw damaged('id');
}
