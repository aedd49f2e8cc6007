/** Counts beside what came before them: the total, each area, each category of both. */
import type { Period } from '../domain/period';
import { expectationOf } from './expected-range';
import { previousOf, type History } from './history';
import { twoCountsP } from './two-counts';
import type { CategoryFigures, Change, Figures } from './types';
import { judge } from './verdicts';

export interface AreaFigures extends Figures {
  /** At most 26 periods, the period itself last. */
  trend: number[];
  categories: CategoryFigures[];
}

/** Of one period's counts (by area looked at, then by category) those that make up one figure. */
type Pick = (counts: Uint32Array) => number;

const DAY = 86_400;
/** A percentage of fewer says nothing: 16 to 25 looks like 56 % more, and chance alone does it. */
const PERCENT_FROM = 30;

/** Whole days: an hour more or less when the clocks change does not count. */
const daysOf = ({ from, to }: Period): number => Math.round((to - from) / DAY);

function changeOf(count: number, period: Period, before: number, periodBefore: Period): Change {
  return {
    before,
    p: twoCountsP(count, daysOf(period), before, daysOf(periodBefore)),
    percent: count < PERCENT_FROM || before < PERCENT_FROM ? null : (100 * (count - before)) / before,
  };
}

/** Not judged yet: the verdict is given by the list that the count stands in. */
function figuresOf({ periods, yearBefore }: History, series: readonly number[], pick: Pick): Figures {
  const last = series.length - 1;
  const count = series[last];
  const previous = previousOf(series);
  const expectation = expectationOf(previous);
  return {
    count,
    previous,
    expected: expectation?.range ?? null,
    p: expectation?.pOf(count) ?? null,
    q: null,
    verdict: 'too-few',
    corrected: false,
    yearBefore: yearBefore && { key: yearBefore.period.key, count: pick(yearBefore.counts) },
    change: last > 0 ? changeOf(count, periods[last], series[last - 1], periods[last - 1]) : null,
  };
}

/** Sum of the counts from one place up to another. */
function sumOf(counts: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += counts[at];
  return sum;
}

/** Categories that something has happened in, anywhere and in any period of the history. */
function occurring({ counts, categories }: History): number[] {
  const seen = new Uint8Array(categories);
  for (const each of counts) for (let at = 0; at < each.length; at++) if (each[at] > 0) seen[at % categories] = 1;
  return [...seen.keys()].filter((category) => seen[category] === 1);
}

/** Those categories that occur in the period or in the 12 before it. */
function categoriesOf(
  history: History,
  categories: readonly number[],
  pickOf: (category: number) => Pick,
): CategoryFigures[] {
  return categories.flatMap((category) => {
    const pick = pickOf(category);
    const series = history.counts.map(pick);
    const occurs = series[series.length - 1] > 0 || previousOf(series).some((count) => count > 0);
    // Assigned, not spread: a slice has hundreds of these, and copying them costs more than their statistics.
    return occurs ? [Object.assign(figuresOf(history, series, pick), { category })] : [];
  });
}

const mostFirst = (a: CategoryFigures, b: CategoryFigures): number => b.count - a.count || a.category - b.category;

/**
 * Every count with its range, p, year before and change, and verdicts corrected for how many are compared. Three lists are judged, each on its own: all areas looked at; all
 * categories of the whole; all categories of all areas, as one list, since that is how a reader searches them. A category is in a list, in every area, when it occurs anywhere in the
 * history at hand. The total, and a single area, are lists of one.
 * @returns the figures of everything looked at together, and of each area looked at in turn.
 */
export function readFigures(history: History): { total: AreaFigures; areas: AreaFigures[] } {
  const { areas, categories, counts } = history;
  const numbers = Array.from({ length: areas }, (_, area) => area);
  const known = occurring(history);

  const whole: Pick = (each) => sumOf(each, 0, each.length);
  const inArea =
    (area: number): Pick =>
    (each) =>
      sumOf(each, area * categories, (area + 1) * categories);
  const inAll =
    (category: number): Pick =>
    (each) => {
      let sum = 0;
      for (let at = category; at < each.length; at += categories) sum += each[at];
      return sum;
    };
  const inBoth =
    (area: number) =>
    (category: number): Pick =>
    (each) =>
      each[area * categories + category];

  const trend = counts.map(whole);
  const trends = numbers.map((area) => counts.map(inArea(area)));
  const total = figuresOf(history, trend, whole);
  const byArea = numbers.map((area) => figuresOf(history, trends[area], inArea(area)));
  const byCategory = categoriesOf(history, known, inAll);
  const byBoth = numbers.map((area) => categoriesOf(history, known, inBoth(area)));
  const pairs = byBoth.flat();
  judge([total]);
  judge(byArea);
  judge(byCategory, known.length - byCategory.length);
  judge(pairs, areas * known.length - pairs.length);
  return {
    total: { ...total, trend, categories: byCategory.sort(mostFirst) },
    areas: byArea.map((figures, area) => ({
      ...figures,
      trend: trends[area],
      categories: byBoth[area].sort(mostFirst),
    })),
  };
}
