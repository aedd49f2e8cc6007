/**
 * What a place has been over the last 12 periods, in one word.
 *
 * Inspired by emerging hot spot analysis (Esri: Getis-Ord Gi* by period and a Mann-Kendall trend), but ours: it speaks of 6 to 12 periods and of small counts, so it
 * asks for fewer hot periods, tests the trend of the place's own counts exactly, and knows no cold spots.
 *
 * A place is hot in a period when one of its cells belonged to a significant hotspot then. Of a place that is hot now,
 * - `new`: it was hot in none of the periods before;
 * - `growing`: it was hot before, and its counts rise (p < 0.05);
 * - `fading`: it was hot before, and its counts fall (p < 0.05);
 * - `persistent`: no trend, and it was hot in at least two of three periods before (8 of 12);
 * - `sporadic`: no trend, and it was hot in fewer.
 * A place that is not hot now but was before is `gone`.
 *
 * A hot place is looked at because its last count is high, which leans the trend upwards: of even places whose last count is their highest, one in eighteen would
 * be called growing and not one in forty (test/unit/analysis-hotspot-story.test.ts). The level of 0.05 on both sides is chosen with that in mind.
 */
import { mannKendall } from './mann-kendall';
import type { Story } from './types';

const PERIODS_AT_LEAST = 6;
const LEVEL = 0.05;
/** Share of the periods before. */
const PERSISTENT = 2 / 3;

/**
 * @param hot whether the place was hot, for each of the periods before, oldest first, and for the period itself, last.
 * @param series its incidents in the same periods.
 * @returns null with fewer than 6 periods before, and for a place that was never hot.
 */
export function storyOf(hot: readonly boolean[], series: readonly number[]): Story | null {
  const before = hot.slice(0, -1);
  const times = before.filter(Boolean).length;
  if (before.length < PERIODS_AT_LEAST) return null;
  if (!hot[before.length]) return times > 0 ? 'gone' : null;
  if (times === 0) return 'new';
  const { s, p } = mannKendall(series);
  if (p < LEVEL) return s > 0 ? 'growing' : 'fading';
  return times >= PERSISTENT * before.length ? 'persistent' : 'sporadic';
}
