/** Verdicts over a list of counts: what stands out when many are compared at once. */
import { benjaminiHochberg } from './benjamini-hochberg';
import { LEVEL, verdictOf } from './expected-range';
import type { Figures } from './types';

/**
 * Judges counts that are looked at together. Of many ordinary counts some fall outside their ranges by chance, so the p of the list are corrected for their number (Benjamini and
 * Hochberg 1995): among the verdicts `above` and `below` that are given, at most 5 % are expected to be false, and when all is ordinary, any at all appear in at most 5 % of the
 * periods. Outside the range but not after the correction: `usual`, with `corrected` set.
 *
 * Every count with a range is in the list, for every one can be above it; those without a range are not. A list of one is not corrected.
 * @param list figures fresh from counting: their `q`, `verdict` and `corrected` are filled in here.
 * @param unlisted how many counts more are looked at together with these, nothing having happened there now or before: their p is 1. Leaving them out would choose the list by its outcome.
 */
export function judge(list: readonly Figures[], unlisted = 0): void {
  const p = new Float64Array(list.length + unlisted).fill(1);
  list.forEach((figures, i) => (p[i] = figures.p ?? NaN));
  const q = benjaminiHochberg(p);
  list.forEach((figures, i) => {
    const alone = verdictOf(figures.count, figures.expected);
    const stands = alone === 'too-few' || q[i] < LEVEL;
    figures.q = figures.p === null ? null : q[i];
    figures.verdict = stands ? alone : 'usual';
    figures.corrected = !stands && alone !== 'usual';
  });
}
