/** Which line holds the headings. Exports often begin with a title, a date or an empty line. */
import { HEADING_WORDS } from './heading-words';
import { fold } from './values';

const KNOWN = new Set(Object.values(HEADING_WORDS).flat());

/** Rows from the top among which the headings are sought. */
const SOUGHT_IN = 15;

/** Beginning with a digit, a value rather than a name. */
const isName = (cell: string): boolean => /^\s*[\p{L}#]/u.test(cell);
/** A date, a clock time or a coordinate: no heading has one. */
const isValue = (cell: string): boolean =>
  /\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./ ]\d{2}|\b\d{1,2}:\d{2}\b|\d[.,]\d{3}|\d{6}/.test(cell);

export interface HeadingRow {
  /** Position in the rows handed in. */
  at: number;
  /** Headings among them that partners' systems use. */
  known: number;
}

/** @param rows the first rows of a table. @returns the likeliest one; null when none has two names side by side. */
export function headingRow(rows: readonly (readonly string[])[]): HeadingRow | null {
  let best: (HeadingRow & { names: number }) | null = null;
  for (const [at, cells] of rows.slice(0, SOUGHT_IN).entries()) {
    if (cells.some(isValue)) continue;
    const filled = cells.filter((cell) => cell.trim() !== '');
    const names = new Set(filled.filter(isName).map(fold));
    // Half of them at least are names; a row of data has dates and numbers.
    if (names.size < 2 || names.size * 2 < filled.length) continue;
    const known = [...names].filter((name) => KNOWN.has(name)).length;
    if (!best || known > best.known || (known === best.known && known === 0 && names.size > best.names))
      best = { at, known, names: names.size };
  }
  return best;
}
