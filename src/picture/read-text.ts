/** Bytes of a file to text: UTF-8 with or without a byte order mark, else Windows-1252 (what Excel in Sweden writes as "CSV"). */
import type { Language } from './types';
import { UserError } from './user-error';
import { say } from './words';

/** Code points of the bytes 0x80-0x9F in Windows-1252 (WHATWG Encoding). Written out: some Node versions decode the label as Latin-1. */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
] as const;

const CHUNK = 8192;

function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const codes = Array.from(bytes.subarray(start, start + CHUNK), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? (WINDOWS_1252[byte - 0x80] ?? byte) : byte,
    );
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

/**
 * @param bytes the whole file.
 * @param name the file's name, for the sentence.
 * @returns its text without a byte order mark.
 * @throws UserError for UTF-16, an Excel workbook or another binary file.
 */
export function readText(bytes: Uint8Array, name: string, language: Language): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new UserError(say(language, 'fileUtf16', { name }));
  }
  // A zip archive ("PK", 3, 4) or the older OLE container: what Excel saves unless asked for CSV.
  if (
    (first === 0x50 && second === 0x4b && bytes[2] === 3) ||
    (first === 0xd0 && second === 0xcf && bytes[2] === 0x11)
  ) {
    throw new UserError(say(language, 'fileWorkbook', { name }));
  }
  // No text in either encoding holds a zero byte; every second byte of Latin text in UTF-16 is one.
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    const utf16 =
      zero < 2 && bytes.subarray(0, 64).filter((byte) => byte === 0).length >= Math.min(bytes.length, 64) / 3;
    throw new UserError(say(language, utf16 ? 'fileUtf16' : 'fileBinary', { name }));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}
