/** The shapes that cross the door to Supabase. */
import type { PackedColumns } from '../analysis/packed-columns';
import type { IncidentReport, PlaceType, PoliceReported, ReviewState, SharingLevel } from '../domain/incident';

/**
 * All incidents that the reader may see, sorted by time, as packed columns. Category, organisation and area are slugs coded by their position in
 * the lists beside them.
 */
export interface PackedIncidents extends PackedColumns {
  /** UUIDs, 16 bytes each, base64. */
  id: string;
  categories: string[];
  organisations: string[];
  areas: string[];
}

/** One incident as the reader may see it; hidden fields are null. */
export interface IncidentDetail {
  id: string;
  categoryId: string;
  areaId: string | null;
  lon: number;
  lat: number;
  occurredFrom: number;
  occurredTo: number;
  placeType: PlaceType;
  policeReported: PoliceReported;
  sharing: SharingLevel;
  reviewState: ReviewState;
  organisationId: string | null;
  description: string | null;
  mine: boolean;
}

/** Which organisations have reported (a check-in or an incident) for an area in a span of time. */
export interface AreaCoverage {
  areaId: string;
  expected: number;
  reported: number;
  /** Names of those who have not; only for the coordinator, else null. */
  missing: string[] | null;
}

/** A stored report, as the receipt shows it. */
export interface StoredReport {
  id: string;
  areaId: string | null;
}

/** A refusal by the server that sending again will not change; `code` names the sentence shown to the person. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    detail: string,
    /** What it is called where settings are changed. */
    readonly setting: SettingRefusal | null = null,
  ) {
    super(detail);
    this.name = 'Refusal';
  }
}

export const REFUSAL_CODES = [
  'outside-municipality',
  'end-before-start',
  'in-the-future',
  'before-2000',
  'personal-data',
  'too-long',
  'not-allowed',
  'not-found',
  'invalid',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Refusals of settings alone: to a screen that has no words for them they are `invalid`. */
export const SETTING_REFUSALS = ['taken', 'in-use', 'last-administrator'] as const;
export type SettingRefusal = (typeof SETTING_REFUSALS)[number];

/** A report on its way: kept in the browser until the server has it. */
export interface OutboxEntry {
  report: IncidentReport;
  /** Epoch milliseconds. */
  queuedAt: number;
  /** Set when the server refused it: it waits for the person. */
  refusal: RefusalCode | null;
}
