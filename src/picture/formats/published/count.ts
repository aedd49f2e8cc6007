/** Counts in words: exact, or the block that they lie in. */
import type { PublishedCount } from '../../published';
import type { Language } from '../../types';
import { say, sayCount, sayNumber } from '../../words';

/** True of a count of which this audience is told nothing: neither end is given. */
export const isUntold = (count: PublishedCount): boolean =>
  typeof count !== 'number' && count[0] <= 0 && count[1] === null;

/** `14`, `under 5`, `5–9`, `minst 35`, `anges inte`. */
export function countText(count: PublishedCount, language: Language): string {
  if (typeof count === 'number') return sayNumber(language, count);
  if (isUntold(count)) return say(language, 'countUntold');
  const [low, high] = count;
  if (high === null) return say(language, 'countAtLeast', { low: sayNumber(language, low) });
  if (low <= 0) return say(language, 'countUnder', { limit: sayNumber(language, high + 1) });
  if (low === high) return sayNumber(language, low);
  return say(language, 'range', { low: sayNumber(language, low), high: sayNumber(language, high) });
}

/** `1 händelse`, `14 händelser`, `under 5 händelser`, `antal anges inte`. */
export function incidentsText(count: PublishedCount, language: Language): string {
  if (typeof count === 'number') return sayCount(language, 'incidents', count);
  return isUntold(count)
    ? say(language, 'incidentsUntold')
    : say(language, 'incidentsWithheld', { count: countText(count, language) });
}

/** The number itself, for a cell that counts; null where a block is all that may be said. */
export const countNumber = (count: PublishedCount): number | null =>
  typeof count === 'number' ? count : count[0] === count[1] ? count[0] : null;
