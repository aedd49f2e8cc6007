/**
 * The parts of a ZIP archive that a workbook needs (APPNOTE 6.3.10): its directory is read first, so that an archive that would unpack to gigabytes is refused before a byte
 * of it is. Unpacking is the browser's own. The sheet reader (read-excel-file) is handed an archive without compression: its own unpacking would start workers from memory,
 * which the app's content security policy rightly forbids.
 */

export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  encrypted: boolean;
  compressed: number;
  size: number;
  /** Position of the local header. */
  at: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record stands before a comment of at most 65,535 bytes. */
const END_WITHIN = 65_535 + 22;
const MAX_ENTRIES = 10_000;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @returns the directory of the archive; null when it is none, or a broken one. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = viewOf(bytes);
  let end = bytes.length - 22;
  while (end >= Math.max(0, bytes.length - END_WITHIN) && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null;
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** @param limit bytes; what unpacks to more is given up. @throws Error when the entry is broken or larger than it says. */
export async function unzipEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const view = viewOf(bytes);
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== LOCAL)
    throw new Error('The entry is missing.');
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.slice(start, start + entry.compressed);
  if (entry.encrypted || packed.length < entry.compressed) throw new Error('The entry is incomplete.');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error('The entry is packed in an unknown way.');
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new Error('The entry is larger than it says.');
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An archive of these files without compression. No checksums: the reader it is made for does not look at them. */
export function storedZip(files: ReadonlyMap<string, Uint8Array>): ArrayBuffer {
  const named = [...files].map(([name, content]) => ({ name: new TextEncoder().encode(name), content }));
  const local = named.reduce((sum, { name, content }) => sum + 30 + name.length + content.length, 0);
  const central = named.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const bytes = new Uint8Array(local + central + 22);
  const view = viewOf(bytes);
  let at = 0;
  let directory = local;
  for (const { name, content } of named) {
    view.setUint32(at, LOCAL, true);
    view.setUint16(at + 4, 20, true);
    view.setUint32(at + 18, content.length, true);
    view.setUint32(at + 22, content.length, true);
    view.setUint16(at + 26, name.length, true);
    bytes.set(name, at + 30);
    bytes.set(content, at + 30 + name.length);
    view.setUint32(directory, CENTRAL, true);
    view.setUint16(directory + 6, 20, true);
    view.setUint32(directory + 20, content.length, true);
    view.setUint32(directory + 24, content.length, true);
    view.setUint16(directory + 28, name.length, true);
    view.setUint32(directory + 42, at, true);
    bytes.set(name, directory + 46);
    at += 30 + name.length + content.length;
    directory += 46 + name.length;
  }
  view.setUint32(directory, END, true);
  view.setUint16(directory + 8, named.length, true);
  view.setUint16(directory + 10, named.length, true);
  view.setUint32(directory + 12, central, true);
  view.setUint32(directory + 16, local, true);
  return bytes.buffer;
}
