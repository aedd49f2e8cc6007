/** What a decision about a report does, how it is taken back, and which reports raise no doubt. Plain functions: the board keeps the state. */
import { findPersonalData } from '../../domain/personal-data';
import type { ReviewChange, ReviewNote, ReviewReport } from '../../domain/review';
import type { Likeness } from './likeness';

export const DECISIONS = [
  'release',
  'releaseText',
  'setAside',
  'question',
  'category',
  'position',
  'duplicate',
  'notDuplicate',
  'reopen',
] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export interface Decision {
  kind: DecisionKind;
  change: ReviewChange;
}

/** Out of the list for now: released, set aside or the same as another. */
export const isHandled = ({ reviewState, duplicateOf }: Pick<ReviewReport, 'reviewState' | 'duplicateOf'>): boolean =>
  reviewState !== 'new' || duplicateOf !== null;

/** A question of the coordinator's waits for its answer; the same rule as in the database. */
export function isAsked({ notes }: Pick<ReviewReport, 'notes'>): boolean {
  return notes.findLast(({ kind }) => kind === 'question' || kind === 'answer')?.kind === 'question';
}

/** The reporter has answered, and nothing has been decided since. */
export function isAnswered({ notes }: Pick<ReviewReport, 'notes'>): boolean {
  return notes.findLast(({ kind }) => kind === 'question' || kind === 'answer')?.kind === 'answer';
}

/**
 * What takes a decision back. Null for a question: the reporter may have read it.
 * @param before the report as it was.
 */
export function inverse({ kind }: Decision, before: ReviewReport): ReviewChange | null {
  switch (kind) {
    case 'release':
    case 'releaseText':
    case 'setAside':
    case 'reopen':
      return { reviewState: before.reviewState, descriptionReleased: before.descriptionReleased };
    case 'category':
      return { categoryId: before.categoryId };
    case 'position':
      return { position: { lon: before.lon, lat: before.lat } };
    case 'duplicate':
    case 'notDuplicate':
      return { duplicateOf: before.duplicateOf };
    case 'question':
      return null;
  }
}

/** What opens a handled report again. */
export function reopening({ duplicateOf }: Pick<ReviewReport, 'duplicateOf'>): Decision {
  return duplicateOf !== null
    ? { kind: 'notDuplicate', change: { duplicateOf: null } }
    : { kind: 'reopen', change: { reviewState: 'new', descriptionReleased: false } };
}

export const DOUBTS = ['duplicate', 'asked', 'answered', 'outside', 'person'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Why a person should look at a report before it is released: likely the same as another, asked about, outside all areas, or words that may point at a person. */
export function doubtsOf(report: ReviewReport, likenesses: readonly Likeness[]): Doubt[] {
  const doubts: Doubt[] = [];
  if (likenesses.length > 0) doubts.push('duplicate');
  if (isAsked(report)) doubts.push('asked');
  if (isAnswered(report)) doubts.push('answered');
  if (report.areaId === null) doubts.push('outside');
  if (report.description && findPersonalData(report.description).length > 0) doubts.push('person');
  return doubts;
}

/** The report that comes when this one leaves the list: the one after it, at the end the one before. Null when none is left. */
export function nextAfter(ids: readonly string[], id: string): string | null {
  const at = ids.indexOf(id);
  if (at < 0) return ids[0] ?? null;
  return ids[at + 1] ?? ids[at - 1] ?? null;
}

/** Steps of the trace that are new since the report was last read: what somebody else did meanwhile. */
export function stepsSince(before: ReviewReport, now: ReviewReport): ReviewNote[] {
  const known = new Set(before.notes.map(({ id }) => id));
  return now.notes.filter(({ id }) => !known.has(id));
}

/** Reports of one import that wait, the largest import first. */
export function importsOf(waiting: readonly ReviewReport[]): { id: string; reports: ReviewReport[] }[] {
  const imports = new Map<string, ReviewReport[]>();
  for (const report of waiting) {
    if (report.importId !== null) imports.set(report.importId, [...(imports.get(report.importId) ?? []), report]);
  }
  return [...imports]
    .map(([id, reports]) => ({ id, reports }))
    .sort((a, b) => b.reports.length - a.reports.length || (a.id < b.id ? -1 : 1));
}
