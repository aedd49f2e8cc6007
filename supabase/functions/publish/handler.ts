/**
 * `POST /functions/v1/publish` {municipality, picture, correction} -> {version}: cuts a draft to each audience and stores the versions, all or none. The same code answers in the
 * embedded server and, as one bundled file, in Supabase's edge runtime: it uses Request, Response and fetch, and nothing of Node or Deno.
 */
import * as v from 'valibot';
import { parsePeriod } from '../../../src/domain/period';
import { cutVersions } from '../../../src/picture/publish';
import type { CoverageOfArea, PublishingSource } from '../../../src/picture/publish-source';
import { createDatabase, Refused, type Surroundings } from './database';

export type { Surroundings } from './database';

/** The request names a picture and says what is new; it carries no picture. Bytes. */
const BODY_MAX = 16 * 1024;

const bodySchema = v.strictObject({
  municipality: v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,40}$/)),
  picture: v.pipe(v.string(), v.uuid()),
  correction: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500))), null),
});

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
  const tooLong = new Refused(413, 'too-long: The request is larger than 16 kB. Shorten what is new in this version.');
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

async function readWish(request: Request): Promise<v.InferOutput<typeof bodySchema>> {
  const text = await readBody(request);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  const parsed = v.safeParse(bodySchema, json);
  if (parsed.success) return parsed.output;
  throw new Refused(400, 'invalid: Say which picture to publish as {municipality, picture, correction}.');
}

function tokenOf(request: Request, { publishableKey }: Surroundings): string {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  // The app's client sends its public key where nobody is signed in.
  if (token && token !== publishableKey) return token;
  throw new Refused(401, 'not-allowed: Sign in to publish.');
}

/** The person that a token is of. To be read only when the database has taken the token: nothing is checked here. */
function personOf(token: string): string {
  const [, claims = ''] = token.split('.');
  const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string };
  return sub;
}

async function publish(request: Request, surroundings: Surroundings): Promise<{ version: number }> {
  const token = tokenOf(request, surroundings);
  const { municipality, picture, correction } = await readWish(request);
  const database = createDatabase(surroundings);
  const about = { p_municipality: municipality, p_picture: picture };
  if (!(await database.asPerson<boolean>(token, 'may_publish', about))) {
    throw new Refused(403, 'not-allowed: Only the coordinator of the municipality publishes its pictures.');
  }
  const source = await database.asServer<PublishingSource | null>('publishing_source', about);
  const period = source && parsePeriod(source.picture.periodKey);
  if (!period) throw new Refused(404, 'not-found: There is no such picture. Open it from the list of pictures.');
  const iso = (epoch: number): string => new Date(epoch * 1000).toISOString();
  const coverage = await database.asServer<CoverageOfArea[]>('coverage_for_publishing', {
    ...{ p_municipality: municipality, p_from: iso(period.from), p_to: iso(period.to) },
  });
  const publishedAt = Math.floor((surroundings.now?.() ?? Date.now()) / 1000);
  return database.asServer('publish_picture', {
    ...about,
    p_user: personOf(token),
    p_version: source.previous + 1,
    p_versions: cutVersions({ source, coverage, correction: correction?.trim() || null, publishedAt }),
    p_correction: correction,
    p_known: source.publications,
  });
}

/** Answers one request; what is refused is refused in a sentence that begins with its code. */
export async function handlePublish(request: Request, surroundings: Surroundings): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
  try {
    if (request.method !== 'POST') throw new Refused(405, 'invalid: Send what is to be published with POST.');
    return answer(200, await publish(request, surroundings));
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    // A sentence of the analysis on a source that cannot be read.
    if (error instanceof RangeError) return refusal(new Refused(400, `invalid: ${error.message}`));
    surroundings.report?.(error);
    return refusal(new Refused(500, 'The picture could not be published. Try again; nothing was stored.'));
  }
}
