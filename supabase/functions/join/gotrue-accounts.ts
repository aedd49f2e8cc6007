/** Accounts of a hosted Supabase, through the administration of its Auth: `/auth/v1/admin/users`. */
import type { Surroundings } from '../_shared/database';
import type { Accounts } from './handler';

/** Supabase Auth's words for an address that has an account. */
const TAKEN = ['email_exists', 'user_already_exists'];

export function gotrueAccounts({ url, serviceKey, fetch }: Surroundings): Accounts {
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(
      new Request(`${url}/auth/v1/admin/users${path}`, {
        method,
        headers: { apikey: serviceKey, authorization: `Bearer ${serviceKey}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return {
    async create(email, password) {
      // The link is what says that the address may be used: no letter is waited for.
      const response = await ask('POST', '', { email, password, email_confirm: true });
      const answer = (await response.json().catch(() => ({}))) as { id?: unknown; error_code?: unknown };
      if (response.ok && typeof answer.id === 'string') return answer.id;
      if (TAKEN.includes(String(answer.error_code))) return null;
      throw new Error(`making an account answered ${response.status}: ${String(answer.error_code)}`);
    },
    async remove(id) {
      const response = await ask('DELETE', `/${id}`);
      await response.body?.cancel();
    },
  };
}
