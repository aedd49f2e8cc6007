/** An account of the demo, as the sign-in page offers it. */
import type { Role } from '../../domain/setting';

export interface DemoAccount {
  email: string;
  municipality: string;
  organisation: string;
  role: Role;
}

/** The accounts by municipality, in the order in which they come. */
export function byMunicipality(accounts: readonly DemoAccount[]): [string, DemoAccount[]][] {
  const groups = new Map<string, DemoAccount[]>();
  for (const account of accounts) {
    const group = groups.get(account.municipality);
    if (group) group.push(account);
    else groups.set(account.municipality, [account]);
  }
  return [...groups];
}
