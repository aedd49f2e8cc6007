import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The public key that the app shows to the embedded server. It opens nothing: it only says "a visitor", like the anon key of a
 * hosted Supabase, and is a constant so that a built app finds the embedded server of `vite preview`.
 */
export const PUBLISHABLE_KEY = 'sb_publishable_embedded';

/**
 * The secret that signs sessions: made at the first start and kept beside the database, so that a session survives a restart.
 * @param file where it is kept; null keeps it in memory only (tests).
 */
export function sessionSecret(file: string | null): string {
  if (file && existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(48).toString('base64url');
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, secret, { mode: 0o600 });
  }
  return secret;
}

/**
 * The key of the server itself, past every policy, as a hosted Supabase gives it to its functions. Made of the secret that signs sessions, so that it is as safe and needs
 * no place of its own.
 */
export function serviceKey(secret: string): string {
  return `sb_secret_${createHmac('sha256', secret).update('service_role').digest('base64url')}`;
}
