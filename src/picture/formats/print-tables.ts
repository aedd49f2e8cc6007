/** What every table of the printed picture is made of. */
import type { ExpectedRange } from '../../analysis/types';
import type { ShownVerdict } from '../shown-verdict';
import type { Language } from '../types';
import { say, sayNumber } from '../words';
import { escapeHtml } from './html';
import { verdictSign } from './verdict-sign';

export interface TableText {
  caption: string;
  /** Heading cells, already escaped. */
  head: string;
  body: string;
  foot?: string;
  className: string;
}

/** A table in a box of its own that scrolls sideways on a phone and can be reached by keyboard. */
export function table({ caption, head, body, foot, className }: TableText): string {
  const footer = foot ? `<tfoot>${foot}</tfoot>` : '';
  return (
    `<div class="sp-scroll" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table class="${className}">` +
    `<caption><span>${escapeHtml(caption)}</span></caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody>${footer}</table></div>`
  );
}

export const columnHead = (text: string, className = ''): string =>
  `<th scope="col"${className ? ` class="${className}"` : ''}>${escapeHtml(text)}</th>`;
export const rowHead = (text: string): string => `<th scope="row">${escapeHtml(text)}</th>`;
/** @param text of our own making: a number in words, never a name. */
export const numberCell = (text: string): string => `<td class="sp-num">${text}</td>`;

export function rangeText(expected: ExpectedRange | null, language: Language): string {
  return expected
    ? say(language, 'range', { low: sayNumber(language, expected.low), high: sayNumber(language, expected.high) })
    : say(language, 'unknown');
}

/** @param notes what the verdict must not be read without, in smaller type under it. */
export function verdictCell(verdict: ShownVerdict, notes: readonly (string | null)[], language: Language): string {
  const small = notes
    .filter((note) => note !== null)
    .map((note) => `<span class="sp-note">${escapeHtml(note)}</span>`)
    .join('');
  return `<td class="sp-verdict"><span class="sp-nowrap">${verdictSign(verdict)} ${say(language, `verdict_${verdict}`)}</span>${small}</td>`;
}
