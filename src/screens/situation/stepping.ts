/** Steps through time: which periods the slider holds, and which moment a change of kind keeps. */
import { periodOf, shiftPeriod } from '../../domain/period';
import type { Period, PeriodKind } from '../../domain/period';

/** Steps of the slider when not all of the time is asked for: a year of weeks, two of months, three of tertials. */
const USUAL_STEPS: Record<PeriodKind, number> = { week: 52, month: 24, tertial: 9, year: 5 };

/**
 * Periods of the kind up to the present one, oldest first.
 * @param first epoch seconds of the first incident; null when there is none.
 * @param all from the first incident on, not only the usual number of steps.
 */
export function sliderPeriods(period: Period, now: number, first: number | null, all: boolean): Period[] {
  const last = periodOf(period.kind, now);
  const periods: Period[] = [];
  const enough = (at: Period): boolean => {
    const needed = at.from > period.from; // the period shown is always on the slider
    if (needed) return false;
    return all ? first === null || at.from <= first : periods.length >= USUAL_STEPS[period.kind];
  };
  for (let at = last.from >= period.from ? last : period; periods.length < 2000; at = shiftPeriod(at, -1)) {
    periods.push(at);
    if (enough(at)) break;
  }
  return periods.reverse();
}

/** A moment that stands for a period when its kind is changed: now, if the period is the present one, else its middle. */
export function momentOf(period: Period, now: number): number {
  return now >= period.from && now < period.to ? now : Math.floor((period.from + period.to) / 2);
}

/** True for keys pressed where arrows have a meaning of their own: fields, sliders, the map. */
export function arrowsAreTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="slider"], .maplibregl-map, [data-arrows]') !==
      null
  );
}
