/** Tells apart what a failed request means: refused for good, not reachable now, or signed out. */
import { Refusal, REFUSAL_CODES, SETTING_REFUSALS } from './types';

/** No answer, or an answer that says nothing about the request itself: trying again later may help. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** The session is over: signing in again helps. */
export class SignedOut extends Error {
  override name = 'SignedOut';
}

interface Answer {
  /** A gateway's answer may have no message. */
  error: { message?: string; code?: string } | null;
  status: number;
}

/**
 * The error of a Supabase answer as one of ours; null when it went well.
 * The database begins the message of a refusal with its code (`outside-municipality: …`), whatever the status: the embedded server answers 500 where PostgREST answers 400.
 */
export function failureOf({ error, status }: Answer): Refusal | Unreachable | SignedOut | null {
  if (!error) return null;
  const message = (error.message ?? `answered ${status}`).replace(/^error: /i, ''); // the embedded server puts the severity first
  const code = REFUSAL_CODES.find((known) => message.startsWith(`${known}:`));
  if (code) return new Refusal(code, message.slice(code.length + 1).trim());
  const setting = SETTING_REFUSALS.find((known) => message.startsWith(`${known}:`));
  if (setting) return new Refusal('invalid', message.slice(setting.length + 1).trim(), setting);
  if (status === 401 || error.code === 'PGRST301' || error.code === 'PGRST303') return new SignedOut(message);
  // PostgREST always names its reason; what a gateway or the sign-in page of a public network says is nothing about the report.
  if (error.code === undefined) return new Unreachable(message);
  if (error.code === '42501' || status === 403) return new Refusal('not-allowed', message);
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return new Refusal('invalid', message);
  return new Unreachable(message);
}
