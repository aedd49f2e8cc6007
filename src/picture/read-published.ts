/** From what is stored to a published picture: one reader for each schema there has ever been, so that every picture can always be opened. */
import * as v from 'valibot';
import type { PublishedPicture } from './published';
import { publishedSchema1 } from './published-schema';
import type { Language } from './types';
import { UserError } from './user-error';
import { say } from './words';

/** By the number that a stored picture carries; a later schema's reader also brings the older form up to date. */
const READERS: ReadonlyMap<unknown, v.GenericSchema<unknown, PublishedPicture>> = new Map([[1, publishedSchema1]]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param stored the JSON value of one version, as the database hands it out.
 * @param language of the sentence when it cannot be read.
 * @returns the same value with its type: nothing is added, dropped or changed.
 * @throws UserError with one sentence in the language: a schema that is not known here, a value that is no published picture, or a field that is damaged.
 */
export function readPublished(stored: unknown, language: Language = 'sv'): PublishedPicture {
  if (!isObject(stored) || stored.format !== 'lagesbild-published') {
    throw new UserError(say(language, 'publishedForeign'));
  }
  const reader = READERS.get(stored.schema);
  if (!reader) throw new UserError(say(language, 'publishedNewer', { schema: String(stored.schema) }));
  const result = v.safeParse(reader, stored, { abortEarly: true });
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? 'picture';
  throw new UserError(say(language, 'publishedDamaged', { field }));
}
