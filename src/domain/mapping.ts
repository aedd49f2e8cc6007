/**
 * The mapping that the Act (2023:196) on municipalities' responsibility for crime prevention asks for: extent, development, places and times of what is reported, what is done about it and what came of it, other sources, and an analysis in
 * words; renewed at least every second year. The value lists equal those of the database (a test compares them).
 */
import type { Action, ActionSharing, Activity } from './meeting';
import type { FollowUpState, Progress, Target } from './plan';

export const MAPPING_CHAPTERS = [
  'summary',
  'extent',
  'development',
  'places',
  'times',
  'consequences',
  'measures',
  'reporting',
  'sources',
  'conclusions',
] as const;
export type MappingChapterKey = (typeof MAPPING_CHAPTERS)[number];

export const MAPPING_AUDIENCES = ['partners', 'authorities'] as const;
/** Who a published version is for: everyone in EST, or police and municipality. */
export type MappingAudience = (typeof MAPPING_AUDIENCES)[number];

export const MAPPING_TITLE_MAX = 200;
export const CHAPTER_TEXT_MAX = 12_000;
export const TABLE_SOURCE_MAX = 200;
/** When the figures of another source are from, in words: `2025`, `2025-10-14`, `våren 2026`. */
export const TABLE_DATE_MAX = 40;
export const TABLE_COLUMNS_MAX = 12;
export const TABLE_ROWS_MAX = 200;
export const TABLE_CELL_MAX = 120;
/** A mapping covers so many calendar years at most. */
export const MAPPING_YEARS_MAX = 5;
/** The law: renewed at least every second year. */
export const RENEWED_AFTER_YEARS = 2;

export interface MappingHead {
  /** UUID chosen by the client. */
  id: string;
  title: string;
  /** Calendar years, both in it. */
  fromYear: number;
  toYear: number;
  /** Counts up with each change; 0: not stored yet. */
  revision: number;
  /** Epoch seconds. */
  updatedAt: number;
}

export interface MappingVersion {
  version: number;
  audience: MappingAudience;
  /** Epoch seconds. */
  publishedAt: number;
  /** Why it was published once more; null for the first. */
  correction: string | null;
}

/** A mapping in the list: what the reader may read of it. */
export interface MappingSummary extends MappingHead {
  /** The asking member writes it. */
  mayEdit: boolean;
  /** Newest first. */
  versions: MappingVersion[];
}

/** What the coordinator writes in a chapter, and who gets the words. */
export interface MappingChapter {
  mappingId: string;
  key: MappingChapterKey;
  text: string;
  /** False: the chapter, figures and all, is left out of what is published. */
  included: boolean;
  /** How far the words may go; the figures are cut for each audience anyway. */
  sharing: ActionSharing;
  revision: number;
  updatedAt: number;
}

/** A table of another source, as it was pasted or read from a file: text in every cell. */
export interface MappingTable {
  id: string;
  mappingId: string;
  title: string;
  source: string;
  asOf: string;
  columns: string[];
  rows: string[][];
  included: boolean;
  sharing: ActionSharing;
  position: number;
  revision: number;
  updatedAt: number;
}

export interface MappingDraft {
  mapping: MappingHead;
  /** Those that have been written. */
  chapters: MappingChapter[];
  tables: MappingTable[];
}

/** What is promised in the years of a mapping, and what was told of it. */
export interface MappedCommitment {
  id: string;
  agreement: string;
  title: string;
  owner: string | null;
  target: Target;
  progress: Progress;
  /** The stricter of the agreement's and its own. */
  sharing: 'public' | 'partners' | 'authorities';
  /** Of the tertials in the years, oldest first; those in which something was told. */
  followUps: { periodKey: string; text: string; state: FollowUpState; value: number | null }[];
}

/** How many organisations reported in a tertial: with an incident, or by saying that there was nothing. */
export interface MappedReporting {
  periodKey: string;
  organisations: number;
  checkIns: number;
}

/** Of an area in a year: how many usually report, and how many of them did at all. */
export interface MappedCoverage {
  year: number;
  areas: { areaId: string; expected: number; reported: number }[];
}

/** What was done in the years, and who reported: gathered by the server. */
export interface MappingMeasures {
  actions: Action[];
  activities: Activity[];
  commitments: MappedCommitment[];
  reporting: MappedReporting[];
  coverage: MappedCoverage[];
}

/** Calendar years of a mapping, oldest first. */
export const yearsOf = ({ fromYear, toYear }: Pick<MappingHead, 'fromYear' | 'toYear'>): number[] =>
  Array.from({ length: Math.max(0, toYear - fromYear + 1) }, (_, i) => fromYear + i);

export type Renewal =
  /** No mapping has ever been published. */
  | { state: 'never' }
  /** `until`, `since`: epoch seconds. */
  | { state: 'current'; publishedAt: number; until: number }
  | { state: 'due'; publishedAt: number; since: number };

/**
 * Whether the mapping must be renewed. A correction is a publication too, but of the same mapping: what counts is when each was first published.
 * @param mappings those of the municipality that the reader may read. @param now epoch seconds.
 */
export function renewalOf(mappings: readonly Pick<MappingSummary, 'versions'>[], now: number): Renewal {
  const firsts = mappings.flatMap(({ versions }) =>
    versions.length > 0 ? [Math.min(...versions.map(({ publishedAt }) => publishedAt))] : [],
  );
  if (firsts.length === 0) return { state: 'never' };
  const publishedAt = Math.max(...firsts);
  const day = new Date(publishedAt * 1000);
  day.setUTCFullYear(day.getUTCFullYear() + RENEWED_AFTER_YEARS);
  const until = Math.floor(day.getTime() / 1000);
  return now < until ? { state: 'current', publishedAt, until } : { state: 'due', publishedAt, since: until };
}
