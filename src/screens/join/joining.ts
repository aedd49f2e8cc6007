/** Takes a link: makes the account where one is wanted, signs in, and becomes what the link gives. */
import { Refusal } from '../../data/types';
import { join, takeLink } from '../../data/join';
import type { Meaning, NewMunicipality } from '../../data/join';
import { enter, signIn } from '../../data/session.svelte';
import type { Purpose } from '../../domain/purpose';
import { t } from '../../i18n/i18n.svelte';

export interface Account {
  isNew: boolean;
  email: string;
  password: string;
}

function purposeOf(meaning: Meaning): Purpose {
  if (meaning.kind === 'setup' || meaning.role === 'administrator') return 'administration';
  return meaning.role === 'reporter' ? 'report' : 'picture';
}

/** In words; the sentence of a refusal that has none here is the server's own. */
export function joinRefusal(error: unknown): string {
  if (!(error instanceof Refusal)) return t('setup:unreachable');
  if (error.setting === 'taken') return t('setup:taken');
  if (error.code === 'not-found') return t('setup:deadWhat');
  if (/^Too many/.test(error.message)) return t('setup:tooMany');
  return t('setup:refused', { reason: error.message });
}

/**
 * @param account null: somebody is signed in.
 * @returns null when it went well and the session is ready, else a sentence.
 */
export async function takeWith(
  token: string,
  meaning: Meaning,
  account: Account | null,
  setup: NewMunicipality | null,
): Promise<string | null> {
  try {
    if (account?.isNew) await join(token, account.email, account.password, setup);
    if (account) {
      const problem = await signIn(account.email, account.password, purposeOf(meaning));
      if (problem === 'wrong-credentials') return t('setup:wrong');
      if (problem) return t(problem === 'too-many' ? 'setup:tooMany' : 'setup:unreachable');
    }
    if (!(await takeLink(token, setup))) return t('setup:deadWhat');
    await enter();
    return null;
  } catch (error) {
    return joinRefusal(error);
  }
}
