/** The spans of time before, during and after an action, on the Swedish calendar. */
import { epochOfLocal, localOfEpoch } from '../domain/stockholm-time';
import type { EffectQuestion, Measured, Span } from './effect-types';

const WEEK = 7;
/** Days that keep the weekday and come nearest to a year. */
const YEAR = 52 * WEEK;

/** The instant of the same wall clock so many days later (negative: earlier). */
export function shiftDays(epoch: number, days: number): number {
  const { year, month, day, hour, minute, second } = localOfEpoch(epoch);
  return epochOfLocal(year, month, day + days, hour, minute, second);
}

/** The same weeks so many years before: 52 weeks a year, so that weekdays stay. */
export const yearsBefore = ({ from, to }: Span, years: number): Span => ({
  from: shiftDays(from, -years * YEAR),
  to: shiftDays(to, -years * YEAR),
});

/** @param day ISO date. @returns its first instant. @throws RangeError for what is no date. */
export function midnightOf(day: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const [year, month, date] = (match ?? []).slice(1).map(Number);
  const epoch = match ? epochOfLocal(year, month, date, 0, 0, 0) : NaN;
  const read = localOfEpoch(epoch);
  if (!match || read.month !== month || read.day !== date)
    throw new RangeError(`"${day}" is no date: write 2026-09-01.`);
  return epoch;
}

export interface EffectSpans {
  before: Span;
  during: Span | null;
  after: Span | null;
  /** What is held against `before`; null while nothing of it has come. */
  measured: Span | null;
}

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least && value <= 520;

function measuredOf(measured: Measured, during: Span | null, after: Span | null): Span | null {
  if (measured === 'during') return during;
  if (measured === 'after') return after;
  const first = during ?? after;
  return first && { from: first.from, to: (after ?? first).to };
}

/**
 * Weeks are counted from the first day of the action, so that each holds every weekday once. The time before ends where the weeks that are left out begin; what is
 * not known yet (from `until` on) is cut away.
 * @throws RangeError when a date is none, an end lies before the start, or a number of weeks cannot be.
 */
export function spansOf(
  question: Omit<EffectQuestion, 'place' | 'against' | 'ring' | 'categories' | 'groupOf'>,
): EffectSpans {
  const { weeksBefore, weeksLeftOut, weeksAfter, until } = question;
  if (!whole(weeksBefore, 1) || !whole(weeksLeftOut, 0) || !whole(weeksAfter, 1)) {
    throw new RangeError('The time before and after is given in whole weeks, at least one of each.');
  }
  const start = midnightOf(question.start);
  const ended = question.end === null ? null : shiftDays(midnightOf(question.end), 1);
  if (ended !== null && ended <= start) throw new RangeError('The action ends before it begins.');
  const cut = (from: number, to: number): Span | null => (from < until ? { from, to: Math.min(to, until) } : null);
  const during = ended === null ? null : cut(start, ended);
  const after = cut(ended ?? start, shiftDays(ended ?? start, WEEK * weeksAfter));
  return {
    before: {
      from: shiftDays(start, -WEEK * (weeksBefore + weeksLeftOut)),
      to: shiftDays(start, -WEEK * weeksLeftOut),
    },
    during,
    after,
    measured: measuredOf(question.measured, during, after),
  };
}

/** Whole weeks of a span, from its beginning; what is left over at its end is dropped. */
export function weeksOf({ from, to }: Span): Span[] {
  const weeks: Span[] = [];
  for (let week = 0, at = from; ; week++) {
    const next = shiftDays(from, WEEK * (week + 1));
    if (next > to) return weeks;
    weeks.push({ from: at, to: next });
    at = next;
  }
}
