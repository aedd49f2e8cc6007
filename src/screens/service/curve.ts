/** The curve of a selection as the chart and the table beside it show it. */
import { openShareAt } from '../../analysis/kaplan-meier';
import type { SurvivalCurve } from '../../analysis/kaplan-meier';
import type { DonePoint } from '../../charts/survival-shape';
import { doneShare } from './share';

/** End of the axis, in limits: what takes longer than three times what was promised looks alike. */
export const UNTIL = 3;
const TABLE_AT = [0.25, 0.5, 0.75, 1, 1.5, 2, 3];
/** A line of more steps than this is drawn through every so manieth: pixels are fewer. */
const STEPS_AT_MOST = 400;

/** @param hours the limit in hours that all have; null: the axis counts limits. */
export function donePoints(curve: SurvivalCurve, hours: number | null): DonePoint[] {
  const scale = hours ?? 1;
  const every = Math.max(1, Math.ceil(curve.times.length / STEPS_AT_MOST));
  return Array.from(curve.times).flatMap((time, i) => {
    if (i % every !== 0 && i !== curve.times.length - 1) return [];
    const at = openShareAt(curve, time);
    if (!at) return [];
    const { value, low, high } = doneShare(at);
    return [{ time: time * scale, share: value, low, high }];
  });
}

export interface CurveRow {
  /** In limits. */
  at: number;
  /** Null: nobody is known of, or nobody was watched that long. */
  done: { value: number; low: number; high: number } | null;
  atRisk: number;
}

export function curveRows(curve: SurvivalCurve): CurveRow[] {
  return TABLE_AT.map((at) => {
    const share = openShareAt(curve, at);
    // Past the last one watched the curve says nothing, unless all are done.
    const known = share !== null && (share.atRisk > 0 || share.open === 0 || at <= (curve.times.at(-1) ?? 0));
    return { at, done: known ? doneShare(share) : null, atRisk: share?.atRisk ?? 0 };
  });
}
