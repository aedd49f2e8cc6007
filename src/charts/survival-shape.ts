/** Geometry of a curve of what is done over time: steps, the band of its interval, ticks. Pure, so that it is tested without a browser. */
import { area, curveStepAfter, line, scaleLinear } from 'd3';

export interface DonePoint {
  /** Time since the beginning, in whatever unit the axis has. */
  time: number;
  /** Share done by then, 0 to 1, and the ends of its interval. */
  share: number;
  low: number;
  high: number;
}

export interface DoneShape {
  line: string;
  band: string;
  limitX: number;
  xTicks: { x: number; value: number }[];
  yTicks: { y: number; value: number }[];
}

/**
 * @param points ascending by time; before the first nothing is done.
 * @param until end of the axis of time, above 0; the last step is drawn to it.
 * @param limit time of the limit line, at most `until`.
 * @param size pixels of the drawing surface inside its margins.
 */
export function doneShape(
  points: readonly DonePoint[],
  until: number,
  limit: number,
  size: { width: number; height: number },
): DoneShape {
  const x = scaleLinear().domain([0, until]).range([0, size.width]);
  const y = scaleLinear().domain([0, 1]).range([size.height, 0]);
  const inside = points.filter(({ time }) => time <= until);
  const start: DonePoint = { time: 0, share: 0, low: 0, high: 0 };
  const last = inside.at(-1) ?? start;
  const all = [...(inside[0]?.time === 0 ? [] : [start]), ...inside, { ...last, time: until }];
  const rounded = (path: string | null): string => (path ?? '').replace(/\d+\.\d{2,}/g, (n) => Number(n).toFixed(1));
  return {
    line: rounded(
      line<DonePoint>()
        .x(({ time }) => x(time))
        .y(({ share }) => y(share))
        .curve(curveStepAfter)(all),
    ),
    band: rounded(
      area<DonePoint>()
        .x(({ time }) => x(time))
        .y0(({ low }) => y(low))
        .y1(({ high }) => y(high))
        .curve(curveStepAfter)(all),
    ),
    limitX: x(limit),
    xTicks: x.ticks(6).map((value) => ({ x: x(value), value })),
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ y: y(value), value })),
  };
}
