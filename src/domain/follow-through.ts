/** What became of actions from meeting to meeting, and what has fallen behind. The value lists equal those of the database (a test compares them). */

export const ACTION_NOTE_KINDS = ['note', 'status', 'carried', 'next'] as const;
/** Written by somebody; a change of status; taken up again at a meeting; followed by the next one of a repeated action. */
export type ActionNoteKind = (typeof ACTION_NOTE_KINDS)[number];

export const ACTION_NOTE_MAX = 500;

/** A line in the trace of an action, only ever added to. */
export interface ActionNote {
  id: string;
  actionId: string;
  kind: ActionNoteKind;
  /** Empty but for a note; emptied when it was erased on request. */
  text: string;
  /** Statuses of a change; `after` of `next` is the id of the action that follows. */
  before: string | null;
  after: string | null;
  /** The meeting that took it up again. */
  pictureId: string | null;
  /** Whose member wrote it; null: the operator. */
  organisationId: string | null;
  /** Epoch seconds. */
  at: number;
  mine: boolean;
}

export const DEVIATION_KINDS = ['late', 'no_owner', 'no_follow_up', 'no_outcome'] as const;
export type DeviationKind = (typeof DEVIATION_KINDS)[number];

export const DEVIATION_SUBJECTS = ['action', 'commitment', 'activity'] as const;
export type DeviationSubject = (typeof DEVIATION_SUBJECTS)[number];

/** Something that has fallen behind at the end of a month. One thing may deviate in several ways: a row each. */
export interface Deviation {
  kind: DeviationKind;
  subject: DeviationSubject;
  id: string;
  title: string;
  ownerId: string | null;
  areaId: string | null;
  /** ISO date: what is late since then, and for `no_follow_up` the day after which nothing was written. Null: no day says so. */
  since: string | null;
  /** Of a commitment. */
  agreementId: string | null;
  /** `no_follow_up` of a commitment: the tertial that nothing was written for. */
  periodKey: string | null;
}
