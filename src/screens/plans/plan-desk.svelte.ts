/** Writing the parts of a plan: the form that is open, sending it, and what to do when somebody else has changed the same part meanwhile. */
import { SignedOut } from '../../data/failure';
import { saveAgreement, saveCommitment, saveFocusArea } from '../../data/plans';
import { expire } from '../../data/session.svelte';
import { Refusal } from '../../data/types';
import type { RefusalCode } from '../../data/types';
import { DraftBook } from './draft-book.svelte';
import {
  agreementOf,
  commitmentOf,
  draftOfAgreement,
  draftOfCommitment,
  draftOfFocusArea,
  focusAreaOf,
  parsePlanDraft,
} from './plan-draft';
import type { PlanDraft } from './plan-draft';

interface Whose {
  municipality: string;
  userId: string;
  membershipId: string;
}

/** Why it could not be saved: the server's reason, or that nobody answered. */
export type SaveProblem = RefusalCode | 'unreachable';

export interface Sent {
  saved: boolean;
  /** What the server has now. */
  draft: PlanDraft;
}

/** @param taken keys of the other agreements. Throws as all of src/data. */
export async function sendDraft(municipality: string, draft: PlanDraft, taken: readonly string[]): Promise<Sent> {
  switch (draft.type) {
    case 'agreement': {
      const { saved, agreement } = await saveAgreement(municipality, agreementOf(draft, taken), draft.revision);
      return { saved, draft: draftOfAgreement(agreement) };
    }
    case 'focusArea': {
      const { saved, focusArea } = await saveFocusArea(municipality, focusAreaOf(draft), draft.revision);
      return { saved, draft: draftOfFocusArea(focusArea) };
    }
    case 'commitment': {
      const { saved, commitment } = await saveCommitment(municipality, commitmentOf(draft), draft.revision);
      return { saved, draft: draftOfCommitment(commitment) };
    }
  }
}

export class PlanDesk extends DraftBook<PlanDraft> {
  saving = $state(false);
  problem = $state<SaveProblem | null>(null);
  /** What somebody else has made of it meanwhile. */
  theirs = $state.raw<PlanDraft | null>(null);

  constructor(private readonly whose: Whose) {
    super(`plans:${whose.userId}:${whose.membershipId}`, parsePlanDraft);
  }

  override begin(name: string, make: () => PlanDraft): void {
    this.problem = null;
    this.theirs = null;
    super.begin(name, make);
  }

  /** Sends what is written. @returns what is stored; null when it was not: then the form is as it was. */
  async submit(taken: readonly string[]): Promise<PlanDraft | null> {
    const { draft, open } = this;
    if (!draft || open === null || this.saving) return null;
    this.saving = true;
    this.problem = null;
    try {
      const sent = await sendDraft(this.whose.municipality, draft, taken);
      if (sent.saved) {
        this.theirs = null;
        this.discard(open);
        return sent.draft;
      }
      this.theirs = sent.draft;
    } catch (error) {
      if (error instanceof SignedOut) {
        this.keepNow();
        expire();
      }
      this.problem = error instanceof Refusal ? error.code : 'unreachable';
    } finally {
      this.saving = false;
    }
    return null;
  }

  /** Ends a conflict with one of the two; the form stays open. */
  resolve(mine: boolean): void {
    const { draft, theirs } = this;
    if (!draft || !theirs) return;
    this.replace(mine ? { ...draft, revision: theirs.revision } : theirs);
    this.theirs = null;
  }
}
