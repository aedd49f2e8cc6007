/** An action as it is being written, and its way to and from what is sent. */
import * as v from 'valibot';
import type { Action } from '../../domain/meeting';
import { ACTION_REPEATS, ACTION_SHARING, ACTION_STATUSES, ACTION_TEXT_MAX } from '../../domain/meeting';
import { parsePeriod } from '../../domain/period';
import { findPersonalData } from '../../domain/personal-data';
import type { Membership, Setting } from '../../domain/setting';
import { AUTHORITY_KINDS } from '../../domain/setting';
import { roundedPosition, whereabouts } from '../report/where';

const shape = v.object({
  id: v.string(),
  /** Of the stored action that it was made from; 0: new. */
  revision: v.number(),
  pictureId: v.nullable(v.string()),
  hotspot: v.nullable(v.object({ key: v.string(), name: v.string() })),
  categoryId: v.nullable(v.string()),
  problem: v.string(),
  what: v.string(),
  areaId: v.nullable(v.string()),
  position: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
  ownerId: v.nullable(v.string()),
  /** As `<input type="date">` gives it; empty: none. */
  due: v.string(),
  status: v.picklist(ACTION_STATUSES),
  outcome: v.string(),
  sharing: v.picklist(ACTION_SHARING),
  // Drafts of an older version have none of these. Days as `due`.
  startsOn: v.optional(v.string(), ''),
  endsOn: v.optional(v.string(), ''),
  reviewOn: v.optional(v.string(), ''),
  repeats: v.optional(v.nullable(v.picklist(ACTION_REPEATS)), null),
});
export type ActionDraft = v.InferOutput<typeof shape>;

/** All that is being written at once: one text a hotspot, area or action, and which of them is open. */
const kept = v.object({ open: v.nullable(v.string()), drafts: v.record(v.string(), shape) });
export type KeptDrafts = v.InferOutput<typeof kept>;

/** What was kept in this browser; nothing when it is of an older version. */
export function parseDrafts(value: unknown): KeptDrafts {
  const parsed = v.safeParse(kept, value);
  return parsed.success ? parsed.output : { open: null, drafts: {} };
}

export function emptyDraft(id: string, prefilled: Partial<ActionDraft> = {}): ActionDraft {
  return {
    ...{ id, revision: 0, pictureId: null, hotspot: null, categoryId: null, problem: '', what: '', areaId: null },
    ...{ position: null, ownerId: null, due: '', status: 'planned', outcome: '', sharing: 'partners' },
    ...{ startsOn: '', endsOn: '', reviewOn: '', repeats: null },
    ...prefilled,
  };
}

export function draftOfAction(action: Action): ActionDraft {
  const { id, revision, pictureId, hotspot, categoryId, problem, what, areaId, position, ownerId, due } = action;
  const { status, outcome, sharing, startsOn, endsOn, reviewOn, repeats } = action;
  return {
    ...{ id, revision, pictureId, hotspot, categoryId, problem, what, areaId, position, ownerId },
    ...{ due: due ?? '', status, outcome, sharing, repeats: repeats ?? null },
    ...{ startsOn: startsOn ?? '', endsOn: endsOn ?? '', reviewOn: reviewOn ?? '' },
  };
}

/** @param now epoch seconds: until the server has said when, an action was changed now. */
export function actionOf(draft: ActionDraft, setting: Setting, now: number): Action {
  const position = draft.position && roundedPosition(draft.position);
  const at = position && whereabouts(position, setting);
  return {
    ...draft,
    problem: draft.problem.trim(),
    what: draft.what.trim(),
    outcome: draft.outcome.trim(),
    position,
    // The server finds the area of a point; until it has, this is where it seems to lie.
    areaId: at ? (at.kind === 'area' ? at.area.id : null) : draft.areaId,
    due: draft.due || null,
    startsOn: draft.startsOn || null,
    endsOn: draft.endsOn || null,
    reviewOn: draft.reviewOn || null,
    ...{ createdAt: now, updatedAt: now, mayEdit: true },
  };
}

const DAY_FIELDS = ['due', 'starts', 'ends', 'review'] as const;
export type ActionField = 'problem' | 'what' | 'outcome' | 'where' | (typeof DAY_FIELDS)[number];
export interface ActionIssue {
  field: ActionField;
  code: 'missing' | 'too-long' | 'personal-data' | 'outside' | 'no-date' | 'end-before-start';
}

/** In the order of the form; empty when it may be sent. */
export function actionIssues(draft: ActionDraft, setting: Setting): ActionIssue[] {
  const issues: ActionIssue[] = [];
  for (const field of ['problem', 'what', 'outcome'] as const) {
    const text = draft[field].trim();
    if (field === 'what' && text === '') issues.push({ field, code: 'missing' });
    if (text.length > ACTION_TEXT_MAX) issues.push({ field, code: 'too-long' });
    if (findPersonalData(text).some(({ blocked }) => blocked)) issues.push({ field, code: 'personal-data' });
  }
  if (draft.position && whereabouts(draft.position, setting).kind === 'outside') {
    issues.push({ field: 'where', code: 'outside' });
  }
  const days = { due: draft.due, starts: draft.startsOn, ends: draft.endsOn, review: draft.reviewOn };
  for (const field of DAY_FIELDS) {
    if (days[field] !== '' && !/^20\d{2}-\d{2}-\d{2}$/.test(days[field])) issues.push({ field, code: 'no-date' });
  }
  if (days.starts !== '' && days.ends !== '' && days.ends < days.starts) {
    issues.push({ field: 'ends', code: 'end-before-start' });
  }
  return issues;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * When the next meeting is likely to be: a week, month or tertial after this one.
 * @param from ISO date of the meeting. @param periodKey of its picture. @returns ISO date.
 */
export function nextMeeting(from: string, periodKey: string): string {
  const day = new Date(`${from}T12:00:00Z`);
  const kind = parsePeriod(periodKey)?.kind ?? 'week';
  if (kind === 'week') day.setUTCDate(day.getUTCDate() + 7);
  else {
    const wanted = day.getUTCDate();
    const months = kind === 'month' ? 1 : kind === 'tertial' ? 4 : 12;
    day.setUTCDate(1);
    day.setUTCMonth(day.getUTCMonth() + months);
    // 31 January and a month is the last of February.
    const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
    day.setUTCDate(Math.min(wanted, last));
  }
  return `${day.getUTCFullYear()}-${pad(day.getUTCMonth() + 1)}-${pad(day.getUTCDate())}`;
}

/** Coordinator, police and municipality decide for others and may keep an action to the authorities; the database holds the same rule. */
export function decidesForOthers({ role, organisationKind }: Membership): boolean {
  return role === 'coordinator' || AUTHORITY_KINDS.includes(organisationKind);
}
