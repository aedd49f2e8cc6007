/** What partners and outsiders have already been given, as far as it says something of numbers. */
import { parsePeriod, type Period } from '../domain/period';
import type { PublishedPicture } from './published';

export interface EarlierVersion {
  pictureId: string;
  periodKey: string;
  areaId: string | null;
  audience: string;
  version: number;
  content: Pick<PublishedPicture, 'figures' | 'outside' | 'areas' | 'categories' | 'hotspots'>;
}

export interface DatedVersion {
  period: Period;
  content: EarlierVersion['content'];
}

/**
 * Versions that share days with the period, directly or through others: a month and a week share a week with its tertial, and what is said of the one may be held against what
 * is said of the other. The rest has nothing in common with a new picture.
 */
export function connectedVersions(earlier: readonly EarlierVersion[], period: Period): DatedVersion[] {
  let waiting = earlier.flatMap(({ periodKey, content }): DatedVersion[] => {
    const theirs = parsePeriod(periodKey);
    return theirs ? [{ period: theirs, content }] : [];
  });
  const found: DatedVersion[] = [];
  const reached: Pick<Period, 'from' | 'to'>[] = [period];
  for (;;) {
    const next = waiting.filter((each) =>
      reached.some(({ from, to }) => each.period.from < to && from < each.period.to),
    );
    if (next.length === 0) return found;
    found.push(...next);
    reached.push(...next.map((each) => each.period));
    waiting = waiting.filter((each) => !next.includes(each));
  }
}
