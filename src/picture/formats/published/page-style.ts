/** The look of a published picture on the print page: that of the printed picture, and what is its own. Everything hangs on `.situation-picture`. */
import { printStyle } from '../print-style';
import type { Language } from '../../types';
import { say } from '../../words';
import { footerText, type Edition } from './about';

const root = '.situation-picture';

/** A text as a CSS string: nothing in it can end the string. */
const cssString = (text: string): string => `"${text.replace(/[^\p{L}\p{N} .,:;()–·+/-]/gu, ' ')}"`;

const own = `
${root} .sp-masthead { display: flex; justify-content: space-between; gap: 24px; align-items: flex-start; }
${root} .sp-logo { max-width: 38mm; max-height: 18mm; object-fit: contain; flex: none; }
${root} .sp-general { font-size: 16px; line-height: 1.5; max-width: 68ch; margin: 8px 0 0; }
${root} .sp-general p + p, ${root} .sp-told p + p { margin-top: 6px; }
${root} .sp-told { max-width: 76ch; margin-top: 6px; }
${root} .sp-area-list { display: grid; grid-template-columns: repeat(auto-fit, minmax(270px, 1fr)); gap: 8px 9mm; }
${root} .sp-area-list > div { break-inside: avoid; }
${root} .sp-area-list h3 { font-size: 15px; border-top: 1px solid #d3d7d0; padding-top: 6px; }
${root} .sp-area-list p { font-size: 13px; }
${root} .sp-area-list .sp-words { color: #4c554d; }
${root} .sp-standing { font-weight: 400; }
${root} .sp-photos { display: grid; grid-template-columns: repeat(auto-fit, minmax(270px, 1fr)); gap: 12px 9mm; }
${root} .sp-photos img { display: block; width: 100%; max-height: 110mm; object-fit: contain; border: 1px solid #d3d7d0; }
${root} .sp-photos figure { break-inside: avoid; } ${root} .sp-photos figcaption { font-size: 12px; padding-top: 4px; }
${root} .sp-areas caption, ${root} .sp-actions caption, ${root} .sp-events caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
${root} .sp-scroll { position: relative; } ${root} td.sp-num.sp-wide { white-space: normal; } ${root} .sp-short { break-inside: avoid; }
${root} .sp-map-figure { margin-top: 16px; }
${root} .sp-actions td, ${root} .sp-actions th, ${root} .sp-events td, ${root} .sp-events th { vertical-align: top; }
@media (max-width: 700px) { ${root} .sp-actions { min-width: 720px; } ${root} .sp-events { min-width: 560px; } ${root} .sp-general { font-size: 15px; } }
@media print {
  ${root} .sp-general { font-size: 11pt; max-width: none; } ${root} .sp-told { max-width: none; }
  ${root} .sp-area-list h3 { font-size: 10pt; } ${root} .sp-area-list p { font-size: 8.8pt; }
  ${root} .sp-area-list, ${root} .sp-photos { grid-template-columns: 1fr 1fr; }
}
`;

/** What the margins of each sheet say, where the browser can (CSS Paged Media): what it belongs to, and its number. */
export function marginRules(footer: string, language: Language): string {
  const [before = '', between = ''] = say(language, 'pageOf', { page: '|', pages: '|' }).split('|');
  const small = "font: 400 7.5pt Inter, Arial, 'Liberation Sans', sans-serif; color: #4c554d;";
  return `@page { @bottom-left { content: ${cssString(footer)}; ${small} white-space: nowrap; width: 80%; } @bottom-right { content: ${cssString(before)} counter(page) ${cssString(between)} counter(pages); ${small} } }`;
}

/** Rules for the page while it is shown. */
export function publishedStyle(edition: Edition): string {
  return `${printStyle}\n${own.trim()}\n${marginRules(footerText(edition), edition.language)}`;
}
