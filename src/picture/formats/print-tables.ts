/** The tables of the printed picture: areas, hotspots, categories. */
import type { ExpectedRange, Verdict } from '../../analysis/types';
import { timesInWords } from '../period-words';
import { shownVerdict } from '../shown-verdict';
import type { ShownVerdict } from '../shown-verdict';
import type { Language, SituationPicture } from '../types';
import { say, sayNumber } from '../words';
import { escapeHtml } from './html';
import { sparkline } from './sparkline';
import { verdictSign } from './verdict-sign';

/** More categories than this are summed up in a last row. */
const MAX_CATEGORIES = 30;
const TOP = 3;

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
const rowHead = (text: string): string => `<th scope="row">${escapeHtml(text)}</th>`;
const numberCell = (text: string): string => `<td class="sp-num">${text}</td>`;

function rangeText(expected: ExpectedRange | null, language: Language): string {
  return expected
    ? say(language, 'range', { low: sayNumber(language, expected.low), high: sayNumber(language, expected.high) })
    : say(language, 'unknown');
}

function verdictCell(verdict: ShownVerdict, language: Language): string {
  return `<td class="sp-verdict">${verdictSign(verdict)} ${say(language, `verdict_${verdict}`)}</td>`;
}

interface Counted {
  name: string;
  count: number;
  expected: ExpectedRange | null;
  verdict: Verdict;
  trend: number[];
}

function countedRow(row: Counted, picture: SituationPicture): string {
  const { language } = picture;
  return (
    `<tr>${rowHead(row.name)}${numberCell(sayNumber(language, row.count))}${numberCell(rangeText(row.expected, language))}` +
    `${verdictCell(shownVerdict(picture, row.verdict), language)}<td>${sparkline(row.trend, row.expected, language)}</td></tr>`
  );
}

/** Areas in the order of the picture, then all together, then what lies outside. */
export function areasTable(picture: SituationPicture): string {
  const { language } = picture;
  const [area, count, expected, verdict, trend] = (['area', 'count', 'expected', 'verdict', 'trend'] as const).map(
    (key) => say(language, key),
  );
  const all: Counted = { ...picture, name: say(language, 'allAreas'), count: picture.total };
  const outside = `<tr>${rowHead(say(language, 'outsideAreas'))}${numberCell(sayNumber(language, picture.outside))}<td colspan="3"></td></tr>`;
  return table({
    className: 'sp-areas',
    caption: say(language, 'areasCaption'),
    head: `${columnHead(area)}${columnHead(count, 'sp-num')}${columnHead(expected, 'sp-num')}${columnHead(verdict)}${columnHead(trend)}`,
    body: picture.areas.map((row) => countedRow(row, picture)).join(''),
    foot: countedRow(all, picture) + outside,
  });
}

function topCategories(categories: readonly { name: string; count: number }[], language: Language): string {
  return categories
    .slice(0, TOP)
    .map(({ name, count }) => `${escapeHtml(name)} ${sayNumber(language, count)}`)
    .join(', ');
}

/** Keeps `kl. 18–24` on one line; the text is escaped already. */
const unbroken = (html: string): string => html.replace(/(?:kl\. )?\d\d–\d\d/, '<span class="sp-nowrap">$&</span>');

/** Hotspots with their numbers of the map; null when there are none. */
export function hotspotsTable(picture: SituationPicture): string | null {
  const { language, hotspots } = picture;
  const [first] = hotspots;
  if (!first) return null;
  const rows = hotspots.map(
    (hotspot, i) =>
      `<tr><td class="sp-num"><span class="sp-badge">${i + 1}</span></td>${rowHead(hotspot.name)}` +
      numberCell(sayNumber(language, hotspot.count)) +
      numberCell(hotspot.expected === null ? say(language, 'unknown') : sayNumber(language, hotspot.expected, 1)) +
      `<td>${topCategories(hotspot.categories, language)}</td><td>${unbroken(escapeHtml(timesInWords(hotspot.hotTimes, language)))}</td></tr>`,
  );
  const [place, count, usually, what, when] = (['place', 'count', 'usually', 'what', 'when'] as const).map((key) =>
    say(language, key),
  );
  return table({
    className: 'sp-hotspots',
    caption: say(language, first.kind === 'most' ? 'mostCaption' : 'hotspotsCaption'),
    head: `${columnHead('#', 'sp-num')}${columnHead(place)}${columnHead(count, 'sp-num')}${columnHead(usually, 'sp-num')}${columnHead(what)}${columnHead(when)}`,
    body: rows.join(''),
  });
}

/** Categories with a bar each, most frequent first. */
export function categoriesTable(picture: SituationPicture): string {
  const { language } = picture;
  const shown = picture.categories.slice(0, MAX_CATEGORIES);
  const rest = picture.categories.slice(MAX_CATEGORIES).reduce((sum, { count }) => sum + count, 0);
  const rows = rest > 0 ? [...shown, { name: say(language, 'otherCategories'), count: rest }] : shown;
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return table({
    className: 'sp-categories',
    caption: say(language, 'categoriesCaption'),
    head: `${columnHead(say(language, 'category'))}${columnHead(say(language, 'count'), 'sp-num')}`,
    body: rows
      .map(({ name, count }) => {
        const width = ((100 * count) / most).toFixed(1);
        const bar = `<svg class="sp-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="4" fill="#0b4f6c"/></svg>`;
        return `<tr><th scope="row">${escapeHtml(name)}${bar}</th>${numberCell(sayNumber(language, count))}</tr>`;
      })
      .join(''),
  });
}
