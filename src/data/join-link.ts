/** The addresses of links that let somebody in. */

export const SETUP_PAGE = '#/borja';
export const INVITATION_PAGE = '#/inbjudan';

/** The token of such an address; null for any other. @param hash `location.hash`. */
export function joinTokenOf(hash: string): string | null {
  const [page, query = ''] = hash.split('?');
  if (page !== SETUP_PAGE && page !== INVITATION_PAGE) return null;
  return new URLSearchParams(query).get('kod') ?? '';
}

/** @param app address of the app, with whatever stands before its hash. */
export const invitationLink = (app: string, token: string): string => `${app}${INVITATION_PAGE}?kod=${token}`;
