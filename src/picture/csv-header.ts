/** Finds delimiter and columns of an incidents file from its first line. */
import { csvRecords } from './read-csv';

/** English and Swedish headings, lower case. */
const HEADINGS = {
  id: ['id'],
  from: ['occurred_from', 'från'],
  to: ['occurred_to', 'till'],
  lon: ['lon'],
  lat: ['lat'],
  north: ['n'],
  east: ['e'],
  category: ['category', 'kategori'],
  organisation: ['organisation'],
} as const;

export type Column = keyof typeof HEADINGS;

export interface CsvHeader {
  delimiter: string;
  /** Number of columns, unknown ones included. */
  width: number;
  /** Position of each known column that is there; the first where a heading stands twice. */
  position: Partial<Record<Column, number>>;
  /** Heading of each known column as the file writes it. */
  heading: Partial<Record<Column, string>>;
}

function readHeader(text: string, delimiter: string): CsvHeader | null {
  const first = csvRecords(text, delimiter).next();
  if (first.done || first.value.flaw) return null;
  // macOS writes "å" as two code points; NFC makes them one.
  const headings = first.value.cells.map((cell) => cell.trim().normalize('NFC'));
  const header: CsvHeader = { delimiter, width: headings.length, position: {}, heading: {} };
  for (const [column, names] of Object.entries(HEADINGS) as [Column, readonly string[]][]) {
    const at = headings.findIndex((heading) => names.includes(heading.toLowerCase()));
    if (at === -1) continue;
    header.position[column] = at;
    header.heading[column] = headings[at] ?? '';
  }
  return header;
}

/**
 * @param text the whole file, without byte order mark.
 * @returns the reading with comma, semicolon or tab that recognises most columns; null when none recognises any.
 */
export function findHeader(text: string): CsvHeader | null {
  let best: CsvHeader | null = null;
  for (const delimiter of [',', ';', '\t']) {
    const header = readHeader(text, delimiter);
    const known = header ? Object.keys(header.position).length : 0;
    if (header && known > Object.keys(best?.position ?? {}).length) best = header;
  }
  return best;
}
