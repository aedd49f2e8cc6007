/** Whether a second factor is due. */

/** `code`: an app is set up and must be shown; `enrol`: the role demands one and none is set up. */
export type SecondFactorNeed = 'none' | 'code' | 'enrol';

export interface AssuranceLevels {
  currentLevel: string | null;
  nextLevel: string | null;
}

/** @param demanded by the municipality for the person's role. */
export function needOf({ currentLevel, nextLevel }: AssuranceLevels, demanded: boolean): SecondFactorNeed {
  if (currentLevel === 'aal2') return 'none';
  if (nextLevel === 'aal2') return 'code';
  return demanded ? 'enrol' : 'none';
}
