/** Comparing our figures with R's: counts exactly, real numbers to 1e-9 relative. */
import { expect } from 'vitest';
import { AGAIN } from './expected';

export const RELATIVE = 1e-9;

type Reals = ArrayLike<number | null>;

/**
 * Every number within 1e-9 of R's, relative; what is undefined for one is undefined for the other.
 * @param floor numbers smaller than this are compared as if they were as large; 0 compares all of them relatively.
 */
export function expectClose(ours: Reals, theirs: Reals, what: string, floor = 0): void {
  expect(ours.length, `${what}: how many. ${AGAIN}`).toBe(theirs.length);
  let worst = 0;
  let at = -1;
  for (let i = 0; i < theirs.length; i++) {
    const [our, their] = [ours[i] ?? NaN, theirs[i] ?? NaN];
    if (Number.isNaN(our) && Number.isNaN(their)) continue;
    const off = our === their ? 0 : Math.abs(our - their) / Math.max(Math.abs(their), floor);
    if (!(off <= worst)) [worst, at] = [off, i];
    if (Number.isNaN(off)) break;
  }
  expect(worst, `${what}, number ${at}: ${ours[at]} here, ${theirs[at]} in R. ${AGAIN}`).toBeLessThanOrEqual(RELATIVE);
}

export const expectSame = (ours: unknown, theirs: unknown, what: string): void => {
  expect(ours, `${what}. ${AGAIN}`).toEqual(theirs);
};
