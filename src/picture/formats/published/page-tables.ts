/** Tables of a published picture as HTML: captions, scopes, signs beside their words. */
import type { PublishedFigures } from '../../published';
import { escapeHtml } from '../html';
import { columnHead, numberCell, rowHead, table } from '../print-tables';
import { sparkline } from '../sparkline';
import { verdictSign } from '../verdict-sign';
import { say } from '../../words';
import type { Edition } from './about';
import { statusSign } from './status-sign';
import type { Cell, Column, Table } from './table';

const SHORT_NAME = 18;
/** `31 → 40, knappast slump` may be broken; `27–36` never. */
const LONG_NUMBER = 14;
/** A table of so few rows is kept on one page. */
const SHORT_TABLE = 8;

function cellHtml(cell: Cell, { kind }: Column): string {
  const text = escapeHtml(cell.text);
  if (cell.status) return `<td class="sp-nowrap">${statusSign(cell.status)} ${text}</td>`;
  if (cell.verdict) return `<td class="sp-verdict sp-nowrap">${verdictSign(cell.verdict)} ${text}</td>`;
  if (kind === 'number')
    return cell.text.length > LONG_NUMBER ? `<td class="sp-num sp-wide">${text}</td>` : numberCell(text);
  return `<td${kind === 'date' ? ' class="sp-nowrap"' : ''}>${text}</td>`;
}

/** A short name stays on one line. */
const kept = (name: string): string => (name.length <= SHORT_NAME ? name.replace(/ /g, '\u00a0') : name);

/** The first column of words heads its row. @param extra one more cell a row, already HTML, with its heading. */
export function htmlTable(of: Table, className: string, extra?: { head: string; cells: readonly string[] }): string {
  const heading = of.columns.findIndex(({ kind }) => kind === 'text');
  const head = of.columns.map(({ label, kind }) => columnHead(label, kind === 'number' ? 'sp-num' : ''));
  const rows = of.rows.map((row, at) => {
    const cells = row.map((cell, i) => {
      const column = of.columns[i];
      return i === heading || !column ? rowHead(kept(cell.text)) : cellHtml(cell, column);
    });
    return `<tr>${cells.join('')}${extra ? `<td>${extra.cells[at] ?? ''}</td>` : ''}</tr>`;
  });
  return table({
    className: of.rows.length <= SHORT_TABLE ? `${className} sp-short` : className,
    caption: of.caption,
    head: head.join('') + (extra ? columnHead(extra.head) : ''),
    body: rows.join(''),
  });
}

/** A sparkline for each row that has a trend; undefined where the audience has none. */
export function trendColumn(
  rows: readonly { trend: number[] | null; expected: PublishedFigures['expected'] }[],
  { language }: Edition,
): { head: string; cells: string[] } | undefined {
  if (rows.every(({ trend }) => trend === null)) return undefined;
  return {
    head: say(language, 'trend'),
    cells: rows.map(({ trend, expected }) => (trend ? sparkline(trend, expected, language) : '')),
  };
}
