/** The picture in a few lines of plain text, for the terminal. */
import { periodInWords } from '../period-words';
import { shownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say, sayCount, sayNumber } from '../words';
import { pictureTitle } from './print';
import { leadSentences } from './print-lead';

const MAX_REJECTED = 5;

/** Lines without line ends. */
export function summaryLines(picture: SituationPicture): string[] {
  const { language, hotspots, rejected } = picture;
  const number = (value: number): string => sayNumber(language, value, 1);
  const lines = [
    `${pictureTitle(picture)}, ${periodInWords(picture.period.key, language)}`,
    ...leadSentences(picture),
    '',
  ];
  for (const { name, count, expected, verdict } of picture.areas) {
    const values = { name, count: number(count), verdict: say(language, `verdict_${shownVerdict(picture, verdict)}`) };
    lines.push(
      expected
        ? `  ${say(language, 'summaryAreaExpected', { ...values, low: number(expected.low), high: number(expected.high) })}`
        : `  ${say(language, 'summaryArea', values)}`,
    );
  }
  const [first] = hotspots;
  if (first) {
    lines.push(
      '',
      first.kind === 'most' ? say(language, 'summaryMost') : sayCount(language, 'summaryHotspots', hotspots.length),
    );
  }
  hotspots.forEach(({ name, count, expected }, i) => {
    const values = { number: i + 1, name, count: number(count) };
    lines.push(
      expected === null
        ? `  ${say(language, 'summaryPlace', values)}`
        : `  ${say(language, 'summaryPlaceExpected', { ...values, expected: number(expected) })}`,
    );
  });
  if (rejected.length > 0) {
    lines.push('', sayCount(language, 'summaryRejected', rejected.length));
    for (const { line, reason } of rejected.slice(0, MAX_REJECTED))
      lines.push(`  ${say(language, 'rejectedLine', { line, reason })}`);
    if (rejected.length > MAX_REJECTED) lines.push(`  ${say(language, 'summaryMore')}`);
  }
  return lines;
}
