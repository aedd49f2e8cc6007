/**
 * A mapping as one audience may have it, frozen when it is published: plain data with names in place of indexes, in both languages where names have two. It is stored as JSON and never
 * changes; a change of these types is a new `schema`. Either `exact` (police and municipality) or `blocks` (everyone in EST) holds the figures, never both.
 */
import type { MultiPolygon } from 'geojson';
import type { MappedChange, MappedPeriod } from '../../analysis/mapping-figures';
import type { HotTimes } from '../../analysis/types';
import type { MappedReporting, MappingAudience, MappingChapterKey } from '../../domain/mapping';
import type { ActionStatus, ActivityKind } from '../../domain/meeting';
import type { FollowUpState, Progress, Target } from '../../domain/plan';
import type { PublishedCount, PublishedPicture } from '../published';

export interface Named {
  id: string;
  name: { sv: string; en: string };
}

export interface ExactYear {
  key: string;
  count: number;
  outside: number;
  complete: boolean;
  change: MappedChange | null;
}

export interface ExactPlace {
  name: string;
  /** Name of the area that holds its middle; empty: none does. */
  area: string;
  centre: { lon: number; lat: number };
  outline: MultiPolygon;
  counts: number[];
  hot: number;
  of: number;
  persistent: boolean;
  /** Three at most, most frequent first. */
  categories: (Named & { count: number })[];
  /** Weekday (0 is Monday) and hour with most of its incidents; null with fewer than 10. */
  peak: { weekday: number; hour: number } | null;
}

export interface ExactFigures {
  years: ExactYear[];
  /** Counts a year; most frequent over the years first, those that never occurred left out. */
  categories: (Named & { group: Named['name']; counts: number[] })[];
  areas: { id: string; name: string; counts: number[] }[];
  /** Counts over all the years: a row an area (as `areas`), a column a category (as `categories`). */
  areaByCategory: number[][];
  tertials: MappedPeriod[];
  months: MappedPeriod[];
  hotTimes: HotTimes;
  placesKind: 'significant' | 'most';
  places: ExactPlace[];
  cell: number;
  cells: number;
  /** ISO 8601 of the first incident known; null: there is none. */
  from: string | null;
}

/** What a published picture of the year would say to everyone in EST (disclose-blocks.ts). */
export interface BlocksOfYear {
  key: string;
  complete: boolean;
  figures: PublishedPicture['figures'];
  outside: PublishedCount;
  areas: (Pick<PublishedPicture['areas'][number], 'id' | 'name' | 'count'> & {
    categories: PublishedPicture['categories'];
  })[];
  categories: PublishedPicture['categories'];
  hotspots: PublishedPicture['hotspots'];
}

export interface MappedAction {
  what: string;
  problem: string;
  where: string;
  /** Of the category that it answers. */
  theme: Named['name'] | null;
  owner: string | null;
  status: ActionStatus;
  outcome: string;
  /** ISO date. */
  decided: string;
}

export interface MappedActivities {
  kind: ActivityKind;
  done: number;
  planned: number;
  cancelled: number;
  /** Of those that were held and counted; null: none was. */
  participants: number | null;
}

export interface MappedPromise {
  agreement: string;
  title: string;
  owner: string | null;
  target: Target;
  progress: Progress;
  followUps: { periodKey: string; text: string; state: FollowUpState }[];
}

export interface DocumentMeasures {
  actions: MappedAction[];
  /** By theme, as the categories are grouped; `null`: those that answer no category. */
  themes: { name: Named['name'] | null; counts: Record<ActionStatus, number> }[];
  activities: MappedActivities[];
  promises: MappedPromise[];
}

export interface DocumentReporting {
  tertials: MappedReporting[];
  /** By area: how many that usually report did so at all in the year; null: nobody is expected to. */
  areas: { name: string; years: ({ expected: number; reported: number } | null)[] }[];
  years: string[];
}

export interface OtherTable {
  title: string;
  source: string;
  asOf: string;
  columns: string[];
  rows: string[][];
}

export interface MappingDocument {
  format: 'lagesbild-mapping';
  schema: 1;
  audience: MappingAudience;
  municipality: { id: string; name: string };
  title: string;
  fromYear: number;
  toYear: number;
  /** 0: a draft. */
  version: number;
  /** ISO 8601 with offset; also the instant up to which incidents were known. */
  publishedAt: string;
  correction: string | null;
  /** Those that are in, in their order; the text is empty where there is none for this audience. */
  chapters: { key: MappingChapterKey; text: string }[];
  exact?: ExactFigures;
  blocks?: BlocksOfYear[];
  measures: DocumentMeasures;
  reporting: DocumentReporting;
  tables: OtherTable[];
  /** WGS 84; for the drawn map. */
  context: {
    boundary: MultiPolygon | null;
    areas: { name: string; geometry: MultiPolygon }[];
    places: { name: string; lon: number; lat: number }[];
  };
}
