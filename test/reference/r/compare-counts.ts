/** Statistics of counts against R: p of a normal z, the correction for many tests, expected ranges, two counts, trends. */
import { expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../src/analysis/benjamini-hochberg';
import { expectationOf } from '../../../src/analysis/expected-range';
import { mannKendall } from '../../../src/analysis/mann-kendall';
import { twoSidedP } from '../../../src/analysis/normal';
import { twoCountsP } from '../../../src/analysis/two-counts';
import { expectClose, expectSame } from './closeness';
import type { Reference } from './expected';

export function compareStatistics(load: () => Reference): void {
  it('two-sided p of a normal z, as pnorm', () => {
    const { cases, expected } = load();
    expectClose(cases.z.map(twoSidedP), expected.p, 'p');
  });

  it('the correction of Benjamini and Hochberg, as p.adjust', () => {
    const { cases, expected } = load();
    expect(expected.q.length).toBe(cases.p.length);
    cases.p.forEach((p, i) => expectClose(benjaminiHochberg(Float64Array.from(p)), expected.q[i], `q of list ${i}`));
  });

  it('expected ranges and p of a count, by pnbinom', () => {
    const { cases, expected } = load();
    const ours = cases.series.map(({ previous, count }) => {
      const expectation = expectationOf(previous);
      return { ...expectation?.range, p: expectation?.pOf(count) };
    });
    expectSame(
      ours.map(({ low, high }) => [low, high]),
      expected.expected.map(({ low, high }) => [low, high]),
      'Ranges',
    );
    // Ours leaves out the ends of the distributions: p is right to 1e-14, not in the digits of one far below that.
    expectClose(
      ours.map(({ p }) => p ?? null),
      expected.expected.map(({ p }) => p),
      'p of a count',
      1e-5,
    );
  });

  it('the test of two counts, as its double sum', () => {
    const { cases, expected } = load();
    const ours = cases.twoCounts.map(({ count, days, before, daysBefore }) =>
      twoCountsP(count, days, before, daysBefore),
    );
    // Ours leaves out what is 1e-30 of the greatest probability: a p of 1e-60 has no right digits.
    expectClose(ours, expected.twoCounts, 'p of two counts', 1e-18);
  });
}

export function compareTrends(load: () => Reference): void {
  it('the trend of a series, as every order of its values and cor.test', () => {
    const { cases, expected } = load();
    const ours = cases.trends.map(mannKendall);
    expectSame(
      ours.map(({ s }) => s),
      expected.trends.map(({ s }) => s),
      'Rising pairs less falling ones',
    );
    expectClose(
      ours.map(({ p }) => p),
      expected.trends.map(({ p }) => p),
      'p of a trend',
    );
  });
}
