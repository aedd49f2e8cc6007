/** The sentences under the title: what a partner should know who reads nothing else. Never a percentage: the counts are small. */
import { shownVerdict } from '../shown-verdict';
import type { ShownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say, sayCount, sayList, sayNumber } from '../words';

export function leadSentences(picture: SituationPicture): string[] {
  const { language, expected, total, hotspots } = picture;
  const incidents = sayCount(language, 'incidents', total);
  const verdict = shownVerdict(picture, picture.verdict);
  const range = { low: sayNumber(language, expected?.low ?? 0), high: sayNumber(language, expected?.high ?? 0) };
  const sentences: string[] = [];
  if (!expected) sentences.push(say(language, 'leadUnknown', { incidents }));
  else if (verdict === 'ongoing') sentences.push(say(language, 'leadOngoing', { incidents, ...range }));
  else {
    sentences.push(
      say(language, 'leadExpected', { incidents, verdict: say(language, `verdict_${verdict}`), ...range }),
    );
  }
  const named = (shown: ShownVerdict): string[] =>
    picture.areas.filter((area) => shownVerdict(picture, area.verdict) === shown).map(({ name }) => name);
  const above = named('above');
  const below = named('below');
  if (above.length > 0) sentences.push(say(language, 'leadAbove', { areas: sayList(language, above) }));
  if (below.length > 0) sentences.push(say(language, 'leadBelow', { areas: sayList(language, below) }));
  if (above.length + below.length === 0 && named('usual').length > 0) sentences.push(say(language, 'leadNoneOut'));
  const significant = hotspots.filter(({ kind }) => kind === 'significant');
  if (significant.length > 0) {
    // Two hotspots by the same place share its name: said once.
    const names = sayList(language, [...new Set(significant.map(({ name }) => name))]);
    sentences.push(sayCount(language, 'leadHotspots', significant.length, { names }));
  } else if (total > 0) {
    sentences.push(say(language, 'leadNoHotspot'));
  }
  if (picture.outside > 0) sentences.push(sayCount(language, 'leadOutside', picture.outside));
  return sentences;
}
