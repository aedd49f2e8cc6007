/**
 * The minutes of a meeting write themselves: who took part, what was raised, what was decided, by whom and by when. A text that the coordinator may edit. It goes to all
 * of EST with the picture, so only what partners may read belongs in the source: no action that police and municipality keep to themselves, and no reason for "no
 * action", which is written for them.
 */
import type { ActionStatus, HotspotDecision } from '../domain/meeting';
import { periodInWords } from './period-words';
import type { Language } from './types';
import { sayList } from './words';
import { minutesWords } from './words-minutes';

/** Characters that the minutes of a draft may have. */
export const MINUTES_LIMIT = 4000;

export interface MinutesAction {
  /** Key of the hotspot that it answers. */
  hotspot: string | null;
  what: string;
  /** In words; empty: the whole municipality, or the hotspot itself. */
  where: string;
  /** Name of the organisation. */
  owner: string | null;
  /** ISO date. */
  due: string | null;
  status: ActionStatus;
  outcome: string;
}

export interface MinutesSource {
  /** Municipality or area. */
  place: string;
  /** Key of the period. */
  period: string;
  /** ISO date. */
  held: string | null;
  /** Names of organisations. */
  participants: readonly string[];
  raised: readonly { key: string; name: string; decision: HotspotDecision }[];
  /** Decided at this meeting. */
  decided: readonly MinutesAction[];
  /** Decided before, and followed up. */
  followed: readonly MinutesAction[];
}

type Words = (typeof minutesWords)['sv'];

function fill(language: Language, key: keyof Words, values: Record<string, string | number> = {}): string {
  return minutesWords[language][key].replace(/\{\{(\w+)\}\}/g, (all, name: string) => String(values[name] ?? all));
}

/** `24 november 2026` @param iso ISO date. */
function dayInWords(iso: string, language: Language): string {
  const day = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    day,
  );
}

/** A text as part of a sentence: on one line, without its last full stop. */
const inLine = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');

function decidedLine(action: MinutesAction, language: Language): string {
  const what = inLine(action.what);
  const where = inLine(action.where);
  const owner = action.owner ? fill(language, 'owner', { name: action.owner }) : fill(language, 'ownerNobody');
  const due = action.due ? `, ${fill(language, 'due', { date: dayInWords(action.due, language) })}` : '';
  return `– ${where ? fill(language, 'where', { what, where }) : what}. ${owner}${due}.`;
}

function followedLine(action: MinutesAction, language: Language): string {
  const outcome = inLine(action.outcome);
  const status = fill(language, `status_${action.status}`);
  return `– ${inLine(action.what)}${action.owner ? ` (${action.owner})` : ''}: ${status}.${outcome ? ` ${fill(language, 'outcome', { outcome })}.` : ''}`;
}

function raisedLines({ raised, decided }: MinutesSource, language: Language): string[] {
  if (raised.length === 0) return [fill(language, 'raisedNone')];
  return raised.flatMap(({ key, name, decision }, i) => {
    const actions = decided.filter(({ hotspot }) => hotspot === key);
    const said = actions.length > 0 ? 'action' : decision === 'action' ? 'open' : decision;
    return [
      `${i + 1}. ${fill(language, `decision_${said}`, { name })}`,
      ...actions.map((action) => decidedLine(action, language)),
    ];
  });
}

/** As many lines as the limit leaves room for, and how many are left out. */
function fitted(lines: readonly string[], room: number, language: Language): string[] {
  const kept: string[] = [];
  let left = room - fill(language, 'followedCount', { count: 999 }).length - 3;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) break;
    kept.push(line);
  }
  const more = lines.length - kept.length;
  return more > 0 ? [...kept, `– ${fill(language, 'followedCount', { count: more })}`] : kept;
}

/**
 * @param source what partners may read (see above).
 * @returns plain text with line breaks, at most MINUTES_LIMIT characters; of too many actions the last ones are counted instead of listed.
 */
export function writeMinutes(source: MinutesSource, language: Language): string {
  const keys = source.raised.map(({ key }) => key);
  const other = source.decided.filter(({ hotspot }) => hotspot === null || !keys.includes(hotspot));
  const head = [
    fill(language, 'title', { place: source.place, period: periodInWords(source.period, language) }),
    ...(source.held ? [fill(language, 'held', { date: dayInWords(source.held, language) })] : []),
    source.participants.length > 0
      ? fill(language, 'tookPart', { names: sayList(language, source.participants) })
      : fill(language, 'tookPartNobody'),
    '',
    fill(language, 'raised'),
  ];
  const sections: string[][] = [raisedLines(source, language)];
  const headings: string[] = [''];
  if (other.length > 0) {
    sections.push(other.map((action) => decidedLine(action, language)));
    headings.push(fill(language, 'other'));
  }
  if (source.followed.length > 0) {
    sections.push(source.followed.map((action) => followedLine(action, language)));
    headings.push(fill(language, 'followed'));
  }
  let text = head.join('\n');
  sections.forEach((lines, i) => {
    const before = headings[i] ? `${text}\n\n${headings[i]}` : text;
    const after = sections.length - i - 1;
    // Each later section keeps room for its heading and the line that counts.
    const kept = fitted(lines, MINUTES_LIMIT - before.length - 1 - after * 90, language);
    text = [before, ...kept].join('\n');
  });
  return text;
}
