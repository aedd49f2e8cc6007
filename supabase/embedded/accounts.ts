/** Accounts in the embedded server, which has no administration of its own: rows of `auth.users`, as supabase/seed.sql makes them. */
import { hash } from 'bcryptjs';
import type { Accounts } from '../functions/join/handler.ts';
import type { Database } from './database.ts';

export function embeddedAccounts(database: Database): Accounts {
  return {
    async create(email, password) {
      // Worked out before the address is looked at: how long it takes says nothing of whether there is an account.
      const kept = await hash(password, 10);
      const [made] = await database.query<{ id: string }>(
        `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
           confirmation_token, recovery_token, email_change, email_change_token_new)
         select gen_random_uuid(), 'authenticated', 'authenticated', $1::text, $2::text, now(), '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', ''
         where not exists (select from auth.users u where lower(u.email) = $1::text)
         on conflict do nothing
         returning id::text as id`,
        [email, kept],
      );
      if (!made) return null;
      await database.query(
        `insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
         select u.id, 'email', u.id::text, u.id, jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true), now(), now()
         from auth.users u where u.id = $1::uuid
         on conflict do nothing`,
        [made.id],
      );
      return made.id;
    },
    async remove(id) {
      await database.query('delete from auth.users where id = $1::uuid', [id]);
    },
  };
}
