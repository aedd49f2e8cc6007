/** What the screen says of a count: the verdict of the analysis, or that the period is not over. */
import type { Verdict } from '../../analysis/types';
import type { Period } from '../../domain/period';
import type { ShownVerdict } from '../../map/signs';

export function isOngoing(period: Period, now: number): boolean {
  return now < period.to;
}

/**
 * The expected range is that of a whole period. Half a week with few incidents is no calm week, and one that is as usual so far may still become more:
 * until the period is over only "more than expected" is certain.
 */
export function shownVerdict(verdict: Verdict, ongoing: boolean): ShownVerdict {
  return ongoing && (verdict === 'usual' || verdict === 'below') ? 'ongoing' : verdict;
}
