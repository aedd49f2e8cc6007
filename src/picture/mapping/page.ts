/** A mapping as a page to read, print and save as an accessible PDF. Every text in it is escaped; no script, no request. */
import { escapeHtml } from '../formats/html';
import { marginRules } from '../formats/published/page-style';
import { htmlTable } from '../formats/published/page-tables';
import { printStyle } from '../formats/print-style';
import type { Language } from '../types';
import { say } from '../words';
import { mappingFacts, mappingFooter, yearsText } from './about';
import type { MappingDocument } from './document';
import { mappingMap } from './map';
import { sectionsOf, type MappingSection } from './sections';

const root = '.situation-picture';
const own = `
${root} .sp-told { max-width: 76ch; margin-top: 6px; } ${root} .sp-told p + p { margin-top: 6px; }
${root} .sp-drawn { color: #4c554d; font-size: 13px; }
${root} .sp-table { margin-top: 12px; } ${root} .sp-table caption { font-weight: 600; color: #1c211d; }
${root} .sp-table td, ${root} .sp-table th { vertical-align: top; }
${root} .sp-hours table { font-size: 10px; } ${root} .sp-hours td, ${root} .sp-hours th { padding-left: 2px; padding-right: 2px; }
${root} .sp-short { break-inside: avoid; }
@media (max-width: 700px) { ${root} .sp-table { min-width: 560px; } }
@media print { ${root} .sp-told { max-width: none; } ${root} .sp-drawn { font-size: 8.8pt; } ${root} .sp-hours table { font-size: 6.5pt; } ${root} .sp-table { min-width: 0; } }
`;

/** Rules for the page while it is shown; the margins of each sheet say what it belongs to. */
export const mappingStyle = (doc: MappingDocument, language: Language): string =>
  `${printStyle}\n${own.trim()}\n${marginRules(mappingFooter(doc, language), language)}`;

const paragraph = (text: string, className = ''): string =>
  `<p${className === '' ? '' : ` class="${className}"`}>${escapeHtml(text)}</p>`;

function header(doc: MappingDocument, language: Language): string {
  const facts = mappingFacts(doc, language).map(
    ([term, fact]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(fact)}</dd></div>`,
  );
  return (
    `<header>${paragraph(say(language, 'mappingKicker'), 'sp-kicker')}<h1>${escapeHtml(doc.title)}</h1>` +
    `${paragraph(yearsText(doc, language), 'sp-period')}<dl class="sp-about">${facts.join('')}</dl></header>`
  );
}

function mapFigure(doc: MappingDocument, language: Language): string {
  const map = mappingMap(doc, language, false);
  if (!map) return '';
  const note = map.left === '' ? '' : ` ${map.left}`;
  return `<figure class="sp-map-figure">${map.svg}<figcaption class="sp-small">${escapeHtml(say(language, 'mappingLegend') + note)}</figcaption></figure>`;
}

function tables({ key, tables: all }: MappingSection): string {
  const drawn = all.map(({ table, source }) => {
    const html = htmlTable(table, 'sp-table');
    return (
      (key === 'times' ? `<div class="sp-hours">${html}</div>` : html) + (source ? paragraph(source, 'sp-small') : '')
    );
  });
  return drawn.join('');
}

function section(of: MappingSection, doc: MappingDocument, language: Language): string {
  const words = of.words.map((text) => paragraph(text)).join('');
  const told =
    of.key === 'method'
      ? `<ul class="sp-notes">${of.told.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`
      : of.told.map((sentence) => paragraph(sentence, 'sp-drawn')).join('');
  return `<section><h2>${escapeHtml(of.title)}</h2><div class="sp-told">${words}${told}</div>${of.hasMap ? mapFigure(doc, language) : ''}${tables(of)}</section>`;
}

/** The mapping as an `article` element; show it together with `mappingStyle`. */
export function mappingBody(doc: MappingDocument, language: Language): string {
  const sections = sectionsOf(doc, language).map((of) => section(of, doc, language));
  return [
    `<article class="situation-picture" lang="${language}">`,
    header(doc, language),
    ...sections,
    `</article>`,
  ].join('\n');
}

/** A whole HTML document (well-formed as XML too) that can be saved, sent and printed. */
export function mappingPage(doc: MappingDocument, language: Language): string {
  return [
    `<!DOCTYPE html>`,
    `<html lang="${language}">`,
    `<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>${escapeHtml(mappingFooter(doc, language))}</title>`,
    `<style>body { margin: 0; background: #fff; }\n${mappingStyle(doc, language)}</style></head>`,
    `<body><main>`,
    mappingBody(doc, language),
    `</main></body>`,
    `</html>`,
    ``,
  ].join('\n');
}
