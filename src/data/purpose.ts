/** The purpose chosen at sign-in, told to the server once for each membership that one acts as. */
import { isPurpose, PURPOSES } from '../domain/purpose';
import type { Purpose } from '../domain/purpose';
import type { Membership } from '../domain/setting';

const CHOSEN = 'lagesbild-purpose';
const STATED = 'lagesbild-purpose-stated';

/** At sign-in: what follows is done for this. */
export function choosePurpose(purpose: Purpose): void {
  localStorage.setItem(CHOSEN, purpose);
  localStorage.removeItem(STATED);
}

export function forgetPurpose(): void {
  localStorage.removeItem(CHOSEN);
  localStorage.removeItem(STATED);
}

/** Id of the membership of which the server knows the purpose. */
export const statedFor = (): string | null => localStorage.getItem(STATED);

/** True when the server knows the purpose for which this member is here. */
export const isStated = ({ id }: Membership): boolean => statedFor() === id;

/** The server has been told. */
export const keepStated = ({ id }: Membership): void => localStorage.setItem(STATED, id);

/** In the words of the log. */
export function chosenPurpose(): string {
  const chosen = localStorage.getItem(CHOSEN);
  return PURPOSES[isPurpose(chosen) ? chosen : 'picture'];
}
