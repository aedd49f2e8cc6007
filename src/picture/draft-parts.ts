/**
 * The parts of a draft: what each of them holds. The server's function and the screens read them alike; what they do with one that cannot be read is their own.
 */
import * as v from 'valibot';
import { AREA_STATUSES, HOTSPOT_DECISIONS } from '../domain/meeting';

const raised = v.object({
  /** `h1`, `h2` …, in the order raised; never used again within the picture. */
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
/** A hotspot that the coordinator brings to the meeting. */
export type RaisedHotspot = v.InferOutput<typeof raised>;

/** Of `general` and `external`. */
export const wordsPart = v.object({ text: v.string() });
/** Of `area:<id>`. */
export const areaPart = v.object({ text: v.string(), status: v.nullable(v.picklist(AREA_STATUSES)) });
/** Of `hotspots`. */
export const hotspotsPart = v.object({ raised: v.array(raised) });
/** Of `map:<uuid>`; the image is a data URL. */
export const mapPart = v.object({ caption: v.string(), image: v.string() });
/** Of `meeting`. */
export const meetingPart = v.object({
  /** ISO date. */
  held: v.nullable(v.string()),
  /** Ids of organisations. */
  participants: v.array(v.string()),
  minutes: v.string(),
  /** The slide that the presenter shows. */
  step: v.number(),
});
