/** Figures of the analysis as a published picture holds them. */
import type { CategoryFigures, Figures } from '../analysis/types';
import type { PublishedCategory, PublishedFigures } from './published';
import type { Basis } from './publish-source';

type Named = Pick<PublishedCategory, 'id' | 'name'>;

/** A category in both languages; where there is no English name, the Swedish one. */
export function nameOf({ categories }: Pick<Basis, 'categories'>, category: number): Named {
  const { id, name, nameEn } = categories[category];
  return { id, name: { sv: name, en: nameEn ?? name } };
}

const collator = new Intl.Collator('sv');
/** Most frequent first, equal counts by name: the order must not say more than the counts. */
export const inOrder = (a: Named & { count: number }, b: Named & { count: number }): number =>
  b.count - a.count || collator.compare(a.name.sv, b.name.sv);

/** The figures alone, out of what carries more; p and q stay behind. */
export function publishedFigures(figures: Figures): PublishedFigures & { count: number } {
  const { count, verdict, expected, corrected, previous, yearBefore, change } = figures;
  return {
    ...{ count, verdict, expected: expected && { ...expected }, corrected, previous: [...previous] },
    yearBefore: yearBefore && { ...yearBefore },
    change: change && { ...change },
  };
}

export function publishedCategories(basis: Basis, categories: readonly CategoryFigures[]): PublishedCategory[] {
  return categories.map((each) => ({ ...nameOf(basis, each.category), ...publishedFigures(each) })).sort(inOrder);
}
