/**
 * Steps of the heat of hours: five classes from the smallest to the largest number, empty hours apart. A single-hue scale from light to dark (and from
 * dark to light on a dark ground) keeps its order for every colour blindness and on a grey printer.
 */
import { scaleQuantize } from 'd3';

export const HEAT_STEPS = 5;

/**
 * @param rows 7 x 24 weights, not negative.
 * @returns for a weight: 0 when there is nothing, else 1 to 5.
 */
export function heatScale(rows: readonly (readonly number[])[]): (weight: number) => number {
  const most = Math.max(0, ...rows.flat());
  const step = scaleQuantize<number>()
    .domain([0, most || 1])
    .range(Array.from({ length: HEAT_STEPS }, (_, i) => i + 1));
  // Intervals leave crumbs of weight in many hours: less than a hundredth of an incident is drawn as nothing.
  return (weight) => (weight < 0.01 ? 0 : step(weight));
}
