/**
 * `POST /functions/v1/publish` {municipality, picture, correction} -> {version}: cuts a draft to each audience and stores the versions, all or none. With {municipality, mapping,
 * correction} it does the same with a mapping (mapping.ts). The same code answers in the embedded server and, as one bundled file, in Supabase's edge runtime: it uses Request, Response and fetch, and nothing of Node or Deno.
 */
import * as v from 'valibot';
import { parsePeriod } from '../../../src/domain/period';
import { cutVersions } from '../../../src/picture/publish';
import type { CoverageOfArea, PublishingSource } from '../../../src/picture/publish-source';
import { createDatabase, Refused, type Surroundings } from '../_shared/database';
import { answering, personOf, readJson, tokenOf } from '../_shared/request';
import { publishMapping } from './mapping';

export type { Surroundings } from '../_shared/database';

const shared = {
  municipality: v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,40}$/)),
  correction: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500))), null),
};
const bodySchema = v.union([
  v.strictObject({ ...shared, picture: v.pipe(v.string(), v.uuid()) }),
  v.strictObject({ ...shared, mapping: v.pipe(v.string(), v.uuid()) }),
]);

async function readWish(request: Request): Promise<v.InferOutput<typeof bodySchema>> {
  const parsed = v.safeParse(bodySchema, await readJson(request));
  if (parsed.success) return parsed.output;
  throw new Refused(400, 'invalid: Say which picture to publish as {municipality, picture, correction}.');
}

async function publish(request: Request, surroundings: Surroundings): Promise<{ version: number }> {
  const token = tokenOf(request, surroundings, 'publish');
  const wish = await readWish(request);
  const database = createDatabase(surroundings);
  const publishedAt = Math.floor((surroundings.now?.() ?? Date.now()) / 1000);
  if ('mapping' in wish) return publishMapping(database, token, wish, publishedAt);
  const { municipality, picture, correction } = wish;
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
export function handlePublish(request: Request, surroundings: Surroundings): Promise<Response> {
  const work = (): Promise<unknown> =>
    publish(request, surroundings).catch((error: unknown) => {
      // A sentence of the analysis on a source that cannot be read.
      if (error instanceof RangeError) throw new Refused(400, `invalid: ${error.message}`);
      throw error;
    });
  return answering(request, surroundings, work, 'It could not be published. Try again; nothing was stored.');
}
