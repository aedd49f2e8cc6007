/** The report as a page to read, print and save as an accessible PDF: headings and tables. No script, no request. */
import { escapeHtml } from '../html';
import { printStyle } from '../print-style';
import { htmlTable } from '../published/page-tables';
import { sayCouncil } from '../../words-council';
import {
  actionSentences,
  councilFacts,
  councilMethod,
  councilPeriod,
  councilTitle,
  dayInWords,
  type CouncilEdition,
} from './about';
import { councilSections } from './tables';

const paragraph = (text: string): string => `<p class="sp-after">${escapeHtml(text)}</p>`;

/** What goes into the page of the app, and into a file. */
export function councilBody(edition: CouncilEdition): string {
  const { report, language } = edition;
  const facts = councilFacts(edition).map(
    ([term, fact]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(fact)}</dd></div>`,
  );
  const sections = councilSections(edition).map(({ title, empty, tables }, at) => {
    const said = at === 0 ? actionSentences(edition) : tables.length === 0 ? [empty] : [];
    const drawn = tables.map((table) => htmlTable(table, 'sp-council'));
    return `<section><h2>${escapeHtml(title)}</h2>${said.map(paragraph).join('')}${drawn.join('')}</section>`;
  });
  const day = dayInWords(report.lastDay, language);
  const notes = councilMethod(edition).map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return (
    `<article class="situation-picture" lang="${language}"><header><p class="sp-kicker">${escapeHtml(sayCouncil(language, 'kicker'))}</p>` +
    `<h1>${escapeHtml(councilTitle(edition))}</h1><p class="sp-period">${escapeHtml(councilPeriod(edition))}</p>` +
    `<dl class="sp-about">${facts.join('')}</dl></header>${report.ongoing ? paragraph(sayCouncil(language, 'ongoing', { day })) : ''}` +
    `${sections.join('')}<section><h2>${escapeHtml(sayCouncil(language, 'method'))}</h2><ul class="sp-notes">${notes.join('')}</ul></section></article>`
  );
}

const root = '.situation-picture';
/** Rules for the page while it is shown. */
export const councilStyle = `${printStyle}
${root} section { margin-top: 18px; } ${root} section > .sp-scroll { margin-top: 10px; }
${root} .sp-council th, ${root} .sp-council td { vertical-align: top; padding-right: 8px; } ${root} .sp-council td.sp-num.sp-wide { white-space: normal; }
@media (max-width: 700px) { ${root} .sp-council { min-width: 640px; } }`;

/** A file that stands by itself. */
export function councilHtml(edition: CouncilEdition): string {
  const title = escapeHtml(`${councilTitle(edition)}, ${councilPeriod(edition)}`);
  return `<!doctype html><html lang="${edition.language}"><head><meta charset="utf-8" /><title>${title}</title><style>${councilStyle}</style></head><body>${councilBody(edition)}</body></html>`;
}
