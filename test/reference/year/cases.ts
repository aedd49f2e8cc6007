/** Cases for the effect of certain days, drawn from a fixed beginning: `npx tsx test/reference/year/cases.ts` writes them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../random';

export interface CalendarCase {
  name: string;
  counts: number[];
  stratum: number[];
  marked: number[];
}

/** Days of so many months; a stratum is weekday and month; every 25th and the two days after are marked. */
export function makeCalendarCase(
  { name, months, mean, ratio, dispersion }: Record<'months' | 'mean' | 'ratio' | 'dispersion', number> & { name: string },
): CalendarCase {
  const random = createRandom(name);
  const made: CalendarCase = { name, counts: [], stratum: [], marked: [] };
  for (let month = 0; month < months; month++) {
    const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month % 12] ?? 30;
    for (let day = 1; day <= days; day++) {
      const marked = day >= 25 && day <= 27 ? 1 : 0;
      const weekday = (month * 3 + day) % 7;
      const season = 1 + 0.4 * Math.sin((month / 12) * 2 * Math.PI) + (weekday > 4 ? 0.5 : 0);
      made.counts.push(random.count(mean * season * (marked === 1 ? ratio : 1), dispersion));
      made.stratum.push(month * 7 + weekday);
      made.marked.push(marked);
    }
  }
  return made;
}

export const makeCalendarCases = (): CalendarCase[] => [
  makeCalendarCase({ name: 'nothing there', months: 24, mean: 3, ratio: 1, dispersion: 1 }),
  makeCalendarCase({ name: 'half as many again', months: 36, mean: 2, ratio: 1.5, dispersion: 1 }),
  makeCalendarCase({ name: 'scattered', months: 36, mean: 4, ratio: 1.2, dispersion: 2 }),
  makeCalendarCase({ name: 'few', months: 12, mean: 0.15, ratio: 1, dispersion: 1 }),
];

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(import.meta.dirname, 'cases.json'), `${JSON.stringify(makeCalendarCases())}\n`);
}
