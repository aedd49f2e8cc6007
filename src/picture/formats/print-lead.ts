/** The sentences under the title: what a partner should know who reads nothing else. A percentage only where both counts bear one. */
import { changeSentence, comparedIn, coverageNote, yearBeforeSentence } from '../figures-in-words';
import { storyInWords } from '../places-in-words';
import { isOngoing, shownVerdict } from '../shown-verdict';
import type { ShownVerdict } from '../shown-verdict';
import type { PictureArea, SituationPicture } from '../types';
import { say, sayCount, sayList, sayNumber } from '../words';

/** More names than this are counted instead. */
const NAMED = 4;

function countSentence(picture: SituationPicture): string {
  const { language, expected, total } = picture;
  const incidents = sayCount(language, 'incidents', total);
  if (!expected) return say(language, 'leadUnknown', { incidents });
  const range = { low: sayNumber(language, expected.low), high: sayNumber(language, expected.high) };
  const verdict = shownVerdict(picture, picture.verdict);
  if (verdict === 'ongoing') return say(language, 'leadOngoing', { incidents, ...range });
  return say(language, 'leadExpected', { incidents, verdict: say(language, `verdict_${verdict}`), ...range });
}

function areaSentences(picture: SituationPicture): string[] {
  const { language, areas } = picture;
  const names = (of: readonly PictureArea[]): string =>
    sayList(
      language,
      of.map(({ name }) => name),
    );
  const shownAs = (verdict: ShownVerdict): PictureArea[] =>
    areas.filter((area) => shownVerdict(picture, area.verdict) === verdict);
  const [above, below, usual] = [shownAs('above'), shownAs('below'), shownAs('usual')];
  const corrected = isOngoing(picture) ? [] : areas.filter((area) => area.corrected);
  const sentences: string[] = [];
  if (above.length > 0) sentences.push(say(language, 'leadAbove', { areas: names(above) }));
  if (below.length > 0) sentences.push(say(language, 'leadBelow', { areas: names(below) }));
  if (above.length + below.length === 0 && usual.length > 0) sentences.push(say(language, 'leadNoneOut'));
  if (corrected.length > 0) {
    sentences.push(say(language, 'leadCorrected', { count: comparedIn(areas), areas: names(corrected) }));
  }
  return sentences;
}

function placeSentence(picture: SituationPicture): string[] {
  const { language, hotspots, total } = picture;
  const significant = hotspots.filter(({ kind }) => kind === 'significant');
  if (significant.length === 0) return total > 0 ? [say(language, 'leadNoHotspot')] : [];
  const named = significant.map((hotspot) => {
    const story = storyInWords(hotspot, language);
    return story === null ? hotspot.name : say(language, 'namedStory', { name: hotspot.name, story });
  });
  // Two hotspots by the same place share its name: said once.
  return [sayCount(language, 'leadHotspots', significant.length, { names: sayList(language, [...new Set(named)]) })];
}

function coverageSentence(picture: SituationPicture): string[] {
  const { language } = picture;
  const lacking = picture.areas.filter((area) => coverageNote(area, picture) !== null).map(({ name }) => name);
  if (lacking.length === 0) return [];
  return lacking.length > NAMED
    ? [say(language, 'leadCoverageMany', { count: sayNumber(language, lacking.length) })]
    : [say(language, 'leadCoverage', { areas: sayList(language, lacking) })];
}

/** The first is the one to print large. */
export function leadSentences(picture: SituationPicture): string[] {
  const against = [changeSentence(picture), yearBeforeSentence(picture)].filter((sentence) => sentence !== null);
  const outside = picture.outside > 0 ? [sayCount(picture.language, 'leadOutside', picture.outside)] : [];
  return [
    countSentence(picture),
    ...against,
    ...areaSentences(picture),
    ...placeSentence(picture),
    ...coverageSentence(picture),
    ...outside,
  ];
}
