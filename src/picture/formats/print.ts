/** The printable picture: one A4 page or a few, Swedish or English, whole in itself. No script, no request. */
import { momentInWords, periodInWords } from '../period-words';
import type { SituationPicture } from '../types';
import { say, sayCount } from '../words';
import { filtersInWords } from './csv';
import { escapeHtml } from './html';
import { leadSentences } from './print-lead';
import { printLegend } from './print-legend';
import { offMapNote, printMap } from './print-map';
import { printStyle } from './print-style';
import { areasTable } from './print-areas';
import { categoriesTable } from './print-categories';
import { placesSection } from './print-hotspots';
import { repeatsSection } from './print-repeats';
import { timesTable } from './print-times';

const MAX_REJECTED = 20;

/** Title of page and file: `Lägesbild Jönköping`. */
export function pictureTitle(picture: SituationPicture): string {
  const { municipality, language } = picture;
  return municipality ? say(language, 'pictureTitle', { name: municipality }) : say(language, 'pictureTitleBare');
}

function header(picture: SituationPicture): string {
  const { language } = picture;
  const about: [string, string][] = [
    [say(language, 'created'), momentInWords(picture.createdAt, language)],
    [say(language, 'source'), picture.source],
    [say(language, 'filters'), filtersInWords(picture) || say(language, 'noFilters')],
  ];
  const facts = about.map(([term, fact]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(fact)}</dd></div>`);
  const [first = '', ...others] = leadSentences(picture).map(escapeHtml);
  return (
    `<header><p class="sp-kicker">${say(language, 'kicker')}</p><h1>${escapeHtml(pictureTitle(picture))}</h1>` +
    `<p class="sp-period">${escapeHtml(periodInWords(picture.period.key, language))}</p><dl class="sp-about">${facts.join('')}</dl></header>` +
    `<p class="sp-lead"><strong>${first}</strong> ${others.join(' ')}</p>`
  );
}

function section(title: string, content: string, className = ''): string {
  return `<section${className ? ` class="${className}"` : ''}><h2>${escapeHtml(title)}</h2>${content}</section>`;
}

function rejected(picture: SituationPicture): string {
  const { language, rejected: rows } = picture;
  if (rows.length === 0) return '';
  const items = rows
    .slice(0, MAX_REJECTED)
    .map(({ line, reason }) => `<li>${escapeHtml(say(language, 'rejectedLine', { line, reason }))}</li>`);
  const rest = rows.length - items.length;
  if (rest > 0) items.push(`<li>${sayCount(language, 'rejectedMore', rest)}</li>`);
  const count = `<p class="sp-small">${sayCount(language, 'rejected', rows.length)}</p>`;
  return section(say(language, 'rejectedTitle'), `${count}<ul class="sp-notes">${items.join('')}</ul>`);
}

/** The picture as an `article` element; show it together with `printStyle`. Every text in it is escaped. */
export function printBody(picture: SituationPicture): string {
  const { language } = picture;
  const word = (key: Parameters<typeof say>[1]): string => say(language, key);
  const most = picture.hotspots[0]?.kind === 'most';
  const none = `<p class="sp-small">${word('noIncidents')}</p>`;
  const happened = picture.total > 0;
  return [
    `<article class="situation-picture" lang="${language}">`,
    header(picture),
    `<figure class="sp-map-figure">${printMap(picture)}${printLegend(picture)}${offMapNote(picture)}</figure>`,
    section(word('areasTitle'), areasTable(picture)),
    section(word(most ? 'mostTitle' : 'hotspotsTitle'), placesSection(picture)),
    `<div class="sp-columns">`,
    section(word('categoriesTitle'), categoriesTable(picture) ?? none),
    section(word('repeatsTitle'), repeatsSection(picture)),
    `</div>`,
    section(word('timesTitle'), happened ? timesTable(picture) : none, 'sp-times-section'),
    rejected(picture),
    section(
      word('methodTitle'),
      `<ul class="sp-notes">${picture.method.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`,
    ),
    `</article>`,
  ].join('\n');
}

/** A whole HTML document (well-formed as XML too) that can be saved, sent and printed. */
export function printDocument(picture: SituationPicture): string {
  const title = `${pictureTitle(picture)}, ${periodInWords(picture.period.key, picture.language)}`;
  return [
    `<!DOCTYPE html>`,
    `<html lang="${picture.language}">`,
    `<head>`,
    `<meta charset="utf-8" />`,
    `<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>body { margin: 0; background: #fff; }\n${printStyle}</style>`,
    `</head>`,
    `<body>`,
    `<main>`,
    printBody(picture),
    `</main>`,
    `</body>`,
    `</html>`,
    ``,
  ].join('\n');
}
