/** The reminder of actions in words: Swedish first, English below. Names an organisation, its actions and days; never a person. */
import type { ReminderReason } from '../../../src/domain/action-reminder';
import type { Message } from '../_shared/webhook';

export interface ActionRow {
  actionId: string;
  /** Null: only authorities see it, and its words stay in the tool. */
  what: string | null;
  /** Null: the whole municipality. */
  areaName: string | null;
  reason: ReminderReason;
  /** ISO dates. */
  due: string | null;
  reviewOn: string | null;
}

/** What `action_reminder_source` says of one organisation. */
export interface ActionReminderSource {
  organisationId: string;
  organisationName: string;
  rows: ActionRow[];
  /** E-mail addresses of its active reporters. They never leave the server but in the letters themselves. */
  recipients: string[];
}

const WORDS = {
  sv: {
    hidden: 'Åtgärd som bara polis och kommun ser',
    everywhere: 'hela kommunen',
    late: (day: string) => `skulle ha varit klar ${day}`,
    due: (day: string) => `ska vara klar ${day}`,
    review: (day: string) => `ska ses över ${day}`,
  },
  en: {
    hidden: 'An action that police and municipality alone see',
    everywhere: 'the whole municipality',
    late: (day: string) => `was due ${day}`,
    due: (day: string) => `is due ${day}`,
    review: (day: string) => `is to be looked at ${day}`,
  },
} as const;
type Language = keyof typeof WORDS;

/** `27 november 2026` */
function dayWords(iso: string | null, language: Language): string {
  if (iso === null) return '';
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(Date.parse(`${iso}T12:00:00Z`));
}

function lineOf({ what, areaName, reason, due, reviewOn }: ActionRow, language: Language): string {
  const words = WORDS[language];
  const day = dayWords(reason === 'review' ? reviewOn : due, language);
  return `– ${what ?? words.hidden} (${areaName ?? words.everywhere}): ${words[reason](day)}`;
}

/** @param link of the owner's actions; null: it is not known. */
export function composeActionReminder(
  { organisationName, rows }: Omit<ActionReminderSource, 'recipients'>,
  link: string | null,
): Message {
  const lines = (language: Language): string[] => rows.map((row) => lineOf(row, language));
  return {
    subject: `Åtgärder att följa upp: ${organisationName}`,
    text: [
      `Hej! ${organisationName} ansvarar för åtgärder som behöver ett besked:`,
      '',
      ...lines('sv'),
      '',
      'Säg hur det går: ändra status, skriv en rad eller flytta dagen. Är den klar, skriv vad det blev av den.',
      link ?? 'Lägesbild, under Åtgärder',
      '',
      'Skriv aldrig om personer, varken där eller i svar på det här brevet.',
      '',
      '--',
      `In English: ${organisationName} owns actions that need a word from you:`,
      '',
      ...lines('en'),
      '',
      'Say how it goes: change the status, write a line or move the day. When it is done, write what came of it.',
      link ?? 'Lägesbild, Actions',
      '',
      'Never write about persons, neither there nor in answer to this letter.',
    ].join('\n'),
  };
}
