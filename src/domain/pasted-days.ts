/**
 * The days and clock times that a line of a pasted list begins with, as they are written in Swedish documents: `13/1`, `15–16/4`, `2 och 9 maj kl 18–20`, `20/11 och 26/11`,
 * `30/4–2/5`, `tis 13/1 2026`, `2026-01-13`. Anything that cannot be read stays for the words after it.
 */
import { dayNumber, isoOfParts, weekdayOf } from './iso-day';

/** Why a person should look again. The first two must be mended before the line can be kept. */
export type DayDoubt = 'no-date' | 'no-such-date' | 'weekday' | 'short-year' | 'backwards' | 'clock';

/** Whole days, both in it; ISO dates. */
export interface PastedSpan {
  from: string;
  to: string;
}

export interface PastedDays {
  spans: PastedSpan[];
  doubts: DayDoubt[];
  /** Written with the days, and meant for the lines after it too; null: none was. */
  year: number | null;
  /** What stands after the days. */
  rest: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const ENGLISH: Record<string, number> = { may: 5, oct: 10 };
const WEEKDAYS = ['mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön'];
const ENGLISH_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const MONTH_WORD = String.raw`(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{L}{0,6}\.?(?!\p{L})`;
const WEEKDAY = /^(mån|tis|ons|tors?|fre|lör|sön|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?:dag(?:en)?|s?day)?\.?,?\s+/iu;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?!\d)(?:\s*[-–—]\s*(?:(\d{4})-(\d{2})-)?(\d{2})(?![\d:.]))?/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;
const DAY = String.raw`(?:den\s+)?\d{1,2}(?::?[ea])?`;
const DAYS = String.raw`${DAY}(?:\s*[-–—]\s*${DAY})?`;
const AND = String.raw`\s*(?:,|&|\+|och|samt|and)\s*`;
/** Days of one month, and the month after a slash or in letters. */
const GROUP = new RegExp(
  String.raw`^(${DAYS}(?:${AND}${DAYS}){0,30})(?:\s*/\s*(\d{1,2})(?!\d)|\s+${MONTH_WORD})`,
  'iu',
);
/** `2026`, `/2026`, `-26`, `/26`; a number that belongs to the next day (`13/1-14/1`) or is a clock time is none. */
const YEAR = /^(?:\s*[/-]\s*(20\d{2})|\s*,?\s+(20\d{2})|\s*[/-]\s*(\d{2}))(?![\d:/]|\.\d|\s*[/-]\s*\d|\s*[:.]\d)/;

/** `november`, `Nov.` and `October` to 1-12; 0 for no month. */
export function monthOfWord(word: string): number {
  const three = word.toLowerCase().slice(0, 3);
  return ENGLISH[three] ?? MONTHS.indexOf(three) + 1;
}

interface Group {
  spans: { from: number; to: number }[];
  month: number;
  length: number;
}

function groupAt(text: string): Group | null {
  const match = GROUP.exec(text);
  if (!match) return null;
  const spans = (match[1] ?? '').split(new RegExp(AND, 'iu')).map((part) => {
    const [from = NaN, to = from] = (part.match(/\d{1,2}/g) ?? []).map(Number);
    return { from, to };
  });
  const month = match[2] === undefined ? monthOfWord(match[3] ?? '') : Number(match[2]);
  return { spans, month, length: match[0].length };
}

function yearAt(text: string): { year: number; short: boolean; length: number } | null {
  const match = YEAR.exec(text);
  if (!match) return null;
  const long = match[1] ?? match[2];
  return { year: long ? Number(long) : 2000 + Number(match[3]), short: long === undefined, length: match[0].length };
}

/** @param year for days that name none. */
export function readDays(line: string, year: number): PastedDays {
  let rest = line.trimStart();
  const doubts: DayDoubt[] = [];
  const spans: PastedSpan[] = [];
  let said: number | null = null;
  let weekday: number | null = null;
  const doubt = (code: DayDoubt): void => {
    if (!doubts.includes(code)) doubts.push(code);
  };
  const add = (from: string | null, to: string | null): void => {
    if (from === null || to === null) doubt('no-such-date');
    else if (to < from) {
      doubt('backwards');
      spans.push({ from: to, to: from });
    } else spans.push({ from, to });
  };

  for (;;) {
    const named = WEEKDAY.exec(rest);
    const after = named ? rest.slice(named[0].length) : rest;
    const iso = ISO.exec(after) ?? null;
    const dotted = iso ? null : DOTTED.exec(after);
    const group = iso || dotted ? null : groupAt(after);
    if (!iso && !dotted && !group) break;
    if (named && weekday === null) {
      const three = (named[1] ?? '').toLowerCase().slice(0, 3);
      weekday = Math.max(WEEKDAYS.indexOf(three), ENGLISH_WEEKDAYS.indexOf(three));
    }
    if (iso) {
      const from = isoOfParts(Number(iso[1]), Number(iso[2]), Number(iso[3]));
      const to = isoOfParts(Number(iso[4] ?? iso[1]), Number(iso[5] ?? iso[2]), Number(iso[6] ?? iso[3]));
      add(from, to);
      said = Number(iso[1]);
      rest = after.slice(iso[0].length);
    } else if (dotted) {
      const day = isoOfParts(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
      add(day, day);
      said = Number(dotted[3]);
      rest = after.slice(dotted[0].length);
    } else if (group) {
      rest = after.slice(group.length);
      // `30/4–2/5`: the days of two months.
      const dash = /^\s*[-–—]\s*/.exec(rest);
      const [only] = group.spans;
      const end =
        dash && group.spans.length === 1 && only?.from === only?.to ? groupAt(rest.slice(dash[0].length)) : null;
      const until = end?.spans.length === 1 && end.spans[0]?.from === end.spans[0]?.to ? end : null;
      if (until && dash) rest = rest.slice(dash[0].length + until.length);
      const own = yearAt(rest);
      if (own) {
        rest = rest.slice(own.length);
        said = own.year;
        if (own.short) doubt('short-year');
      }
      const of = said ?? year;
      if (until) {
        // Over New Year the end lies in the year that was named.
        const over = until.month < group.month;
        const first = over && own ? of - 1 : of;
        add(
          isoOfParts(first, group.month, only?.from ?? NaN),
          isoOfParts(over ? first + 1 : first, until.month, until.spans[0]?.from ?? NaN),
        );
      } else {
        for (const { from, to } of group.spans) add(isoOfParts(of, group.month, from), isoOfParts(of, group.month, to));
      }
    }
    const next = new RegExp(`^${AND}`, 'iu').exec(rest);
    if (!next) break;
    const more = rest.slice(next[0].length);
    const bare = more.replace(WEEKDAY, '');
    if (!ISO.test(bare) && !DOTTED.test(bare) && !groupAt(bare)) break;
    // The day after a comma belongs here only while there are no words between.
    rest = more;
  }
  if (spans.length === 0 && doubts.length === 0) doubt('no-date');
  const first = spans[0];
  if (weekday !== null && first && weekdayOf(first.from) !== weekday) doubt('weekday');
  if (spans.some(({ from, to }) => dayNumber(to) - dayNumber(from) > 31)) doubt('backwards');
  return { spans: once(spans), doubts, year: said, rest };
}

/** A day that was written twice is meant once. */
function once(spans: readonly PastedSpan[]): PastedSpan[] {
  const seen = new Set<string>();
  return spans.filter(({ from, to }) => !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`));
}

export interface PastedClock {
  /** `18:00`; empty: whole days. An end before the beginning is on the day after. */
  from: string;
  to: string;
  doubt: boolean;
  rest: string;
}

const HOUR = String.raw`(\d{1,2})(?:[:.](\d{2}))?`;
const WITH_KL = new RegExp(
  String.raw`(?:^|[\s,(])(?:kl|klockan)\.?\s*${HOUR}(?:\s*(?:[-–—]|till?)\s*${HOUR})?(?![\d:])`,
  'iu',
);
const WITH_MINUTES = /(?:^|[\s,(])(\d{1,2})[:.](\d{2})(?:\s*[-–—]\s*(\d{1,2})[:.](\d{2}))?(?![\d:./])/u;
/** Right after the days hours need no more than a dash: `5/3 18-20 Råslätt`. */
const BARE_HOURS = /^[\s,]+(\d{1,2})()\s*[-–—]\s*(\d{1,2})()(?=[\s,;]|$)/u;

/** Finds a clock time and takes it out of the words. */
export function readClockIn(text: string): PastedClock {
  const match = WITH_KL.exec(text) ?? WITH_MINUTES.exec(text) ?? BARE_HOURS.exec(text);
  const none = { from: '', to: '', doubt: false, rest: text };
  if (!match) return none;
  const clock = (hour: string | undefined, minute: string | undefined): string | null => {
    const [h, m] = [Number(hour), Number(minute || 0)];
    if (h === 24 && m === 0) return '00:00';
    return h > 23 || m > 59 ? null : `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  };
  const from = clock(match[1], match[2]);
  const to = match[3] === undefined ? from : clock(match[3], match[4]);
  if (from === null || to === null) return { ...none, doubt: true };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { from, to, doubt: false, rest };
}
