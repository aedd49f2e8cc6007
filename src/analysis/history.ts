/** Counts of the periods before, by area looked at and category, and the rows that make them up. */
import { periodOf, shiftPeriod, yearBefore, type Period } from '../domain/period';
import { categoriesOf, periodRows, type Choice } from './period-rows';
import type { IncidentTable } from './types';

const PREVIOUS = 12;
const TREND = 26;

/** To be read only: rows and counts are kept for the next slice. */
export interface History {
  /** Oldest first, the period itself last; at most 26. */
  periods: Period[];
  /** Rows of each period that pass the filters and lie in the areas looked at. */
  rows: Uint32Array[];
  /** How many areas are looked at, and how many categories the table knows. */
  areas: number;
  categories: number;
  /** For each period: counts by area looked at, then by category (`area * categories + category`). */
  counts: Uint32Array[];
  /** The same of the week, month or tertial of that number in the year before; null where there is none, or where it began before the data do. */
  yearBefore: { period: Period; counts: Uint32Array } | null;
}

/** First instant of the period that holds the table's first incident; without incidents there is none. */
function beginOf(table: IncidentTable, kind: Period['kind']): number {
  return table.size === 0 ? Infinity : periodOf(kind, table.from[0]).from;
}

/**
 * The period and up to 25 before it. Data begin with the period that holds the table's first incident: what lies before was not measured, so it is left
 * out rather than counted as zero.
 */
export function historyPeriods(table: IncidentTable, period: Period): Period[] {
  const periods = [period];
  const begin = beginOf(table, period.kind);
  for (let step = 1; step < TREND; step++) {
    const earlier = shiftPeriod(period, -step);
    if (earlier.from < begin) break;
    periods.unshift(earlier);
  }
  return periods;
}

/** @param choice areas and filters, which hold for every period alike. */
export function readHistory(table: IncidentTable, period: Period, choice: Choice): History {
  const periods = historyPeriods(table, period);
  const read = periods.map((each) => periodRows(table, each, choice));
  const before = yearBefore(period);
  const reached = before !== null && before.from >= beginOf(table, period.kind);
  return {
    periods,
    rows: read.map(({ rows }) => rows),
    areas: choice.areas,
    categories: categoriesOf(table),
    counts: read.map(({ counts }) => counts),
    yearBefore: reached ? { period: before, counts: periodRows(table, before, choice).counts } : null,
  };
}

/** Of a series that ends with the period itself: the 12 before, oldest first; fewer where there are fewer. */
export function previousOf<T>(series: readonly T[]): T[] {
  return series.slice(Math.max(0, series.length - 1 - PREVIOUS), -1);
}
