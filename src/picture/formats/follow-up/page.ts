/** A tertial follow-up as a page for paper: it becomes an accessible PDF. Every text in it is escaped; no script, no request. */
import { escapeHtml } from '../html';
import { printStyle } from '../print-style';
import { columnHead, table } from '../print-tables';
import { paragraphs } from '../published/about';
import { marginRules } from '../published/page-style';
import { say } from '../../words';
import { STANDING_LETTER, STATE_LETTER } from './state-sign';
import type { CellView, FollowUpView, RowView } from './view';

const root = '.situation-picture.sp-follow-up';

const paragraph = (text: string, className = ''): string =>
  text === '' ? '' : `<p${className === '' ? '' : ` class="${className}"`}>${escapeHtml(text)}</p>`;

/** The sign is there for the eye; the word says it. */
function signed(sign: string, word: string): string {
  if (word === '') return '';
  const drawn = sign === '' ? '' : `<span aria-hidden="true">${sign}</span> `;
  return `<p class="sp-state">${drawn}${escapeHtml(word)}</p>`;
}

function activity({ title, lines, target, progress, standing, standingWord }: RowView): string {
  return (
    `<th scope="row"><p class="sp-title">${escapeHtml(title)}</p>${lines.map((text) => paragraph(text, 'sp-soft')).join('')}` +
    `${paragraph(target)}${paragraph(progress)}${signed(STANDING_LETTER[standing], standingWord)}</th>`
  );
}

function told({ state, stateWord, text, value }: CellView, nothing: string): string {
  const written = paragraphs(text).map((one) => paragraph(one));
  const words = text === '' && value === '' ? paragraph(nothing, 'sp-soft') : written.join('');
  return `<td>${signed(STATE_LETTER[state], stateWord)}${words}${paragraph(value)}</td>`;
}

/** The follow-up as an `article`; show it together with `followUpStyle`. */
export function followUpBody(view: FollowUpView): string {
  const { language, kicker, title, period, facts, goal, columns, sections, notes } = view;
  const about = facts.map(([term, fact]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(fact)}</dd></div>`);
  const nothing = say(language, 'followNothing');
  const head =
    columnHead(view.activityHead) +
    columns.map(({ name, months }) => `<th scope="col">${escapeHtml(name)}<br />${escapeHtml(months)}</th>`).join('');
  const parts = sections.map(({ title: name, caption, rows }) => {
    const body = rows.map((row) => `<tr>${activity(row)}${row.cells.map((cell) => told(cell, nothing)).join('')}</tr>`);
    return `<section><h2>${escapeHtml(name)}</h2>${table({ className: `sp-told-of sp-of-${columns.length}`, caption, head, body: body.join('') })}</section>`;
  });
  return [
    `<article class="situation-picture sp-follow-up" lang="${language}">`,
    `<header><p class="sp-kicker">${escapeHtml(kicker)}</p><h1>${escapeHtml(title)}</h1><p class="sp-period">${escapeHtml(period)}</p>`,
    `<dl class="sp-about">${about.join('')}</dl></header>`,
    ...paragraphs(goal).map((text) => paragraph(text, 'sp-goal')),
    ...parts,
    `<ul class="sp-notes">${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`,
    `</article>`,
  ].join('\n');
}

const own = `
@page { size: A4 landscape; }
${root} { max-width: 277mm; font-variant-ligatures: none; } /* a ligature is one letter to some who read the PDF aloud or search in it */
${root} .sp-goal { margin-top: 12px; font-size: 16px; max-width: 80ch; }
${root} .sp-told-of { table-layout: fixed; } ${root} .sp-told-of caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
${root} .sp-told-of th, ${root} .sp-told-of td { vertical-align: top; padding: 6px 12px 6px 0; overflow-wrap: break-word; }
${root} .sp-told-of tbody th { font-weight: 400; } ${root} .sp-told-of thead th:first-child { width: 27%; } ${root} .sp-told-of.sp-of-1 thead th:first-child { width: 40%; }
${root} .sp-title, ${root} .sp-state { font-weight: 600; } ${root} .sp-soft { color: #4c554d; }
${root} .sp-told-of p + p { margin-top: 2px; } ${root} > .sp-notes { margin-top: 20px; columns: 1; } ${root} .sp-scroll { position: relative; }
@media screen and (max-width: 700px) { ${root} .sp-told-of { min-width: 860px; } ${root} .sp-told-of.sp-of-1 { min-width: 0; } }
@media print { ${root} { max-width: none; } ${root} .sp-told-of { font-size: 8.8pt; } }
`.trim();

/** Rules for the page while it is shown; the margins of each sheet say what it belongs to. */
export const followUpStyle = ({ footer, language }: FollowUpView): string =>
  `${printStyle}\n${own}\n${marginRules(footer, language)}`;

/** A whole HTML document that can be saved, sent and printed. */
export function followUpHtml(view: FollowUpView): string {
  return [
    `<!DOCTYPE html>`,
    `<html lang="${view.language}">`,
    `<head>`,
    `<meta charset="utf-8" />`,
    `<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    `<title>${escapeHtml(view.footer)}</title>`,
    `<style>body { margin: 0; background: #fff; }\n${followUpStyle(view)}</style>`,
    `</head>`,
    `<body><main>`,
    followUpBody(view),
    `</main></body>`,
    `</html>`,
    ``,
  ].join('\n');
}
