/** What every function does with a request before and after its own work: who asks, what is asked, and how a refusal is worded. */
import { Refused, type Surroundings } from './database';

/** A request names things; it carries none. Bytes. */
const BODY_MAX = 16 * 1024;

/** The app may be served by another host than the function. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info',
};

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { ...CORS, 'cache-control': 'no-store' } });
}

/** As PostgREST words a refusal: the app reads its code off the beginning of the message. */
const refusal = ({ status, message }: Refused): Response =>
  answer(status, { code: String(status), details: null, hint: null, message });

/** @throws Refused when it is longer than it may be, read no further than that. */
async function readBody(request: Request): Promise<string> {
  const tooLong = new Refused(413, 'too-long: The request is larger than 16 kB. Shorten it.');
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX) throw tooLong;
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return text + decoder.decode();
    size += part.value.length;
    if (size > BODY_MAX) {
      await reader?.cancel();
      throw tooLong;
    }
    text += decoder.decode(part.value, { stream: true });
  }
}

/** The body as JSON; null for what is none. @throws Refused when it is too long. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readBody(request);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** The caller's token. @param what to sign in for, ends the sentence of the refusal. @throws Refused where nobody is signed in. */
export function tokenOf(request: Request, { publishableKey }: Surroundings, what: string): string {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  // The app's client sends its public key where nobody is signed in.
  if (token && token !== publishableKey) return token;
  throw new Refused(401, `not-allowed: Sign in to ${what}.`);
}

/** The person that a token is of. To be read only when the database has taken the token: nothing is checked here. */
export function personOf(token: string): string {
  const [, claims = ''] = token.split('.');
  const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string };
  return sub;
}

/**
 * Answers one request; what is refused is refused in a sentence that begins with its code.
 * @param work its result is the body of the answer. @param failed the sentence for what nobody foresaw.
 */
export async function answering(
  request: Request,
  surroundings: Surroundings,
  work: () => Promise<unknown>,
  failed: string,
): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
  try {
    if (request.method !== 'POST') throw new Refused(405, 'invalid: Send the request with POST.');
    return answer(200, await work());
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    surroundings.report?.(error);
    return refusal(new Refused(500, failed));
  }
}
