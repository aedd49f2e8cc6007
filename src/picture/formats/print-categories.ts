/** The table of categories: what has happened, and what has not though it usually does. */
import { comparedIn } from '../figures-in-words';
import { isOngoing, shownVerdict } from '../shown-verdict';
import type { PictureCategory, SituationPicture } from '../types';
import { say, sayList, sayNumber } from '../words';
import { escapeHtml } from './html';
import { columnHead, numberCell, rangeText, rowHead, table } from './print-tables';
import { verdictSign } from './verdict-sign';

/** More categories than this are summed up in a last row, but for those that differ. */
const MAX_CATEGORIES = 20;

/** What is called out; null for what is as expected, which goes without saying. */
function calledOut(category: PictureCategory, picture: SituationPicture): 'above' | 'below' | null {
  const verdict = shownVerdict(picture, category.verdict);
  return verdict === 'above' || verdict === 'below' ? verdict : null;
}

function categoryRow(category: PictureCategory, most: number, picture: SituationPicture): string {
  const { language } = picture;
  const { name, count, expected } = category;
  const width = ((100 * count) / most).toFixed(1);
  const bar = `<svg class="sp-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="8" fill="#0b4f6c"/></svg>`;
  const verdict = calledOut(category, picture);
  const sign =
    verdict === null
      ? ''
      : `${verdictSign(verdict)}<span class="sp-aloud"> ${say(language, `verdict_${verdict}`)}</span>`;
  return (
    `<tr>${rowHead(name)}<td class="sp-bar-cell">${bar}</td>${numberCell(sayNumber(language, count))}` +
    `${numberCell(expected ? rangeText(expected, language) : '')}<td class="sp-sign-cell">${sign}</td></tr>`
  );
}

/** Those outside their range that are not called out, since among many something like it is expected by chance; empty when there is none. */
function correctedNote(picture: SituationPicture): string {
  const { language, categories } = picture;
  const names = categories.filter(({ corrected }) => corrected).map(({ name }) => name);
  if (names.length === 0 || isOngoing(picture)) return '';
  const text = say(language, 'correctedCategories', { names: sayList(language, names), count: comparedIn(categories) });
  return `<p class="sp-small sp-after">${escapeHtml(text)}</p>`;
}

/** What has happened, most frequent first, and what has been called out as missing; null when there is neither. */
export function categoriesTable(picture: SituationPicture): string | null {
  const { language } = picture;
  const told = picture.categories.filter((category) => category.count > 0 || calledOut(category, picture) === 'below');
  if (told.length === 0) return null;
  const shown = told.filter((category, i) => i < MAX_CATEGORIES || calledOut(category, picture) !== null);
  const rest = told.filter((category) => !shown.includes(category)).reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const signs = shown.some((category) => calledOut(category, picture) !== null);
  const others =
    rest > 0
      ? `<tr>${rowHead(say(language, 'otherCategories'))}<td></td>${numberCell(sayNumber(language, rest))}<td></td><td></td></tr>`
      : '';
  const list = table({
    className: 'sp-categories',
    caption: say(language, signs ? 'categoriesCaptionSigns' : 'categoriesCaption'),
    head:
      `${columnHead(say(language, 'category'))}<td></td>${columnHead(say(language, 'count'), 'sp-num')}` +
      `${columnHead(say(language, 'expected'), 'sp-num')}<td></td>`,
    body: shown.map((category) => categoryRow(category, most, picture)).join('') + others,
  });
  return list + correctedNote(picture);
}
