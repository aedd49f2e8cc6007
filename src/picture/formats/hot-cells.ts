/** Which cells the printed map shows, and in which tone. */
import type { PictureCell, SituationPicture } from '../types';

export interface CountClass {
  from: number;
  to: number;
  colour: string;
}

/** The map's scale for counts in its light tone, without its lightest step: one hue in steps of lightness, so that the order survives a grey printer. */
const TONES = ['#e0a9cf', '#c672ab', '#a33d85', '#6d1454'] as const;

/** The cells of the shown hotspots (significant ones, or else the places with most) that hold an incident: an empty one is only outlined. */
export function hotCells({ hotspots, grid }: SituationPicture): PictureCell[] {
  const indexes = [...new Set(hotspots.flatMap(({ cells }) => cells))];
  return indexes.flatMap((i) => grid.cells[i] ?? []).filter(({ count }) => count > 0);
}

/** At most four classes of counts that cover the shown cells, lowest first. */
export const classesOf = (picture: SituationPicture): CountClass[] => classesOfCells(hotCells(picture));

/** The same for cells of any picture. */
export function classesOfCells(cells: readonly Pick<PictureCell, 'count'>[]): CountClass[] {
  const counts = cells.map(({ count }) => count);
  if (counts.length === 0) return [];
  const [low, high] = counts.reduce(([a, b], count) => [Math.min(a, count), Math.max(b, count)], [Infinity, -Infinity]);
  const size = high - low + 1;
  const number = Math.min(TONES.length, size);
  return Array.from({ length: number }, (_, i) => ({
    from: low + Math.ceil((size * i) / number),
    to: low + Math.ceil((size * (i + 1)) / number) - 1,
    // Few classes take the dark end too: contrast against the areas matters more than a fixed tone.
    colour: TONES[number === 1 ? 2 : Math.round((i * (TONES.length - 1)) / (number - 1))] ?? TONES[3],
  }));
}
