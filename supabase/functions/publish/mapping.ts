/** Publishing a mapping: asked with the coordinator's token, read and stored with the service key, as a picture is. */
import { cutMapping, type MappingSource } from '../../../src/picture/mapping/publish-mapping';
import { Refused, type Database } from '../_shared/database';
import { personOf } from '../_shared/request';

export interface MappingWish {
  municipality: string;
  mapping: string;
  correction: string | null;
}

/** @param publishedAt epoch seconds. @throws Refused; RangeError with a sentence when the source cannot be read. */
export async function publishMapping(
  database: Database,
  token: string,
  { municipality, mapping, correction }: MappingWish,
  publishedAt: number,
): Promise<{ version: number }> {
  const about = { p_municipality: municipality, p_mapping: mapping };
  if (!(await database.asPerson<boolean>(token, 'may_publish_mapping', about))) {
    throw new Refused(403, 'not-allowed: Only the coordinator of the municipality publishes its mapping.');
  }
  const source = await database.asServer<MappingSource | null>('mapping_source', about);
  if (!source) throw new Refused(404, 'not-found: There is no such mapping. Open it from the list.');
  const words = correction?.trim() || null;
  return database.asServer('publish_mapping', {
    ...about,
    p_user: personOf(token),
    p_version: source.previous + 1,
    p_versions: cutMapping(source, words, publishedAt),
    p_correction: words,
    p_known: source.publications,
  });
}
