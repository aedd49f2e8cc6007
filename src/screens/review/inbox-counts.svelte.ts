/** How much waits in the inbox, for the navigation and the parts: asked at the start and when the screen changes, and put right by the screens that change it. */
import { untrack } from 'svelte';
import { loadReviewCounts } from '../../data/review';
import type { ReviewCounts } from '../../data/review';
import type { InboxPart } from '../sub-navs';

let counts = $state.raw<{ municipality: string; counts: ReviewCounts } | null>(null);
let asking = false;

/** Reactive; null while it is not known, or somebody else's. */
export function inboxCounts(municipality: string): ReviewCounts | null {
  return counts?.municipality === municipality ? counts.counts : null;
}

/** Asks the server; what it cannot say stays as it was, since a number beside a word is no reason for a message. */
export async function askInboxCounts(municipality: string): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const next = await loadReviewCounts(municipality);
    counts = next && { municipality, counts: next };
  } catch {
    // The next change of screen asks again.
  } finally {
    asking = false;
  }
}

/** A screen knows better. May be called from an effect: it follows nothing that it changes. */
export function setInboxCounts(municipality: string, change: Partial<ReviewCounts>): void {
  const before = untrack(() => inboxCounts(municipality)) ?? { waiting: 0, asked: 0, places: 0 };
  counts = { municipality, counts: { ...before, ...change } };
}

/** For `inboxLinks`. */
export function waitingParts(municipality: string): Partial<Record<InboxPart, number>> {
  const known = inboxCounts(municipality);
  return known ? { review: known.waiting, places: known.places } : {};
}
