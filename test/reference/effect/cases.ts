/** Counts to try the effect on; `npx tsx test/reference/effect/cases.ts` writes them to cases.json, which R and our code both read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scatter, TwoTimes } from '../../../src/analysis/effect-dispersion';
import { createRandom } from '../random';

export interface EffectCases {
  changes: { place: TwoTimes; comparisons: TwoTimes[]; weeks: Scatter }[];
  displacements: { place: TwoTimes; ring: TwoTimes; comparisons: TwoTimes }[];
}

export function makeEffectCases(): EffectCases {
  const random = createRandom('effect');
  const two = (mean: number, factor = 1): TwoTimes => ({
    before: random.count(mean, 1.4),
    after: random.count(mean * factor, 1.4),
  });
  const changes: EffectCases['changes'] = [
    // Nothing afterwards, nothing before, both ends of what is possible, and comparisons that changed exactly alike.
    { place: { before: 6, after: 0 }, comparisons: [two(20), two(20)], weeks: { chiSquare: 40, freedom: 50 } },
    { place: { before: 0, after: 7 }, comparisons: [two(20), two(20)], weeks: { chiSquare: 75, freedom: 50 } },
    {
      place: { before: 12, after: 5 },
      comparisons: Array.from({ length: 3 }, () => ({ before: 10, after: 10 })),
      weeks: { chiSquare: 30, freedom: 50 },
    },
    { place: { before: 12, after: 5 }, comparisons: [{ before: 9, after: 11 }], weeks: { chiSquare: 0, freedom: 0 } },
    {
      place: { before: 12, after: 5 },
      comparisons: [{ before: 9, after: 11 }, { before: 0, after: 0 }, two(9)],
      weeks: { chiSquare: 64, freedom: 32 },
    },
  ];
  for (let i = 0; i < 60; i++) {
    const mean = random.pick([3, 8, 20, 60, 200]);
    const freedom = random.integer(20, 400);
    const place = two(mean, random.pick([0.3, 0.6, 1, 1, 1.8]));
    changes.push({
      place: place.before + place.after === 0 ? { before: 1, after: 1 } : place,
      comparisons: Array.from({ length: random.integer(1, 8) }, () => ({
        ...two(mean * random.pick([0.5, 1, 2]), random.pick([0.8, 1, 1.2])),
      })),
      weeks: { chiSquare: random.integer(Math.floor(0.7 * freedom), 2 * freedom), freedom },
    });
  }
  const displacements = Array.from({ length: 40 }, () => ({
    place: two(30, random.pick([0.4, 0.7, 1, 1.3])),
    ring: two(30, random.pick([0.6, 1, 1.5])),
    comparisons: { before: 1 + random.count(80), after: 1 + random.count(80) },
  }));
  return { changes: changes.filter(usable), displacements };
}

/** Somebody compared with must have had both a before and an after, or the case has one answer only. */
function usable({ comparisons }: EffectCases['changes'][number]): boolean {
  return comparisons.some(({ before }) => before > 0) && comparisons.some(({ after }) => after > 0);
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(import.meta.dirname, 'cases.json'), `${JSON.stringify(makeEffectCases())}\n`);
}
