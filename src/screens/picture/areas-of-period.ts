/** Areas that a picture writes about: those of its period. */
import { areasInPeriod } from '../../analysis/area-generation';
import { areasToStudy } from '../../domain/area-life';
import { dayOfEpoch } from '../../domain/check-in';
import type { Period } from '../../domain/period';
import type { Area } from '../../domain/setting';
import { currentAreas } from '../current-areas';

/** Areas that a period is told of, or the one that is looked at. @param period null: not known yet. */
export function areasOfPeriod(areas: readonly Area[], period: Period | null, only: string | null): Area[] {
  if (only !== null) return areas.filter(({ id }) => id === only);
  if (!period) return currentAreas(areas);
  const today = dayOfEpoch(Math.floor(Date.now() / 1000));
  return areasInPeriod(areasToStudy(areas, today), period).flatMap((index) => areas[index] ?? []);
}
