/** The board of what is running out: which cases are shown, in which order, and how close each is to its limit. */
import type { ServiceCase, ServicePosition } from '../../domain/service';

export const BANDS = ['overdue', 'soon', 'today', 'later'] as const;
/** `overdue`: past its limit; `soon`: less than 6 hours left; `today`: less than 24; `later`: more. */
export type Band = (typeof BANDS)[number];

const HOUR = 3600;

/** @param now epoch seconds. */
export function bandOf({ dueAt }: Pick<ServiceCase, 'dueAt'>, now: number): Band {
  const left = dueAt - now;
  return left < 0 ? 'overdue' : left < 6 * HOUR ? 'soon' : left < 24 * HOUR ? 'today' : 'later';
}

export interface CaseFilter {
  /** Slugs; empty: all; `-`: those without. */
  owner: string;
  area: string;
  category: string;
}

const fits = (wanted: string, value: string | null): boolean => wanted === '' || wanted === (value ?? '-');

export function filtered(cases: readonly ServiceCase[], { owner, area, category }: CaseFilter): ServiceCase[] {
  return cases.filter(
    (one) => fits(owner, one.ownerId) && fits(area, one.areaId) && (category === '' || one.categoryId === category),
  );
}

/** Open ones by time left, the longest overdue first. */
export function runningOut(cases: readonly ServiceCase[]): ServiceCase[] {
  return cases
    .filter(({ doneAt }) => doneAt === null)
    .sort((a, b) => a.dueAt - b.dueAt || (a.incidentId < b.incidentId ? -1 : 1));
}

/** Closed in the last week, the latest first: what may be opened again from the board. @param now epoch seconds. */
export function latelyDone(cases: readonly ServiceCase[], now: number): ServiceCase[] {
  return cases
    .filter(({ doneAt }) => doneAt !== null && doneAt > now - 7 * 24 * HOUR)
    .sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0) || (a.incidentId < b.incidentId ? -1 : 1));
}

/** Cases of each band. @param now epoch seconds. */
export function countBands(cases: readonly ServiceCase[], now: number): Record<Band, number> {
  const counts: Record<Band, number> = { overdue: 0, soon: 0, today: 0, later: 0 };
  for (const one of cases) counts[bandOf(one, now)] += 1;
  return counts;
}

export const byIncident = (positions: readonly ServicePosition[]): ReadonlyMap<string, ServicePosition> =>
  new Map(positions.map((one) => [one.incidentId, one]));

export interface Choice {
  /** Slug; `-`: those without. */
  id: string;
  words: string;
}

/** What a filter offers: each value that there is, and the chosen one also when it has no case, by its words. */
export function choicesOf(
  values: readonly (string | null)[],
  chosen: string,
  words: (id: string | null) => string,
): Choice[] {
  return [...new Set([...values.map((value) => value ?? '-'), ...(chosen ? [chosen] : [])])]
    .map((id) => ({ id, words: words(id === '-' ? null : id) }))
    .sort((a, b) => a.words.localeCompare(b.words, 'sv'));
}
