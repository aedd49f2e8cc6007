/**
 * The contents of a draft's parts, and their readers. What the server or this browser kept may have been written by an older version: what cannot be read counts as not
 * written.
 */
import * as v from 'valibot';
import { AREA_STATUSES, HOTSPOT_DECISIONS } from '../domain/meeting';

/** Characters. */
export const GENERAL_MAX = 4000;
export const EXTERNAL_MAX = 4000;
export const AREA_NOTE_MAX = 2000;
export const MINUTES_MAX = 4000;
export const CAPTION_MAX = 200;
/** Length of a picture of the map as a data URL, in characters (bytes, as it is ASCII). */
export const IMAGE_MAX = 400_000;

const words = v.object({ text: v.string() });
/** Of `general` and `external`. */
export type WordsPart = v.InferOutput<typeof words>;

const area = v.object({ text: v.string(), status: v.nullable(v.picklist(AREA_STATUSES)) });
/** Of `area:<id>`. */
export type AreaPart = v.InferOutput<typeof area>;

const raised = v.object({
  /** `h1`, `h2` …, in the order raised; never used again within the picture. */
  key: v.string(),
  name: v.string(),
  /** WGS 84. */
  centre: v.object({ lon: v.number(), lat: v.number() }),
  /** SWEREF 99 TM metres: lower left corners of squares, centres of hexagons. */
  cells: v.array(v.tuple([v.number(), v.number()])),
  cell: v.number(),
  shape: v.picklist(['square', 'hexagon']),
  decision: v.picklist(HOTSPOT_DECISIONS),
  reason: v.string(),
});
export type RaisedHotspot = v.InferOutput<typeof raised>;
const hotspots = v.object({ raised: v.array(raised) });
export type HotspotsPart = v.InferOutput<typeof hotspots>;

const map = v.object({ caption: v.string(), image: v.string() });
/** Of `map:<uuid>`. */
export type MapPart = v.InferOutput<typeof map>;

const meeting = v.object({
  /** ISO date. */
  held: v.nullable(v.string()),
  /** Ids of organisations. */
  participants: v.array(v.string()),
  minutes: v.string(),
  /** The slide that the presenter shows. */
  step: v.number(),
});
export type MeetingPart = v.InferOutput<typeof meeting>;

function readAs<S extends v.GenericSchema>(schema: S, empty: v.InferOutput<S>): (content: unknown) => v.InferOutput<S> {
  return (content) => {
    const parsed = v.safeParse(schema, content);
    return parsed.success ? parsed.output : empty;
  };
}

export const readWords = readAs(words, { text: '' });
export const readArea = readAs(area, { text: '', status: null });
export const readHotspots = readAs(hotspots, { raised: [] });
export const readMap = readAs(map, { caption: '', image: '' });
export const readMeeting = readAs(meeting, { held: null, participants: [], minutes: '', step: 0 });
