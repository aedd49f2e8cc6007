/** Which places lie together: a town and its neighbourhoods, without the villages far away that would shrink a map of them all to dots. */

/** Further than this many times the median distance from the median centre is far. */
const FAR = 4;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/**
 * @param centres in metres of one plane.
 * @returns indexes of those that lie together, ascending; more than half of them, all of one or two.
 */
export function corePlaces(centres: readonly (readonly [east: number, north: number])[]): number[] {
  const east = median(centres.map((centre) => centre[0]));
  const north = median(centres.map((centre) => centre[1]));
  const distances = centres.map((centre) => Math.hypot(centre[0] - east, centre[1] - north));
  const far = FAR * median(distances);
  return distances.flatMap((distance, i) => (distance <= far || centres.length <= 2 ? [i] : []));
}
