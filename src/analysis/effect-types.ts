/** What is asked about an action's effect, and what is answered: plain data that can be copied to and from a worker. */
import type { MultiPolygon } from 'geojson';
import type { ChangeRatio } from './change-ratio';
import type { Displacement } from './displacement';

/** Metres around a point (WGS 84), or an area by its index in the study. */
export type EffectPlace = { kind: 'circle'; lon: number; lat: number; radius: number } | { kind: 'area'; area: number };

/** Epoch seconds, half open. */
export interface Span {
  from: number;
  to: number;
}

/** What the place is held against: places that are proposed, places that a person chose, or the place itself in the same weeks of the years before. */
export type Against =
  { kind: 'proposed'; most: number } | { kind: 'chosen'; places: EffectPlace[] } | { kind: 'years' };

/** Which span is held against the one before: while the action went on, when it had ended, or both as one. */
export const MEASURED = ['since', 'during', 'after'] as const;
export type Measured = (typeof MEASURED)[number];

export interface EffectQuestion {
  place: EffectPlace;
  /** Width of the ring around the place, metres; 0: none. */
  ring: number;
  /** ISO date on the Swedish calendar: first day of the action. */
  start: string;
  /** ISO date: last day of the action; null: it goes on, or took effect at once. */
  end: string | null;
  /** Whole weeks before the start, above 0. */
  weeksBefore: number;
  /** Whole weeks just before the start that count for nothing: what made the partners act is not what it is compared with. */
  weeksLeftOut: number;
  /** Whole weeks after the start (with an end: after the end), above 0. */
  weeksAfter: number;
  /** Epoch seconds: nothing is known from then on. Spans end there. */
  until: number;
  measured: Measured;
  /** Indexes of the categories that count; null: all. */
  categories: number[] | null;
  /** Group of each category, any numbers: places are similar by the groups of what happens there. */
  groupOf: number[];
  against: Against;
}

/** Counts of a place or year in the spans. */
export interface EffectCounts {
  before: number;
  /** Null where the action has no end. */
  during: number | null;
  /** Null where nothing is known of that time yet. */
  after: number | null;
}

/** Why a comparison does not count: it lies over the place, its ring or an earlier comparison; it had nothing in both spans. */
export type LeftOut = 'overlaps' | 'empty';

export interface EffectComparison extends EffectCounts {
  /** Null for a year. */
  place: EffectPlace | null;
  /** How many years before; null for a place. */
  yearsBefore: number | null;
  /** Nearest named place or the area's name; empty when nothing is near. */
  name: string;
  leftOut: LeftOut | null;
  outline: MultiPolygon | null;
  centre: { lon: number; lat: number } | null;
  /** How alike in the time before, 0 and up, 0 is the same; null where it was not proposed. */
  distance: number | null;
}

export interface EffectWeek extends Span {
  /** Weeks from the start: -1 is the last before it. */
  week: number;
  /** The week is not over. */
  cut: boolean;
  span: 'before' | 'left-out' | 'during' | 'after';
  count: number;
  /** Count of the comparisons that week, scaled so that the whole time before is the place's own; null without one. */
  compared: number | null;
}

/** `too-few`: not significant, and neither half as many nor twice as many can be ruled out; or there is nothing to compare with. */
export type EffectVerdict = 'fewer' | 'more' | 'no-difference' | 'too-few';

export interface EffectResult {
  spans: { before: Span; during: Span | null; after: Span | null; measured: Span | null };
  place: EffectCounts;
  ring: EffectCounts | null;
  comparisons: EffectComparison[];
  /** Sum of those that count. */
  compared: EffectCounts;
  /** Null where nothing can be measured yet. */
  change: ChangeRatio | null;
  /** The ring's own change against the comparisons. */
  ringChange: ChangeRatio | null;
  verdict: EffectVerdict;
  ringVerdict: EffectVerdict | null;
  /** Null without ring, without comparisons' counts, and against years. */
  displacement: Displacement | null;
  weeks: EffectWeek[];
  /** Variance over mean of the counts of weeks; 1 for Poisson counts. */
  weekDispersion: number;
  /** Epoch seconds of the first incident in the table: nothing is known before it; null for an empty table. */
  first: number | null;
  /** The span before begins earlier than the data. */
  beforeData: boolean;
  outline: MultiPolygon;
  ringOutline: MultiPolygon | null;
}
