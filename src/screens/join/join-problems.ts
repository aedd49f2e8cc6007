/** What can be said of the form of a link before the server is asked, by field. */
import { PASSWORD_AT_LEAST, passwordFault } from '../../domain/password';
import { t } from '../../i18n/i18n.svelte';

export interface JoinForm {
  /** Null where the link is no set-up. */
  setup: { code: string; municipality: string; organisation: string } | null;
  /** Null for somebody who is signed in. */
  account: { isNew: boolean; email: string; password: string } | null;
}
export type JoinField = 'code' | 'municipality' | 'organisation' | 'email' | 'password';
export type JoinProblems = Partial<Record<JoinField, string>>;

export function joinProblems({ setup, account }: JoinForm): JoinProblems {
  const problems: JoinProblems = {};
  if (setup) {
    if (!/^[0-9]{4}$/.test(setup.code.trim())) problems.code = t('setup:badCode');
    if (setup.municipality.trim() === '') problems.municipality = t('setup:noMunicipality');
    if (setup.organisation.trim() === '') problems.organisation = t('setup:noOrganisation');
  }
  if (account) {
    if (!/^[^@\s"<>,;]+@[^@\s"<>,;]+$/.test(account.email.trim())) problems.email = t('setup:badEmail');
    const fault = account.isNew ? passwordFault(account.password) : null;
    if (fault === 'short') problems.password = t('setup:shortPassword', { count: PASSWORD_AT_LEAST });
    else if (fault === 'long') problems.password = t('setup:longPassword');
    else if (account.password === '') problems.password = t('setup:noPassword');
  }
  return problems;
}
