/** A count, an area and a hotspot in sentences, as far as the audience may have them. */
import { changeInWords, yearBeforeSentence } from '../../figures-in-words';
import { shortPeriod, timesInWords } from '../../period-words';
import { hindsightSentence, storyInWords } from '../../places-in-words';
import type { PublishedArea, PublishedFigures, PublishedHotspot } from '../../published';
import { isOngoing, shownVerdict, type ShownVerdict } from '../../shown-verdict';
import { say, sayCount, sayList, sayNumber } from '../../words';
import { toldOf, type Edition } from './about';
import { countText, incidentsText, isUntold } from './count';

/** The verdict as a page says it; null where the audience has none. */
export function verdictOf({ verdict }: Pick<PublishedFigures, 'verdict'>, edition: Edition): ShownVerdict | null {
  return verdict && shownVerdict(toldOf(edition), verdict);
}

export const verdictWord = (figures: Pick<PublishedFigures, 'verdict'>, edition: Edition): string => {
  const verdict = verdictOf(figures, edition);
  return verdict === null ? '' : say(edition.language, `verdict_${verdict}`);
};

/** `10–18`; empty where it is not said. */
export function expectedText({ expected }: Pick<PublishedFigures, 'expected'>, { language }: Edition): string {
  if (!expected) return '';
  return say(language, 'range', {
    low: sayNumber(language, expected.low),
    high: sayNumber(language, expected.high),
  });
}

/** `16 → 25 knappast slump`; empty where it is not said. */
export function changeText({ count, change }: PublishedFigures, edition: Edition): string {
  if (typeof count !== 'number' || !change) return '';
  const words = changeInWords({ count, change }, toldOf(edition));
  return words ? `${words.numbers}${words.hardly ? `, ${words.chance}` : ''}` : '';
}

function countSentence(figures: PublishedFigures, edition: Edition): string {
  const { language } = edition;
  const incidents = incidentsText(figures.count, language);
  const verdict = verdictOf(figures, edition);
  if (!figures.expected || verdict === null) {
    const word = verdict === null ? '' : say(language, `verdict_${verdict}`);
    return say(language, 'figuresOnly', { incidents: word === '' ? incidents : `${incidents}: ${word}` });
  }
  const range = { low: sayNumber(language, figures.expected.low), high: sayNumber(language, figures.expected.high) };
  if (verdict === 'ongoing') return say(language, 'figuresOngoing', { incidents, ...range });
  return say(language, 'figuresExpected', { incidents, verdict: say(language, `verdict_${verdict}`), ...range });
}

function changeSentenceOf({ count, change }: PublishedFigures, edition: Edition): string | null {
  if (typeof count !== 'number' || !change) return null;
  const told = toldOf(edition);
  const { language } = edition;
  const previous = say(language, `previous_${told.period.kind}`);
  if (!isOngoing(told) && change.before === count) return say(language, 'changeNone', { previous });
  const words = changeInWords({ count, change }, told);
  return words && say(language, 'change', { previous, numbers: words.numbers, chance: words.chance, p: words.p });
}

/** The count with its verdict, against the period and the year before. */
export function figureSentences(figures: PublishedFigures, edition: Edition): string[] {
  const ongoing = isOngoing(toldOf(edition));
  return [
    countSentence(figures, edition),
    changeSentenceOf(figures, edition),
    yearBeforeSentence({ ...toldOf(edition), yearBefore: figures.yearBefore }),
    figures.corrected && !ongoing ? say(edition.language, 'correctedNote') : null,
  ].filter((sentence) => sentence !== null);
}

export function coverageText({ coverage }: Pick<PublishedArea, 'coverage'>, { language }: Edition): string {
  if (!coverage) return '';
  return say(language, 'coverageOf', { reported: coverage.reported, expected: coverage.expected });
}

/** When it happens; none where the audience is not told. */
export function timesSentences(hotTimes: number[][] | null, { language }: Edition): string[] {
  const times = hotTimes ? timesInWords(hotTimes, language) : '';
  return times === '' ? [] : [say(language, 'timesSentence', { times })];
}

/** Who has not reported, for the coordinator alone. */
export function missingSentences({ coverage }: PublishedArea, { language }: Edition): string[] {
  const missing = coverage?.missing ?? [];
  return missing.length === 0 ? [] : [say(language, 'coverageMissing', { names: sayList(language, missing) })];
}

/** All that is said of an area but its note. */
export function areaSentences(area: PublishedArea, edition: Edition): string[] {
  const { coverage } = area;
  const reported = coverage
    ? [
        say(edition.language, 'coverageSentence', { reported: coverage.reported, expected: coverage.expected }),
        ...missingSentences(area, edition),
      ]
    : [];
  return [...figureSentences(area, edition), ...timesSentences(area.hotTimes, edition), ...reported];
}

/** Whole picture: count, what lies outside, and how well the last hotspots foretold. */
export function overviewSentences(edition: Edition): string[] {
  const { picture, language } = edition;
  const hindsight = hindsightSentence({ ...toldOf(edition), hindsight: picture.hindsight });
  const outside = picture.outside;
  return [
    ...figureSentences(picture.figures, edition),
    ...(outside === 0 || isUntold(outside)
      ? []
      : [say(language, 'outsideIs', { count: countText(outside, language) })]),
    ...(hindsight === null ? [] : [hindsight]),
  ];
}

/** `Klotter 4, Glaskross 2`: what happened most. */
export function topCategories(
  { categories }: Pick<PublishedHotspot, 'categories'>,
  { language }: Edition,
  top = 3,
): string {
  return categories
    .slice(0, top)
    .map(({ name, count }) => `${name[language]} ${countText(count, language)}`)
    .join(', ');
}

export function storyText(hotspot: Pick<PublishedHotspot, 'story'>, { language }: Edition): string {
  return storyInWords(hotspot, language) ?? '';
}

/** What the meeting made of it; empty where the audience is not told. */
export function decisionText({ raised, decision }: PublishedHotspot, { picture, language }: Edition): string {
  return raised && picture.audience !== 'external' ? say(language, `decision_${decision}`) : '';
}

/** All that is said of a hotspot. */
export function hotspotSentences(hotspot: PublishedHotspot, edition: Edition): string[] {
  const { language, picture } = edition;
  const { count, expected, hotTimes, reason, raised, decision } = hotspot;
  const told: string[] = [say(language, 'figuresOnly', { incidents: incidentsText(count, language) })];
  if (expected !== null) told.push(`${say(language, 'usually')}: ${sayNumber(language, expected, 1)}.`);
  const story = storyText(hotspot, edition);
  if (story !== '') told.push(`${say(language, 'course')}: ${story}.`);
  told.push(...timesSentences(hotTimes, edition));
  if (raised && picture.audience !== 'external') told.push(say(language, `decisionSentence_${decision}`));
  if (reason !== '') told.push(reason);
  return told;
}

/** Places that have cooled, one sentence each. */
export function goneSentences({ picture, language }: Edition): string[] {
  return picture.gone.map(({ name, last, count }) =>
    say(language, 'gone', {
      name,
      period: shortPeriod(last, language),
      incidents: sayCount(language, 'incidents', count),
    }),
  );
}
