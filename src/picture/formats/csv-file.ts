/** CSV that opens right in a Swedish Excel by double click: UTF-8 with byte order mark, semicolon, decimal comma, CRLF. */
export type Cell = string | number | null;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Excel runs a text that begins like a formula (CWE-1236), also after spaces and with full-width signs; an apostrophe makes it text.
 * A plain negative number is left as it is.
 */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const PLAIN_NUMBER = /^-?\d+(?:[.,]\d+)?$/;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell).replace('.', ',') : '';
  const text = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n\t,']|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The whole file. */
export function csvFile(rows: Cell[][]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('');
}
