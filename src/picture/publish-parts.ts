/** The parts of a draft as the database has them, read into what a picture is composed of. */
import * as v from 'valibot';
import { AREA_STATUSES, HOTSPOT_DECISIONS, type AreaStatus } from '../domain/meeting';
import type { PublishedMap } from './published';

const words = v.object({ text: v.string() });
const area = v.object({ text: v.string(), status: v.nullable(v.picklist(AREA_STATUSES)) });
const raised = v.object({
  key: v.string(),
  name: v.string(),
  /** WGS 84. */
  centre: v.object({ lon: v.number(), lat: v.number() }),
  /** SWEREF 99 TM metres: lower left corners of squares, centres of hexagons. */
  cells: v.array(v.tuple([v.number(), v.number()])),
  /** Metres. */
  cell: v.number(),
  shape: v.picklist(['square', 'hexagon']),
  decision: v.picklist(HOTSPOT_DECISIONS),
  reason: v.string(),
});
const map = v.object({ caption: v.string(), image: v.string() });
const meeting = v.object({ held: v.nullable(v.string()), participants: v.array(v.string()), minutes: v.string() });

/** A hotspot that the coordinator brings to the meeting. */
export type Raised = v.InferOutput<typeof raised>;

export interface DraftParts {
  general: string;
  external: string;
  areas: ReadonlyMap<string, { text: string; status: AreaStatus | null }>;
  raised: Raised[];
  maps: PublishedMap[];
  meeting: v.InferOutput<typeof meeting> | null;
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
    general: one('general', words)?.text ?? '',
    external: one('external', words)?.text ?? '',
    areas: new Map(of('area', area)),
    raised: one('hotspots', v.object({ raised: v.array(raised) }))?.raised ?? [],
    maps: of('map', map).map(([, { caption, image }]) => ({ caption, image })),
    meeting: one('meeting', meeting),
  };
}
