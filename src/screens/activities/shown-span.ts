/** What lies in a period, also when it began before or goes on after. */
import type { Activity } from '../../domain/meeting';
import type { Period } from '../../domain/period';

export function overlapping<T extends { record: Pick<Activity, 'startsAt' | 'endsAt'> }>(
  entries: readonly T[],
  { from, to }: Pick<Period, 'from' | 'to'>,
): T[] {
  // What ends at the first midnight of the period lies before it, unless it is a moment.
  return entries.filter(
    ({ record: { startsAt, endsAt } }) => startsAt < to && (endsAt > from || (endsAt === from && startsAt === from)),
  );
}
