/**
 * Bytes of a text file to text. Partners' systems write UTF-8, Windows-1252 (Excel in Sweden) or UTF-16 (Excel's "Unicode text"); a list put together from two systems may
 * hold both of the first two, so that each line is read in the encoding that it is in.
 */
import { readText } from '../picture/read-text';
import { problem } from './problem';
import type { Said } from './types';

const LINE_FEED = 10;

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const hasHighByte = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0x80);

function strictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Not all of it is UTF-8. No line end is part of a longer character in either encoding. */
function lineByLine(bytes: Uint8Array): { text: string; notes: Said[] } {
  const parts: string[] = [];
  let [utf8, windows, firstOther] = [0, 0, 0];
  let start = 0;
  for (let line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, start);
    const piece = bytes.subarray(start, end === -1 ? bytes.length : end + 1);
    start += piece.length;
    const whole = strictly(piece);
    if (whole === null) {
      windows++;
      firstOther ||= utf8 > 0 ? line : 0;
    } else if (hasHighByte(piece)) {
      utf8++;
      firstOther ||= windows > 0 ? line : 0;
    }
    parts.push(whole ?? readText(piece, '', 'sv'));
  }
  const notes: Said[] =
    utf8 > 0 ? [{ key: 'noteMixed', values: { utf8, windows, line: firstOther } }] : [{ key: 'noteWindows' }];
  return { text: parts.join(''), notes };
}

/** @throws ImportProblem for a file that is no text. */
export function decode(bytes: Uint8Array, name: string): { text: string; notes: Said[] } {
  if (isUtf16(bytes)) {
    return { text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), notes: [] };
  }
  if (bytes.includes(0)) throw problem('fileNotText', { name });
  const text = strictly(bytes);
  return text === null ? lineByLine(bytes) : { text, notes: [] };
}
