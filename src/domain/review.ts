/** Review: what the coordinator does with a report, the trace of it, and what the reporter sees of it. The value lists equal those of the database (a test compares them). */
import type { PlaceType, PoliceReported, ReviewState, SharingLevel } from './incident';

export const REVIEW_NOTE_KINDS = [
  'released',
  'text_released',
  'set_aside',
  'reopened',
  'question',
  'answer',
  'category',
  'position',
  'corrected',
  'duplicate',
  'not_duplicate',
] as const;
export type ReviewNoteKind = (typeof REVIEW_NOTE_KINDS)[number];

export const QUESTION_MAX = 280;

/** One step of the trace of a report, oldest first. Never says which person did it. */
export interface ReviewNote {
  id: string;
  kind: ReviewNoteKind;
  /** Epoch seconds. */
  at: number;
  /** Words of a question or an answer; otherwise ''. Guarded like every free text. */
  text: string;
  /** What was changed: ids of categories, `lon,lat`, the id of the report that this is the same as; null where nothing is. */
  before: string | null;
  after: string | null;
  /** By the reader's own organisation, or by the coordination. */
  by: 'reporter' | 'coordinator';
}

/** A report as the coordinator reviews it. */
export interface ReviewReport {
  id: string;
  organisationId: string;
  categoryId: string;
  areaId: string | null;
  lon: number;
  lat: number;
  /** Epoch seconds. */
  occurredFrom: number;
  occurredTo: number;
  placeType: PlaceType;
  policeReported: PoliceReported;
  sharing: SharingLevel;
  description: string | null;
  descriptionReleased: boolean;
  reviewState: ReviewState;
  /** The report that this one is the same as. */
  duplicateOf: string | null;
  importId: string | null;
  /** Epoch seconds. */
  createdAt: number;
  revision: number;
  notes: ReviewNote[];
}

/** A report of one's own, with what came of it. */
export interface MyReport extends Omit<ReviewReport, 'duplicateOf'> {
  /** True when the coordinator found it to be the same as another: it counts once. */
  duplicate: boolean;
  /** A question waits for an answer. */
  asked: boolean;
  /** Raised hotspots of published pictures that the report lies in, newest first. */
  hotspots: { pictureId: string; periodKey: string; name: string }[];
  /** Actions that answer these hotspots, as far as the reporter may see them. */
  actions: { id: string; what: string; status: string; due: string | null; outcome: string }[];
}

/** What the coordinator decides about one report; only the keys that are there change. */
export interface ReviewChange {
  reviewState?: ReviewState;
  descriptionReleased?: boolean;
  categoryId?: string;
  position?: { lon: number; lat: number };
  /** Null: it is no duplicate after all. The server keeps the report with the wider sharing as the one that counts. */
  duplicateOf?: string | null;
  /** Asks the reporter back; the report stays new. */
  question?: string;
}

/** Of a proposed name; as the database takes it. */
export const PLACE_NAME_MAX = 80;

/** A name for a place that the gazetteer does not know yet. */
export interface PlaceProposal {
  id: string;
  name: string;
  lon: number;
  lat: number;
  areaId: string | null;
  organisationId: string;
  /** Epoch seconds. */
  createdAt: number;
  state: 'proposed' | 'accepted' | 'declined';
  /** The place that came of it. */
  placeId: string | null;
  /** Reports within 75 m in the last year, as far as the reader may count them. */
  reports: number;
}
