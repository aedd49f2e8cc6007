/**
 * Reports that are likely to tell of one event, across organisations: by place, time and category.
 *
 * The score is the record linkage of Fellegi and Sunter (1969): log2 of how much more likely the two reports are if they tell of one event than if they tell of two. What a
 * second report of an event looks like is in likely-duplicates-weights.ts; what another event looks like is counted here, around the report: where much happens, and
 * much of this category, a neighbour means little, and at a calm place the same neighbour means much (value-specific frequencies, Winkler 1989).
 */
import { createNeighbours, type Neighbours } from './likely-duplicates-neighbours';
import type { CategoryRelation, Confusion } from './likely-duplicates-confusion';
import {
  categoryShare,
  DUPLICATE_PARAMETERS,
  placeDensity,
  timeDensity,
  type DuplicateParameters,
} from './likely-duplicates-weights';
import type { IncidentTable } from './types';

export interface LikelyDuplicate {
  /** Rows of the table, the earlier one first. */
  rows: [number, number];
  /** Metres between the stated places. */
  metres: number;
  /** Minutes from the end of the one to the beginning of the other; 0 when their times meet. */
  minutes: number;
  category: CategoryRelation;
  organisation: 'other' | 'same' | 'unknown';
  /** log2 of the odds that it is one event: +1 doubles them; 0 is one to one. */
  bits: number;
  /** The same as a probability. */
  probability: number;
}

/** `likely`: as good as sure enough to be asked about first; `possible`: worth a look. */
export const LIKELY = 0.5;
export const POSSIBLE = 0.1;

/** Further apart two reports are not compared. */
export const COMPARED = { metres: 300, minutes: 12 * 60 } as const;
/** Longer intervals do not say when: they are compared with nobody. Seconds. */
const LONGEST = 31 * 86_400;
/** What is usual around a report is counted this far away (metres) and this long before and after it (seconds). */
const SAME_POINT = 1;
const NEAR = 50;
const AROUND = 200;
const SEASON = 28 * 86_400;
/** Where nothing else is known of a place, half a report in the time and circle. */
const AT_LEAST = 0.5;
/** So many reports of the whole table stand beside those around: a few do not make a profile of categories. */
const BORROWED = 5;

interface Usual {
  /** On the very same point: a place chosen from a list. */
  here: number;
  near: number;
  around: number;
  byCategory: Map<number, number>;
  /** Seconds that were counted over. */
  seconds: number;
}

/** Counts, once a row, what usually happens around it. */
function createUsual(table: IncidentTable, neighbours: Neighbours): (row: number) => Usual {
  const { from, east, north, category, size } = table;
  const kept = new Map<number, Usual>();
  const [first, last] = size > 0 ? [from[0], from[size - 1]] : [0, 0];
  return (row) => {
    let usual = kept.get(row);
    if (usual) return usual;
    const [begin, end] = [Math.max(first, from[row] - SEASON), Math.min(last + 1, from[row] + SEASON)];
    usual = { here: 0, near: 0, around: 0, byCategory: new Map(), seconds: Math.max(7 * 86_400, end - begin) };
    for (const other of neighbours.around(row, AROUND, begin, end)) {
      usual.around++;
      const metres = Math.hypot(east[other] - east[row], north[other] - north[row]);
      if (metres <= NEAR) usual.near++;
      if (metres < SAME_POINT) usual.here++;
      usual.byCategory.set(category[other], (usual.byCategory.get(category[other]) ?? 0) + 1);
    }
    kept.set(row, usual);
    return usual;
  };
}

/** Shares of the categories in the whole table, none of them zero. */
function categoryShares({ category, size }: IncidentTable): (code: number) => number {
  const counts = new Map<number, number>();
  for (let row = 0; row < size; row++) counts.set(category[row], (counts.get(category[row]) ?? 0) + 1);
  return (code) => ((counts.get(code) ?? 0) + 1) / (size + counts.size + 1);
}

const HOUR = 3600;
const HOURS = 24;

/**
 * How busy the hours of a report are against an average hour of the table, each report spread evenly over the hours of its interval. Hours of UTC: the same hours all through a
 * season, but for one change of the clock.
 */
function createBusyness({ from, to, size }: IncidentTable): (row: number) => number {
  const hoursOf = (row: number): number[] => {
    const first = Math.floor(from[row] / HOUR);
    const last = Math.min(Math.floor(to[row] / HOUR), first + HOURS - 1);
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) % HOURS);
  };
  const busy = new Float64Array(HOURS);
  for (let row = 0; row < size; row++) {
    const hours = hoursOf(row);
    for (const hour of hours) busy[hour] += 1 / hours.length;
  }
  return (row) => {
    const hours = hoursOf(row);
    const sum = hours.reduce((all, hour) => all + busy[hour] + BORROWED, 0);
    return sum / hours.length / (size / HOURS + BORROWED);
  };
}

/**
 * Other events' reports that may be expected in a second: on this very point, and per square metre beside it. Close by little is counted and far out much that lies
 * elsewhere, so the circle of 50 m is drawn towards what the circle of 200 m says, as if it were counted over as large a surface again.
 */
function expectedPlaces({ here, near, around, seconds }: Usual, metres: number): { point: number; surface: number } {
  const others = (count: number, reach: number): number => count - (metres <= reach ? 1 : 0);
  const wide = (others(around, AROUND) + AT_LEAST) / (Math.PI * AROUND ** 2);
  const surface = (others(near, NEAR) + wide * Math.PI * NEAR ** 2) / (2 * Math.PI * NEAR ** 2);
  return { point: (others(here, SAME_POINT) + AT_LEAST) / seconds, surface: surface / seconds };
}

/** Share of the reports around that have this category, the other report of the pair left out. */
function expectedShare({ around, byCategory }: Usual, metres: number, code: number, share: number): number {
  const pair = metres <= AROUND ? 1 : 0;
  return (Math.max(0, (byCategory.get(code) ?? 0) - pair) + BORROWED * share) / (around - pair + BORROWED);
}

export interface DuplicateOptions {
  /** Only pairs with one of these rows; all when left out. */
  rows?: readonly number[];
  /** Pairs below it are left out. */
  probability?: number;
  parameters?: DuplicateParameters;
}

/**
 * @param table incidents sorted by time; `category` counts in the list that `confusion` was made of.
 * @returns pairs within `COMPARED` of each other whose probability is at least `POSSIBLE`, the most likely first.
 */
export function likelyDuplicates(
  table: IncidentTable,
  confusion: Confusion,
  { rows, probability: least = POSSIBLE, parameters = DUPLICATE_PARAMETERS }: DuplicateOptions = {},
): LikelyDuplicate[] {
  const { east, north, from, to, category, organisation } = table;
  const neighbours = createNeighbours(table, COMPARED.metres, LONGEST);
  const usualAt = createUsual(table, neighbours);
  const shareOf = categoryShares(table);
  const busynessOf = createBusyness(table);
  const asked = rows ? new Set(rows) : null;
  const found: LikelyDuplicate[] = [];

  /** How much more likely report `b` is as another report of the event of `a` than as one of another event. */
  function ratio(a: number, b: number, metres: number): number {
    const usual = usualAt(a);
    const expected = expectedPlaces(usual, metres);
    const point = metres < SAME_POINT;
    const place = point
      ? parameters.samePoint / expected.point
      : ((1 - parameters.samePoint) * placeDensity(metres, parameters.metres)) / expected.surface;
    const share = expectedShare(usual, metres, category[b], shareOf(category[b]));
    return (place * categoryShare(confusion, category[a], category[b], parameters.category)) / (share * busynessOf(b));
  }

  function compare(a: number, b: number): void {
    const metres = Math.hypot(east[a] - east[b], north[a] - north[b]);
    const same = organisation[a] === organisation[b];
    const relation = organisation[a] < 0 || organisation[b] < 0 ? 'unknown' : same ? 'same' : 'other';
    const odds =
      parameters.repeats[relation] *
      timeDensity(from[a], to[a], from[b], to[b], parameters.minutes) *
      // Seen from either report alike.
      Math.sqrt(ratio(a, b, metres) * ratio(b, a, metres));
    const probability = odds / (1 + odds);
    if (!(probability >= least)) return;
    found.push({
      rows: [a, b],
      metres,
      minutes: Math.max(0, from[b] - to[a], from[a] - to[b]) / 60,
      category: confusion.relation(category[a], category[b]),
      organisation: relation,
      bits: Math.log2(odds),
      probability,
    });
  }

  for (const row of asked ?? Array.from({ length: table.size }, (_, i) => i)) {
    if (to[row] - from[row] > LONGEST) continue;
    const apart = COMPARED.minutes * 60;
    for (const other of neighbours.touching(row, COMPARED.metres, from[row] - apart, to[row] + apart + 1)) {
      // Each pair once: from the later row, or from the only one asked for.
      if (other < row || (asked && !asked.has(other))) compare(Math.min(row, other), Math.max(row, other));
    }
  }
  return found.sort((a, b) => b.bits - a.bits || a.rows[0] - b.rows[0] || a.rows[1] - b.rows[1]);
}
