/** The tables of figures in blocks: what everyone in EST may have of the years. */
import { countText } from '../formats/published/count';
import type { Cell, Table } from '../formats/published/table';
import type { PublishedCount } from '../published';
import type { Language } from '../types';
import { say } from '../words';
import type { BlocksOfYear, MappingDocument } from './document';
import { dayOf } from './tables-exact';
import { countColumn, tableWith, textOf, wordColumn, yearColumns } from './words-of';

const blockCell = (count: PublishedCount, language: Language): Cell => textOf(countText(count, language));
/** A category that is not listed has 0 to 4. */
const UNLISTED: PublishedCount = [0, 4];

interface Row {
  name: string;
  counts: PublishedCount[];
}

/** A row for each id that any of the years lists, in the order of the first year that does. */
function rowsOf(
  blocks: readonly BlocksOfYear[],
  listOf: (year: BlocksOfYear) => readonly { id: string; name: string; count: PublishedCount }[],
): Row[] {
  const names = new Map<string, string>();
  for (const year of blocks) for (const { id, name } of listOf(year)) if (!names.has(id)) names.set(id, name);
  return [...names].map(([id, name]) => ({
    name,
    counts: blocks.map((year) => listOf(year).find((each) => each.id === id)?.count ?? UNLISTED),
  }));
}

function listTable(
  caption: string,
  head: ReturnType<typeof wordColumn>,
  rows: readonly Row[],
  years: readonly string[],
  language: Language,
): Table {
  return tableWith(
    caption,
    [head, ...yearColumns(years)],
    rows.map(({ name, counts }) => [textOf(name), ...counts.map((count) => blockCell(count, language))]),
  );
}

export function blockExtentTables(blocks: readonly BlocksOfYear[], doc: MappingDocument, language: Language): Table[] {
  const years = blocks.map(({ key }) => key);
  return [
    tableWith(
      say(language, 'mappingYearsCaption'),
      [
        wordColumn(language, 'mappingYear', 40),
        countColumn(language, 'mappingCount'),
        countColumn(language, 'mappingOutside'),
      ],
      blocks.map((year) => [
        textOf(year.complete ? year.key : say(language, 'mappingYearSoFar', { year: year.key, date: dayOf(doc) })),
        blockCell(year.figures.count, language),
        blockCell(year.outside, language),
      ]),
    ),
    listTable(
      say(language, 'mappingCategoriesCaption'),
      wordColumn(language, 'mappingCategory', 40),
      rowsOf(blocks, ({ categories }) =>
        categories.map(({ id, name, count }) => ({ id, name: name[language], count })),
      ),
      years,
      language,
    ),
    listTable(
      say(language, 'mappingAreasCaption'),
      wordColumn(language, 'mappingArea', 40),
      rowsOf(blocks, ({ areas }) => areas),
      years,
      language,
    ),
  ];
}

export function blockPlacesTables(blocks: readonly BlocksOfYear[], language: Language): Table[] {
  return blocks
    .filter(({ hotspots }) => hotspots.length > 0)
    .map(({ key, hotspots, areas }) =>
      tableWith(
        say(language, 'mappingBlockPlacesCaption', { year: key }),
        [
          wordColumn(language, 'mappingPlace', 34),
          wordColumn(language, 'mappingArea'),
          countColumn(language, 'mappingCount'),
          wordColumn(language, 'mappingWhat', 30),
        ],
        hotspots.map(({ name, areaId, count, categories }, i) => [
          textOf(`${i + 1} ${name}`),
          textOf(areas.find(({ id }) => id === areaId)?.name ?? ''),
          blockCell(count, language),
          textOf(
            categories
              .slice(0, 3)
              .map((each) => `${each.name[language]} ${countText(each.count, language)}`)
              .join(', '),
          ),
        ]),
      ),
    );
}
