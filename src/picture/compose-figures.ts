/** Figures of the analysis as plain data of the picture. */
import type { CategoryCount, CategoryFigures, Figures, HotTimes } from '../analysis/types';
import type { PictureCategory } from './types';

/** JSON has no NaN: what is undefined is null. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export const copyTimes = (times: HotTimes): number[][] => times.map((row) => [...row]);

/** The figures alone, out of what carries more. */
export function figuresOf(figures: Figures): Figures {
  const { count, previous, expected, p, q, verdict, corrected, yearBefore, change } = figures;
  return {
    ...{ count, previous: [...previous], expected: expected && { ...expected }, p, q, verdict, corrected },
    yearBefore: yearBefore && { ...yearBefore },
    change: change && { ...change },
  };
}

// Equal counts stand by name: the analysis orders them by index, and the index is where a category happens to stand in a file or a setting.
const collator = new Intl.Collator('sv');
const inOrder = (a: { name: string; count: number }, b: { name: string; count: number }): number =>
  b.count - a.count || collator.compare(a.name, b.name);

/** Figures of categories by name, most frequent first, equal counts by name. */
export function categoryFigures(
  categories: readonly CategoryFigures[],
  nameOf: (category: number) => string,
): PictureCategory[] {
  return categories.map((each) => ({ name: nameOf(each.category), ...figuresOf(each) })).sort(inOrder);
}

/** Counts of categories by name, in the same order. */
export function categoryCounts(
  counts: readonly CategoryCount[],
  nameOf: (category: number) => string,
): { name: string; count: number }[] {
  return counts.map(({ category, count }) => ({ name: nameOf(category), count })).sort(inOrder);
}
