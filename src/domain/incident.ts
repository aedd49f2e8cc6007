/** An incident report: what a person fills in, and the rules that hold before it may leave the browser. */
import * as v from 'valibot';
import { FUTURE_TOLERANCE } from './future-tolerance';
import { findPersonalData } from './personal-data';

export const PLACE_TYPES = [
  'stairwell',
  'basement',
  'garage',
  'courtyard',
  'street',
  'square',
  'park',
  'parking',
  'school',
  'shop',
  'transit',
  'other',
] as const;
export type PlaceType = (typeof PLACE_TYPES)[number];

export const SHARING_LEVELS = ['own_organisation', 'authorities', 'partners'] as const;
export type SharingLevel = (typeof SHARING_LEVELS)[number];

export const POLICE_REPORTED = ['yes', 'no', 'unknown'] as const;
export type PoliceReported = (typeof POLICE_REPORTED)[number];

export const REVIEW_STATES = ['new', 'released', 'set_aside'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const DESCRIPTION_MAX = 280;
/** Nothing before this instant (2000-01-01T00:00Z) is believed. Epoch seconds. */
export const EARLIEST = 946_684_800;
/** The form asks again about anything older. Seconds. */
export const OLD_AFTER = 31 * 86_400;

/** What the client sends. Instants are epoch seconds; `occurredTo` equals `occurredFrom` for a moment. */
export interface IncidentReport {
  /** UUID chosen by the client: sending twice stores once. */
  id: string;
  municipalityId: string;
  organisationId: string;
  categoryId: string;
  lon: number;
  lat: number;
  occurredFrom: number;
  occurredTo: number;
  placeType: PlaceType;
  description: string;
  policeReported: PoliceReported;
  sharing: SharingLevel;
}

/** One reason why a report cannot be sent; `field` is where the form shows it. */
export interface ReportIssue {
  field: 'category' | 'position' | 'time' | 'description' | 'placeType' | 'sharing' | 'policeReported';
  code:
    | 'missing-category'
    | 'missing-position'
    | 'missing-time'
    | 'end-before-start'
    | 'in-the-future'
    | 'before-2000'
    | 'too-long'
    | 'personal-data'
    | 'invalid';
}

const shape = v.object({
  id: v.pipe(v.string(), v.uuid()),
  municipalityId: v.pipe(v.string(), v.minLength(1)),
  organisationId: v.pipe(v.string(), v.minLength(1)),
  categoryId: v.string(),
  lon: v.number(),
  lat: v.number(),
  occurredFrom: v.number(),
  occurredTo: v.number(),
  placeType: v.picklist(PLACE_TYPES),
  description: v.string(),
  policeReported: v.picklist(POLICE_REPORTED),
  sharing: v.picklist(SHARING_LEVELS),
});

const FIELD_OF: Partial<Record<keyof IncidentReport, ReportIssue>> = {
  categoryId: { field: 'category', code: 'missing-category' },
  lon: { field: 'position', code: 'missing-position' },
  lat: { field: 'position', code: 'missing-position' },
  occurredFrom: { field: 'time', code: 'missing-time' },
  occurredTo: { field: 'time', code: 'missing-time' },
  placeType: { field: 'placeType', code: 'invalid' },
  sharing: { field: 'sharing', code: 'invalid' },
  policeReported: { field: 'policeReported', code: 'invalid' },
};

/**
 * Checks a report as far as it is filled in.
 * @param report the fields filled so far; missing ones are reported as missing.
 * @param now epoch seconds.
 * @returns the issues in the order of the form; empty when the report may be sent.
 */
export function reportIssues(report: Partial<IncidentReport>, now: number): ReportIssue[] {
  const issues: ReportIssue[] = [];
  const parsed = v.safeParse(shape, report);
  if (!parsed.success) {
    for (const issue of parsed.issues) {
      const key = issue.path?.[0]?.key as keyof IncidentReport | undefined;
      const known = key && FIELD_OF[key];
      if (known && !issues.some((other) => other.field === known.field)) issues.push({ ...known });
    }
  }
  if (report.categoryId === '') issues.push({ field: 'category', code: 'missing-category' });
  const { occurredFrom: from, occurredTo: to } = report;
  if (from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to)) {
    if (to < from) issues.push({ field: 'time', code: 'end-before-start' });
    else if (to > now + FUTURE_TOLERANCE) issues.push({ field: 'time', code: 'in-the-future' });
    else if (from < EARLIEST) issues.push({ field: 'time', code: 'before-2000' });
  }
  const text = report.description ?? '';
  if (text.length > DESCRIPTION_MAX) issues.push({ field: 'description', code: 'too-long' });
  if (findPersonalData(text).some((finding) => finding.blocked)) {
    issues.push({ field: 'description', code: 'personal-data' });
  }
  return issues;
}

/** True when the form should ask once more: the event began more than a month ago. Epoch seconds. */
export function isOld(occurredFrom: number, now: number): boolean {
  return now - occurredFrom > OLD_AFTER;
}
