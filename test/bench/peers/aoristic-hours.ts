/** Hour by weekday in a plain loop: what every peer adds up for itself, since none knows intervals. The clock is the product's, which is the fastest at hand. */
import { hourOfWeek } from '../../../src/domain/stockholm-time';

const HOUR = 3600;

/** Adds an equal share to each clock hour that the interval touches; `sign` -1 takes it out again. */
export function addHours(sums: Float64Array | number[], from: number, to: number, sign = 1): void {
  const first = Math.floor(from / HOUR);
  const last = to > from ? Math.floor((to - 1) / HOUR) : first;
  const share = sign / (last - first + 1);
  for (let hour = first; hour <= last; hour++) sums[hourOfWeek(hour * HOUR)] += share;
}
