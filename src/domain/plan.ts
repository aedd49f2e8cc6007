/**
 * Promises and plans as one structure: an agreement of parties for some years -> focus areas -> sub-goals -> commitments with a target -> follow-up per tertial. It serves a yearly citizen
 * promise, a two-year promise with countable targets and a four-year agreement with an action plan. The value lists equal those of the database (a test compares them).
 */
export const AGREEMENT_KINDS = ['promise', 'agreement'] as const;
/** A promise to the citizens (medborgarlöfte), or an agreement between the parties (samverkansöverenskommelse). */
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const PLAN_SHARING = ['public', 'partners', 'authorities'] as const;
/** How far a text may go: to the public once it is published, to everyone in EST, or to police and municipality alone. */
export type PlanSharing = (typeof PLAN_SHARING)[number];

export const TARGET_KINDS = ['none', 'yes', 'number', 'indicator'] as const;
/** What is promised: nothing that can be checked off, that it is done, that it is done so many times, or a level of an indicator. */
export type TargetKind = (typeof TARGET_KINDS)[number];

export const TARGET_SPANS = ['whole', 'year'] as const;
/** Whether a number is for the whole time of the commitment or for each calendar year. */
export type TargetSpan = (typeof TARGET_SPANS)[number];

export const FOLLOW_UP_STATES = ['none', 'on_track', 'late', 'done', 'moved'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const PLAN_TITLE_MAX = 200;
export const PLAN_TEXT_MAX = 1000;
export const FOLLOW_UP_TEXT_MAX = 1500;
/** Parties and owners that are no organisation of the tool, in words; theme and place of an activity. */
export const PLAN_NAME_MAX = 120;

/** A span of whole days; both ISO dates are in it. */
export interface DaySpan {
  from: string;
  to: string;
}

export interface Agreement extends DaySpan {
  /** UUID chosen by the client: sending twice stores once. */
  id: string;
  /** Slug that names it in links and on the public page; chosen once, never changed. */
  key: string;
  kind: AgreementKind;
  title: string;
  goal: string;
  /** Ids of organisations. */
  parties: string[];
  otherParties: string;
  /** The widest that anything of it may go. */
  sharing: PlanSharing;
  /** Counts up with each change; 0: not stored yet. */
  revision: number;
  /** Epoch seconds. */
  updatedAt: number;
  mayEdit: boolean;
}

/** A focus area; with a parent a sub-goal of it. Two levels, no more. */
export interface FocusArea {
  id: string;
  agreementId: string;
  parentId: string | null;
  title: string;
  position: number;
  revision: number;
  mayEdit: boolean;
}

export interface Target {
  kind: TargetKind;
  /** Null where the kind is none or yes; an indicator may be followed without one. */
  number: number | null;
  /** In words: `insatser`, `%`. */
  unit: string;
  span: TargetSpan;
  /** A number is met from it upwards, or from it downwards. */
  direction: TargetDirection;
}

export const TARGET_DIRECTIONS = ['at_least', 'at_most'] as const;
export type TargetDirection = (typeof TARGET_DIRECTIONS)[number];

/** How far a commitment has come, by the server: from the log, and from what was stated in the follow-up. */
export interface Progress {
  /** Linked activities that were held and that are planned, in the span that the target speaks of. */
  done: number;
  planned: number;
  /** What the target is held against; null where there is nothing to hold. Of a tertial a stated value counts in place of the log. */
  number: number | null;
  /** Null: there is no target, or nothing to tell by. */
  met: boolean | null;
}

export interface Contribution {
  organisationId: string;
  text: string;
}

/** An activity that is promised. */
export interface Commitment extends DaySpan {
  id: string;
  agreementId: string;
  /** A focus area or a sub-goal of the same agreement. */
  focusAreaId: string;
  title: string;
  description: string;
  /** Organisation that is responsible; null: nobody yet, or one that is not in the tool. */
  ownerId: string | null;
  otherOwner: string;
  /** What each party does. */
  contributions: Contribution[];
  timePlan: string;
  target: Target;
  sharing: PlanSharing;
  position: number;
  revision: number;
  /** Epoch seconds. */
  updatedAt: number;
  mayEdit: boolean;
  /** The asking member may write its follow-up: the coordinator, the owner and who contributes. */
  mayFollowUp: boolean;
  progress: Progress;
}

/** An agreement with all of it that the reader may see. */
export interface Plan extends Agreement {
  focusAreas: FocusArea[];
  commitments: Commitment[];
}

/** What is told of a commitment for a tertial. */
export interface FollowUp {
  commitmentId: string;
  /** `2024-T2`. */
  periodKey: string;
  text: string;
  state: FollowUpState;
  /** Reading of the indicator, or a number counted outside the log, in that tertial. */
  value: number | null;
  /** 0: nothing is stored. */
  revision: number;
  updatedAt: number;
  mayEdit: boolean;
}

/** What the log says of a tertial, as a beginning of the text. Stored by nobody until somebody saves it. */
export interface FollowUpSuggestion {
  /** `13/1 Österängen · 15–16/4 Rosenlund (ungdomar)`. */
  text: string;
  state: FollowUpState;
  done: number;
  planned: number;
  /** Of those that were held and counted; null: none was. */
  participants: number | null;
}

export type FollowUpCell = FollowUp & { suggestion: FollowUpSuggestion };

export const FOLLOW_UP_AUDIENCES = PLAN_SHARING;
export type FollowUpAudience = PlanSharing;

export interface FollowUpPublication {
  periodKey: string;
  version: number;
  audience: FollowUpAudience;
  /** Epoch seconds. */
  publishedAt: number;
  /** Why it was published once more; null for the first. */
  correction: string | null;
}

export interface FollowUpTable {
  agreementId: string;
  /** Tertials of the agreement that have begun, oldest first. */
  periods: string[];
  rows: { commitmentId: string; cells: FollowUpCell[] }[];
  /** Newest first; those that the reader may read. */
  published: FollowUpPublication[];
}

/** One row of the published table: an activity, and a cell for each tertial of the year up to the period. */
export interface PublishedCommitment {
  id: string;
  title: string;
  /** Null: directly under the focus area. */
  subGoal: string | null;
  owner: string | null;
  timePlan: string;
  contributions: { organisation: string; text: string }[];
  target: Target;
  /** At the end of the period. */
  progress: Progress;
  cells: { periodKey: string; text: string; state: FollowUpState; value: number | null }[];
}

/** The tertial follow-up as it is frozen: names in place of ids, nothing of what is kept from the audience. */
export interface FollowUpDocument {
  schema: 1;
  municipality: { id: string; name: string };
  agreement: DaySpan & {
    key: string;
    kind: AgreementKind;
    title: string;
    goal: string;
    parties: string[];
    otherParties: string;
  };
  audience: FollowUpAudience;
  periodKey: string;
  periods: string[];
  focusAreas: { title: string; rows: PublishedCommitment[] }[];
}

/** As the reader gets it: frozen content, and when it was published. */
export interface PublishedFollowUp extends FollowUpDocument {
  version: number;
  publishedAt: number;
  correction: string | null;
}
