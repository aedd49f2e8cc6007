/** What can be said of an e-mail address and a password before the server is asked. */
import type { MessageKey } from '../../i18n/messages';

export interface CredentialProblems {
  email?: MessageKey;
  password?: MessageKey;
}

/** An empty object when both may be sent. */
export function credentialProblems(email: string, password: string): CredentialProblems {
  const problems: CredentialProblems = {};
  const address = email.trim();
  if (address === '') problems.email = 'signIn:missingEmail';
  else if (!/^[^\s@]+@[^\s@]+$/.test(address)) problems.email = 'signIn:oddEmail';
  if (password === '') problems.password = 'signIn:missingPassword';
  return problems;
}
