/** The parts of a draft as the database has them, read into what a picture is composed of. */
import * as v from 'valibot';
import type { AreaStatus } from '../domain/meeting';
import { areaPart, hotspotsPart, mapPart, meetingPart, wordsPart, type RaisedHotspot } from './draft-parts';
import type { PublishedMap } from './published';

/** Which slide was shown last is nothing to publish. */
const withoutStep = v.omit(meetingPart, ['step']);

export interface DraftParts {
  general: string;
  external: string;
  areas: ReadonlyMap<string, { text: string; status: AreaStatus | null }>;
  raised: RaisedHotspot[];
  maps: PublishedMap[];
  meeting: Omit<v.InferOutput<typeof meetingPart>, 'step'> | null;
}

/**
 * @param parts with the keys `general`, `external`, `area:<id>`, `hotspots`, `map:<uuid>`, `meeting`; others are passed over.
 * @throws RangeError with a sentence when a part is not what it should be: what a person wrote is never left out in silence.
 */
export function readParts(parts: readonly { part: string; content: unknown }[]): DraftParts {
  const read = <S extends v.GenericSchema>(part: string, schema: S, content: unknown): v.InferOutput<S> => {
    const parsed = v.safeParse(schema, content);
    if (parsed.success) return parsed.output;
    throw new RangeError(`The part ${part} of the draft cannot be read: open the draft and save that part again.`);
  };
  const one = <S extends v.GenericSchema>(part: string, schema: S): v.InferOutput<S> | null => {
    const found = parts.find((each) => each.part === part);
    return found ? read(part, schema, found.content) : null;
  };
  const of = <S extends v.GenericSchema>(kind: string, schema: S): [string, v.InferOutput<S>][] =>
    parts
      .filter(({ part }) => part.startsWith(`${kind}:`))
      .map(({ part, content }) => [part.slice(kind.length + 1), read(part, schema, content)]);
  return {
    general: one('general', wordsPart)?.text ?? '',
    external: one('external', wordsPart)?.text ?? '',
    areas: new Map(of('area', areaPart)),
    raised: one('hotspots', hotspotsPart)?.raised ?? [],
    maps: of('map', mapPart).map(([, { caption, image }]) => ({ caption, image })),
    meeting: one('meeting', withoutStep),
  };
}
