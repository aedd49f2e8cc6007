/** An activity as it is being written, and its way to and from what is sent. */
import * as v from 'valibot';
import type { SeriesRhythm } from '../../domain/activity-series';
import { SERIES_RHYTHMS, seriesDays } from '../../domain/activity-series';
import { fieldsOf, instantsOf } from '../../domain/activity-span';
import { addDays, dayNumber } from '../../domain/iso-day';
import type { Activity } from '../../domain/meeting';
import { ACTIVITY_KINDS, ACTIVITY_NOTE_MAX, ACTIVITY_STATES, ACTIVITY_TITLE_MAX } from '../../domain/meeting';
import { findPersonalData } from '../../domain/personal-data';
import type { FoundPlace } from '../../import/activity-places';

export const PEOPLE_MAX = 1_000_000;

const shape = v.object({
  id: v.string(),
  /** Of the stored one that it was made from; 0: new. */
  revision: v.number(),
  organisationId: v.string(),
  title: v.string(),
  kind: v.picklist(ACTIVITY_KINDS),
  /** As date and time fields give them; empty times: whole days. */
  from: v.string(),
  to: v.string(),
  fromTime: v.string(),
  toTime: v.string(),
  /** As typed: the name of an area or a place, or other words. */
  where: v.string(),
  /** A point that was stored and has no name; kept as long as nobody writes another place. */
  point: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
  theme: v.string(),
  parties: v.array(v.string()),
  otherParties: v.string(),
  commitmentId: v.nullable(v.string()),
  /** Null: by its day, done when that is over. */
  state: v.nullable(v.picklist(ACTIVITY_STATES)),
  /** As typed. */
  participants: v.string(),
  visitors: v.nullable(v.number()),
  note: v.string(),
  seriesKey: v.nullable(v.string()),
  /** Of a new one that comes again; null: once. */
  rhythm: v.nullable(v.picklist(SERIES_RHYTHMS)),
  until: v.string(),
  /** Days of the series that are left out. */
  without: v.array(v.string()),
});
export type ActivityDraft = v.InferOutput<typeof shape>;

export function parseDraft(kept: unknown): ActivityDraft | null {
  const parsed = v.safeParse(shape, kept);
  return parsed.success ? parsed.output : null;
}

/** @param today ISO date. */
export function emptyDraft(id: string, today: string, prefilled: Partial<ActivityDraft> = {}): ActivityDraft {
  return {
    ...{ id, revision: 0, organisationId: '', title: '', kind: 'dialogue', from: today, to: today },
    ...{ fromTime: '', toTime: '', where: '', point: null, theme: '', parties: [], otherParties: '' },
    ...{ commitmentId: null, state: null, participants: '', visitors: null, note: '', seriesKey: null },
    ...{ rhythm: null, until: '', without: [] },
    ...prefilled,
  };
}

/** @param where its place as it would be typed; empty where it is a point without a name. */
export function draftOf(activity: Activity, where: string): ActivityDraft {
  const { id, revision, organisationId, title, kind, position, visitors, state, participants } = activity;
  return {
    ...emptyDraft(id, ''),
    ...{ revision, organisationId, title, kind, visitors, state, ...fieldsOf(activity) },
    ...{ where, point: position, theme: activity.theme ?? '', parties: activity.parties ?? [] },
    ...{ otherParties: activity.otherParties ?? '', commitmentId: activity.commitmentId ?? null },
    ...{ participants: typeof participants === 'number' ? String(participants) : '', note: activity.note ?? '' },
    seriesKey: activity.seriesKey ?? null,
  };
}

/** Digits to a number; null when empty, NaN for what is none. */
export function peopleOf(text: string): number | null {
  const digits = text.replace(/[\s\u00a0]/g, '');
  return digits === '' ? null : /^\d{1,7}$/.test(digits) ? Number(digits) : NaN;
}

export type ActivityField = 'title' | 'when' | 'where' | 'theme' | 'otherParties' | 'participants' | 'note' | 'until';
export interface ActivityIssue {
  field: ActivityField;
  code: 'missing' | 'too-long' | 'personal-data' | 'no-date' | 'order' | 'too-many-days' | 'number' | 'no-days';
}

const TEXTS = [
  ...([['title', ACTIVITY_TITLE_MAX] as const, ['where', ACTIVITY_TITLE_MAX] as const] as const),
  ...([['theme', ACTIVITY_TITLE_MAX] as const, ['otherParties', ACTIVITY_TITLE_MAX] as const] as const),
  ['note', ACTIVITY_NOTE_MAX] as const,
] as const;

/** In the order of the form; empty when it may be saved. */
export function draftIssues(draft: ActivityDraft): ActivityIssue[] {
  const issues: ActivityIssue[] = [];
  for (const [field, most] of TEXTS) {
    const text = draft[field].trim();
    if (field === 'title' && text === '') issues.push({ field, code: 'missing' });
    if (text.length > most) issues.push({ field, code: 'too-long' });
    if (findPersonalData(text).some(({ blocked }) => blocked)) issues.push({ field, code: 'personal-data' });
  }
  const { startsAt, endsAt } = instantsOf(draft);
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) issues.push({ field: 'when', code: 'no-date' });
  else if (endsAt < startsAt) issues.push({ field: 'when', code: 'order' });
  else if (draft.from < '2000-01-01' || draft.to > '2099-12-30') issues.push({ field: 'when', code: 'no-date' });
  else if (dayNumber(draft.to || draft.from) - dayNumber(draft.from) > 364)
    issues.push({ field: 'when', code: 'too-many-days' });
  const came = peopleOf(draft.participants);
  if (came !== null && !(came <= PEOPLE_MAX)) issues.push({ field: 'participants', code: 'number' });
  if (draft.rhythm && issues.length === 0 && daysOfSeries(draft).length < 2)
    issues.push({ field: 'until', code: 'no-days' });
  return issues;
}

/** First days of a series, without those that were left out; empty for what comes once. */
export function daysOfSeries({ rhythm, from, until, without }: ActivityDraft): string[] {
  return allDaysOfSeries(rhythm, from, until).filter((day) => !without.includes(day));
}

export function allDaysOfSeries(rhythm: SeriesRhythm | null, from: string, until: string): string[] {
  const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
  return rhythm && isDay(from) && isDay(until) ? seriesDays(from, rhythm, until) : [];
}

interface Surroundings {
  /** Id of the own organisation. */
  organisationId: string;
  findPlace: (words: string) => FoundPlace;
  /** Epoch seconds. */
  now: number;
}

/** As it is sent. */
export function activityOf(draft: ActivityDraft, { organisationId, findPlace, now }: Surroundings): Activity {
  const span = instantsOf(draft);
  const words = draft.where.trim();
  const found = findPlace(words);
  // Words for a point that is stored name it; a known place or area takes its place.
  const named = found.certainty === 'area' || found.certainty === 'place';
  const position = named ? found.position : draft.point;
  const state = draft.state ?? (span.endsAt <= now ? 'done' : 'planned');
  return {
    ...{ id: draft.id, organisationId: draft.organisationId || organisationId, title: draft.title.trim() },
    ...{ kind: draft.kind, ...span, position, areaId: found.areaId, visitors: draft.visitors, state },
    ...{ revision: draft.revision, mayEdit: true, theme: draft.theme.trim(), place: found.place },
    ...{ seriesKey: draft.seriesKey, parties: draft.parties, otherParties: draft.otherParties.trim() },
    ...{ participants: state === 'done' ? peopleOf(draft.participants) : null, note: draft.note.trim() },
    commitmentId: draft.commitmentId,
  };
}

/** The occasions of a series, each as long as the first and with the same words. @param newId makes a UUID. */
export function occasionsOf(draft: ActivityDraft, surroundings: Surroundings, newId: () => string): Activity[] {
  const length = dayNumber(draft.to || draft.from) - dayNumber(draft.from);
  const seriesKey = newId();
  return daysOfSeries(draft).map((from) =>
    activityOf({ ...draft, id: newId(), from, to: addDays(from, length), seriesKey, rhythm: null }, surroundings),
  );
}
