/** The share of a promise that is kept, by whoever is asked about and by month, with those still open counted rightly. */
import { kaplanMeier, openShareAt } from '../../analysis/kaplan-meier';
import type { OpenShare, SurvivalCurve } from '../../analysis/kaplan-meier';
import type { ServiceCase } from '../../domain/service';
import { periodOf } from '../../domain/period';

/** Fewer known than this: numbers are told, no share. */
export const KNOWN_AT_LEAST = 10;

export interface Kept {
  cases: number;
  /** Done within their hours, and done or still open after them. */
  inTime: number;
  late: number;
  /** Open, with time left: nobody knows yet. */
  waiting: number;
  /** Share done in time with its 95 % interval; null: nobody known, or fewer than KNOWN_AT_LEAST. */
  share: { value: number; low: number; high: number } | null;
}

/** Minutes from report to done, or so far. @param now epoch seconds. */
const minutesOf = ({ minutes, reportedAt }: ServiceCase, now: number): number =>
  minutes ?? Math.max(0, Math.floor((now - reportedAt) / 60));

/**
 * The curve on a clock that goes from 0 at the report to 1 at the limit of each case, so that 24 and 48 hours can be told together.
 * Where all have the same limit it is the usual curve, its times divided by the limit. @param now epoch seconds.
 */
export function curveOf(cases: readonly ServiceCase[], now: number): SurvivalCurve {
  return kaplanMeier(
    Float64Array.from(cases, (one) => minutesOf(one, now) / (one.hours * 60)),
    Uint8Array.from(cases, ({ doneAt }) => (doneAt === null ? 0 : 1)),
  );
}

/** Hours that all of them have as their limit; null: they differ, or there are none. */
export function commonLimit(cases: readonly ServiceCase[]): number | null {
  const hours = cases[0]?.hours;
  return hours !== undefined && cases.every((one) => one.hours === hours) ? hours : null;
}

export const doneShare = ({ open, low, high }: OpenShare): { value: number; low: number; high: number } => ({
  ...{ value: 1 - open, low: 1 - high, high: 1 - low },
});

/** @param now epoch seconds. */
export function keptOf(cases: readonly ServiceCase[], now: number): Kept {
  let [inTime, late] = [0, 0];
  for (const one of cases) {
    const within = minutesOf(one, now) <= one.hours * 60;
    if (!within) late++;
    else if (one.doneAt !== null) inTime++;
  }
  const at = openShareAt(curveOf(cases, now), 1);
  return {
    ...{ cases: cases.length, inTime, late, waiting: cases.length - inTime - late },
    share: at && at.known >= KNOWN_AT_LEAST ? doneShare(at) : null,
  };
}

export const SPLITS = ['owner', 'category', 'area'] as const;
export type Split = (typeof SPLITS)[number];

export interface KeptRow {
  /** Slug; null: nobody, nowhere. */
  id: string | null;
  whole: Kept;
  /** In the order of the months. */
  months: Kept[];
}

const keyOf = (one: ServiceCase, by: Split): string | null =>
  by === 'owner' ? one.ownerId : by === 'category' ? one.categoryId : one.areaId;

/** Month of the report, `2026-11`. */
export const monthOf = ({ reportedAt }: Pick<ServiceCase, 'reportedAt'>): string => periodOf('month', reportedAt).key;

/** A row for each owner, category or area, the one with most cases first. @param months keys, ascending. @param now epoch seconds. */
export function keptRows(cases: readonly ServiceCase[], by: Split, months: readonly string[], now: number): KeptRow[] {
  const groups = new Map<string | null, ServiceCase[]>();
  for (const one of cases) {
    const key = keyOf(one, by);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups]
    .map(([id, group]) => rowOf(id, group, months, now))
    .sort((a, b) => b.whole.cases - a.whole.cases || ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
}

/** One row. @param months keys. @param now epoch seconds. */
export function rowOf(
  id: string | null,
  group: readonly ServiceCase[],
  months: readonly string[],
  now: number,
): KeptRow {
  const byMonth = new Map<string, ServiceCase[]>(months.map((key) => [key, []]));
  for (const one of group) byMonth.get(monthOf(one))?.push(one);
  return { id, whole: keptOf(group, now), months: months.map((key) => keptOf(byMonth.get(key) ?? [], now)) };
}
