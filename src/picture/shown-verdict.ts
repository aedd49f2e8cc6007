/** What a page says of a count: the verdict of the analysis, or that the period is not over. */
import type { Verdict } from '../analysis/types';
import type { SituationPicture } from './types';

export type ShownVerdict = Verdict | 'ongoing';
/** In the order of a legend. */
export const SHOWN_VERDICTS: readonly ShownVerdict[] = ['above', 'usual', 'below', 'too-few', 'ongoing'];

/** When something was made, and of what; a situation picture is one such, and so is what is made of a published one. */
export interface Dated {
  /** ISO 8601 with offset. */
  createdAt: string;
  period: Pick<SituationPicture['period'], 'to'>;
}

/** True when the picture was made before its period was over. */
export function isOngoing(picture: Dated): boolean {
  return Date.parse(picture.createdAt) < Date.parse(picture.period.to);
}

/**
 * The expected range is that of a whole period: of half a week, "fewer than expected" would be false and "as expected" too early. Only "more"
 * is certain before the end. (The situation screen says the same.)
 */
export function shownVerdict(picture: Dated, verdict: Verdict): ShownVerdict {
  return isOngoing(picture) && (verdict === 'usual' || verdict === 'below') ? 'ongoing' : verdict;
}
