/** A target and how far it has come, in words: `6 av 10 insatser`. */
import type { Progress, Target } from '../../../domain/plan';
import type { Language } from '../../types';
import { say, sayCount, sayNumber } from '../../words';

/** Whether a target is met; `open` is not yet, `missed` is not and the time is over, `untold` has nothing to tell by, `none` nothing to hold. */
export type Standing = 'met' | 'open' | 'missed' | 'untold' | 'none';

/** @param over the time of the promise is over. */
export function standingOf({ kind }: Target, { met }: Progress, over: boolean): Standing {
  if (kind === 'none') return 'none';
  if (met === null) return 'untold';
  return met ? 'met' : over ? 'missed' : 'open';
}

const STANDING_WORD = {
  met: 'followMet',
  open: 'followOpen',
  missed: 'followMissed',
  untold: 'followUntold',
  none: 'followNoTarget',
} as const;

export const standingWord = (standing: Standing, language: Language): string => say(language, STANDING_WORD[standing]);

/** A number with its unit: `10 insatser`, `93,4 % närvaro`. */
export function amount(value: number, unit: string, language: Language): string {
  return `${sayNumber(language, value, 2)} ${unit}`.trim();
}

/** `Mål: minst 4 möten per år`; empty where nothing can be checked off. */
export function targetText({ kind, number, unit, span, direction }: Target, language: Language): string {
  if (kind === 'none') return '';
  if (kind === 'yes') return say(language, 'followTarget_yes');
  if (number === null) return unit === '' ? '' : say(language, 'followTargetFollowed', { unit });
  const target = say(language, `followTarget_${direction}`, { number: amount(number, unit, language) });
  return kind === 'number' && span === 'year' ? say(language, 'followPerYear', { target }) : target;
}

/**
 * `6 av 10 insatser`, `Senast 93,4 % närvaro`, `18 aktiviteter genomförda`; empty where there is nothing to say.
 * @param year that the count is of, where the target is for each year.
 */
export function progressText(target: Target, { done, number }: Progress, language: Language, year: number): string {
  const { kind, unit, span, direction } = target;
  if (kind === 'indicator') {
    return number === null
      ? say(language, 'followNoReading')
      : say(language, 'followReading', { number: amount(number, unit, language) });
  }
  if (kind === 'number' && target.number !== null) {
    const progress = say(language, `followOf_${direction}`, {
      number: sayNumber(language, number ?? 0, 2),
      target: amount(target.number, unit, language),
    });
    return span === 'year' ? say(language, 'followThisYear', { progress, year: String(year) }) : progress;
  }
  return done > 0 ? sayCount(language, 'followLogged', done) : '';
}
