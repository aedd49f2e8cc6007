/** What would be refused is not sent at all: personal data never leave the browser. */
import {
  AREA_NOTE_MAX,
  CAPTION_MAX,
  EXTERNAL_MAX,
  GENERAL_MAX,
  IMAGE_MAX,
  readMap,
  readWords,
  MINUTES_MAX,
  readMeeting,
} from '../../data/picture-parts';
import type { RefusalCode } from '../../data/types';
import { findPersonalData } from '../../domain/personal-data';

/** Most characters of a part's text. */
export function longestText(part: string): number {
  if (part.startsWith('area:')) return AREA_NOTE_MAX;
  if (part.startsWith('map:')) return CAPTION_MAX;
  if (part === 'meeting') return MINUTES_MAX;
  return part === 'external' ? EXTERNAL_MAX : GENERAL_MAX;
}

/** Null where nothing speaks against sending it. */
export function refusePart(part: string, content: unknown): RefusalCode | null {
  if (content === null || part === 'hotspots') return null;
  const isMap = part.startsWith('map:');
  const text = isMap
    ? readMap(content).caption
    : part === 'meeting'
      ? readMeeting(content).minutes
      : readWords(content).text;
  if (text.trim().length > longestText(part) || (isMap && readMap(content).image.length > IMAGE_MAX)) return 'too-long';
  return findPersonalData(text).some(({ blocked }) => blocked) ? 'personal-data' : null;
}
