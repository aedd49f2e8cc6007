/** The curve of Kaplan and Meier against R's package survival (`Rscript test/reference/service/survival.R`; R is not needed here), and what must always hold. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, openShareAt } from '../../src/analysis/kaplan-meier';
import { expectClose, expectSame } from '../reference/r/closeness';
import { makeSurvivalCases, type SurvivalCase } from '../reference/service/cases';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../reference/service', name), 'utf8'));
const cases = read('cases.json') as SurvivalCase[];
interface Answer {
  times: number[];
  atRisk: number[];
  done: number[];
  open: number[];
  at: Record<'open' | 'error' | 'low' | 'high', (number | null)[]>;
}
const expected = read('expected.json') as Answer[];
const curveOf = ({ times, done }: Pick<SurvivalCase, 'times' | 'done'>) =>
  kaplanMeier(Float64Array.from(times), Uint8Array.from(done));

describe('how long until it is done, as R computes it', () => {
  it('rests on the cases that their generator makes', () => {
    expect(cases).toEqual(JSON.parse(JSON.stringify(makeSurvivalCases())));
    expect(expected).toHaveLength(cases.length);
  });

  it.each(cases.map((one, i) => [one.name, one, expected[i]] as const))('%s', (name, one, answer) => {
    if (!answer) throw new Error('R has no answer to it.');
    const curve = curveOf(one);
    expectClose(curve.times, answer.times, `${name}: times`);
    expectSame([...curve.atRisk], answer.atRisk, `${name}: at risk`);
    expectSame([...curve.done], answer.done, `${name}: done`);
    expectClose(curve.open, answer.open, `${name}: open`, 1e-6);
    const shares = one.at.map((time) => openShareAt(curve, time));
    for (const key of ['open', 'error', 'low', 'high'] as const) {
      // At shares of 0 and 1 R's scale has no interval; ours is the exact bound, tested below.
      const inside = shares.map((share) => share !== null && share.open > 0 && share.open < 1);
      expect(inside.filter(Boolean).length).toBeGreaterThan(1);
      expectClose(
        shares.filter((_, i) => inside[i]).map((share) => share?.[key] ?? NaN),
        answer.at[key].filter((_, i) => inside[i]),
        `${name}: ${key}`,
      );
    }
  });
});

describe('the share that is still open', () => {
  it('is the plain share where nothing is open, and never rises; its interval holds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.boolean()), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 300 }),
        (list, time) => {
          const times = list.map(([one]) => one);
          const all = curveOf({ times, done: times.map(() => 1) });
          expect(openShareAt(all, time)?.open).toBeCloseTo(times.filter((one) => one > time).length / times.length, 10);
          const curve = curveOf({ times, done: list.map(([, done]) => Number(done)) });
          expect(curve.open).toEqual(curve.open.toSorted().reverse());
          const [now, later] = [openShareAt(curve, time), openShareAt(curve, time + 10)];
          if (now) {
            expect(now.low).toBeLessThanOrEqual(now.open);
            expect(now.high).toBeGreaterThanOrEqual(now.open);
            expect(now.low).toBeGreaterThanOrEqual(0);
            expect(now.high).toBeLessThanOrEqual(1);
            if (later) expect(later.open).toBeLessThanOrEqual(now.open);
          }
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  it('counts what is open as open so far, not as kept and not as broken', () => {
    // Four reports: done after 10 and 20 hours; two came 5 hours ago and are open. Half of those known of by 24 hours would be the wrong answer, and so would none.
    const curve = curveOf({ times: [10, 20, 5, 5], done: [1, 1, 0, 0] });
    expect(openShareAt(curve, 24)).toMatchObject({ open: 0, known: 2, atRisk: 0 });
    expect(openShareAt(curve, 15)).toMatchObject({ open: 0.5, known: 2, atRisk: 1 });
    // Open past the limit: known to have missed it.
    expect(openShareAt(curveOf({ times: [10, 30], done: [1, 0] }), 24)).toMatchObject({ open: 0.5, known: 2 });
  });

  it('has the exact bound where all or none were in time, and no answer where nobody is known of', () => {
    const ten = Array.from({ length: 10 }, () => 3);
    expect(openShareAt(curveOf({ times: ten, done: ten.map(() => 1) }), 24)?.high).toBeCloseTo(0.3084971, 6);
    expect(openShareAt(curveOf({ times: ten, done: ten.map(() => 1) }), 2)?.low).toBeCloseTo(0.6915029, 6);
    expect(openShareAt(curveOf({ times: [5], done: [0] }), 24)).toBeNull();
    expect(openShareAt(curveOf({ times: [], done: [] }), 24)).toBeNull();
    expect(() => curveOf({ times: [-1], done: [1] })).toThrow(RangeError);
    expect(() => curveOf({ times: [1], done: [] })).toThrow(RangeError);
  });
});
