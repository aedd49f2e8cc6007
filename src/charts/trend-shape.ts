/** Geometry of a trend: where bars, band and ticks lie. Pure, so that it is tested without a browser. */
import { scaleBand, scaleLinear } from 'd3';
import type { ExpectedRange } from '../analysis/types';

export interface TrendBar {
  x: number;
  y: number;
  width: number;
  height: number;
  value: number;
  /** The last bar: the period that is shown. */
  present: boolean;
}

export interface TrendShape {
  bars: TrendBar[];
  /** The expected range of the last period. */
  band: { y: number; height: number } | null;
  ticks: { y: number; value: number }[];
}

/**
 * @param values counts, oldest first, the present one last.
 * @param size pixels of the drawing surface inside its margins.
 * @returns shapes in pixels; the scale begins at zero, since bars are compared by length.
 */
export function trendShape(
  values: readonly number[],
  expected: ExpectedRange | null,
  size: { width: number; height: number },
): TrendShape {
  const most = Math.max(1, expected?.high ?? 0, ...values);
  const y = scaleLinear().domain([0, most]).nice(3).range([size.height, 0]);
  const x = scaleBand<number>()
    .domain(values.map((_, i) => i))
    .range([0, size.width])
    .paddingInner(0.25)
    .paddingOuter(0.1);
  const whole = y.ticks(3).filter(Number.isInteger);
  return {
    bars: values.map((value, i) => ({
      x: x(i) ?? 0,
      y: y(value),
      width: x.bandwidth(),
      height: size.height - y(value),
      value,
      present: i === values.length - 1,
    })),
    // A range from 5 to 5 is still a range: it is drawn at least two pixels high.
    band: expected && {
      y: Math.min(y(expected.high), y(expected.low) - 2),
      height: Math.max(2, y(expected.low) - y(expected.high)),
    },
    ticks: whole.map((value) => ({ y: y(value), value })),
  };
}
