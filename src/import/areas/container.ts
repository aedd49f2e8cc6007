/** What kind of file it is by its first bytes and words, whatever it is called; and the text of a GeoJSON file, also out of a ZIP that holds one. */
import { unzipEntry, zipEntries, type ZipEntry } from '../zip';
import type { FileRefusal } from './types';

/** Megabytes of text; 200,000 points take about eight. */
export const AREA_FILE_LIMIT = 40;
const BYTES = AREA_FILE_LIMIT * 1_000_000;

export type FileText = { text: string } | { why: FileRefusal; detail: string };

const begins = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);
const refused = (why: FileRefusal, detail = ''): FileText => ({ why, detail });

async function ofZip(bytes: Uint8Array): Promise<FileText> {
  const entries = zipEntries(bytes)?.filter(
    ({ name, size }) => !/(^|\/)(\.|__MACOSX)/.test(name) && !name.endsWith('/') && size > 0,
  );
  if (!entries) return refused('zip-broken');
  const named = (pattern: RegExp): ZipEntry[] => entries.filter(({ name }) => pattern.test(name));
  const texts = named(/\.(geo)?json$/i);
  if (texts.length > 1) return refused('zip-several', String(texts.length));
  if (texts.length === 0) {
    if (named(/\.(shp|dbf|shx)$/i).length > 0) return refused('shapefile');
    if (named(/\.km[lz]$/i).length > 0) return refused('kml');
    if (named(/\.gpkg$/i).length > 0) return refused('geopackage');
    if (named(/\.gml$/i).length > 0) return refused('gml');
    if (named(/^(\[Content_Types\]\.xml|word\/|xl\/|mimetype$)/).length > 0) return refused('office');
    return refused('zip-empty');
  }
  const [entry] = texts;
  if (entry.size > BYTES) return refused('too-large', String(AREA_FILE_LIMIT));
  try {
    return textOf(await unzipEntry(bytes, entry, BYTES));
  } catch {
    return refused('zip-broken');
  }
}

/** The encoding of the text: UTF-8, UTF-16 with its mark, or else Windows-1252, in which older programs write å, ä and ö. */
function textOf(bytes: Uint8Array): FileText {
  if (begins(bytes, 0xff, 0xfe)) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (begins(bytes, 0xfe, 0xff)) return { text: new TextDecoder('utf-16be').decode(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

function kindOfText(text: string): FileText {
  const start = text.slice(0, 2000).trimStart();
  if (start === '' && text.trim() === '') return refused('empty');
  if (/^<(!doctype html|html)/i.test(start)) return refused('html');
  if (start.startsWith('<')) {
    if (/<kml/i.test(start)) return refused('kml');
    return refused(/gml|<wfs:/i.test(start) ? 'gml' : 'html');
  }
  if (start.startsWith('{') || start.startsWith('[')) return { text };
  return refused(/^[^\n]*[;,\t][^\n]*/.test(start) ? 'table' : 'not-json');
}

/** @returns the text of a file that may be GeoJSON, or what it is instead. Never throws. */
export async function textOfFile(bytes: Uint8Array): Promise<FileText> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > BYTES) return refused('too-large', String(AREA_FILE_LIMIT));
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return refused('pdf');
  if (begins(bytes, 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65)) return refused('geopackage'); // SQLite
  if (begins(bytes, 0x00, 0x00, 0x27, 0x0a)) return refused('shapefile');
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused('office');
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47) || begins(bytes, 0xff, 0xd8, 0xff)) return refused('picture');
  const found = begins(bytes, 0x50, 0x4b) ? await ofZip(bytes) : textOf(bytes);
  return 'text' in found ? kindOfText(found.text.replace(/^\uFEFF/, '')) : found;
}
