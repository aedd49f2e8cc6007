/** A tertial follow-up as every reader gets it: the document's rows and cells in the words of one language. The screens, the document and the page for paper all write these. */
import { parsePeriod } from '../../../domain/period';
import type { FollowUpDocument, FollowUpState, PublishedCommitment, PublishedFollowUp } from '../../../domain/plan';
import { asciiFold } from '../../file-name';
import { momentInWords } from '../../period-words';
import type { Language } from '../../types';
import { say, sayList } from '../../words';
import { longDayText } from '../published/cells';
import { amount, progressText, standingOf, standingWord, targetText, type Standing } from './target-words';

/** A document with what is known of its publishing; `publishedAt` null: it is looked at before that. */
export type FollowUpIssue = FollowUpDocument &
  Pick<PublishedFollowUp, 'version' | 'correction'> & {
    publishedAt: number | null;
  };

export interface CellView {
  periodKey: string;
  state: FollowUpState;
  /** Empty where nobody has judged. */
  stateWord: string;
  text: string;
  /** `Mätvärde: 93,4 % närvaro`; empty without one. */
  value: string;
}

export interface RowView {
  id: string;
  title: string;
  /** Sub-goal, owner, time plan and what each party does, a line each. */
  lines: string[];
  /** `Mål: minst 10 insatser`; empty without a target. */
  target: string;
  progress: string;
  standing: Standing;
  standingWord: string;
  cells: CellView[];
}

export interface FollowUpView {
  language: Language;
  kicker: string;
  title: string;
  period: string;
  facts: [term: string, fact: string][];
  goal: string;
  /** Heading of the first column, then one for each tertial. */
  activityHead: string;
  columns: { key: string; name: string; months: string }[];
  sections: { title: string; caption: string; rows: RowView[] }[];
  notes: string[];
  /** One line that goes with every page. */
  footer: string;
  /** Without its ending. */
  fileName: string;
}

/** `Tertial 1 2024`; a key that is none is given back as it is. */
export function tertialName(key: string, language: Language): string {
  const period = parsePeriod(key);
  return period ? say(language, 'followTertial', { number: period.number, year: String(period.year) }) : key;
}

/** `januari–april`; empty for a key that is no tertial. */
export function tertialMonths(key: string, language: Language): string {
  const number = parsePeriod(key)?.number;
  return number === 1 || number === 2 || number === 3 ? say(language, `followMonths_${number}`) : '';
}

export const stateWord = (state: FollowUpState, language: Language): string =>
  state === 'none' ? '' : say(language, `followState_${state}`);

function linesOf({ subGoal, owner, timePlan, contributions }: PublishedCommitment, language: Language): string[] {
  return [
    ...(subGoal === null ? [] : [say(language, 'followSubGoal', { title: subGoal })]),
    owner === null ? say(language, 'followOwnerNone') : say(language, 'followOwner', { name: owner }),
    ...(timePlan === '' ? [] : [say(language, 'followTimePlan', { text: timePlan })]),
    ...contributions.map(({ organisation, text }) =>
      text === '' ? organisation : say(language, 'followContribution', { name: organisation, text }),
    ),
  ];
}

function rowOf(row: PublishedCommitment, language: Language, over: boolean, year: number): RowView {
  const { id, title, target, progress, cells } = row;
  const standing = standingOf(target, progress, over);
  const valueKey = target.kind === 'indicator' ? 'followMeasured' : 'followCounted';
  return {
    ...{ id, title, lines: linesOf(row, language), target: targetText(target, language) },
    progress: progressText(target, progress, language, year),
    ...{ standing, standingWord: standing === 'none' ? '' : standingWord(standing, language) },
    cells: cells.map(({ periodKey, text, state, value }) => ({
      ...{ periodKey, state, text },
      stateWord: stateWord(state, language),
      value: value === null ? '' : say(language, valueKey, { value: amount(value, target.unit, language) }),
    })),
  };
}

function factsOf(issue: FollowUpIssue, language: Language): [string, string][] {
  const { agreement, audience, version, publishedAt, correction, municipality } = issue;
  const parties = [...agreement.parties, ...(agreement.otherParties === '' ? [] : [agreement.otherParties])];
  const day = (iso: string): string => longDayText(iso, language);
  return [
    [say(language, 'followHolds'), say(language, 'followSpan', { from: day(agreement.from), to: day(agreement.to) })],
    ...(parties.length > 0 ? [[say(language, 'followParties'), sayList(language, parties)] as [string, string]] : []),
    [say(language, 'followAudience'), say(language, `followAudience_${audience}`)],
    [say(language, 'followVersion'), String(version)],
    [
      say(language, 'followPublished'),
      publishedAt === null
        ? say(language, 'followNotPublished')
        : momentInWords(new Date(publishedAt * 1000).toISOString(), language),
    ],
    ...(correction ? [[say(language, 'followCorrection'), correction] as [string, string]] : []),
    [say(language, 'followSource'), say(language, 'followSourceText', { name: municipality.name })],
  ];
}

/** @returns what is written of the follow-up, whatever the format. */
export function followUpView(issue: FollowUpIssue, language: Language): FollowUpView {
  const { agreement, audience, municipality, periodKey, periods, focusAreas, version } = issue;
  const period = parsePeriod(periodKey);
  const year = period?.year ?? Number(periodKey.slice(0, 4));
  const lastDay = period ? new Date((period.to - 43_200) * 1000).toISOString().slice(0, 10) : '';
  const over = lastDay >= agreement.to;
  const name = tertialName(periodKey, language);
  const audienceWords = say(language, `followAudience_${audience}`);
  return {
    ...{ language, title: agreement.title, goal: agreement.goal },
    kicker: say(language, `followKicker_${agreement.kind}`),
    period: `${municipality.name} · ${name}, ${tertialMonths(periodKey, language)}`,
    facts: factsOf(issue, language),
    activityHead: say(language, 'followActivity'),
    columns: periods.map((key) => ({ key, name: tertialName(key, language), months: tertialMonths(key, language) })),
    sections: focusAreas.map(({ title, rows }) => ({
      ...{ title, caption: say(language, 'followCaption', { title }) },
      rows: rows.map((row) => rowOf(row, language, over, year)),
    })),
    notes: [say(language, 'followMethodCounts'), say(language, 'followMethodStates')],
    footer: say(language, 'followFooter', {
      ...{ title: agreement.title, municipality: municipality.name, period: name, audience: audienceWords, version },
    }),
    fileName: [
      ...[say(language, 'followFile'), asciiFold(municipality.name), asciiFold(agreement.key), periodKey],
      ...[`v${version}`, say(language, `followFile_${audience}`)],
    ].join('_'),
  };
}
