/** Delimited text to records (RFC 4180), one at a time, so that a large file never stands in memory as cells. */
export type RecordFlaw = 'open-quote' | 'text-after-quote';

export interface CsvRecord {
  /** Line of the file on which the record begins; the header is line 1. */
  line: number;
  cells: string[];
  /** Set when the quotes are broken; the cells then mean nothing. */
  flaw: RecordFlaw | null;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;

const isLineEnd = (code: number): boolean => code === LINE_FEED || code === CARRIAGE_RETURN;

/** Position after the line end at `at` (LF, CRLF or CR alone). */
function afterLineEnd(text: string, at: number): number {
  return text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
}

function endOfLine(text: string, at: number): number {
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (isLineEnd(text.charCodeAt(at))) {
      count++;
      at = afterLineEnd(text, at) - 1;
    }
  }
  return count;
}

/** Reads one quoted cell whose opening quote is at `at`; null when it never closes. `end` lies after the closing quote. */
function quotedCell(text: string, at: number): { cell: string; end: number } | null {
  let cell = '';
  for (let from = at + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    cell += text.slice(from, quote);
    if (text.charCodeAt(quote + 1) !== QUOTE) return { cell, end: quote + 1 };
    cell += '"';
    from = quote + 2;
  }
}

/**
 * @param text the whole file, without byte order mark.
 * @param delimiter one character.
 * @returns the records in order. A record with broken quotes is given up on its first line and reading goes on with the next,
 *   so that one stray quotation mark does not swallow the rest of the file.
 */
export function* csvRecords(text: string, delimiter: string): Generator<CsvRecord> {
  const separator = delimiter.charCodeAt(0);
  let start = 0;
  let line = 1;
  while (start < text.length) {
    const cells: string[] = [];
    let flaw: RecordFlaw | null = null;
    let at = start;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        const quoted = quotedCell(text, at);
        const next = quoted && quoted.end < text.length ? text.charCodeAt(quoted.end) : LINE_FEED;
        if (!quoted || (next !== separator && !isLineEnd(next))) {
          flaw = quoted ? 'text-after-quote' : 'open-quote';
          break;
        }
        cells.push(quoted.cell);
        at = quoted.end;
      } else {
        const from = at;
        while (at < text.length && text.charCodeAt(at) !== separator && !isLineEnd(text.charCodeAt(at))) at++;
        cells.push(text.slice(from, at));
      }
      if (at < text.length && text.charCodeAt(at) === separator) at++;
      else break;
    }
    if (flaw) at = endOfLine(text, start);
    yield { line, cells, flaw };
    line += 1 + (flaw ? 0 : countLineEnds(text, start, at));
    start = at < text.length ? afterLineEnd(text, at) : at;
  }
}
