/** A report as it is being filled in, and its way to and from what is sent. */
import * as v from 'valibot';
import type { TimeSaid } from '../../data/clock';
import { putRight } from '../../data/clock';
import type { UsualReport } from '../../data/reports';
import type { IncidentReport, ReportIssue } from '../../domain/incident';
import { isOld, PLACE_TYPES, POLICE_REPORTED, reportIssues, SHARING_LEVELS } from '../../domain/incident';
import { doubtfulWords, findPersonalData } from '../../domain/personal-data';
import { PLACE_NAME_MAX } from '../../domain/review';
import type { Membership } from '../../domain/setting';
import type { Position } from './where';
import { roundedPosition } from './where';
import { choose, fieldsOfSpan, quickSpan, spanOf, TIME_CHOICES } from './when';

export const draftShape = v.object({
  categoryId: v.string(),
  position: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
  time: v.object({
    choice: v.picklist(TIME_CHOICES),
    fromDate: v.string(),
    fromTime: v.string(),
    toDate: v.string(),
    toTime: v.string(),
  }),
  /** The person has said that the date of something old is right. */
  oldConfirmed: v.boolean(),
  placeType: v.picklist(PLACE_TYPES),
  description: v.string(),
  /** The person has said that the words which may point at somebody do not; missing in drafts kept before the form asked. */
  doubtConfirmed: v.optional(v.boolean(), false),
  sharing: v.picklist(SHARING_LEVELS),
  policeReported: v.picklist(POLICE_REPORTED),
  /** A name that is proposed for the place; missing in drafts kept before one could. */
  placeName: v.optional(v.string(), ''),
});

export type ReportDraft = v.InferOutput<typeof draftShape>;

/** A question of the form that cannot be sent as it stands; `old` and `doubtful` ask for a confirmation. */
export type DraftIssue =
  | ReportIssue
  | { field: 'time'; code: 'old' }
  | { field: 'description'; code: 'doubtful' }
  | { field: 'placeName'; code: 'name-personal' | 'name-long' };

/** What is usual, filled in. Epoch seconds. */
export function emptyDraft(now: number): ReportDraft {
  return {
    categoryId: '',
    position: null,
    time: fieldsOfSpan(quickSpan('now', now), 'now'),
    oldConfirmed: false,
    placeType: 'other',
    description: '',
    doubtConfirmed: false,
    sharing: 'partners',
    policeReported: 'unknown',
    placeName: '',
  };
}

/** True as long as nothing says what has happened: it may be left behind without asking. */
export function isBlank({ categoryId, description, placeName }: ReportDraft): boolean {
  return categoryId === '' && description.trim() === '' && placeName.trim() === '';
}

/** A draft that was kept; null when it is none, or one of an older version. */
export function parseDraft(kept: unknown): ReportDraft | null {
  const parsed = v.safeParse(draftShape, kept);
  return parsed.success ? parsed.output : null;
}

/** For the next event of the same visit: same place and time, the rest anew. */
export function nextDraft(last: IncidentReport, now: number): ReportDraft {
  const draft = draftOfReport(last);
  return {
    ...emptyDraft(now),
    position: draft.position,
    time: draft.time,
    oldConfirmed: true,
    placeType: draft.placeType,
  };
}

/** A report that was refused, opened in the form again. */
export function draftOfReport(report: IncidentReport): ReportDraft {
  const { categoryId, lon, lat, placeType, description, sharing, policeReported } = report;
  return {
    categoryId,
    position: { lon, lat },
    time: fieldsOfSpan({ from: report.occurredFrom, to: report.occurredTo }),
    oldConfirmed: false,
    placeType,
    description,
    doubtConfirmed: false,
    sharing,
    policeReported,
    placeName: '',
  };
}

/** As the last one, just now: everything but its text, which is about that one event. */
export function copyDraft(last: UsualReport, now: number): ReportDraft {
  const { categoryId, lon, lat, placeType, policeReported, sharing } = last;
  return { ...emptyDraft(now), categoryId, position: { lon, lat }, placeType, policeReported, sharing };
}

/** How the draft's time was said, as far as the device's clock has a part in it. */
export function saidOf({ time: { choice } }: ReportDraft): TimeSaid {
  return choice === 'now' ? 'now' : choice === 'moment' || choice === 'interval' ? 'exact' : 'day';
}

/** The draft with another text. A confirmation holds for the words that it was given for: a new doubtful word asks again. */
export function described(draft: ReportDraft, description: string): ReportDraft {
  const wordsOf = (text: string): string[] =>
    doubtfulWords(text).map(({ start, end }) => text.slice(start, end).toLowerCase());
  const known = new Set(wordsOf(draft.description));
  return {
    ...draft,
    description,
    doubtConfirmed: draft.doubtConfirmed && wordsOf(description).every((word) => known.has(word)),
  };
}

/** A kept draft that said "just now" meant the moment when it was typed: the choice then reads as another time. */
export function settledDraft(draft: ReportDraft): ReportDraft {
  const { from, to } = spanOf(draft.time);
  if (draft.time.choice === 'moment' || draft.time.choice === 'interval') return draft;
  return { ...draft, time: { ...draft.time, choice: from === to ? 'moment' : 'interval' } };
}

/** "Just now" follows the clock as long as nothing has been typed. */
export function refreshedDraft(draft: ReportDraft, now: number): ReportDraft {
  return draft.time.choice === 'now' ? { ...draft, time: choose(draft.time, 'now', now) } : draft;
}

/** A draft whose quick choice was made by a clock that has turned out to be wrong. @param offset milliseconds, as of `offsetOf`. */
export function reclockedDraft(draft: ReportDraft, offset: number): ReportDraft {
  const { from, to } = spanOf(draft.time);
  const right = putRight({ occurredFrom: from, occurredTo: to }, saidOf(draft), offset);
  if (right.occurredFrom === from) return draft;
  return { ...draft, time: fieldsOfSpan({ from: right.occurredFrom, to: right.occurredTo }, draft.time.choice) };
}

/** The report that a draft says, without what is missing. */
export function reportOf(draft: ReportDraft, id: string, membership: Membership): Partial<IncidentReport> {
  const { from, to } = spanOf(draft.time);
  const at: Position | null = draft.position && roundedPosition(draft.position);
  return {
    id,
    municipalityId: membership.municipalityId,
    organisationId: membership.organisationId,
    categoryId: draft.categoryId,
    ...(at ? { lon: at.lon, lat: at.lat } : {}),
    occurredFrom: from,
    occurredTo: to,
    placeType: draft.placeType,
    description: draft.description.trim(),
    policeReported: draft.policeReported,
    sharing: draft.sharing,
  };
}

const ORDER: readonly DraftIssue['field'][] = [
  'category',
  'position',
  'placeName',
  'time',
  'placeType',
  'description',
  'sharing',
  'policeReported',
];

export type Checked = { issues: DraftIssue[]; report: null } | { issues: []; report: IncidentReport };

/** Issues in the order of the form, or the report that may be sent. @param now epoch seconds. */
export function checkDraft(draft: ReportDraft, id: string, membership: Membership, now: number): Checked {
  const report = reportOf(draft, id, membership);
  const issues: DraftIssue[] = reportIssues(report, now);
  if (
    issues.every((issue) => issue.field !== 'time') &&
    isOld(report.occurredFrom ?? now, now) &&
    !draft.oldConfirmed
  ) {
    issues.push({ field: 'time', code: 'old' });
  }
  // What is blocked has to go in any case; only a text that may be sent is asked about.
  if (
    issues.every((issue) => issue.field !== 'description') &&
    doubtfulWords(draft.description).length > 0 &&
    !draft.doubtConfirmed
  ) {
    issues.push({ field: 'description', code: 'doubtful' });
  }
  const name = draft.placeName.trim();
  if (name.length > PLACE_NAME_MAX) issues.push({ field: 'placeName', code: 'name-long' });
  else if (findPersonalData(name).some(({ blocked }) => blocked)) {
    issues.push({ field: 'placeName', code: 'name-personal' });
  }
  if (issues.length > 0) {
    return { issues: issues.sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field)), report: null };
  }
  return { issues: [], report: report as IncidentReport };
}

/** A random UUID (version 4, RFC 9562); `crypto.randomUUID` is missing on pages without https. */
export function newReportId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
