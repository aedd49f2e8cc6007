/** A file of check-ins ("our organisation has reported for this area and week", also when there was nothing) to what coverage is judged by. */
import type { StudyArea } from '../analysis/types';
import { parsePeriod, periodOf, type Period } from '../domain/period';
import { csvRecords, type CsvRecord } from './read-csv';
import { readText } from './read-text';
import { readTime } from './read-time';
import type { Language, RejectedRow } from './types';
import { UserError } from './user-error';
import { say, type WordKey } from './words';

export interface CheckIn {
  /** Index into the areas. */
  area: number;
  /** As `organisationKey` writes it. */
  organisation: string;
  /** What was reported for; a week where the file gives a date. */
  period: Period;
}

export interface ReadCheckIns {
  checkIns: CheckIn[];
  rejected: RejectedRow[];
}

/** English and Swedish headings, lower case. */
const HEADINGS = {
  area: ['area', 'område'],
  organisation: ['organisation'],
  period: ['period', 'week', 'vecka'],
  start: ['week_start', 'period_from', 'veckostart', 'från', 'from'],
} as const;

type Column = keyof typeof HEADINGS;
type Header = { delimiter: string; position: Partial<Record<Column, number>> };

/** One spelling for an organisation that two files write differently: spaces, composed letters, case. */
export function organisationKey(name: string): string {
  return name.trim().normalize('NFC').replace(/\s+/g, ' ').toLocaleLowerCase('sv');
}

function findHeader(text: string): Header | null {
  for (const delimiter of [',', ';', '\t']) {
    const first = csvRecords(text, delimiter).next();
    if (first.done) continue;
    const headings = first.value.cells.map((cell) => cell.trim().normalize('NFC').toLowerCase());
    const position: Header['position'] = {};
    for (const [column, names] of Object.entries(HEADINGS) as [Column, readonly string[]][]) {
      const at = headings.findIndex((heading) => names.includes(heading));
      if (at !== -1) position[column] = at;
    }
    const { area, organisation, period, start } = position;
    if (area !== undefined && organisation !== undefined && (period !== undefined || start !== undefined)) {
      return { delimiter, position };
    }
  }
  return null;
}

/** `2026-W47`, also as it is written by hand (`2026-v47`, `2026 V7`); a month, tertial or year by its key; a date stands for its week. */
function readPeriod(cell: string): Period | null {
  const week = /^(\d{4})[- ]?[vw] ?(\d{1,2})$/i.exec(cell);
  if (week) return parsePeriod(`${week[1]}-W${(week[2] ?? '').padStart(2, '0')}`);
  const named = parsePeriod(cell.toUpperCase());
  if (named) return named;
  const time = readTime(cell);
  return 'flaw' in time ? null : periodOf('week', time.epoch);
}

type Row = CheckIn | { flaw: WordKey; value: string };

function readRow(record: CsvRecord, { position }: Header, areaOf: (name: string) => number | undefined): Row {
  if (record.flaw) {
    return { flaw: record.flaw === 'open-quote' ? 'rowOpenQuote' : 'rowTextAfterQuote', value: '' };
  }
  const cell = (column: Column): string => (record.cells[position[column] ?? -1] ?? '').trim();
  const area = areaOf(cell('area'));
  if (area === undefined) return { flaw: 'checkInNoArea', value: cell('area') };
  if (cell('organisation') === '') return { flaw: 'checkInNoOrganisation', value: '' };
  const when = cell('period') || cell('start');
  const period = readPeriod(when);
  if (!period) return { flaw: 'checkInNoPeriod', value: when };
  return { area, organisation: organisationKey(cell('organisation')), period };
}

/**
 * @param bytes CSV (delimiter, quotes and encoding as for incidents) with `area`/`område` (name or id), `organisation` and either `period`/`week`/`vecka`
 *   (`2026-W47`, `2026-v47`) or the week's beginning, `week_start`/`veckostart`/`period_from`/`från` (any day of the week).
 * @param areas that the names are looked up in, whatever their case.
 * @returns check-ins with the index of their area, and the rows that cannot be used, with line and reason (which names the file).
 * @throws UserError with a sentence when there is no header or no usable row.
 */
export function readCheckIns(
  bytes: Uint8Array,
  name: string,
  areas: readonly StudyArea[],
  language: Language,
): ReadCheckIns {
  const text = readText(bytes, name, language);
  const header = findHeader(text);
  if (!header) throw new UserError(say(language, 'checkInsNoHeader', { name }));
  const byName = new Map<string, number>();
  // Ids last: where one area's name is another's id, the id is meant.
  areas.forEach((area, i) => byName.set(organisationKey(area.name), i));
  areas.forEach((area, i) => byName.set(organisationKey(area.id), i));
  const read: ReadCheckIns = { checkIns: [], rejected: [] };
  const records = csvRecords(text, header.delimiter);
  records.next(); // the header
  for (const record of records) {
    if (!record.flaw && record.cells.every((cell) => cell.trim() === '')) continue;
    const row = readRow(record, header, (areaName) => byName.get(organisationKey(areaName)));
    if (!('flaw' in row)) read.checkIns.push(row);
    else {
      const reason = `${name}: ${say(language, row.flaw, { value: row.value.slice(0, 40) })}`;
      read.rejected.push({ line: record.line, reason });
    }
  }
  if (read.checkIns.length === 0) throw new UserError(say(language, 'checkInsNone', { name }));
  return read;
}
