/** The purpose chosen at sign-in, told to the server once for each membership that one acts as. */
import { isPurpose, PURPOSES } from '../domain/purpose';
import type { Purpose } from '../domain/purpose';
import type { Membership } from '../domain/setting';
import { statePurpose } from './audit-log';

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

/** True when the server knows the purpose for which this member is here. */
export const isStated = ({ id }: Membership): boolean => localStorage.getItem(STATED) === id;

/** Before anything is read as this member. Throws Unreachable, SignedOut or Refusal. */
export async function purposeStated(membership: Membership): Promise<void> {
  if (isStated(membership)) return;
  const { id, municipalityId } = membership;
  const chosen = localStorage.getItem(CHOSEN);
  await statePurpose(municipalityId, id, PURPOSES[isPurpose(chosen) ? chosen : 'picture']);
  localStorage.setItem(STATED, id);
}
