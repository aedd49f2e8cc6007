/** What the reader of a picture in blocks must know. */
import { BASE } from './disclose-claims';
import { SQUARE } from './disclose-squares';
import { momentInCells } from './period-words';
import type { PublishedPicture } from './published';
import type { Language } from './types';
import { say } from './words';

function sentences({ period, hotspots }: PublishedPicture, language: Language): string[] {
  return [
    say(language, 'methodPeriod', { from: momentInCells(period.from), to: momentInCells(period.to) }),
    say(language, 'methodOutside'),
    say(language, 'publishedBlocks'),
    say(language, 'publishedUnlisted'),
    say(language, 'publishedVerdict'),
    ...(hotspots.length > 0 ? [say(language, 'publishedSquares', { metres: SQUARE, count: BASE })] : []),
    say(language, 'methodReports'),
  ];
}

/** @param picture as it is given out: no sentence on what it does not hold. */
export function blocksMethod(picture: PublishedPicture): PublishedPicture['method'] {
  return { sv: sentences(picture, 'sv'), en: sentences(picture, 'en') };
}
