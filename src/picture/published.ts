/**
 * A published situation picture: what one audience may have of a period, frozen. It is stored as JSON and never changes; what is here today must be readable for as long as
 * there are pictures, so a change of these types is a new `schema` with its own reader (read-published.ts) and the old ones stay. Names of categories come in both
 * languages, so that every format can be written in either.
 */
import type { MultiPolygon } from 'geojson';
import type { GoneHotspot, Hindsight, Hotspot, Story, Verdict } from '../analysis/types';
import type { ActionSharing, ActionStatus, ActivityKind, AreaStatus, HotspotDecision } from '../domain/meeting';
import type { PeriodKind } from '../domain/period';
import type { PictureGrid } from './types';

export const AUDIENCES = ['coordinator', 'authorities', 'partners', 'organisation', 'external'] as const;
/**
 * Who a version is for. `authorities`: police and municipality. `partners`: all of EST. `organisation`: one organisation, its own areas only. `external`: outside EST, for
 * example pubs and hotels, or the public.
 */
export type Audience = (typeof AUDIENCES)[number];

/** A count, or where it is withheld the ends between which it lies, both included; an end of null: not said. */
export type PublishedCount = number | readonly [low: number, high: number | null];

/** Null is what the audience may not have, or what nobody can say. */
export interface PublishedFigures {
  count: PublishedCount;
  verdict: Verdict | null;
  expected: { low: number; high: number } | null;
  /** The verdict is `usual` only after correction for how many are compared. */
  corrected: boolean;
  /** Counts of the 12 periods before, oldest first. */
  previous: number[] | null;
  yearBefore: { key: string; count: number } | null;
  /** Against the period before. */
  change: { before: number; p: number; percent: number | null } | null;
}

export interface PublishedCategory extends PublishedFigures {
  id: string;
  name: { sv: string; en: string };
}

export interface PublishedCoverage {
  expected: number;
  reported: number;
  /** Names of those who usually report and have not; for the coordinator alone. */
  missing: string[] | null;
}

export interface PublishedArea extends PublishedFigures {
  id: string;
  name: string;
  status: AreaStatus | null;
  /** The coordinator's words; empty where there are none, or they are not for this audience. */
  note: string;
  /** Counts of the last 26 periods, oldest first, the period itself last. */
  trend: number[] | null;
  categories: PublishedCategory[];
  /** Rows from Monday, 24 hours each. */
  hotTimes: number[][] | null;
  coverage: PublishedCoverage | null;
  /** WGS 84. */
  geometry: MultiPolygon;
}

export interface PublishedHotspot {
  /** Names the hotspot within the picture, in all its versions; says nothing of the place. */
  key: string;
  kind: Hotspot['kind'];
  name: string;
  areaId: string | null;
  raised: boolean;
  decision: HotspotDecision;
  /** Why there is no action; the coordinator's words. */
  reason: string;
  count: PublishedCount;
  /** Mean of the same place over the periods before. */
  expected: number | null;
  story: Story | null;
  series: number[] | null;
  hot: boolean[] | null;
  categories: { id: string; name: { sv: string; en: string }; count: PublishedCount }[];
  hotTimes: number[][] | null;
  /** WGS 84; of a coarsened picture the middle and the squares of 250 m that it touches. */
  centre: { lon: number; lat: number };
  outline: MultiPolygon;
}

export interface PublishedAction {
  id: string;
  /** Key of the hotspot that it answers, when that is in this version. */
  hotspot: string | null;
  problem: string;
  what: string;
  areaId: string | null;
  /** Area or hotspot in words; empty: the whole municipality. */
  where: string;
  position: { lon: number; lat: number } | null;
  /** Name of the organisation; null: nobody yet. */
  owner: string | null;
  /** ISO date. */
  due: string | null;
  status: ActionStatus;
  outcome: string;
  sharing: ActionSharing;
  /** Decided for this picture; else it comes from an earlier one and is followed up here. */
  isNew: boolean;
}

export interface PublishedEvent {
  id: string;
  title: string;
  kind: ActivityKind;
  /** ISO 8601 with offset. */
  from: string;
  to: string;
  areaId: string | null;
  /** Area in words; empty: the whole municipality. */
  where: string;
  position: { lon: number; lat: number } | null;
  visitors: number | null;
}

/** A picture of the map as the coordinator had it on screen. */
export interface PublishedMap {
  caption: string;
  /** Data URL, image/png or image/webp. */
  image: string;
}

export interface PublishedPicture {
  format: 'lagesbild-published';
  schema: 1;
  audience: Audience;
  /** Set for the audience `organisation` alone. */
  organisation: { id: string; name: string } | null;
  municipality: { id: string; name: string };
  /** Null: the whole municipality. */
  area: { id: string; name: string } | null;
  period: { key: string; kind: PeriodKind; from: string; to: string };
  /** Counts up from 1 with each publication. */
  version: number;
  /** ISO 8601 with offset; also the instant up to which incidents were known. */
  publishedAt: string;
  /** What this version changes, in the coordinator's words; null for the first. */
  correction: string | null;
  /** The coordinator's general description, or for `external` the text written for it. */
  general: string;
  figures: PublishedFigures;
  /** Incidents of the period in no area. */
  outside: PublishedCount;
  trend: number[] | null;
  areas: PublishedArea[];
  categories: PublishedCategory[];
  hotTimes: number[][] | null;
  hotspots: PublishedHotspot[];
  gone: GoneHotspot[];
  hindsight: Hindsight | null;
  grid: PictureGrid | null;
  density: { bandwidth: number; bands: { from: number; shape: MultiPolygon }[] } | null;
  actions: PublishedAction[];
  /** Planned events that begin in the two weeks after the period, by time. */
  events: PublishedEvent[];
  /** The meeting; null until one was held. */
  meeting: { held: string; participants: string[]; minutes: string } | null;
  maps: PublishedMap[];
  /** How the numbers were cut for the audience. */
  disclosure: { rule: 'exact' } | { rule: 'blocks'; base: number; grid: number };
  /** Sentences on parameters, limits and source. */
  method: { sv: string[]; en: string[] };
  /** Context for the drawn map. WGS 84. */
  context: { boundary: MultiPolygon | null; places: { name: string; lon: number; lat: number }[] };
}
