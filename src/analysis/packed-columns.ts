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
const NO_DIGIT = 64;
/** The digit of each character code. */
const DIGITS = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < 64; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** Characters that `bytes` bytes take. */
const lengthOf = (bytes: number): number => 4 * Math.ceil(bytes / 3);

function decodeHere(text: string, bytes: number, column: string): Uint8Array {
  // Whole groups of three bytes are written without asking whether there is room; the rest of the last one is cut off.
  const result = new Uint8Array((text.length / 4) * 3);
  let odd = 0;
  let foreign = 0;
  let at = 0;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const whole = text.length - (padding > 0 ? 4 : 0);
  for (let i = 0; i < whole; i += 4) {
    const first = text.charCodeAt(i);
    const second = text.charCodeAt(i + 1);
    const third = text.charCodeAt(i + 2);
    const fourth = text.charCodeAt(i + 3);
    const a = DIGITS[first & 255];
    const b = DIGITS[second & 255];
    const c = DIGITS[third & 255];
    const d = DIGITS[fourth & 255];
    foreign |= first | second | third | fourth;
    odd |= a | b | c | d;
    result[at] = (a << 2) | (b >> 4);
    result[at + 1] = (b << 4) | (c >> 2);
    result[at + 2] = (c << 6) | d;
    at += 3;
  }
  if (padding > 0) {
    const [a, b, c] = [0, 1, 2].map((k) => DIGITS[text.charCodeAt(whole + k)] ?? NO_DIGIT);
    odd |= a | b | (padding === 1 ? c : 0);
    result[at++] = (a << 2) | (b >> 4);
    if (padding === 1) result[at++] = (b << 4) | (c >> 2);
  }
  if ((odd & NO_DIGIT) !== 0 || foreign > 255 || at !== bytes) throw damaged(column);
  return result.subarray(0, bytes);
}

/** Newer browsers read base64 themselves, some ten times faster. */
const native = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array }).fromBase64;

function bytesOf(text: unknown, bytes: number, column: string): DataView {
  if (typeof text !== 'string' || text.length !== lengthOf(bytes)) throw damaged(column);
  let read: Uint8Array;
  if (native) {
    try {
      read = native.call(Uint8Array, text);
    } catch {
      throw damaged(column);
    }
    if (read.length !== bytes) throw damaged(column);
  } else read = decodeHere(text, bytes, column);
  return new DataView(read.buffer, read.byteOffset, bytes);
}

function readDegrees(packed: PackedColumns, column: 'lon' | 'lat', limit: number): Float64Array {
  const { size, degrees } = packed;
  const view = bytesOf(packed[column], size * (degrees === 'e7' ? 4 : 8), column);
  const result = new Float64Array(size);
  let usable = true;
  for (let i = 0; i < size; i++) {
    const value = degrees === 'e7' ? view.getInt32(4 * i) / 1e7 : view.getFloat64(8 * i);
    usable &&= value >= -limit && value <= limit;
    result[i] = value;
  }
  if (!usable) throw damaged(column);
  return result;
}

/** Codes from `least` up. */
function readCodes(packed: PackedColumns, column: 'category' | 'organisation' | 'area', least: number): Int16Array {
  const { size } = packed;
  const view = bytesOf(packed[column], size * 2, column);
  const result = new Int16Array(size);
  let lowest = least;
  for (let i = 0; i < size; i++) {
    const code = view.getInt16(2 * i);
    if (code < lowest) lowest = code;
    result[i] = code;
  }
  if (lowest < least) throw damaged(column);
  return result;
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
  const begins = bytesOf(packed.from, size * 4, 'from');
  const lasting = bytesOf(packed.lasting, size * 4, 'lasting');
  const from = new Uint32Array(size);
  const to = new Uint32Array(size);
  let last = 0;
  for (let i = 0; i < size; i++) {
    const begin = begins.getInt32(4 * i) + EPOCH_SHIFT;
    const seconds = lasting.getInt32(4 * i);
    if (begin < last || seconds < 0 || begin + seconds >= 2 * EPOCH_SHIFT) throw damaged('from');
    last = begin;
    from[i] = begin;
    to[i] = begin + seconds;
  }
  return {
    lon: readDegrees(packed, 'lon', 180),
    lat: readDegrees(packed, 'lat', 90),
    from,
    to,
    category: readCodes(packed, 'category', 0),
    organisation: readCodes(packed, 'organisation', -1),
    area: readCodes(packed, 'area', -1),
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * One id out of a packed column of UUIDs (16 bytes each), read where it is needed: a page lists some hundred incidents of perhaps a million.
 * @param ids base64. @throws RangeError when the column does not reach so far.
 */
export function idAt(ids: string, row: number): string {
  // 48 bytes, three ids, are 64 characters.
  const group = 64 * Math.floor(row / 3);
  const text = ids.slice(group, group + 64);
  const bytes = decodeHere(text, Math.floor((text.replace(/=+$/, '').length * 3) / 4), 'id');
  const start = 16 * (row % 3);
  if (bytes.length < start + 16) throw damaged('id');
  const hex = Array.from(bytes.subarray(start, start + 16), (byte) => HEX[byte]).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** @throws RangeError with a sentence when the column does not hold `size` ids. */
export function checkIds(ids: unknown, size: number): asserts ids is string {
  if (typeof ids !== 'string' || ids.length !== lengthOf(16 * size)) throw damaged('id');
}
