/**
 * The parts of a draft as the screens read them. What the server or this browser kept may have been written by an older version: what cannot be read counts as not
 * written.
 */
import * as v from 'valibot';
import { areaPart, hotspotsPart, mapPart, meetingPart, wordsPart, type RaisedHotspot } from '../picture/draft-parts';

/** Characters. */
export const GENERAL_MAX = 4000;
export const EXTERNAL_MAX = 4000;
export const AREA_NOTE_MAX = 2000;
export const MINUTES_MAX = 4000;
export const CAPTION_MAX = 200;
/** Length of a picture of the map as a data URL, in characters (bytes, as it is ASCII). */
export const IMAGE_MAX = 400_000;

export type { RaisedHotspot };
export type WordsPart = v.InferOutput<typeof wordsPart>;
export type AreaPart = v.InferOutput<typeof areaPart>;
export type HotspotsPart = v.InferOutput<typeof hotspotsPart>;
export type MapPart = v.InferOutput<typeof mapPart>;
export type MeetingPart = v.InferOutput<typeof meetingPart>;

function readAs<S extends v.GenericSchema>(schema: S, empty: v.InferOutput<S>): (content: unknown) => v.InferOutput<S> {
  return (content) => {
    const parsed = v.safeParse(schema, content);
    return parsed.success ? parsed.output : empty;
  };
}

export const readWords = readAs(wordsPart, { text: '' });
export const readArea = readAs(areaPart, { text: '', status: null });
export const readHotspots = readAs(hotspotsPart, { raised: [] });
export const readMap = readAs(mapPart, { caption: '', image: '' });
export const readMeeting = readAs(meetingPart, { held: null, participants: [], minutes: '', step: 0 });
