/** Near repeats and hot times against R. */
import { expect, it } from 'vitest';
import { addIncidentHours, emptyHours, toHotTimes } from '../../../src/analysis/hot-times';
import { knoxTable } from '../../../src/analysis/near-repeats';
import { expectClose, expectSame } from './closeness';
import { AGAIN, type Reference } from './expected';

/** Shuffles of ours; R did 999. */
const PERMUTATIONS = 399;

export function compareTimes(load: () => Reference): void {
  it('near repeats: pairs in half-open bands, as surveillance::knox and dbscan::frNN', () => {
    const { incidents, cases, expected } = load();
    const days = incidents.from.map((from, i) => (from + incidents.to[i]) / 2 / 86_400);
    cases.knox.forEach((bands, i) => {
      const theirs = expected.knox[i];
      const ours = knoxTable(incidents.east, incidents.north, days, bands.metres.slice(1), bands.days.slice(1), {
        permutations: PERMUTATIONS,
        seed: 1,
      });
      expectSame(ours.observed, theirs.observed, 'Pairs');
      expectClose(ours.expected.flat(), theirs.expected.flat(), 'Expected pairs');
      // Both are shares of shuffles: four standard deviations of their difference, and the steps of those shares.
      ours.p.flat().forEach((p, at) => {
        const r = theirs.p.flat()[at];
        const middle = (p + r) / 2;
        const scatter = Math.sqrt(middle * (1 - middle) * (1 / 999 + 1 / PERMUTATIONS));
        expect(Math.abs(p - r), `p of band ${at}: ${p} here, ${r} in R. ${AGAIN}`).toBeLessThanOrEqual(
          4 * scatter + 2 / PERMUTATIONS,
        );
      });
    });
  });

  it('hour by weekday, as the clock of Europe/Stockholm in R', () => {
    const { incidents, expected } = load();
    const sums = emptyHours();
    incidents.from.forEach((from, i) => addIncidentHours(sums, from, incidents.to[i]));
    expectClose(toHotTimes(sums).flat(), expected.hotTimes.flat(), 'Hours');
  });
}
