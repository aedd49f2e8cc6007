/** What a mapping says of itself in every format: whose it is, of which years, for whom, which version, and how it was made. */
import { asciiFold } from '../file-name';
import { momentInCells, momentInWords } from '../period-words';
import type { Language } from '../types';
import { say, sayNumber } from '../words';
import type { MappingDocument } from './document';

/** `2025–2026`, or one year. */
export const yearsText = ({ fromYear, toYear }: MappingDocument, language: Language): string =>
  fromYear === toYear ? String(fromYear) : say(language, 'mappingYears', { from: fromYear, to: toYear });

export const audienceText = ({ audience }: MappingDocument, language: Language): string =>
  say(language, `audience_${audience}`);

export const versionText = ({ version }: MappingDocument, language: Language): string =>
  version === 0 ? say(language, 'mappingDraft') : say(language, 'mappingVersionOf', { version });

export function mappingFacts(doc: MappingDocument, language: Language): [term: string, fact: string][] {
  return [
    [say(language, 'factMunicipality'), doc.municipality.name],
    [say(language, 'factAudience'), audienceText(doc, language)],
    [say(language, 'factVersion'), versionText(doc, language)],
    ...(doc.correction ? [[say(language, 'factCorrection'), doc.correction] as [string, string]] : []),
    [say(language, doc.version === 0 ? 'mappingUntil' : 'factPublished'), momentInWords(doc.publishedAt, language)],
  ];
}

/** One line that goes with every page. */
export const mappingFooter = (doc: MappingDocument, language: Language): string =>
  say(language, 'mappingFooter', {
    ...{ title: doc.title, municipality: doc.municipality.name, years: yearsText(doc, language) },
    ...{ audience: audienceText(doc, language), version: versionText(doc, language) },
  });

/** For example `kartlaggning_jonkoping_2025-2026_v1_partner.docx`. @param extension without the dot. */
export function mappingFileName(doc: MappingDocument, language: Language, extension: string): string {
  const years = doc.fromYear === doc.toYear ? String(doc.fromYear) : `${doc.fromYear}-${doc.toYear}`;
  const version = doc.version === 0 ? asciiFold(say(language, 'mappingDraft')) : `v${doc.version}`;
  const pieces = [
    say(language, 'mappingFile'),
    asciiFold(doc.municipality.name),
    years,
    version,
    say(language, `audienceFile_${doc.audience}`),
  ];
  return `${pieces.filter((piece) => piece !== '').join('_')}.${extension}`;
}

/** How it is counted and shown, with the parameters that were used; only what this version holds. */
export function mappingMethod(doc: MappingDocument, language: Language): string[] {
  const { exact } = doc;
  const filters = say(language, exact ? 'publishedFilters_authorities' : 'publishedFilters_partners');
  const until = momentInCells(doc.publishedAt);
  const source = exact?.from
    ? say(language, 'mappingMethodSource', { filters, until, from: momentInCells(exact.from).slice(0, 10) })
    : say(language, 'mappingMethodSourceShort', { filters, until });
  return [
    source,
    say(language, 'mappingMethodCounted'),
    say(language, exact ? 'mappingMethodExact' : 'mappingMethodBlocks'),
    ...(exact
      ? [
          say(language, 'mappingMethodMonths'),
          say(language, 'mappingMethodChange'),
          say(language, 'mappingMethodPlaces', { cell: exact.cell, cells: sayNumber(language, exact.cells) }),
          say(language, 'mappingMethodTimes'),
        ]
      : []),
    say(language, 'mappingMethodEffect'),
    say(language, 'mappingMethodReporting'),
  ];
}
