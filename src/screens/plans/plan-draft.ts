/** An agreement, a focus area or a commitment as it is being written, and its way to and from what is sent. */
import * as v from 'valibot';
import {
  AGREEMENT_KINDS,
  PLAN_NAME_MAX,
  PLAN_SHARING,
  PLAN_TEXT_MAX,
  PLAN_TITLE_MAX,
  TARGET_DIRECTIONS,
  TARGET_KINDS,
  TARGET_SPANS,
} from '../../domain/plan';
import type { Agreement, Commitment, FocusArea } from '../../domain/plan';
import { findPersonalData } from '../../domain/personal-data';
import { asciiFold } from '../../picture/file-name';

const common = { id: v.string(), /** Of the stored one that it was made from; 0: new. */ revision: v.number() };
const agreement = v.object({
  ...common,
  type: v.literal('agreement'),
  /** Empty: made from the title when it is saved. */
  key: v.string(),
  kind: v.picklist(AGREEMENT_KINDS),
  title: v.string(),
  goal: v.string(),
  from: v.string(),
  to: v.string(),
  parties: v.array(v.string()),
  otherParties: v.string(),
  sharing: v.picklist(PLAN_SHARING),
});
const focusArea = v.object({
  ...common,
  type: v.literal('focusArea'),
  agreementId: v.string(),
  parentId: v.nullable(v.string()),
  title: v.string(),
  position: v.number(),
});
const commitment = v.object({
  ...common,
  type: v.literal('commitment'),
  agreementId: v.string(),
  focusAreaId: v.string(),
  title: v.string(),
  description: v.string(),
  ownerId: v.nullable(v.string()),
  otherOwner: v.string(),
  contributions: v.array(v.object({ organisationId: v.string(), text: v.string() })),
  from: v.string(),
  to: v.string(),
  timePlan: v.string(),
  targetKind: v.picklist(TARGET_KINDS),
  /** As it is typed. */
  targetNumber: v.string(),
  targetUnit: v.string(),
  targetSpan: v.picklist(TARGET_SPANS),
  targetDirection: v.picklist(TARGET_DIRECTIONS),
  sharing: v.picklist(PLAN_SHARING),
  position: v.number(),
});
const draft = v.variant('type', [agreement, focusArea, commitment]);

export type AgreementDraft = v.InferOutput<typeof agreement>;
export type FocusAreaDraft = v.InferOutput<typeof focusArea>;
export type CommitmentDraft = v.InferOutput<typeof commitment>;
export type PlanDraft = v.InferOutput<typeof draft>;

/** Null for what no version of ours has written. */
export function parsePlanDraft(value: unknown): PlanDraft | null {
  const parsed = v.safeParse(draft, value);
  return parsed.success ? parsed.output : null;
}

/** @param year that it would begin in. */
export function newAgreement(id: string, year: number): AgreementDraft {
  return {
    ...{ type: 'agreement', id, revision: 0, key: '', kind: 'promise', title: '', goal: '' },
    ...{ from: `${year}-01-01`, to: `${year}-12-31`, parties: [], otherParties: '', sharing: 'public' },
  };
}

export function newFocusArea(
  id: string,
  agreementId: string,
  parentId: string | null,
  position: number,
): FocusAreaDraft {
  return { type: 'focusArea', id, revision: 0, agreementId, parentId, title: '', position };
}

/** For the whole time of its agreement, and as widely shared. */
export function newCommitment(
  id: string,
  { id: agreementId, from, to, sharing }: Agreement,
  focusAreaId: string,
  position: number,
): CommitmentDraft {
  return {
    ...{ type: 'commitment', id, revision: 0, agreementId, focusAreaId, title: '', description: '', ownerId: null },
    ...{ otherOwner: '', contributions: [], from, to, timePlan: '', targetKind: 'number', targetNumber: '' },
    ...{ targetUnit: '', targetSpan: 'whole', targetDirection: 'at_least', sharing, position },
  };
}

export function draftOfAgreement(stored: Agreement): AgreementDraft {
  const { id, revision, key, kind, title, goal, from, to, parties, otherParties, sharing } = stored;
  return {
    type: 'agreement',
    ...{ id, revision, key, kind, title, goal, from, to, parties: [...parties], otherParties, sharing },
  };
}

export function draftOfFocusArea({ id, revision, agreementId, parentId, title, position }: FocusArea): FocusAreaDraft {
  return { type: 'focusArea', id, revision, agreementId, parentId, title, position };
}

export function draftOfCommitment(stored: Commitment): CommitmentDraft {
  const { id, revision, agreementId, focusAreaId, title, description, ownerId, otherOwner, contributions } = stored;
  const { from, to, timePlan, target, sharing, position } = stored;
  return {
    type: 'commitment',
    ...{ id, revision, agreementId, focusAreaId, title, description, ownerId, otherOwner, from, to, timePlan },
    contributions: contributions.map((one) => ({ ...one })),
    ...{ targetKind: target.kind, targetNumber: target.number === null ? '' : String(target.number) },
    ...{ targetUnit: target.unit, targetSpan: target.span, targetDirection: target.direction, sharing, position },
  };
}

/** A number as people type it: `93,4`. Null: none. NaN: something else. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace(/\s/g, '');
  if (plain === '') return null;
  return /^-?\d{1,9}(?:\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** A short name for links that none of the others has. */
export function keyFor(title: string, taken: readonly string[]): string {
  const plain = asciiFold(title).slice(0, 50).replace(/-+$/, '') || 'plan';
  for (let n = 1; ; n++) {
    const key = n === 1 ? plain : `${plain}-${n}`;
    if (!taken.includes(key)) return key;
  }
}

/** @param taken keys of the other agreements. */
export function agreementOf(one: AgreementDraft, taken: readonly string[]): Agreement {
  const { id, revision, kind, from, to, parties, sharing } = one;
  return {
    ...{ id, revision, kind, from, to, parties, sharing },
    key: one.key || keyFor(one.title, taken),
    ...{ title: one.title.trim(), goal: one.goal.trim(), otherParties: one.otherParties.trim() },
    ...{ updatedAt: 0, mayEdit: true },
  };
}

export function focusAreaOf({ id, revision, agreementId, parentId, title, position }: FocusAreaDraft): FocusArea {
  return { id, revision, agreementId, parentId, title: title.trim(), position, mayEdit: true };
}

export function commitmentOf(one: CommitmentDraft): Commitment {
  const { id, revision, agreementId, focusAreaId, ownerId, from, to, sharing, position, targetKind } = one;
  const { targetNumber, targetUnit, targetSpan, targetDirection } = one;
  const counted = targetKind === 'number' || targetKind === 'indicator';
  return {
    ...{ id, revision, agreementId, focusAreaId, ownerId, from, to, sharing, position },
    ...{ title: one.title.trim(), description: one.description.trim(), otherOwner: one.otherOwner.trim() },
    ...{ timePlan: one.timePlan.trim(), contributions: one.contributions },
    target: {
      ...{ kind: targetKind, number: counted ? typedNumber(targetNumber) : null },
      ...{ unit: counted ? targetUnit.trim() : '', span: targetSpan, direction: targetDirection },
    },
    ...{ updatedAt: 0, mayEdit: true, mayFollowUp: true },
    progress: { done: 0, planned: 0, number: null, met: null },
  };
}

export interface PlanIssue {
  /** Id of its field in the form. */
  field: string;
  code: 'missing' | 'too-long' | 'personal-data' | 'no-date' | 'end-first' | 'no-number';
  /** Characters allowed, of a text. */
  max?: number;
}

function textIssues(field: string, text: string, max: number, required = false): PlanIssue[] {
  const plain = text.trim();
  if (required && plain === '') return [{ field, code: 'missing' }];
  if (plain.length > max) return [{ field, code: 'too-long', max }];
  return findPersonalData(plain).some(({ blocked }) => blocked) ? [{ field, code: 'personal-data' }] : [];
}

function spanIssues(from: string, to: string): PlanIssue[] {
  const isDay = (day: string): boolean => /^20\d{2}-\d{2}-\d{2}$/.test(day);
  if (!isDay(from)) return [{ field: 'from', code: 'no-date' }];
  if (!isDay(to)) return [{ field: 'to', code: 'no-date' }];
  return to < from ? [{ field: 'to', code: 'end-first' }] : [];
}

/** In the order of the form; empty when it may be sent. */
export function planIssues(one: PlanDraft): PlanIssue[] {
  const title = textIssues('title', one.title, PLAN_TITLE_MAX, true);
  switch (one.type) {
    case 'focusArea':
      return title;
    case 'agreement':
      return [
        ...title,
        ...spanIssues(one.from, one.to),
        ...textIssues('goal', one.goal, PLAN_TEXT_MAX),
        ...textIssues('otherParties', one.otherParties, PLAN_NAME_MAX),
      ];
    case 'commitment': {
      const number = typedNumber(one.targetNumber);
      const bad = one.targetKind === 'number' ? number === null || Number.isNaN(number) : Number.isNaN(number ?? 0);
      const counted = one.targetKind === 'number' || one.targetKind === 'indicator';
      return [
        ...title,
        ...textIssues('description', one.description, PLAN_TEXT_MAX),
        ...textIssues('otherOwner', one.otherOwner, PLAN_NAME_MAX),
        ...(counted && bad ? [{ field: 'targetNumber', code: 'no-number' } as const] : []),
        ...(counted ? textIssues('targetUnit', one.targetUnit, 40) : []),
        ...textIssues('timePlan', one.timePlan, 200),
        ...spanIssues(one.from, one.to),
        ...one.contributions.flatMap(({ organisationId, text }) => textIssues(`part-${organisationId}`, text, 500)),
      ];
    }
  }
}
