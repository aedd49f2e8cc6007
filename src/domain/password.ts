/** What a password must be, in the browser and on the server alike. */

/** As `minimum_password_length` in supabase/config.toml. */
export const PASSWORD_AT_LEAST = 12;
/** bcrypt, which keeps passwords, reads so many bytes and no more: what comes after them would not count. */
const BYTES_AT_MOST = 72;

/** Null for one that may be used. */
export function passwordFault(password: string): 'short' | 'long' | null {
  if (password.length < PASSWORD_AT_LEAST) return 'short';
  return new TextEncoder().encode(password).length > BYTES_AT_MOST ? 'long' : null;
}
