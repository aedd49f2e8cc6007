/**
 * What place, time and category say about whether two reports tell of one event: for each, how often reports of one event differ so much (the m of Fellegi and Sunter
 * 1969, Journal of the American Statistical Association 64:1183-1210). How often reports of different events do (their u) is counted in the table itself: likely-duplicates.ts.
 */
import type { Confusion } from './likely-duplicates-confusion';

/** A share of the reports whose stated place or time is off by about so much. */
interface Part {
  share: number;
  scale: number;
}

export interface DuplicateParameters {
  /** Share of the pairs that both stand on the very same point: a named place, chosen from the list. */
  samePoint: number;
  /** Metres between the two stated places, along each axis (standard deviation). */
  metres: readonly Part[];
  /** Minutes between the two stated times, beyond what their intervals say (scale of a Laplace distribution: stated times have long tails). */
  minutes: readonly Part[];
  /** Shares of the second report's category, seen from the first: the same, one often taken for it, another of its group, any other. Sum: 1. */
  category: { same: number; confused: number; group: number; other: number };
  /** Reports that one report may be expected to have of its own event, by who else reports. */
  repeats: { other: number; same: number; unknown: number };
}

/**
 * Places: phones in a city are off by 7-13 m (Merry and Bettinger 2019, PLoS ONE 14:e0219890), 95 % of geocoded addresses by up to 152 m (Cayo and Talbot 2003,
 * International Journal of Health Geographics 2:10); between them lies a finger on a map. Times, categories and how often an event is reported twice: assumed, since no source
 * was found; to be measured once a municipality has marked some hundred pairs. Decision 0030.
 */
export const DUPLICATE_PARAMETERS: DuplicateParameters = {
  samePoint: 0.15,
  metres: [
    { share: 0.35, scale: 15 },
    { share: 0.5, scale: 45 },
    { share: 0.15, scale: 100 },
  ],
  minutes: [
    { share: 0.7, scale: 12 },
    { share: 0.3, scale: 45 },
  ],
  category: { same: 0.72, confused: 0.18, group: 0.07, other: 0.03 },
  repeats: { other: 0.25, same: 0.05, unknown: 0.17 },
};

/** Nobody states a moment to the second: each time is at least this long. Seconds. */
const SHORTEST = 20 * 60;

/** How likely two reports of one event are stated so far apart: probability per square metre (a mixture of round normal distributions). */
export function placeDensity(metres: number, parts: DuplicateParameters['metres']): number {
  let sum = 0;
  for (const { share, scale } of parts) {
    sum += (share / (2 * Math.PI * scale * scale)) * Math.exp((-metres * metres) / (2 * scale * scale));
  }
  return sum;
}

/** Second antiderivative of the Laplace density of the scale `s`. */
const twice = (x: number, s: number): number => Math.max(0, x) + (s / 2) * Math.exp(-Math.abs(x) / s);

/**
 * How likely two reports of one event state these two times, against the second one's being stated anywhere in time: probability per second. Each event lies anywhere in its
 * interval (aoristic, Ratcliffe 2000, International Journal of Geographical Information Science 14:669-679), so this is the overlap of the two intervals, blurred by how times are
 * stated, over the product of their lengths: two evenings that meet say less than two minutes that meet.
 * @param from1 @param to1 @param from2 @param to2 epoch seconds.
 */
export function timeDensity(
  from1: number,
  to1: number,
  from2: number,
  to2: number,
  parts: DuplicateParameters['minutes'],
): number {
  const wide1 = Math.max(0, SHORTEST - (to1 - from1)) / 2;
  const wide2 = Math.max(0, SHORTEST - (to2 - from2)) / 2;
  const begin = from1 - wide1 - (from2 - wide2);
  const length1 = to1 - from1 + 2 * wide1;
  const length2 = to2 - from2 + 2 * wide2;
  let sum = 0;
  for (const { share, scale } of parts) {
    const s = 60 * scale;
    sum +=
      share *
      (twice(begin + length1, s) - twice(begin, s) - twice(begin + length1 - length2, s) + twice(begin - length2, s));
  }
  // Far apart, differences of large numbers may come out a hair below zero.
  return Math.max(0, sum) / (length1 * length2);
}

/** How likely the second report of an event that the first calls `a` calls it `b`. */
export function categoryShare(
  confusion: Confusion,
  a: number,
  b: number,
  shares: DuplicateParameters['category'],
): number {
  switch (confusion.relation(a, b)) {
    case 'same':
      return shares.same;
    case 'confused':
      return shares.confused / confusion.countOf(a, 'confused');
    case 'group':
      return shares.group / confusion.countOf(a, 'group');
    case 'other':
      return shares.other / confusion.countOf(a, 'other');
  }
}
