/** What the figures of a chapter say, in sentences: nothing that the tables beside them do not hold. */
import { incidentsText } from '../formats/published/count';
import { periodInWords, shortPeriod, timesInWords } from '../period-words';
import type { Language } from '../types';
import { say, sayCount, sayList, sayNumber } from '../words';
import type { ExactFigures, MappingDocument } from './document';
import { dayOf } from './tables-exact';
import { total } from './words-of';

const NAMED = 3;

function extentTold(figures: ExactFigures, doc: MappingDocument, language: Language): string[] {
  const years = figures.years.map(({ key, count, complete }) =>
    say(language, complete ? 'mappingToldYear' : 'mappingToldSoFar', {
      year: key,
      count: sayNumber(language, count),
      date: dayOf(doc),
    }),
  );
  const names = figures.categories
    .slice(0, NAMED)
    .map(({ name, counts }) => `${name[language]} (${sayNumber(language, total(counts))})`);
  return [
    say(language, 'mappingTold', { years: say(language, 'mappingCount'), counts: sayList(language, years) }),
    ...(names.length > 0 ? [say(language, 'mappingToldCategories', { names: sayList(language, names) })] : []),
  ];
}

function developmentTold({ months }: ExactFigures, language: Language): string[] {
  const named = (verdict: string): string[] =>
    months.filter((month) => month.verdict === verdict).map(({ key }) => periodInWords(key, language).toLowerCase());
  const [above, below] = [named('above'), named('below')];
  const judged = months.some(({ expected }) => expected !== null);
  return [
    ...(above.length > 0 ? [say(language, 'mappingToldAbove', { names: sayList(language, above) })] : []),
    ...(below.length > 0 ? [say(language, 'mappingToldBelow', { names: sayList(language, below) })] : []),
    ...(above.length + below.length === 0 && judged ? [say(language, 'mappingToldUsual')] : []),
  ];
}

function placesTold({ places }: ExactFigures, language: Language): string[] {
  const names = places.filter(({ persistent }) => persistent).map(({ name }) => name);
  return names.length > 0
    ? [sayCount(language, 'mappingToldPersistent', names.length, { names: sayList(language, names) })]
    : [say(language, 'mappingToldNoPersistent')];
}

/** @returns sentences by chapter; a chapter without any is left out. */
export function toldOf(
  doc: MappingDocument,
  language: Language,
): Partial<Record<MappingDocument['chapters'][number]['key'], string[]>> {
  const { exact, blocks } = doc;
  const reporting = [say(language, 'mappingToldReporting')];
  if (!exact) {
    const years = (blocks ?? []).map(
      ({ key, figures }) => `${shortPeriod(key, language)} ${incidentsText(figures.count, language)}`,
    );
    const extent =
      years.length > 0
        ? [say(language, 'mappingTold', { years: say(language, 'mappingCount'), counts: sayList(language, years) })]
        : [];
    const withheld = [say(language, 'mappingWithheld')];
    return { summary: extent, extent, development: withheld, times: withheld, reporting };
  }
  if (exact.years.length === 0 || total(exact.years.map(({ count }) => count)) === 0) {
    return { extent: [say(language, 'mappingNoIncidents')], reporting };
  }
  const times = timesInWords(exact.hotTimes, language);
  const [extent, development, places] = [
    extentTold(exact, doc, language),
    developmentTold(exact, language),
    placesTold(exact, language),
  ];
  return {
    summary: [...extent, ...development, ...places],
    ...{ extent, development, places, reporting },
    times: times === '' ? [] : [say(language, 'mappingToldTimes', { times })],
  };
}
