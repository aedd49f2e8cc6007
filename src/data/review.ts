/** Review: what waits for the coordinator, and what is decided. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { ReviewChange, ReviewReport } from '../domain/review';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';
import { Refusal } from './types';

export interface ReviewQueue {
  /** Reports that are new, oldest first, at most 500. */
  waiting: ReviewReport[];
  /** Handled within 7 days, newest first, at most 100. */
  handled: ReviewReport[];
}

/** What waits and what was handled. Logged as reading. @throws Refusal also for who does not review. */
export async function loadQueue(municipality: MunicipalityId): Promise<ReviewQueue> {
  const queue = await callFunction<ReviewQueue | null>('review_queue', { p_municipality: municipality });
  if (!queue) throw new Refusal('not-allowed', 'Only the coordinator of the municipality reviews reports.');
  return queue;
}

/** `saved` false: somebody else had decided meanwhile, and `report` is what that one left. */
export interface Reviewed {
  saved: boolean;
  report: ReviewReport;
}

/** Decides about one report. @param revision of the report that it was decided on. */
export function reviewReport(
  municipality: MunicipalityId,
  id: string,
  change: ReviewChange,
  revision: number,
): Promise<Reviewed> {
  return callFunction('review_report', {
    ...{ p_municipality: municipality, p_id: id, p_change: change, p_revision: revision },
  });
}

/** Releases those that are still new, at most 1,000. @param texts with their words. @returns how many. */
export async function releaseReports(
  municipality: MunicipalityId,
  ids: readonly string[],
  texts: boolean,
): Promise<number> {
  const { released } = await callFunction<{ released: number }>('release_reports', {
    ...{ p_municipality: municipality, p_ids: ids, p_texts: texts },
  });
  return released;
}

export interface ReviewCounts {
  waiting: number;
  /** Of those, how many wait for an answer of the reporter. */
  asked: number;
  /** Proposed places. */
  places: number;
}

/** What waits, in numbers; null for who does not review. */
export function loadReviewCounts(municipality: MunicipalityId): Promise<ReviewCounts | null> {
  return callFunction('review_counts', { p_municipality: municipality });
}
