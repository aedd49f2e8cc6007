/**
 * A status to suggest for an area, with its reason. The coordinator decides: the suggestion knows counts, and neither what the reports say nor what partners know.
 * It is silent where the numbers cannot carry one: silence is not calm.
 */
import type { Verdict } from '../analysis/types';
import type { AreaStatus } from '../domain/meeting';

export interface StatusGround {
  count: number;
  /** After correction for how many areas are compared. */
  verdict: Verdict;
  corrected: boolean;
  expected: { low: number; high: number } | null;
  /** Significant hotspots in the area. */
  hotspots: number;
  /** Null where nobody is expected to report, or nobody knows. */
  coverage: { expected: number; reported: number } | null;
  /** The period is not over. */
  ongoing: boolean;
}

export type StatusReason =
  'above' | 'hotspot' | 'corrected' | 'nobody' | 'too-few' | 'ongoing' | 'missing' | 'below' | 'usual';

export interface StatusSuggestion {
  /** Null: none can be given, and the reason says why. */
  status: AreaStatus | null;
  reason: StatusReason;
}

/** What is certain goes first: missing reports and days that are left can only add to a count that is above already. */
export function suggestStatus(ground: StatusGround): StatusSuggestion {
  const { count, verdict, corrected, expected, hotspots, coverage, ongoing } = ground;
  if (verdict === 'above') return { status: 'red', reason: 'above' };
  if (hotspots > 0) return { status: 'yellow', reason: 'hotspot' };
  if (corrected && expected && count > expected.high) return { status: 'yellow', reason: 'corrected' };
  if (coverage && coverage.expected > 0 && coverage.reported === 0) return { status: null, reason: 'nobody' };
  if (verdict === 'too-few') return { status: null, reason: 'too-few' };
  if (ongoing) return { status: null, reason: 'ongoing' };
  // Some are silent: green, and said.
  if (coverage && coverage.reported < coverage.expected) return { status: 'green', reason: 'missing' };
  return { status: 'green', reason: verdict === 'below' ? 'below' : 'usual' };
}
