/** Counts beside what came before them: the total, each area, each category of both. */
import { expectedRange, verdictOf } from './expected-range';
import { previousOf, type History } from './history';
import type { CategoryFigures, Figures } from './types';

export interface AreaFigures extends Figures {
  /** At most 26 periods, the period itself last. */
  trend: number[];
  categories: CategoryFigures[];
}

function figuresOf(series: readonly number[]): Figures {
  const count = series[series.length - 1] ?? 0;
  const previous = previousOf(series);
  const expected = expectedRange(previous);
  return {
    count,
    previous,
    expected,
    p: null,
    q: null,
    verdict: verdictOf(count, expected),
    corrected: false,
    yearBefore: null,
    change: null,
  };
}

function categoriesOf(history: History, countOf: (counts: Uint32Array, category: number) => number): CategoryFigures[] {
  const found: CategoryFigures[] = [];
  for (let category = 0; category < history.categories; category++) {
    const figures = figuresOf(history.counts.map((counts) => countOf(counts, category)));
    if (figures.count > 0 || figures.previous.some((count) => count > 0)) found.push({ category, ...figures });
  }
  return found.sort((a, b) => b.count - a.count || a.category - b.category);
}

/** @returns the figures of everything looked at together, and of each area looked at in turn. */
export function readFigures(history: History): { total: AreaFigures; areas: AreaFigures[] } {
  const { areas, categories } = history;
  const sum = (counts: Uint32Array, from: number, to: number): number =>
    counts.subarray(from, to).reduce((a, b) => a + b, 0);
  const overAll = (counts: Uint32Array, category: number): number => {
    let all = 0;
    for (let at = category; at < counts.length; at += categories) all += counts[at];
    return all;
  };
  const trend = history.counts.map((counts) => sum(counts, 0, counts.length));
  return {
    total: { ...figuresOf(trend), trend, categories: categoriesOf(history, overAll) },
    areas: Array.from({ length: areas }, (_, area): AreaFigures => {
      const first = area * categories;
      const own = history.counts.map((counts) => sum(counts, first, first + categories));
      const inArea = (counts: Uint32Array, category: number): number => counts[first + category];
      return { ...figuresOf(own), trend: own, categories: categoriesOf(history, inArea) };
    }),
  };
}
