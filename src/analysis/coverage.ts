/** Who has reported, and what that does to a verdict: few reports may mean a calm area, or that nobody told. */
import type { Verdict } from './types';

/**
 * `complete`: every organisation that usually reports has done so (or others have, where none is usual).
 * `some-missing`: at least one of the usual ones has not. `nobody`: no organisation at all has reported.
 */
export type CoverageMark = 'complete' | 'some-missing' | 'nobody';

/** For one area and one period; organisations by whatever id the caller uses. */
export interface Reporters<Id> {
  /** Those that usually report about the area. */
  expected: readonly Id[];
  /** Those that have reported, with incidents or with the word that there was nothing; may hold others than the expected. */
  reported: readonly Id[];
}

export interface Coverage<Id> extends Reporters<Id> {
  /** Expected, but not heard of; in the order of `expected`. */
  missing: Id[];
  mark: CoverageMark;
}

/** @returns the coverage of one area and period. A list of areas is covered by calling it for each; of a whole, with the union of both lists. */
export function coverageOf<Id>({ expected, reported }: Reporters<Id>): Coverage<Id> {
  const heard = new Set(reported);
  const missing = [...new Set(expected)].filter((id) => !heard.has(id));
  const mark = heard.size === 0 ? 'nobody' : missing.length > 0 ? 'some-missing' : 'complete';
  return { expected, reported, missing, mark };
}

/**
 * Whether a verdict must carry the mark of missing reports. `below` and `usual` must: with every report in, the count might have been higher. `above` stands:
 * missing reports can only have hidden more. `too-few` is no verdict, so there is nothing to mark.
 * @param mark null where it is not known who has reported; nothing is marked then.
 */
export function needsCoverageMark(verdict: Verdict, mark: CoverageMark | null): boolean {
  return mark !== null && mark !== 'complete' && (verdict === 'below' || verdict === 'usual');
}
