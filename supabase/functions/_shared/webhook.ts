/** Sends letters by a webhook that the municipality sets up: one request an address, so that nobody sees another's. Documented in docs/hosting.md. */
import { Refused } from './database';

/** A letter: plain text. */
export interface Message {
  subject: string;
  text: string;
}

export interface Webhook {
  /** https; http only to this machine. */
  url: string;
  /** Sent as a bearer token: whoever has it can send letters in the municipality's name. */
  secret: string;
}

/** Milliseconds. */
const PATIENCE = 10_000;
const AT_ONCE = 4;

/** @throws Refused when it would send addresses in the open, or without saying who it is. */
export function checkedWebhook({ url, secret }: Webhook): Webhook {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const local = parsed?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  if (parsed?.protocol !== 'https:' && !local) {
    throw new Refused(500, 'REMIND_WEBHOOK_URL must begin with https://. Ask whoever runs Lägesbild to mend it.');
  }
  if (secret === '') throw new Refused(500, 'REMIND_WEBHOOK_SECRET is not set. Ask whoever runs Lägesbild to set it.');
  return { url, secret };
}

/**
 * Sends the message to each address.
 * @returns how many the webhook took (any 2xx answer). An address that it does not take, or not in time, holds up no other.
 */
export async function sendToEach(
  { url, secret }: Webhook,
  recipients: readonly string[],
  message: Message,
  fetch: (request: Request) => Promise<Response>,
): Promise<number> {
  let sent = 0;
  const waiting = [...new Set(recipients)];
  async function work(): Promise<void> {
    for (let to = waiting.shift(); to !== undefined; to = waiting.shift()) {
      const request = new Request(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ to, ...message }),
        // An address must not be handed on to wherever an answer points.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
      const answer = await fetch(request).catch(() => null);
      if (answer?.ok) sent++;
      await answer?.body?.cancel();
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sent;
}
