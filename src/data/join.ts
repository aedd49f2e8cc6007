/** The way in, with a link that works once: for the first person of a municipality, and for who was invited. */
import type { OrganisationKind, Role } from '../domain/setting';
import { callFunction } from './rpc';
import { callServer } from './server-function';

/** What a link is for. */
export type Meaning =
  | { kind: 'setup' }
  | {
      kind: 'invitation';
      municipality: string;
      organisation: string;
      organisationKind: OrganisationKind;
      role: Role;
      /** Only this address may take it; null: whoever has the link. */
      email: string | null;
      /** Epoch seconds. */
      expiresAt: number;
    };

export interface NewMunicipality {
  code: string;
  municipality: string;
  organisation: string;
}

/** Milliseconds: an account is made slowly on purpose. */
const PATIENCE = 30_000;

/** Throws Unreachable or Refusal (`not-found`: the link does not work). */
export const lookAtLink = (token: string): Promise<Meaning> => callServer('join', { token, look: true }, PATIENCE);

/**
 * Makes an account where there is none, and gives it what the link gives. The answer does not say whether there was one: signing in with the same words decides, and then
 * `takeLink`. Throws Unreachable or Refusal.
 */
export async function join(
  token: string,
  email: string,
  password: string,
  setup: NewMunicipality | null,
): Promise<void> {
  await callServer('join', { token, email, password, ...(setup && { setup }) }, PATIENCE);
}

/** As the person signed in; once more changes nothing. False where the link does not work. Throws Unreachable, SignedOut or Refusal. */
export async function takeLink(token: string, setup: NewMunicipality | null): Promise<boolean> {
  return (await callFunction('accept_invitation', { p_token: token, p_setup: setup })) !== null;
}
