/** The picture in a few lines of plain text, for the terminal. */
import { correctionNote, coverageNote } from '../figures-in-words';
import { periodInWords } from '../period-words';
import { goneInWords, hindsightSentence, repeatsSentence, storyInWords } from '../places-in-words';
import { shownVerdict } from '../shown-verdict';
import type { PictureArea, SituationPicture } from '../types';
import { say, sayCount, sayNumber } from '../words';
import { pictureTitle } from './print';
import { leadSentences } from './print-lead';

const MAX_REJECTED = 5;

function areaLine(area: PictureArea, picture: SituationPicture): string {
  const { language } = picture;
  const { name, count, expected, verdict } = area;
  const values = {
    name,
    count: sayNumber(language, count),
    verdict: say(language, `verdict_${shownVerdict(picture, verdict)}`),
  };
  const line = expected
    ? say(language, 'summaryAreaExpected', { ...values, low: expected.low, high: expected.high })
    : say(language, 'summaryArea', values);
  const notes = [correctionNote(area, picture), coverageNote(area, picture)].filter((note) => note !== null);
  return `  ${[line, ...notes].join('; ')}`;
}

function placeLines(picture: SituationPicture): string[] {
  const { language, hotspots, gone } = picture;
  const [first] = hotspots;
  const title = !first
    ? []
    : [
        '',
        first.kind === 'most' ? say(language, 'summaryMost') : sayCount(language, 'summaryHotspots', hotspots.length),
      ];
  const lines = hotspots.map((hotspot, i) => {
    const { name, count, expected } = hotspot;
    const values = { number: i + 1, name, count: sayNumber(language, count) };
    const story = storyInWords(hotspot, language);
    const line =
      expected === null
        ? say(language, 'summaryPlace', values)
        : say(language, 'summaryPlaceExpected', { ...values, expected: sayNumber(language, expected, 1) });
    return `  ${story === null ? line : `${line}; ${story}`}`;
  });
  const cooled =
    gone.length === 0
      ? []
      : [`${say(language, 'goneTitle')}:`, ...gone.map((each) => `  ${goneInWords(each, language)}`)];
  return [...title, ...lines, ...cooled];
}

function rejectedLines({ rejected, language }: SituationPicture): string[] {
  if (rejected.length === 0) return [];
  const lines = rejected
    .slice(0, MAX_REJECTED)
    .map(({ line, reason }) => `  ${say(language, 'rejectedLine', { line, reason })}`);
  if (rejected.length > MAX_REJECTED) lines.push(`  ${say(language, 'summaryMore')}`);
  return ['', sayCount(language, 'summaryRejected', rejected.length), ...lines];
}

/** Lines without line ends. */
export function summaryLines(picture: SituationPicture): string[] {
  const { language, nearRepeats } = picture;
  const hindsight = hindsightSentence(picture);
  return [
    `${pictureTitle(picture)}, ${periodInWords(picture.period.key, language)}`,
    ...leadSentences(picture),
    '',
    ...picture.areas.map((area) => areaLine(area, picture)),
    ...placeLines(picture),
    ...(hindsight === null ? [] : ['', hindsight]),
    ...(nearRepeats?.reach ? ['', repeatsSentence(nearRepeats, language)] : []),
    ...rejectedLines(picture),
  ];
}
