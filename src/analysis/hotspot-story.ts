/**
 * What a place has been over the last 12 periods, in one word.
 *
 * Inspired by emerging hot spot analysis (Esri, ArcGIS: Getis-Ord Gi* by period and a Mann-Kendall trend), but ours: it speaks of 6 to 12 periods and of small
 * counts, so it asks for fewer hot periods, tests the trend of the place's own counts exactly, and knows no cold spots.
 *
 * A place is hot in a period when one of its cells belonged to a significant hotspot then. Of a place that is hot now,
 * - `new`: it was hot in none of the periods before;
 * - `growing`: it was hot before, and its counts rose up to now;
 * - `fading`: it was hot before, and its counts fall;
 * - `persistent`: no trend, and it was hot in at least two of three periods before (8 of 12);
 * - `sporadic`: no trend, and it was hot in fewer.
 * A place that is not hot now but was before is `gone`.
 *
 * Both trends are Mann and Kendall's with a probability of 5 % on their side. The rise is tested without the last count: it is because this is high that the place is
 * looked at, and with it one even place in twelve would be called growing. The fall is tested with it, so that one that has risen again is seldom called fading.
 */
import { mannKendall } from './mann-kendall';
import type { Story } from './types';

const PERIODS_AT_LEAST = 6;
/** Two-sided: 5 % for a rise and 5 % for a fall. */
const LEVEL = 0.1;
/** Share of the periods before. */
const PERSISTENT = 2 / 3;

function rises(series: readonly number[]): boolean {
  const { s, p } = mannKendall(series.slice(0, -1));
  return s > 0 && p < LEVEL;
}

function falls(series: readonly number[]): boolean {
  const { s, p } = mannKendall(series);
  return s < 0 && p < LEVEL;
}

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
  if (rises(series)) return 'growing';
  if (falls(series)) return 'fading';
  return times >= PERSISTENT * before.length ? 'persistent' : 'sporadic';
}
