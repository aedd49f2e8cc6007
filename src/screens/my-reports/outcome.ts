/** What has become of one's own report, and the correction of it. Rules without a browser. */
import * as v from 'valibot';
import type { IncidentReport } from '../../domain/incident';
import { PLACE_TYPES, POLICE_REPORTED, SHARING_LEVELS } from '../../domain/incident';
import type { MyReport, ReviewNote } from '../../domain/review';
import { epochOfFields, fieldsOfEpoch } from '../report/when';

export type Stage = 'received' | 'asked' | 'seen' | 'released' | 'own' | 'duplicate' | 'set_aside';

/** Where the report stands. A question is for the reporter to act on, so it is said before all else. */
export function stageOf(report: Pick<MyReport, 'reviewState' | 'asked' | 'duplicate' | 'sharing' | 'notes'>): Stage {
  if (report.asked) return 'asked';
  if (report.reviewState === 'set_aside') return 'set_aside';
  if (report.duplicate) return 'duplicate';
  // What stays in the own organisation is reviewed by nobody.
  if (report.sharing === 'own_organisation') return 'own';
  if (report.reviewState === 'released') return 'released';
  return report.notes.some(({ by }) => by === 'coordinator') ? 'seen' : 'received';
}

/** It became part of a hotspot, or of what was decided. */
export const ledToSomething = ({ hotspots, actions }: Pick<MyReport, 'hotspots' | 'actions'>): boolean =>
  hotspots.length + actions.length > 0;

export const SHOWN = ['all', 'asked', 'new', 'led'] as const;
export type Shown = (typeof SHOWN)[number];

/** Questions first, then as the server gave them: newest first. */
export function shownReports(reports: readonly MyReport[], shown: Shown): MyReport[] {
  const fits = (report: MyReport): boolean => {
    switch (shown) {
      case 'all':
        return true;
      case 'asked':
        return report.asked;
      case 'new':
        return ['received', 'seen'].includes(stageOf(report));
      case 'led':
        return ledToSomething(report);
    }
  };
  return reports.filter(fits).toSorted((a, b) => Number(b.asked) - Number(a.asked));
}

/** The question that waits for an answer; null: none does. */
export function questionOf({ asked, notes }: Pick<MyReport, 'asked' | 'notes'>): ReviewNote | null {
  return asked ? (notes.findLast(({ kind }) => kind === 'question') ?? null) : null;
}

/** What the form holds: the report, its times as the fields say them, and the answer. */
export interface Correction extends Pick<
  IncidentReport,
  'categoryId' | 'lon' | 'lat' | 'placeType' | 'policeReported' | 'sharing' | 'description'
> {
  fromDate: string;
  fromTime: string;
  toDate: string;
  toTime: string;
  answer: string;
}

const SHAPE = v.object({
  reportId: v.string(),
  revision: v.number(),
  made: v.object({
    ...{ categoryId: v.string(), lon: v.number(), lat: v.number(), description: v.string(), answer: v.string() },
    placeType: v.picklist(PLACE_TYPES),
    policeReported: v.picklist(POLICE_REPORTED),
    sharing: v.picklist(SHARING_LEVELS),
    ...{ fromDate: v.string(), fromTime: v.string(), toDate: v.string(), toTime: v.string() },
  }),
});
/** A correction that was begun, as this browser keeps it. */
export type BegunCorrection = v.InferOutput<typeof SHAPE>;

/**
 * The correction that was begun before the page was left, and its report; null when there is none that still can be made. Of one that was begun on another revision only the
 * answer is taken: the rest would undo what was changed since.
 */
export function begunCorrection(
  kept: unknown,
  reports: readonly MyReport[],
): { report: MyReport; made: Correction } | null {
  const parsed = v.safeParse(SHAPE, kept);
  const report = parsed.success ? reports.find(({ id }) => id === parsed.output.reportId) : undefined;
  if (!parsed.success || report?.reviewState !== 'new') return null;
  const { revision, made } = parsed.output;
  return { report, made: revision === report.revision ? made : { ...correctionOf(report), answer: made.answer } };
}

export function correctionOf(report: MyReport): Correction {
  const { categoryId, lon, lat, placeType, policeReported, sharing, description } = report;
  const [from, to] = [fieldsOfEpoch(report.occurredFrom), fieldsOfEpoch(report.occurredTo)];
  return {
    ...{ categoryId, lon, lat, placeType, policeReported, sharing, description: description ?? '', answer: '' },
    ...{ fromDate: from.date, fromTime: from.time, toDate: to.date, toTime: to.time },
  };
}

/** The report as the form says it. Times that were left alone keep the seconds that the fields do not show. */
export function correctedReport(report: MyReport, made: Correction, municipalityId: string): IncidentReport {
  const before = correctionOf(report);
  const at = (date: string, time: string, same: boolean, was: number): number =>
    same ? was : epochOfFields(date, time);
  const { categoryId, lon, lat, placeType, policeReported, sharing } = made;
  const fromSame = made.fromDate === before.fromDate && made.fromTime === before.fromTime;
  const toSame = made.toDate === before.toDate && made.toTime === before.toTime;
  return {
    ...{ id: report.id, municipalityId, organisationId: report.organisationId },
    ...{ categoryId, lon, lat, placeType, policeReported, sharing, description: made.description.trim() },
    occurredFrom: at(made.fromDate, made.fromTime, fromSame, report.occurredFrom),
    occurredTo: at(made.toDate, made.toTime, toSame, report.occurredTo),
  };
}

/** What may differ between a report and its correction. */
const CORRECTED = [
  ...(['categoryId', 'lon', 'lat', 'occurredFrom', 'occurredTo', 'placeType', 'policeReported', 'sharing'] as const),
  'description',
] as const;
export type Corrected = Partial<Pick<IncidentReport, (typeof CORRECTED)[number]>>;

/** What the form says otherwise than the report: only that is sent, so that what the coordinator has put right meanwhile stays. Null: nothing. */
export function changesOf(report: MyReport, corrected: IncidentReport): Corrected | null {
  const before = { ...report, description: report.description ?? '' };
  const changed = CORRECTED.filter((key) => corrected[key] !== before[key]);
  return changed.length === 0 ? null : Object.fromEntries(changed.map((key) => [key, corrected[key]]));
}
