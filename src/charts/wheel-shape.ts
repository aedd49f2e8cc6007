/** Where the segments of a year's wheel lie: a ring a row, the year clockwise from the top, with a gap there for the rings' numbers. */
import { arc } from 'd3';

export interface WheelSize {
  /** Radii in drawing units. */
  inner: number;
  outer: number;
}

/** Half of the gap at the top, radians. */
export const GAP = 0.12;
const WEEKS = 53;
const wholeOf = (steps: number): number => (2 * Math.PI - 2 * GAP) / steps;

/** Angle at which a week begins, radians clockwise from the top. @param week 1-53, ISO. @param steps parts of the year: 12 for months. */
export const angleOf = (week: number, steps = WEEKS): number => GAP + (week - 1) * wholeOf(steps);

/** Radii between which a ring lies, the first outermost. */
export function ringOf(ring: number, rings: number, { inner, outer }: WheelSize): [inner: number, outer: number] {
  const thickness = (outer - inner) / rings;
  return [outer - (ring + 1) * thickness, outer - ring * thickness];
}

/** SVG path of one week in one ring. */
export function segmentPath(week: number, ring: number, rings: number, size: WheelSize, steps = WEEKS): string {
  const [innerRadius, outerRadius] = ringOf(ring, rings, size);
  return (
    arc()({
      innerRadius: innerRadius + 0.5,
      outerRadius: outerRadius - 0.5,
      startAngle: angleOf(week, steps),
      endAngle: angleOf(week + 1, steps) - 0.004,
    }) ?? ''
  );
}

/** A point on the circle of that radius where a week begins. */
export function edgeOf(week: number, radius: number, steps = WEEKS): [x: number, y: number] {
  const angle = angleOf(week, steps);
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}

/** A point on the circle of that radius in the middle of a week. */
export function pointOf(week: number, radius: number, steps = WEEKS): [x: number, y: number] {
  const angle = angleOf(week, steps) + wholeOf(steps) / 2;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}
