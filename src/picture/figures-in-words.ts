/** What is said of a count: against the period before, the year before, why it is not called out, who has not reported. */
import { needsCoverageMark } from '../analysis/coverage';
import type { Figures } from '../analysis/types';
import { isOngoing } from './shown-verdict';
import type { Language, PictureArea, SituationPicture } from './types';
import { say, sayNumber, sayPercent } from './words';

/** Under this a difference is called hardly chance, as in every test of the picture. */
const LEVEL = 0.05;

/** `p = 0,17`, `p = 0,004`, `p < 0,001`: two decimals, or three where two would say nothing. */
export function pInWords(p: number, language: Language): string {
  if (p < 0.001) return say(language, 'pUnder', { p: sayNumber(language, 0.001, 3) });
  return say(language, 'pIs', { p: sayNumber(language, p, p < 0.1 ? 3 : 2) });
}

/** What a sentence about a count must know of its picture. */
export type Told = Pick<SituationPicture, 'language' | 'createdAt' | 'period'>;

/** What a change may be: nothing, chance, or hardly chance. */
export interface ChangeWords {
  /** `16 → 25`, with a percentage only where both counts bear one. */
  numbers: string;
  chance: string;
  /** The test says that chance hardly does it. */
  hardly: boolean;
  p: string;
}

/** @returns null without a period before, and while the period goes on: half a week says nothing against a whole one. */
export function changeInWords(figures: Pick<Figures, 'change' | 'count'>, picture: Told): ChangeWords | null {
  const { change, count } = figures;
  const { language } = picture;
  if (!change || isOngoing(picture)) return null;
  const percent =
    change.percent === null
      ? ''
      : say(language, 'changePercent', { percent: sayPercent(language, change.percent / 100, 0, true) });
  const hardly = change.before !== count && change.p < LEVEL;
  return {
    numbers: say(language, 'changeShort', {
      before: sayNumber(language, change.before),
      count: sayNumber(language, count),
      percent,
    }),
    chance: say(language, change.before === count ? 'chanceSame' : hardly ? 'chanceHardly' : 'chanceMay'),
    hardly,
    p: pInWords(change.p, language),
  };
}

/** `Mot föregående vecka: 16 → 25, kan vara slump (p = 0,17).` */
export function changeSentence(picture: Told & Pick<Figures, 'change' | 'count'>): string | null {
  const words = changeInWords(picture, picture);
  if (!words) return null;
  const { language } = picture;
  const previous = say(language, `previous_${picture.period.kind}`);
  if (picture.change?.before === picture.count) return say(language, 'changeNone', { previous });
  const { numbers, chance, p } = words;
  return say(language, 'change', { previous, numbers, chance, p });
}

/** `Samma vecka året före: 22.` */
export function yearBeforeSentence(picture: Told & Pick<Figures, 'yearBefore'>): string | null {
  const { yearBefore, language } = picture;
  if (!yearBefore) return null;
  return say(language, `yearBefore_${picture.period.kind}`, { count: sayNumber(language, yearBefore.count) });
}

/** Among how many a count was judged: those of its list that have a q. */
export const comparedIn = (list: readonly Figures[]): number => list.filter(({ q }) => q !== null).length;

/** Why an area's count outside its range is not called out; null where it is, or where it lies inside. */
export function correctionNote({ corrected }: PictureArea, picture: SituationPicture): string | null {
  if (!corrected || isOngoing(picture)) return null;
  return say(picture.language, 'correctedAreas', { count: comparedIn(picture.areas) });
}

/** `2 av 5 har inte rapporterat`; null where the verdict stands without those who are missing, nobody is, or the period goes on and has no such verdict yet. */
export function coverageNote({ coverage, verdict }: PictureArea, picture: SituationPicture): string | null {
  if (!coverage || !needsCoverageMark(verdict, coverage.mark) || isOngoing(picture)) return null;
  const { language } = picture;
  const { expected, reported, mark } = coverage;
  if (expected === 1) return say(language, 'coverageOnly');
  if (mark === 'nobody') return say(language, 'coverage_nobody', { expected });
  return say(language, 'coverage_some-missing', { missing: expected - reported, expected });
}
