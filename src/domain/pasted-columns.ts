/** Rows copied from a spreadsheet: by their headings where there are some, else by what stands in them. */
import { ACTIVITY_TITLE_MAX } from './meeting';
import type { ActivityKind } from './meeting';
import type { PastedDoubt } from './pasted-activities';
import type { PastedSpan } from './pasted-days';
import { readClockIn, readDays } from './pasted-days';
import { kindOfWords, readWords } from './pasted-words';

export type PastedColumn = 'day' | 'clock' | 'place' | 'title' | 'theme' | 'participants' | 'kind' | null;

const HEADINGS: readonly [Exclude<PastedColumn, null>, RegExp][] = [
  ['day', /^(?:datum|dag|när|date|day|when)$/iu],
  ['clock', /^(?:tid|klockslag|kl\.?|time)$/iu],
  ['place', /^(?:plats|område|var|ort|stadsdel|place|area|where)$/iu],
  ['kind', /^(?:slag|typ|kind|type)$/iu],
  ['title', /^(?:vad|aktivitet|rubrik|titel|namn|what|activity|title)$/iu],
  ['theme', /^(?:tema|ämne|målgrupp|theme|subject)$/iu],
  ['participants', /^(?:antal|deltagare|antal deltagare|participants)$/iu],
];

/** What the columns hold, when a row is one of headings; null for other rows. */
export function columnsOf(cells: readonly string[]): PastedColumn[] | null {
  const columns = cells.map((cell) => HEADINGS.find(([, words]) => words.test(cell))?.[0] ?? null);
  return columns.includes('day') ? columns : null;
}

/** Days first, then perhaps a clock time and a number of participants; of the words the first are the place unless a later cell names a known one. */
function guessed(cells: readonly string[], isPlace: (words: string) => boolean): PastedColumn[] {
  const columns: PastedColumn[] = cells.map(() => null);
  const day = cells.findIndex((cell) => readDays(cell, 2000).spans.length > 0);
  if (day >= 0) columns[day] = 'day';
  const free = (): number[] => cells.flatMap((cell, i) => (columns[i] === null && cell !== '' ? [i] : []));
  for (const i of free()) {
    const cell = cells[i] ?? '';
    if (
      /^(?:kl\.?\s*)?\d{1,2}(?:[:.]\d{2})?(?:\s*[-–—]\s*\d{1,2}(?:[:.]\d{2})?)?$/iu.test(cell) &&
      /[:.\-–—]|kl/iu.test(cell)
    )
      columns[i] = 'clock';
    else if (/^\d{1,6}$/u.test(cell)) columns[i] = 'participants';
  }
  const words = free();
  const place = words.find((i) => isPlace(cells[i] ?? '')) ?? words.find((i) => kindOfWords(cells[i] ?? '') === null);
  if (place !== undefined) columns[place] = 'place';
  const [title, theme] = free();
  if (title !== undefined) columns[title] = 'title';
  if (theme !== undefined) columns[theme] = 'theme';
  return columns;
}

export interface PastedRow {
  spans: PastedSpan[];
  fromTime: string;
  toTime: string;
  kind: ActivityKind | null;
  title: string;
  place: string;
  theme: string;
  participants: number | null;
  doubts: PastedDoubt[];
  year: number | null;
}

/** @param columns of the headings; null: there were none. @param year of days that name none. */
export function itemOfCells(
  cells: readonly string[],
  columns: readonly PastedColumn[] | null,
  isPlace: (words: string) => boolean,
  year: number,
): PastedRow {
  const held = columns ?? guessed(cells, isPlace);
  const cell = (column: PastedColumn): string => cells.find((text, i) => held[i] === column && text !== '') ?? '';
  const days = readDays(cell('day'), year);
  const clock = readClockIn(` ${cell('clock') === '' ? days.rest : `kl ${cell('clock').replace(/^kl\.?\s*/iu, '')}`}`);
  const more = readWords(cell('clock') === '' ? clock.rest : days.rest, isPlace);
  const doubts: PastedDoubt[] = [...days.doubts];
  if (clock.doubt) doubts.push('clock');
  const texts = {
    ...{ title: cell('title') || more.title, place: cell('place') || more.place, theme: cell('theme') || more.theme },
  };
  if (Object.values(texts).some((text) => text.length > ACTIVITY_TITLE_MAX)) doubts.push('too-long');
  if (days.spans.length > 0 && Object.values(texts).every((text) => text === '')) doubts.push('no-words');
  const came = /\d{1,6}/u.exec(cell('participants'));
  return {
    ...{ spans: days.spans, fromTime: clock.from, toTime: clock.to, doubts, year: days.year },
    kind: kindOfWords(cell('kind')) ?? kindOfWords(texts.title) ?? kindOfWords(texts.theme) ?? more.kind,
    title: texts.title.slice(0, ACTIVITY_TITLE_MAX),
    place: texts.place.slice(0, ACTIVITY_TITLE_MAX),
    theme: texts.theme.slice(0, ACTIVITY_TITLE_MAX),
    participants: came ? Number(came[0]) : more.participants,
  };
}
