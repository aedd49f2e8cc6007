/** The reminder in words: Swedish first, English below. Names an organisation, its areas and days; never a person. */
import type { Rhythm } from '../../../src/domain/check-in';
import { periodOf } from '../../../src/domain/period';
import { epochOfLocal } from '../../../src/domain/stockholm-time';
import type { Message } from '../_shared/webhook';

/** One area for which nothing has come. */
export interface MissingRow {
  areaId: string;
  areaName: string;
  /** ISO dates; `periodTo` is the first day after it. */
  periodFrom: string;
  periodTo: string;
  /** Epoch seconds. */
  due: number;
}

/** What `reminder_source` says of one organisation. */
export interface ReminderSource {
  organisationId: string;
  organisationName: string;
  rows: MissingRow[];
  /** E-mail addresses of its active reporters. They never leave the server but in the letters themselves. */
  recipients: string[];
}

const DAY_MS = 86_400_000;
const LOCALES = { sv: 'sv-SE', en: 'en-GB' } as const;
type Language = keyof typeof LOCALES;

const noon = (iso: string, days = 0): number => {
  const date = new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY_MS);
  return epochOfLocal(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), 12, 0, 0);
};

/** The rhythm is told by the length. */
function rhythmOf({ periodFrom, periodTo }: MissingRow): Rhythm {
  const days = Math.round((Date.parse(periodTo) - Date.parse(periodFrom)) / DAY_MS);
  return days <= 7 ? 'weekly' : days <= 14 ? 'fortnightly' : 'monthly';
}

/** `vecka 46`, `vecka 45–46`, `oktober 2026`. */
function periodWords(row: MissingRow, language: Language): string {
  const [first, last] = [noon(row.periodFrom), noon(row.periodTo, -1)];
  if (rhythmOf(row) === 'monthly') {
    const format = new Intl.DateTimeFormat(LOCALES[language], {
      ...{ month: 'long', year: 'numeric', timeZone: 'Europe/Stockholm' },
    });
    return format.format(first * 1000);
  }
  const [from, to] = [periodOf('week', first).number, periodOf('week', last).number];
  const weeks = from === to ? String(from) : `${from}–${to}`;
  return language === 'sv' ? `vecka ${weeks}` : `${from === to ? 'week' : 'weeks'} ${weeks}`;
}

/** `måndag 16 november 09:00` */
function dueWords(due: number, language: Language): string {
  const zone = { timeZone: 'Europe/Stockholm' } as const;
  const day = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long', ...zone });
  const clock = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone });
  return `${day.format(due * 1000)} ${clock.format(due * 1000)}`;
}

function lineOf(row: MissingRow, now: number, language: Language): string {
  const [period, due] = [periodWords(row, language), dueWords(row.due, language)];
  const late = now >= row.due;
  if (language === 'sv') return `– ${row.areaName}, ${period}: ${late ? 'skulle ha kommit' : 'senast'} ${due}`;
  return `– ${row.areaName}, ${period}: ${late ? 'was due' : 'due'} ${due}`;
}

/**
 * @param now epoch seconds. @param link of the page where one reports or says that there is nothing to report; null: it is not known.
 */
export function composeReminder(
  { organisationName, rows }: Omit<ReminderSource, 'recipients'>,
  now: number,
  link: string | null,
): Message {
  const lines = (language: Language): string[] => rows.map((row) => lineOf(row, now, language));
  const where = {
    sv: link ?? 'Lägesbild, under Rapportera, Veckorapport',
    en: link ?? 'Lägesbild, Report, Weekly report',
  };
  return {
    subject: `Veckorapport saknas: ${organisationName}`,
    text: [
      `Hej! Till lägesbilden saknas rapport från ${organisationName} för:`,
      '',
      ...lines('sv'),
      '',
      'Rapportera det som har hänt, eller säg med ett tryck att det inte finns något att rapportera. Båda är lika viktiga: utan svar vet ingen om det var lugnt.',
      where.sv,
      '',
      'Skriv aldrig om personer, varken där eller i svar på det här brevet.',
      '',
      '--',
      `In English: the situation picture has no report from ${organisationName} for:`,
      '',
      ...lines('en'),
      '',
      'Report what has happened, or say with one tap that there is nothing to report. Both matter: without an answer nobody knows whether it was calm.',
      where.en,
      '',
      'Never write about persons, neither there nor in answer to this letter.',
    ].join('\n'),
  };
}
