/** The tables of exact figures: extent, development, places and times, as police and municipality have them. */
import type { MappedPeriod } from '../../analysis/mapping-figures';
import type { Cell, Table } from '../formats/published/table';
import { periodInWords, shortPeriod, weekdayName } from '../period-words';
import type { Language } from '../types';
import { say, sayNumber } from '../words';
import type { ExactFigures, ExactPlace, MappingDocument } from './document';
import { countColumn, numberOf, tableWith, textOf, total, wordColumn, yearColumns } from './words-of';

/** Categories with a column of their own in the table of areas; the others are summed. */
const WIDEST = 6;

export const dayOf = (doc: Pick<MappingDocument, 'publishedAt'>): string => doc.publishedAt.slice(0, 10);

function yearsTable({ years }: ExactFigures, doc: MappingDocument, language: Language): Table {
  const changed = ({ change }: ExactFigures['years'][number]): string =>
    change
      ? say(language, 'mappingChanged', {
          ...{ before: sayNumber(language, change.before), now: sayNumber(language, change.now), days: change.days },
          test: say(language, change.p < 0.05 ? 'mappingHardlyChance' : 'mappingMayBeChance'),
        })
      : '';
  return tableWith(
    say(language, 'mappingYearsCaption'),
    [
      wordColumn(language, 'mappingYear', 24),
      countColumn(language, 'mappingCount'),
      countColumn(language, 'mappingOutside'),
      wordColumn(language, 'mappingChange', 36),
    ],
    years.map((year) => [
      textOf(year.complete ? year.key : say(language, 'mappingYearSoFar', { year: year.key, date: dayOf(doc) })),
      numberOf(year.count, language),
      numberOf(year.outside, language),
      textOf(changed(year)),
    ]),
  );
}

const withSum = (counts: readonly number[], language: Language): Cell[] => [
  ...counts.map((count) => numberOf(count, language)),
  numberOf(total(counts), language),
];

function categoriesTable({ years, categories }: ExactFigures, language: Language): Table {
  const keys = years.map(({ key }) => key);
  const sums = keys.map((_, year) => total(categories.map(({ counts }) => counts[year] ?? 0)));
  return tableWith(
    say(language, 'mappingCategoriesCaption'),
    [
      wordColumn(language, 'mappingCategory', 30),
      wordColumn(language, 'mappingGroup', 26),
      ...yearColumns(keys),
      countColumn(language, 'mappingSum'),
    ],
    [
      ...categories.map(({ name, group, counts }) => [
        textOf(name[language]),
        textOf(group[language]),
        ...withSum(counts, language),
      ]),
      [textOf(say(language, 'mappingSum')), textOf(''), ...withSum(sums, language)],
    ],
  );
}

function areasTable({ years, areas }: ExactFigures, language: Language): Table {
  return tableWith(
    say(language, 'mappingAreasCaption'),
    [
      wordColumn(language, 'mappingArea', 40),
      ...yearColumns(years.map(({ key }) => key)),
      countColumn(language, 'mappingSum'),
    ],
    areas.map(({ name, counts }) => [textOf(name), ...withSum(counts, language)]),
  );
}

function matrixTable({ areas, categories, areaByCategory }: ExactFigures, language: Language): Table {
  const own = categories.slice(0, WIDEST);
  const hasOthers = categories.length > WIDEST;
  return tableWith(
    say(language, 'mappingMatrixCaption'),
    [
      wordColumn(language, 'mappingArea', 24),
      ...own.map(({ id, name }) => ({ id, label: name[language], kind: 'number' as const })),
      ...(hasOthers ? [countColumn(language, 'mappingOthers')] : []),
    ],
    areas.map(({ name }, area) => {
      const counts = areaByCategory[area] ?? [];
      return [
        textOf(name),
        ...own.map((_, i) => numberOf(counts[i] ?? 0, language)),
        ...(hasOthers ? [numberOf(total(counts.slice(WIDEST)), language)] : []),
      ];
    }),
  );
}

export function extentTables(figures: ExactFigures, doc: MappingDocument, language: Language): Table[] {
  return [
    yearsTable(figures, doc, language),
    categoriesTable(figures, language),
    areasTable(figures, language),
    matrixTable(figures, language),
  ];
}

function verdictCell({ verdict, complete }: MappedPeriod, language: Language): Cell {
  if (!complete && verdict !== 'above') return { text: say(language, 'mappingOngoing'), verdict: 'ongoing' };
  return { text: say(language, `verdict_${verdict}`), verdict };
}

const yearBeforeCell = (before: number | null, language: Language): Cell =>
  before === null ? textOf('') : numberOf(before, language);

function monthsTable({ months }: ExactFigures, language: Language): Table {
  const range = ({ expected }: MappedPeriod): string =>
    expected
      ? say(language, 'range', { low: sayNumber(language, expected.low), high: sayNumber(language, expected.high) })
      : '';
  return tableWith(
    say(language, 'mappingMonthsCaption'),
    [
      wordColumn(language, 'mappingMonth', 26),
      countColumn(language, 'mappingCount'),
      countColumn(language, 'mappingExpected'),
      wordColumn(language, 'mappingVerdict', 24),
      countColumn(language, 'mappingYearBefore'),
    ],
    months.map((month) => [
      textOf(periodInWords(month.key, language)),
      numberOf(month.count, language),
      textOf(range(month)),
      verdictCell(month, language),
      yearBeforeCell(month.yearBefore, language),
    ]),
  );
}

function tertialsTable({ tertials }: ExactFigures, language: Language): Table {
  const name = ({ key, complete }: MappedPeriod): string =>
    complete ? shortPeriod(key, language) : `${shortPeriod(key, language)} (${say(language, 'mappingOngoing')})`;
  return tableWith(
    say(language, 'mappingTertialsCaption'),
    [
      wordColumn(language, 'mappingTertial', 34),
      countColumn(language, 'mappingCount'),
      countColumn(language, 'mappingYearBefore'),
    ],
    tertials.map((tertial) => [
      textOf(name(tertial)),
      numberOf(tertial.count, language),
      yearBeforeCell(tertial.yearBefore, language),
    ]),
  );
}

export const developmentTables = (figures: ExactFigures, language: Language): Table[] => [
  tertialsTable(figures, language),
  monthsTable(figures, language),
];

function peakText({ peak }: ExactPlace, language: Language): string {
  if (!peak) return '';
  const two = (hour: number): string => String(hour).padStart(2, '0');
  const weekday = weekdayName(peak.weekday, language, 'long');
  return say(language, 'mappingPeakAt', { weekday, from: two(peak.hour), to: two(peak.hour + 1) });
}

export function placesTable({ places, placesKind, years }: ExactFigures, language: Language): Table {
  const hot = ({ hot: times, of, persistent }: ExactPlace): string =>
    say(language, 'mappingHotOf', { hot: times, of }) + (persistent ? `, ${say(language, 'mappingPersistent')}` : '');
  return tableWith(
    say(language, `mappingPlacesCaption_${placesKind}`),
    [
      wordColumn(language, 'mappingPlace', 26),
      wordColumn(language, 'mappingArea', 16),
      ...yearColumns(years.map(({ key }) => key)),
      wordColumn(language, 'mappingHot', 18),
      wordColumn(language, 'mappingWhat', 30),
      wordColumn(language, 'mappingPeak', 16),
    ],
    places.map((place, i) => [
      textOf(`${i + 1} ${place.name}`),
      textOf(place.area),
      ...place.counts.map((count) => numberOf(count, language)),
      textOf(hot(place)),
      textOf(place.categories.map(({ name, count }) => `${name[language]} ${sayNumber(language, count)}`).join(', ')),
      textOf(peakText(place, language)),
    ]),
  );
}

/** Shares below are left out: a weekend of unknown time is 0.02 an hour, and sixty of those hide what is known. The sums hold them. */
const LEAST = 0.1;

export function timesTable({ hotTimes }: ExactFigures, language: Language): Table {
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const shown = (value: number): Cell => {
    const number = Number(value.toFixed(1));
    return { text: number < LEAST ? '' : sayNumber(language, value, 1), number };
  };
  return tableWith(
    say(language, 'mappingTimesCaption'),
    [
      { id: 'weekday', label: say(language, 'weekday'), width: 12 },
      ...hours.map((hour) => ({ id: `h${hour}`, label: hour, kind: 'number' as const, width: 5 })),
      { id: 'sum', label: say(language, 'mappingSum'), kind: 'number', width: 8 },
    ],
    hotTimes.map((row, day) => [textOf(weekdayName(day, language, 'short')), ...row.map(shown), shown(total(row))]),
  );
}
