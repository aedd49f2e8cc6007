/**
 * A calendar file (iCalendar, RFC 5545) that Outlook, Google and phones read. Instants are in UTC, so that no time zone has to be described and the hour that autumn repeats is told apart;
 * whole days are dates, whose end is the day after the last (3.6.1). An activity keeps its id as UID, and its revision as SEQUENCE: the same file once more changes what changed and doubles nothing.
 */
import { addDays } from '../../domain/iso-day';

export interface CalendarEntry {
  /** UUID. */
  id: string;
  revision: number;
  title: string;
  /** In words: `Trygghetsvandring`. */
  category: string;
  /** Epoch seconds. */
  startsAt: number;
  endsAt: number;
  /** First and last day, ISO dates, where it lasts whole days; null: by the clock. */
  days: { from: string; to: string } | null;
  cancelled: boolean;
  /** Empty: not said. */
  place: string;
  position: { lon: number; lat: number } | null;
  description: string;
}

const LINE_OCTETS = 75;
const encoder = new TextEncoder();

/** Backslash, semicolon and comma are escaped, line breaks become \n (3.3.11); other control characters are not allowed in a text. */
function escaped(text: string): string {
  return (
    text
      .replace(/[\\;,]/g, (sign) => `\\${sign}`)
      .replace(/\r\n|\r|\n/g, '\\n')
      // eslint-disable-next-line no-control-regex -- these are what must not be in the file
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

/** A line of more than 75 octets goes on after a line break and a space (3.1); no character is cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let [now, octets] = ['', 0];
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    // The space at the beginning of a continued line counts.
    if (octets + size > LINE_OCTETS) {
      lines.push(now);
      [now, octets] = ['', 1];
    }
    now += sign;
    octets += size;
  }
  return [...lines, now].join('\r\n ');
}

const stamp = (epoch: number): string => new Date(epoch * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '') + 'Z';
const compact = (iso: string): string => iso.replaceAll('-', '');

function eventLines(entry: CalendarEntry, madeAt: number): string[] {
  const { days, startsAt, endsAt, position } = entry;
  const time = days
    ? [`DTSTART;VALUE=DATE:${compact(days.from)}`, `DTEND;VALUE=DATE:${compact(addDays(days.to, 1))}`]
    : // A moment has no end: DTEND must be later than DTSTART (3.8.2.2).
      [`DTSTART:${stamp(startsAt)}`, ...(endsAt > startsAt ? [`DTEND:${stamp(endsAt)}`] : [])];
  return [
    'BEGIN:VEVENT',
    `UID:${entry.id}`,
    `DTSTAMP:${stamp(madeAt)}`,
    `SEQUENCE:${entry.revision}`,
    ...time,
    `SUMMARY:${escaped(entry.title)}`,
    `CATEGORIES:${escaped(entry.category)}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    ...(position ? [`GEO:${position.lat.toFixed(6)};${position.lon.toFixed(6)}`] : []),
    ...(entry.description ? [`DESCRIPTION:${escaped(entry.description)}`] : []),
    'END:VEVENT',
  ];
}

/** The whole file. @param name of the calendar, shown by programs that ask whether to add it. @param madeAt epoch seconds. */
export function icsFile(entries: readonly CalendarEntry[], { name, madeAt }: { name: string; madeAt: number }): string {
  const lines = [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Lagesbild//Activities//SV',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
    ],
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => eventLines(entry, madeAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
