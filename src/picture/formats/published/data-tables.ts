/** The tables that programs read (CSV and sheets): each number in a column of its own. */
import { isUntold } from './count';
import { parsePeriod, periodsBefore } from '../../../domain/period';
import type { PublishedArea, PublishedCategory, PublishedFigures } from '../../published';
import { isOngoing } from '../../shown-verdict';
import { say, type WordKey } from '../../words';
import { toldOf, type Edition } from './about';
import { countCell, numberCell, statusCell, verdictCell } from './cells';
import { EMPTY, tableOf, textCell, type Cell, type ColumnOf, type Table } from './table';

/** Periods before, in columns of their own. */
const PREVIOUS = 12;

const withDigits = (cell: Cell, digits: number): Cell => (cell.number === undefined ? cell : { ...cell, digits });

/** `p` to four decimals, a percentage to whole ones: what they can bear. */
function figureColumns<Row>(edition: Edition, of: (row: Row) => PublishedFigures | null): ColumnOf<Row>[] {
  const { language } = edition;
  const ongoing = isOngoing(toldOf(edition));
  const column = (
    id: WordKey,
    width: number,
    cell: (figures: PublishedFigures) => ReturnType<ColumnOf<Row>['cell']>,
    always = false,
  ): ColumnOf<Row> => ({
    ...{ id, label: say(language, id), kind: id === 'csvVerdict' || id === 'csvCorrected' ? 'text' : 'number' },
    ...{ width, always },
    cell: (row) => {
      const figures = of(row);
      return figures ? cell(figures) : EMPTY;
    },
  });
  // Half a period is not compared with a whole one.
  const changeOf = ({ change }: PublishedFigures): PublishedFigures['change'] => (ongoing ? null : change);
  return [
    column('csvCount', 12, ({ count }) => countCell(count, edition), true),
    column('csvLow', 14, ({ expected }) => numberCell(expected?.low, edition)),
    column('csvHigh', 14, ({ expected }) => numberCell(expected?.high, edition)),
    column('csvVerdict', 22, (figures) => verdictCell(figures, edition)),
    column('csvCorrected', 20, ({ corrected, expected }) =>
      expected ? textCell(say(language, corrected ? 'yes' : 'no')) : EMPTY,
    ),
    column('csvYearBefore', 12, ({ yearBefore }) => numberCell(yearBefore?.count, edition)),
    column('csvChangeP', 14, (figures) => withDigits(numberCell(changeOf(figures)?.p, edition, 4), 4)),
    column('csvChangePercent', 14, (figures) => numberCell(changeOf(figures)?.percent, edition)),
    ...Array.from({ length: PREVIOUS }, (_, i) => PREVIOUS - i).map((number): ColumnOf<Row> => ({
      ...{ id: `before${number}`, label: say(language, 'csvBefore', { number }), kind: 'number', width: 9 },
      cell: (row) => {
        const previous = of(row)?.previous;
        return numberCell(previous?.[previous.length - number], edition);
      },
    })),
  ];
}

interface AreaRow {
  name: string;
  area: PublishedArea | null;
  figures: PublishedFigures;
}

/** One row an area, then all together and what lies outside. */
export function areasData(edition: Edition): Table {
  const { picture, language } = edition;
  const bare = { verdict: null, expected: null, corrected: false, previous: null, yearBefore: null, change: null };
  const rows: AreaRow[] = picture.areas.map((area) => ({ name: area.name, area, figures: area }));
  if (picture.area === null) {
    rows.push({ name: say(language, 'allAreas'), area: null, figures: picture.figures });
    if (!isUntold(picture.outside))
      rows.push({ name: say(language, 'outsideAreas'), area: null, figures: { ...bare, count: picture.outside } });
  }
  const coverage = (id: 'csvReporters' | 'csvReported', key: 'expected' | 'reported'): ColumnOf<AreaRow> => ({
    ...{ id, label: say(language, id), kind: 'number', width: 14 },
    cell: ({ area }) => numberCell(area?.coverage?.[key], edition),
  });
  return tableOf<AreaRow>(
    say(language, 'areasTitle'),
    [
      { id: 'csvArea', label: say(language, 'csvArea'), width: 24, always: true, cell: ({ name }) => textCell(name) },
      {
        ...{ id: 'csvStatus', label: say(language, 'csvStatus'), width: 10 },
        cell: ({ area }) => statusCell(area?.status ?? null, edition),
      },
      ...figureColumns<AreaRow>(edition, ({ figures }) => figures),
      coverage('csvReporters', 'expected'),
      coverage('csvReported', 'reported'),
      {
        ...{ id: 'missing', label: say(language, 'missing').toLowerCase(), width: 28 },
        cell: ({ area }) => textCell(area?.coverage?.missing?.join(', ') ?? ''),
      },
      {
        ...{ id: 'csvNote', label: say(language, 'csvNote'), width: 42 },
        cell: ({ area }) => textCell(area?.note ?? ''),
      },
    ],
    rows,
  );
}

/** The periods before, by name; a sheet has them in a table of their own. */
export const PREVIOUS_COLUMNS = Array.from({ length: PREVIOUS }, (_, i) => `before${PREVIOUS - i}`);

/** Counts of the last periods, oldest first, one column a period; null where the audience has none. */
export function trendData(edition: Edition): Table | null {
  const { picture, language } = edition;
  const rows = [...picture.areas, { name: say(language, 'allAreas'), trend: picture.trend }].flatMap(
    ({ name, trend }) => (trend ? [{ name, trend }] : []),
  );
  const period = parsePeriod(picture.period.key);
  const length = Math.max(0, ...rows.map(({ trend }) => trend.length));
  if (!period || length === 0) return null;
  const keys = [...periodsBefore(period, length - 1), period].map(({ key }) => key);
  return {
    caption: say(language, 'sectionTrend'),
    columns: [
      { id: 'csvArea', label: say(language, 'csvArea'), kind: 'text', width: 22 },
      ...keys.map((key) => ({ id: key, label: key, kind: 'number' as const, width: 9 })),
    ],
    // Where data begin later the row is shorter: it ends with the period itself.
    rows: rows.map(({ name, trend }) => [
      textCell(name),
      ...keys.map((_, i) => numberCell(trend[i - (length - trend.length)], edition)),
    ]),
  };
}

interface CategoryRow {
  where: string;
  category: PublishedCategory;
}

/** One row a category of the whole, then of each area. */
export function categoriesData(edition: Edition): Table {
  const { picture, language } = edition;
  const rows: CategoryRow[] = [
    ...picture.categories.map((category) => ({ where: say(language, 'wholePicture'), category })),
    ...picture.areas.flatMap(({ name, categories }) => categories.map((category) => ({ where: name, category }))),
  ];
  return tableOf<CategoryRow>(
    say(language, 'sectionCategories'),
    [
      { id: 'csvArea', label: say(language, 'csvArea'), width: 24, always: true, cell: ({ where }) => textCell(where) },
      {
        ...{ id: 'csvCategory', label: say(language, 'csvCategory'), width: 28, always: true },
        cell: ({ category }) => textCell(category.name[language]),
      },
      ...figureColumns<CategoryRow>(edition, ({ category }) => category),
    ],
    rows,
  );
}
