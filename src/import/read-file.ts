/** A file of whatever kind to a table. What it is named matters less than what it holds: lists come as `.csv` that are workbooks, and the other way round. */
import { decode } from './decode';
import { readDelimited } from './delimited';
import { ImportProblem, problem } from './problem';
import { readSheets, tableOfSheet } from './workbook';
import type { Sheet } from './workbook';
import type { Said, Table } from './types';

/** Megabytes; a larger file is refused by its size, before it is read. */
export const FILE_LIMIT = 50;

/** @throws ImportProblem when the file is too large. @param size bytes. */
export function checkSize(name: string, size: number): void {
  if (size > FILE_LIMIT * 1_000_000) {
    throw problem('fileTooLarge', { name, size: Math.ceil(size / 1_000_000), limit: FILE_LIMIT });
  }
}

const begins = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

/** Whether the bytes hold the text in UTF-16, as the directory of an OLE file names its streams. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const [first = 0] = [...name].map((letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if ([...name].every((letter, i) => bytes[at + 2 * i] === letter.charCodeAt(0) && bytes[at + 2 * i + 1] === 0))
      return true;
  }
  return false;
}

/** An opened file: its sheets are kept, so that another one can be chosen. */
export interface OpenedFile {
  table: (sheet: string | null) => Table;
}

/** Headings must tell columns apart: a second `Tid` becomes `Tid (2)`, one without a name gets the number of its column where it is filled. */
function distinct(table: Table): Table {
  const seen = new Map<string, number>();
  const notes: Said[] = [];
  const filled = new Set<number>();
  for (const { cells } of table.rows) cells.forEach((cell, at) => cell.trim() !== '' && filled.add(at));
  const headings = table.headings.map((heading, at) => {
    if (heading === '') return filled.has(at) ? `(${at + 1})` : '';
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    if (times === 1) return heading;
    const named = `${heading} (${times})`;
    notes.push({ key: 'noteRepeatedHeading', values: { heading, named } });
    return named;
  });
  return { ...table, headings, notes: [...table.notes, ...notes] };
}

/**
 * @param bytes the whole file.
 * @param name its name, for the sentences.
 * @throws ImportProblem with a reason that says what to do, whatever the bytes are.
 */
export async function openFile(bytes: Uint8Array, name: string): Promise<OpenedFile> {
  try {
    if (bytes.length === 0) throw problem('fileEmpty', { name });
    checkSize(name, bytes.length);
    if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) throw problem('filePdf', { name });
    if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw problem(holdsName(bytes, 'EncryptedPackage') ? 'fileEncrypted' : 'fileOldExcel', { name });
    }
    if (begins(bytes, 0x50, 0x4b)) {
      const sheets: Sheet[] = await readSheets(bytes, name);
      return { table: (sheet) => distinct(guarded(name, () => tableOfSheet(sheets, sheet, name))) };
    }
    const { text, notes } = decode(bytes, name);
    if (/^\s*(?:<!doctype html|<html|<\?xml|<table)/i.test(text.slice(0, 300))) throw problem('fileHtml', { name });
    return {
      table: () =>
        guarded(name, () => {
          const table = readDelimited(text, name);
          return distinct({ ...table, notes: [...notes, ...table.notes] });
        }),
    };
  } catch (error) {
    throw error instanceof ImportProblem ? error : problem('fileUnexpected', { name });
  }
}

function guarded(name: string, read: () => Table): Table {
  try {
    return read();
  } catch (error) {
    throw error instanceof ImportProblem ? error : problem('fileUnexpected', { name });
  }
}
