/** CSV of a published picture, as a Swedish Excel opens it (csv-file.ts). What a row belongs to stands in every row: a file cut in two still says what it is. */
import { momentInCells } from '../../period-words';
import { csvFile, type Cell as CsvCell } from '../csv-file';
import { say, type WordKey } from '../../words';
import { audienceText, disclosureText, filtersText, sourceText, type Edition } from './about';
import { areasData } from './data-tables';
import type { Cell, Table } from './table';
import { actionsTable, hotspotsTable } from './tables';

export const CSV_PARTS = ['areas', 'hotspots', 'actions'] as const;
export type CsvPart = (typeof CSV_PARTS)[number];

const BEFORE: WordKey[] = [
  'csvMunicipality',
  'csvPeriod',
  'csvFrom',
  'csvTo',
  'csvVersion',
  'csvAudience',
  'csvPublished',
];
const AFTER: WordKey[] = ['csvFilters', 'csvSource', 'csvMethod'];

function csvCell({ text, number, date }: Cell): CsvCell {
  if (number !== undefined) return number;
  if (date !== undefined) return date.length > 10 ? momentInCells(date) : date;
  return text;
}

function tableFor(part: CsvPart, edition: Edition): Table {
  const { picture, language } = edition;
  switch (part) {
    case 'areas':
      return areasData(edition);
    case 'hotspots':
      return hotspotsTable(edition);
    case 'actions':
      return actionsTable(picture.actions, say(language, 'sectionActions'), edition);
  }
}

/** `Klart senast` becomes `klart_senast`: names of columns in a file are lower case without spaces. */
const columnName = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[\s.]+/g, '_')
    .replace(/_+$/, '');

export function publishedCsv(edition: Edition, part: CsvPart): string {
  const { picture, language } = edition;
  const table = tableFor(part, edition);
  const word = (key: WordKey): string => say(language, key);
  const { key, from, to } = picture.period;
  const before: CsvCell[] = [
    ...[picture.municipality.name, key, momentInCells(from), momentInCells(to), picture.version],
    ...[audienceText(edition), momentInCells(picture.publishedAt)],
  ];
  const after: CsvCell[] = [filtersText(edition), sourceText(edition), disclosureText(edition)];
  const header = [...BEFORE.map(word), ...table.columns.map(({ label }) => columnName(label)), ...AFTER.map(word)];
  return csvFile([header, ...table.rows.map((row) => [...before, ...row.map(csvCell), ...after])]);
}
