/** Whether what left a place turned up around it: the weighted displacement quotient. */
import type { TwoTimes } from './effect-dispersion';

export interface Displacement {
  /** Change of the place's share of the comparisons' count: below 0, it fell. */
  success: number;
  /** Change of the ring's share of the comparisons' count: above 0, it grew. */
  ring: number;
  /** `ring` over `success`; null unless the place fell. */
  quotient: number | null;
  /**
   * What the quotient reads as: above 0 the ring fell as well (`diffusion` of benefit), from 0 to -1 it grew by less than the place gained (`part`), at -1 by as much, and below by more (`whole`).
   * `none`: exactly 0. Null where there is no quotient.
   */
  reading: 'diffusion' | 'none' | 'part' | 'whole' | null;
}

/**
 * Weighted displacement quotient (Bowers and Johnson 2003, Journal of Quantitative Criminology 19:275-301):
 * (B1 / C1 - B0 / C0) / (A1 / C1 - A0 / C0), where A is the place, B the ring around it, C the comparisons, 0 before and 1 afterwards.
 * Lengths of the spans cancel, for each share is taken within one span. It is a description without an interval: who reads it needs the test of the ring beside it.
 * @returns null when the comparisons had none in one of the spans: there are no shares then.
 */
export function weightedDisplacement(place: TwoTimes, ring: TwoTimes, comparisons: TwoTimes): Displacement | null {
  if (comparisons.before === 0 || comparisons.after === 0) return null;
  const change = ({ before, after }: TwoTimes): number => after / comparisons.after - before / comparisons.before;
  const success = change(place);
  const around = change(ring);
  const quotient = success < 0 ? around / success : null;
  const reading =
    quotient === null ? null : quotient > 0 ? 'diffusion' : around === 0 ? 'none' : quotient > -1 ? 'part' : 'whole';
  return { success, ring: around, quotient: quotient === 0 ? 0 : quotient, reading };
}
