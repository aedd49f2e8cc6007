/** A new password through a link sent by e-mail: for somebody who has forgotten it, and for somebody who was invited. */
import type { PasswordLink } from './password-link';
import { clientIfReached } from './supabase';

export type PasswordProblem = 'too-many' | 'unreachable' | 'link-used' | 'weak' | 'same';

function problemOf(error: { status?: number; code?: string }): PasswordProblem {
  if (error.status === 429) return 'too-many';
  if (error.code === 'weak_password') return 'weak';
  if (error.code === 'same_password') return 'same';
  return error.status !== undefined && error.status >= 400 && error.status < 500 ? 'link-used' : 'unreachable';
}

/**
 * Asks for a link. The answer is the same whether the address is known or not: the page must not tell who has an account.
 * @returns null when it was taken in.
 */
export async function requestPasswordLink(email: string): Promise<'too-many' | 'unreachable' | null> {
  const supabase = await clientIfReached();
  if (!supabase) return 'unreachable';
  const { error } = await supabase.auth.resetPasswordForEmail(email.trim());
  if (!error || (error.status !== undefined && error.status >= 400 && error.status < 500 && error.status !== 429))
    return null;
  return error.status === 429 ? 'too-many' : 'unreachable';
}

/**
 * Signs in with the link and sets the password. A link that was redeemed is not redeemed again when only the password was refused.
 * @returns null when it went well.
 */
export function createPasswordChange(link: PasswordLink): (password: string) => Promise<PasswordProblem | null> {
  let redeemed = false;
  return async (password) => {
    const supabase = await clientIfReached();
    if (!supabase) return 'unreachable';
    if (!redeemed) {
      const { error } = await supabase.auth.verifyOtp({ token_hash: link.token, type: link.type });
      if (error) return problemOf(error);
      redeemed = true;
    }
    const { error } = await supabase.auth.updateUser({ password });
    return error ? problemOf(error) : null;
  };
}
