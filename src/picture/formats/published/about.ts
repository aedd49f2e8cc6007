/** What every format says of itself: whose picture it is, of what, for whom, which version, and how it was made. */
import type { Told } from '../../figures-in-words';
import { momentInWords, periodInWords } from '../../period-words';
import type { PublishedPicture } from '../../published';
import type { Language } from '../../types';
import { say } from '../../words';

/** What the caller knows that is not in the picture; null: what holds for a picture of the municipality's own reports. */
export interface Origin {
  /** Where the incidents come from, for example the name of a file. */
  source: string | null;
  /** Which of them were let through, in words. */
  filters: string | null;
}

/** A picture in one language, with what is not in it: what every writer is handed. */
export interface Edition {
  picture: PublishedPicture;
  language: Language;
  origin: Origin;
  /** Data URL of the municipality's logo, png or jpeg; null where there is none. */
  logo: string | null;
  /** What it shows, in words; else the name of the municipality stands for it. */
  logoAlt?: string | null;
}

/** An edition of a picture about which nothing more is known than what it holds. */
export const editionOf = (picture: PublishedPicture, language: Language, known: Partial<Origin> = {}): Edition => ({
  ...{ picture, language },
  origin: { source: known.source ?? null, filters: known.filters ?? null },
  logo: null,
});

/** `Lägesbild Jönköping`, `Lägesbild Jönköping, Öxnehaga`; without a name `Lägesbild`. */
export function titleText({ picture, language }: Edition): string {
  const { municipality, area, organisation } = picture;
  if (municipality.name === '') return say(language, 'pictureTitleBare');
  if (area) return say(language, 'publishedTitleArea', { name: municipality.name, area: area.name });
  // Its numbers are those of its own areas: they must not be read as the municipality's.
  return organisation
    ? say(language, 'publishedTitleOrganisation', { name: municipality.name, organisation: organisation.name })
    : say(language, 'pictureTitle', { name: municipality.name });
}

/** `alla partner i EST`, or the name of the organisation. */
export function audienceText({ picture, language }: Edition): string {
  return picture.audience === 'organisation'
    ? (picture.organisation?.name ?? '')
    : say(language, `audience_${picture.audience}`);
}

export const periodText = ({ picture, language }: Edition): string => periodInWords(picture.period.key, language);

export function sourceText({ picture, language, origin }: Edition): string {
  return origin.source ?? say(language, 'publishedSource', { name: picture.municipality.name });
}

/** Which incidents count: reviewed ones, and those of the sharing that the audience may see (the rule of publishing_source). */
export function filtersText({ picture, language, origin }: Edition): string {
  if (origin.filters !== null) return origin.filters;
  const all = picture.audience === 'coordinator' || picture.audience === 'authorities';
  return say(language, all ? 'publishedFilters_authorities' : 'publishedFilters_partners');
}

export function disclosureText({ picture, language }: Edition): string {
  const { disclosure } = picture;
  if (disclosure.rule === 'exact') return say(language, 'disclosureExact');
  const { base, grid } = disclosure;
  return say(language, 'disclosureBlocks', { base, top: 2 * base - 1, grid });
}

/** Terms and facts under the title. */
export function aboutFacts(edition: Edition): [term: string, fact: string][] {
  const { picture, language } = edition;
  const facts: [string, string][] = [
    [say(language, 'factAudience'), audienceText(edition)],
    [say(language, 'factVersion'), String(picture.version)],
    [say(language, 'factPublished'), momentInWords(picture.publishedAt, language)],
    [say(language, 'source'), sourceText(edition)],
    [say(language, 'filters'), filtersText(edition)],
  ];
  if (picture.correction !== null && picture.correction !== '') {
    facts.splice(3, 0, [say(language, 'factCorrection'), picture.correction]);
  }
  return facts;
}

/** One line that goes with every page and slide. */
export function footerText(edition: Edition): string {
  return say(edition.language, 'footer', {
    title: titleText(edition),
    period: periodText(edition),
    audience: audienceText(edition),
    version: edition.picture.version,
  });
}

/** How it is counted, how it is shown, and what it is made of: the sentences of the method section. */
export function methodSentences(edition: Edition): string[] {
  const { picture, language } = edition;
  const status = picture.areas.some((area) => area.status !== null) ? [say(language, 'statusMeaning')] : [];
  return [
    say(language, 'mapSheetSource', { source: sourceText(edition) }),
    say(language, 'mapSheetSelection', { filters: filtersText(edition) }),
    disclosureText(edition),
    ...status,
    ...picture.method[language],
  ].map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`));
}

/** What the sentences about counts must know: the picture was made when it was published. */
export const toldOf = ({ picture, language }: Edition): Told => ({
  language,
  createdAt: picture.publishedAt,
  period: picture.period,
});

/** Paragraphs of a text that somebody wrote; none of an empty one. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
