/** `picture.json`: the situation picture as it is, for other programs; the command line and the app write the same. */
import type { SituationPicture } from '../types';

/** @returns the picture as JSON, a line a value, with a line end: two pictures can be compared line by line. */
export function pictureJson(picture: SituationPicture): string {
  return `${JSON.stringify(picture, null, 1)}\n`;
}
