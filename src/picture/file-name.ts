/** Names of exported files: sortable, ASCII, and saying what is in them. */
import type { SituationPicture } from './types';

/** Lower case ASCII for a file name: `Jönköping` becomes `jonkoping`. */
export function asciiFold(text: string): string {
  return text
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

/**
 * @param part what of the picture the file holds, for example `areas`; empty for the whole.
 * @param extension without the dot.
 * @returns for example `lagesbild_jonkoping_2026-W47_areas_filter.csv`; `_filter` says that not everything was let through.
 */
export function pictureFileName(picture: SituationPicture, part: string, extension: string): string {
  const pieces = [
    'lagesbild',
    asciiFold(picture.municipality ?? ''),
    picture.period.key,
    asciiFold(part),
    picture.filters.length > 0 ? 'filter' : '',
  ];
  return `${pieces.filter((piece) => piece !== '').join('_')}.${extension}`;
}
