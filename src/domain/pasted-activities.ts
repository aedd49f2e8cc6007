/**
 * A pasted list of activities, line by line: `13/1 Österängen, Gängsnacket`, `15–16/4 Rosenlund (ungdomar)`, `2 och 9 maj kl 18–20 trygghetsvandring Mariannelund`. One on each line, or several
 * with `·` or `;` between, or columns copied from a spreadsheet. Nothing is dropped in silence: a line without a day comes out as one that must be mended or left out.
 */
import { ACTIVITY_TITLE_MAX } from './meeting';
import type { ActivityKind } from './meeting';
import type { DayDoubt, PastedSpan } from './pasted-days';
import { readClockIn, readDays } from './pasted-days';
import { columnsOf, itemOfCells } from './pasted-columns';
import type { PastedColumn } from './pasted-columns';
import { readWords } from './pasted-words';

export type PastedDoubt = DayDoubt | 'no-words' | 'too-long';
/** With one of these there is no day to keep the activity under. */
export const BLOCKING: readonly PastedDoubt[] = ['no-date', 'no-such-date'];

/** One activity as it was understood; what was not said is empty. */
export interface PastedActivity {
  /** Line of the pasted text, from 1, and what stood there. */
  line: number;
  source: string;
  /** ISO dates, both in it; empty: no day was understood. */
  from: string;
  to: string;
  /** `18:00`; empty: whole days. */
  fromTime: string;
  toTime: string;
  /** Null: the words name no kind. */
  kind: ActivityKind | null;
  title: string;
  place: string;
  theme: string;
  participants: number | null;
  /** Days that stood in one line together share a number; null: it stands alone. */
  series: number | null;
  doubts: PastedDoubt[];
}

export interface PasteContext {
  /** Of days that name no year. */
  year: number;
  /** Whether words name an area or a place that is known. */
  isPlace: (words: string) => boolean;
}

/** Longer than this a line is no line of a list. Characters. */
const LONGEST = 600;
/** As many as the database takes at once; one more shows that there were too many. */
export const PASTED_MAX = 200;

const BULLET = /^\s*(?:[-–—*•‣]\s+|\d{1,3}[.)]\s+(?=\d))/u;
const SEPARATOR = /\s*[;·•|]\s*/u;
/** A comma ends one and begins the next where days follow and words stand before it: `13/1 Österängen, 19/1 Sannaängen`. */
const NEXT_DAY = /,\s*(?=(?:\d{1,2}\s*[-–—]\s*)?\d{1,2}\s*\/\s*\d{1,2}(?!\d))/u;
/** `2024`, `År 2024:`, `Dialoger våren 2024` — a heading that says the year of what follows. */
const HEADING = /^(?:\p{L}[\p{L}\s]{0,60}\s)?(20\d{2})\s*:?$/u;

function piecesOf(line: string): string[] {
  return line
    .split(SEPARATOR)
    .flatMap((piece) => {
      const parts = piece.split(NEXT_DAY);
      // Days alone belong to the words after them: `20/11, 26/11 skolan`.
      return parts.reduce<string[]>((done, part) => {
        const before = done.at(-1);
        if (before !== undefined && !/\p{L}/u.test(before)) done[done.length - 1] = `${before}, ${part}`;
        else done.push(part);
        return done;
      }, []);
    })
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

type Understood = Omit<PastedActivity, 'line' | 'source' | 'from' | 'to' | 'series'> & { spans: PastedSpan[] };

function understand(text: string, context: PasteContext, year: number): Understood & { year: number | null } {
  const days = readDays(text.slice(0, LONGEST), year);
  const clock = readClockIn(days.rest);
  const words = readWords(clock.rest, context.isPlace);
  const doubts: PastedDoubt[] = [...days.doubts];
  if (clock.doubt) doubts.push('clock');
  const title = words.title.slice(0, ACTIVITY_TITLE_MAX);
  if (text.length > LONGEST || [words.title, words.place, words.theme].some((one) => one.length > ACTIVITY_TITLE_MAX))
    doubts.push('too-long');
  if (days.spans.length > 0 && title === '' && words.place === '' && words.theme === '') doubts.push('no-words');
  return {
    ...{ kind: words.kind, title, place: words.place.slice(0, ACTIVITY_TITLE_MAX) },
    ...{ theme: words.theme.slice(0, ACTIVITY_TITLE_MAX), participants: words.participants },
    ...{ fromTime: clock.from, toTime: clock.to, doubts, year: days.year },
    spans: days.spans,
  };
}

/**
 * @returns at most PASTED_MAX + 1 activities, in the order of the text; lines that hold nothing or a heading alone are none. Never throws.
 */
export function readPasted(text: string, context: PasteContext): PastedActivity[] {
  const found: PastedActivity[] = [];
  let { year } = context;
  let columns: PastedColumn[] | null = null;
  let series = 0;

  function put(line: number, source: string, item: Understood): void {
    const { spans, ...rest } = item;
    const shared = spans.length > 1 ? ++series : null;
    const all = spans.length > 0 ? spans : [{ from: '', to: '' }];
    for (const span of all) found.push({ line, source, ...span, ...rest, doubts: [...rest.doubts], series: shared });
  }

  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    if (found.length > PASTED_MAX || raw.trim() === '') return;
    const line = index + 1;
    if (raw.includes('\t')) {
      const cells = raw.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/u, '$1'));
      const head = columnsOf(cells);
      if (head) {
        columns = head;
        return;
      }
      const item = itemOfCells(cells, columns, context.isPlace, year);
      year = item.year ?? year;
      put(line, cells.filter((cell) => cell !== '').join(' · '), item);
      return;
    }
    const bare = raw.replace(BULLET, '').trim();
    const heading = HEADING.exec(bare);
    if (heading) {
      year = Number(heading[1]);
      return;
    }
    for (const piece of piecesOf(bare)) {
      const item = understand(piece, context, year);
      year = item.year ?? year;
      put(line, piece, item);
    }
  });
  return found.slice(0, PASTED_MAX + 1);
}
