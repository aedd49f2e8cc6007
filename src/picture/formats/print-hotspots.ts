/** The places: hotspots with their course over the periods, those that have cooled, and how well the last ones foretold. */
import { goneInWords, hindsightSentence, storyInWords } from '../places-in-words';
import { timesInWords } from '../period-words';
import type { Language, PictureHotspot, SituationPicture } from '../types';
import { say, sayNumber } from '../words';
import { escapeHtml } from './html';
import { columnHead, numberCell, rowHead, table } from './print-tables';
import { seriesStrip } from './series-strip';

const TOP = 3;

function topCategories(categories: readonly { name: string; count: number }[], language: Language): string {
  return categories
    .slice(0, TOP)
    .map(({ name, count }) => `${escapeHtml(name)} ${sayNumber(language, count)}`)
    .join(', ');
}

/** Keeps `kl. 18–24` on one line; the text is escaped already. */
const unbroken = (html: string): string => html.replace(/(?:kl\. )?\d\d–\d\d/, '<span class="sp-nowrap">$&</span>');

function hotspotRow(hotspot: PictureHotspot, number: number, language: Language): string {
  const { name, count, expected, categories, hotTimes } = hotspot;
  const story = storyInWords(hotspot, language) ?? '';
  return (
    `<tr><td class="sp-num"><span class="sp-badge">${number}</span></td>${rowHead(name)}${numberCell(sayNumber(language, count))}` +
    numberCell(expected === null ? say(language, 'unknown') : sayNumber(language, expected, 1)) +
    `<td class="sp-course">${seriesStrip(hotspot, language)}${story}</td><td>${topCategories(categories, language)}</td>` +
    `<td>${unbroken(escapeHtml(timesInWords(hotTimes, language)))}</td></tr>`
  );
}

/** Hotspots with their numbers of the map; null when there are none. */
function hotspotsTable(picture: SituationPicture): string | null {
  const { language, hotspots } = picture;
  const [first] = hotspots;
  if (!first) return null;
  const head = (['place', 'count', 'usually', 'course', 'what', 'when'] as const).map((key) =>
    columnHead(say(language, key), key === 'count' || key === 'usually' ? 'sp-num' : ''),
  );
  return table({
    className: 'sp-hotspots',
    caption: say(language, first.kind === 'most' ? 'mostCaption' : 'hotspotsCaption'),
    head: `${columnHead('#', 'sp-num')}${head.join('')}`,
    body: hotspots.map((hotspot, i) => hotspotRow(hotspot, i + 1, language)).join(''),
  });
}

function goneList({ gone, language }: SituationPicture): string {
  if (gone.length === 0) return '';
  const items = gone.map(
    (place) => `<li>${seriesStrip(place, language)}${escapeHtml(goneInWords(place, language))}</li>`,
  );
  return `<h3>${say(language, 'goneTitle')}</h3><ul class="sp-gone">${items.join('')}</ul>`;
}

/** All that is said of places below the section's heading. */
export function placesSection(picture: SituationPicture): string {
  const hindsight = hindsightSentence(picture);
  return (
    (hotspotsTable(picture) ?? `<p class="sp-small">${say(picture.language, 'noPlaces')}</p>`) +
    goneList(picture) +
    (hindsight === null ? '' : `<p class="sp-after">${escapeHtml(hindsight)}</p>`)
  );
}
