/** Names of the files of a published picture: they sort by municipality, period and version. */
import { asciiFold } from '../../file-name';
import type { PublishedPicture } from '../../published';
import type { Language } from '../../types';
import { say } from '../../words';

/** `partner`, or the organisation whose areas it holds: `vatterhem`. */
export function audienceSlug({ audience, organisation }: PublishedPicture, language: Language): string {
  if (audience === 'organisation') return asciiFold(organisation?.name ?? organisation?.id ?? '');
  return say(language, `audienceFile_${audience}`);
}

/**
 * @param part what of the picture the file holds; empty for the whole.
 * @param extension without the dot.
 * @returns for example `lagesbild_jonkoping_2026-W47_v2_partner.pptx`.
 */
export function publishedFileName(
  picture: PublishedPicture,
  language: Language,
  part: string,
  extension: string,
): string {
  const pieces = [
    'lagesbild',
    asciiFold(picture.municipality.name),
    asciiFold(picture.area?.name ?? ''),
    picture.period.key,
    `v${picture.version}`,
    audienceSlug(picture, language),
    asciiFold(part),
  ];
  return `${pieces.filter((piece) => piece !== '').join('_')}.${extension}`;
}
