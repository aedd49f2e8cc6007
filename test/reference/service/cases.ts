/** Cases for the curve of Kaplan and Meier, drawn from a fixed beginning: `npx tsx test/reference/service/cases.ts` writes them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../random';

export interface SurvivalCase {
  name: string;
  times: number[];
  done: number[];
  /** Times at which the curve is read. */
  at: number[];
}

export function makeSurvivalCases(): SurvivalCase[] {
  const { next } = createRandom('waiting');
  const made = (name: string, size: number, open: number, whole: boolean): SurvivalCase => {
    const times = Array.from({ length: size }, () => {
      const time = 1500 * -Math.log(1 - next());
      return whole ? 60 * Math.ceil(time / 60) : time; // hours: many at the same time
    });
    return { name, times, done: times.map(() => (next() < open ? 0 : 1)), at: [240, 1440, 2880, 4320] };
  };
  return [
    made('few, all done', 9, 0, false),
    made('few, some open', 12, 0.3, true),
    made('a month', 80, 0.1, true),
    made('a year with many open', 900, 0.4, false),
    made('a year in whole hours', 1200, 0.05, true),
  ];
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(import.meta.dirname, 'cases.json'), `${JSON.stringify(makeSurvivalCases())}\n`);
}
