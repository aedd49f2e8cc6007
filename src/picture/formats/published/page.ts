/** A published picture as a page to read, print and save as an accessible PDF: headings, tables, a drawn map. No script, no request. */
import { escapeHtml } from '../html';
import { say, type WordKey } from '../../words';
import { aboutFacts, footerText, methodSentences, paragraphs, periodText, titleText, type Edition } from './about';
import { areaSentences, goneSentences, overviewSentences } from './figures';
import { legendOf, mapDescription, mapPatterns } from './map-content';
import { drawnMap, offMapText } from './map-sheet';
import { meetingSentences } from './meeting';
import { publishedStyle } from './page-style';
import { htmlTable, trendColumn } from './page-tables';
import { statusSign } from './status-sign';
import { without } from './table';
import { actionLists, areasTable, categoriesTable, eventsTable, hotspotsTable } from './tables';
import { timesTable } from '../print-times';

const paragraph = (text: string, className = ''): string =>
  `<p${className === '' ? '' : ` class="${className}"`}>${escapeHtml(text)}</p>`;

function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${content}</section>`;
}

function header(edition: Edition): string {
  const facts = aboutFacts(edition).map(
    ([term, fact]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(fact)}</dd></div>`,
  );
  const { logo, logoAlt, language, picture } = edition;
  const name = escapeHtml(logoAlt ?? say(language, 'logoAlt', { name: picture.municipality.name }));
  const image = logo === null ? '' : `<img class="sp-logo" src="${escapeHtml(logo)}" alt="${name}" />`;
  return (
    `<header><div class="sp-masthead"><div><p class="sp-kicker">${say(language, 'kicker')}</p><h1>${escapeHtml(titleText(edition))}</h1>` +
    `<p class="sp-period">${escapeHtml(periodText(edition))}</p></div>${image}</div><dl class="sp-about">${facts.join('')}</dl></header>`
  );
}

function overview(edition: Edition): string {
  const written = paragraphs(edition.picture.general).map((text) => paragraph(text));
  const told = paragraph(overviewSentences(edition).join(' '));
  return `<div class="sp-general">${written.join('')}</div><div class="sp-told">${told}</div>`;
}

function mapFigure(edition: Edition): string {
  const swatch = (drawn: string): string =>
    `<svg class="sp-swatch" viewBox="0 0 24 14" aria-hidden="true">${drawn}</svg>`;
  const legend = legendOf(edition).map(({ title, items }) => {
    const list = items.map(({ swatch: drawn, label }) => `<li>${swatch(drawn)} ${escapeHtml(label)}</li>`);
    return `<div><b>${escapeHtml(title)}</b><ul>${list.join('')}</ul></div>`;
  });
  const { width, height, svg } = drawnMap(edition);
  const note = offMapText(edition);
  return (
    `<figure class="sp-map-figure"><svg class="sp-map" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="sp-map-title sp-map-desc">` +
    `<title id="sp-map-title">${say(edition.language, 'mapTitle')}</title><desc id="sp-map-desc">${escapeHtml(mapDescription(edition))}</desc>` +
    `${mapPatterns()}${svg}</svg><figcaption class="sp-legend">${legend.join('')}</figcaption>${note === '' ? '' : paragraph(note, 'sp-small')}</figure>`
  );
}

function areas(edition: Edition): string {
  const { picture, language } = edition;
  const table = areasTable(edition);
  const outside = { trend: null, expected: null };
  const trends = [...picture.areas, { ...picture.figures, trend: picture.trend }, outside].slice(0, table.rows.length);
  const notes = picture.areas.map((area) => {
    const standing = area.status
      ? ` <span class="sp-standing">${statusSign(area.status)} ${say(language, `status_${area.status}`)}</span>`
      : '';
    const note = paragraphs(area.note).map((text) => paragraph(text));
    return `<div><h3>${escapeHtml(area.name)}${standing}</h3>${note.join('')}${paragraph(areaSentences(area, edition).join(' '), 'sp-words')}</div>`;
  });
  return `${htmlTable(table, 'sp-areas', trendColumn(trends, edition))}<div class="sp-area-list sp-after">${notes.join('')}</div>`;
}

function hotspots(edition: Edition): string {
  const { picture, language } = edition;
  const gone = goneSentences(edition).map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return (
    (picture.hotspots.length > 0
      ? htmlTable(hotspotsTable(edition), 'sp-hotspots')
      : paragraph(say(language, 'noHotspots'), 'sp-small')) +
    (gone.length > 0 ? `<h3>${say(language, 'goneTitle')}</h3><ul class="sp-gone">${gone.join('')}</ul>` : '')
  );
}

function actions(edition: Edition): string {
  const { picture, language } = edition;
  if (picture.audience === 'external') return '';
  const lists = actionLists(edition).map(
    ({ title, table }) => `<h3>${escapeHtml(title)}</h3>${htmlTable(without(table, ['decided']), 'sp-actions')}`,
  );
  return lists.length > 0 ? lists.join('') : paragraph(say(language, 'noActions'), 'sp-small');
}

function events(edition: Edition): string {
  if (edition.picture.events.length === 0) return paragraph(say(edition.language, 'noEvents'), 'sp-small');
  return htmlTable(without(eventsTable(edition), ['begins', 'ends']), 'sp-events');
}

function meeting(edition: Edition): string {
  const minutes = paragraphs(edition.picture.meeting?.minutes ?? '').map((text) => paragraph(text));
  const about = meetingSentences(edition).join(' ');
  return about === '' ? '' : `<div class="sp-told">${paragraph(about)}${minutes.join('')}</div>`;
}

function maps({ picture: { maps: images } }: Edition): string {
  const figures = images.map(({ caption, image }) => {
    const words = escapeHtml(caption);
    return `<figure><img src="${escapeHtml(image)}" alt="${words}" /><figcaption>${words}</figcaption></figure>`;
  });
  return figures.length === 0 ? '' : `<div class="sp-photos">${figures.join('')}</div>`;
}

/** The picture as an `article` element; show it together with `publishedStyle`. Every text in it is escaped. */
export function publishedBody(edition: Edition): string {
  const { picture, language } = edition;
  const word = (key: WordKey): string => say(language, key);
  const most = picture.hotspots[0]?.kind === 'most';
  const method = methodSentences(edition).map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return [
    `<article class="situation-picture" lang="${language}">`,
    header(edition),
    section(word('sectionGeneral'), overview(edition)),
    mapFigure(edition),
    section(word('areasTitle'), areas(edition)),
    section(word(most ? 'mostTitle' : 'hotspotsTitle'), hotspots(edition)),
    section(word('sectionActions'), actions(edition)),
    section(word('sectionEvents'), events(edition)),
    section(word('sectionMeeting'), meeting(edition)),
    section(
      word('categoriesTitle'),
      picture.categories.length > 0 ? htmlTable(categoriesTable(picture.categories, edition), 'sp-categories') : '',
    ),
    section(word('timesTitle'), picture.hotTimes ? timesTable({ language, hotTimes: picture.hotTimes }) : ''),
    section(word('sectionMaps'), maps(edition)),
    section(word('sectionMethod'), `<ul class="sp-notes">${method.join('')}</ul>`),
    `</article>`,
  ].join('\n');
}

/** A whole HTML document (well-formed as XML too) that can be saved, sent and printed. */
export function publishedDocument(edition: Edition): string {
  return [
    `<!DOCTYPE html>`,
    `<html lang="${edition.language}">`,
    `<head>`,
    `<meta charset="utf-8" />`,
    `<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    `<title>${escapeHtml(footerText(edition))}</title>`,
    `<style>body { margin: 0; background: #fff; }\n${publishedStyle(edition)}</style>`,
    `</head>`,
    `<body>`,
    `<main>`,
    publishedBody(edition),
    `</main>`,
    `</body>`,
    `</html>`,
    ``,
  ].join('\n');
}
