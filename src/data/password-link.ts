/** Links to choose a password, as the e-mails carry them. */

/** The address that the e-mails of supabase/templates lead to; what stands in it is good for one use. */
export const PASSWORD_PAGE = '#/losenord';

export interface PasswordLink {
  token: string;
  type: 'recovery' | 'invite';
}

/** The link in an address, or null when there is none. @param hash `location.hash`. */
export function passwordLinkOf(hash: string): PasswordLink | null {
  const [page, query = ''] = hash.split('?');
  if (page !== PASSWORD_PAGE) return null;
  const values = new URLSearchParams(query);
  const token = values.get('token_hash') ?? '';
  const type = values.get('type');
  return /^[\w-]{20,200}$/.test(token) && (type === 'recovery' || type === 'invite') ? { token, type } : null;
}
