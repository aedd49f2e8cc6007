/** A planned event as it is being written, and its way to and from what is sent. */
import * as v from 'valibot';
import type { Activity } from '../../domain/meeting';
import { ACTIVITY_KINDS, ACTIVITY_TITLE_MAX } from '../../domain/meeting';
import { findPersonalData } from '../../domain/personal-data';
import type { Setting } from '../../domain/setting';
import { epochOfFields, fieldsOfEpoch } from './when';
import { roundedPosition, whereabouts } from './where';

/** As the database takes it. */
export const VISITORS_MAX = 1_000_000;

const shape = v.object({
  id: v.string(),
  /** Of the stored event that it was made from; 0: new. */
  revision: v.number(),
  /** Of the stored event; empty: the own one. */
  organisationId: v.string(),
  title: v.string(),
  kind: v.picklist(ACTIVITY_KINDS),
  fromDate: v.string(),
  fromTime: v.string(),
  toDate: v.string(),
  toTime: v.string(),
  position: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
  /** As typed. */
  visitors: v.string(),
});
export type EventDraft = v.InferOutput<typeof shape>;

export function parseEvent(kept: unknown): EventDraft | null {
  const parsed = v.safeParse(shape, kept);
  return parsed.success ? parsed.output : null;
}

/** Tomorrow evening is as good a guess as any; a date field wants one. @param now epoch seconds. */
export function emptyEvent(id: string, now: number): EventDraft {
  const { date } = fieldsOfEpoch(now + 86_400);
  return {
    ...{ id, revision: 0, organisationId: '', title: '', kind: 'event' as const },
    ...{ fromDate: date, fromTime: '18:00', toDate: date, toTime: '21:00', position: null, visitors: '' },
  };
}

export function draftOfEvent(activity: Activity): EventDraft {
  const [from, to] = [fieldsOfEpoch(activity.startsAt), fieldsOfEpoch(activity.endsAt)];
  const { id, revision, organisationId, title, kind, position, visitors } = activity;
  return {
    ...{ id, revision, organisationId, title, kind, position, visitors: visitors === null ? '' : String(visitors) },
    ...{ fromDate: from.date, fromTime: from.time, toDate: to.date, toTime: to.time },
  };
}

export interface EventIssue {
  field: 'title' | 'time' | 'place' | 'visitors';
  code:
    | 'title_missing'
    | 'title_long'
    | 'title_personal'
    | 'time_missing'
    | 'time_order'
    | 'time_past'
    | 'place_outside'
    | 'visitors';
}

/** Epoch seconds; NaN where a field is empty. */
export function spanOfEvent(draft: EventDraft): { from: number; to: number } {
  return { from: epochOfFields(draft.fromDate, draft.fromTime), to: epochOfFields(draft.toDate, draft.toTime) };
}

const visitorsOf = (text: string): number | null => {
  const digits = text.replace(/[\s\u00a0]/g, '');
  return digits === '' ? null : /^\d{1,7}$/.test(digits) ? Number(digits) : NaN;
};

/** In the order of the form; empty when it may be saved. @param now epoch seconds. */
export function eventIssues(draft: EventDraft, setting: Setting, now: number): EventIssue[] {
  const issues: EventIssue[] = [];
  const title = draft.title.trim();
  if (title === '') issues.push({ field: 'title', code: 'title_missing' });
  else if (title.length > ACTIVITY_TITLE_MAX) issues.push({ field: 'title', code: 'title_long' });
  if (findPersonalData(title).some(({ blocked }) => blocked)) issues.push({ field: 'title', code: 'title_personal' });
  const { from, to } = spanOfEvent(draft);
  if (Number.isNaN(from) || Number.isNaN(to)) issues.push({ field: 'time', code: 'time_missing' });
  else if (to < from) issues.push({ field: 'time', code: 'time_order' });
  else if (to < now) issues.push({ field: 'time', code: 'time_past' });
  if (draft.position && whereabouts(draft.position, setting).kind === 'outside') {
    issues.push({ field: 'place', code: 'place_outside' });
  }
  const visitors = visitorsOf(draft.visitors);
  if (visitors !== null && !(visitors <= VISITORS_MAX)) issues.push({ field: 'visitors', code: 'visitors' });
  return issues;
}

/** @param organisation id of the own one. */
export function activityOf(draft: EventDraft, organisation: string, setting: Setting): Activity {
  const { from, to } = spanOfEvent(draft);
  const position = draft.position && roundedPosition(draft.position);
  const at = position && whereabouts(position, setting);
  return {
    id: draft.id,
    organisationId: draft.organisationId || organisation,
    title: draft.title.trim(),
    kind: draft.kind,
    startsAt: from,
    endsAt: to,
    position,
    areaId: at?.kind === 'area' ? at.area.id : null,
    visitors: visitorsOf(draft.visitors),
    state: 'planned',
    revision: draft.revision,
    mayEdit: true,
  };
}
