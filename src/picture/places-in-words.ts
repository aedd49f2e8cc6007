/** What is said of places over time: the story of a hotspot, those that have cooled, and how well the last ones foretold. */
import type { GoneHotspot } from '../analysis/types';
import { shortPeriod } from './period-words';
import type { Language, PictureHotspot, PictureNearRepeats, SituationPicture } from './types';
import { say, sayCount, sayNumber, sayPercent } from './words';

/** With fewer incidents the index of a single period is mostly luck. */
const MEASURED_FROM = 30;

export const storyInWords = ({ story }: Pick<PictureHotspot, 'story'>, language: Language): string | null =>
  story && say(language, `story_${story}`);

/** `13 perioder, äldst först: 0, 2, …; hotspot i 3 av dem` */
export function seriesInWords({ series, hot }: Pick<PictureHotspot, 'series' | 'hot'>, language: Language): string {
  return say(language, 'seriesAlt', {
    count: series.length,
    values: series.join(', '),
    hot: hot.filter((each) => each).length,
  });
}

/** `Torget: hotspot senast vecka 45, nu 2 händelser` */
export function goneInWords({ name, last, count }: GoneHotspot, language: Language): string {
  return say(language, 'gone', {
    name,
    period: shortPeriod(last, language),
    incidents: sayCount(language, 'incidents', count),
  });
}

/** `3 av 10 händelser föll i föregående veckas hotspots, som är 2 % av ytan: PAI 15.` Null without hotspots before, or without incidents now. */
export function hindsightSentence(picture: Pick<SituationPicture, 'hindsight' | 'language' | 'period'>): string | null {
  const { hindsight, language, period } = picture;
  if (!hindsight || hindsight.pai === null || hindsight.cells === 0) return null;
  const { hits, ofIncidents, cells, ofCells, pai, kind } = hindsight;
  const incidents = sayCount(language, 'incidents', ofIncidents);
  const said =
    ofIncidents === 1
      ? say(language, hits === 1 ? 'hitsOnly' : 'missedOnly')
      : say(language, hits === 0 ? 'hitsNone' : 'hitsSome', { hits, incidents });
  const previous = say(language, `previousOwn_${period.kind}`);
  const share = cells / ofCells;
  const sentence = say(language, 'hindsight', {
    hits: said,
    places: say(language, kind === 'most' ? 'inMost' : 'inHotspots', { previous }),
    share: sayPercent(language, share, share < 0.1 ? 1 : 0),
    pai: sayNumber(language, pai, 1),
  });
  return ofIncidents < MEASURED_FROM ? `${sentence} ${say(language, 'hindsightFew')}` : sentence;
}

/** What Knox's table comes to, in one sentence. */
export function repeatsSentence(found: PictureNearRepeats | null, language: Language): string {
  if (!found) return say(language, 'repeatsFew');
  if (!found.reach) return say(language, 'repeatsNone');
  const { metres, days, ratio } = found.reach;
  return say(language, 'repeatsReach', { metres, days, ratio: sayNumber(language, ratio, ratio < 2 ? 2 : 1) });
}
