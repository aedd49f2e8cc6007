/** The tables of what was done, of who reported, and of other sources. */
import { ACTION_STATUSES } from '../../domain/meeting';
import { dayText } from '../formats/published/cells';
import type { Table } from '../formats/published/table';
import { shortPeriod } from '../period-words';
import type { Language } from '../types';
import { say, sayNumber } from '../words';
import type { MappedPromise, MappingDocument, OtherTable } from './document';
import { countColumn, numberOf, tableWith, textOf, wordColumn } from './words-of';

function progressText({ target, progress }: MappedPromise, language: Language): string {
  if (target.kind !== 'number' || target.number === null || progress.number === null) return '';
  const [number, of] = [sayNumber(language, progress.number), sayNumber(language, target.number)];
  return say(language, 'mappingProgressOf', { number, target: of, unit: target.unit }).trim();
}

const toldText = ({ followUps }: MappedPromise, language: Language): string =>
  followUps
    .filter(({ text }) => text !== '')
    .map(({ periodKey, text }) => `${shortPeriod(periodKey, language)}: ${text}`)
    .join(' · ');

export interface MeasureTables {
  themes: Table;
  actions: Table;
  activities: Table;
  promises: Table;
}

export function measureTables({ measures }: MappingDocument, language: Language): MeasureTables {
  const { themes, actions, activities, promises } = measures;
  return {
    themes: tableWith(
      say(language, 'mappingThemesCaption'),
      [
        wordColumn(language, 'mappingTheme', 40),
        ...ACTION_STATUSES.map((status) => countColumn(language, `actionStatus_${status}`)),
      ],
      themes.map(({ name, counts }) => [
        textOf(name?.[language] ?? say(language, 'mappingNoTheme')),
        ...ACTION_STATUSES.map((status) => numberOf(counts[status], language)),
      ]),
    ),
    actions: tableWith(
      say(language, 'mappingActionsCaption'),
      [
        wordColumn(language, 'mappingAction', 34),
        wordColumn(language, 'mappingWhere', 18),
        wordColumn(language, 'mappingOwner', 18),
        wordColumn(language, 'mappingDecided', 14),
        wordColumn(language, 'mappingStatus', 12),
        wordColumn(language, 'mappingOutcome', 30),
      ],
      actions.map(({ what, where, owner, decided, status, outcome }) => [
        textOf(what),
        textOf(where),
        textOf(owner ?? ''),
        { text: dayText(decided, language), date: decided },
        textOf(say(language, `actionStatus_${status}`)),
        textOf(outcome),
      ]),
    ),
    activities: tableWith(
      say(language, 'mappingActivitiesCaption'),
      [
        wordColumn(language, 'mappingActivity', 34),
        countColumn(language, 'mappingDone'),
        countColumn(language, 'mappingPlanned'),
        countColumn(language, 'mappingCancelled'),
        countColumn(language, 'mappingParticipants'),
      ],
      activities.map(({ kind, done, planned, cancelled, participants }) => [
        textOf(say(language, `kind_${kind}`)),
        numberOf(done, language),
        numberOf(planned, language),
        numberOf(cancelled, language),
        participants === null ? textOf('') : numberOf(participants, language),
      ]),
    ),
    promises: tableWith(
      say(language, 'mappingPromisesCaption'),
      [
        wordColumn(language, 'mappingPromise', 28),
        wordColumn(language, 'mappingAgreement', 20),
        wordColumn(language, 'mappingOwner', 16),
        wordColumn(language, 'mappingProgress', 14),
        wordColumn(language, 'mappingFollowUp', 40),
      ],
      promises.map((promise) => [
        textOf(promise.title),
        textOf(promise.agreement),
        textOf(promise.owner ?? ''),
        textOf(progressText(promise, language)),
        textOf(toldText(promise, language)),
      ]),
    ),
  };
}

export function reportingTables({ reporting }: MappingDocument, language: Language): Table[] {
  return [
    tableWith(
      say(language, 'mappingReportersCaption'),
      [
        wordColumn(language, 'mappingTertial', 40),
        countColumn(language, 'mappingOrganisations'),
        countColumn(language, 'mappingCheckIns'),
      ],
      reporting.tertials.map(({ periodKey, organisations, checkIns }) => [
        textOf(shortPeriod(periodKey, language)),
        numberOf(organisations, language),
        numberOf(checkIns, language),
      ]),
    ),
    tableWith(
      say(language, 'mappingCoverageCaption'),
      [
        wordColumn(language, 'mappingArea', 40),
        ...reporting.years.map((year) => ({ id: year, label: year, width: 16 })),
      ],
      reporting.areas.map(({ name, years }) => [
        textOf(name),
        ...years.map((own) =>
          textOf(own ? say(language, 'mappingReportedOf', own) : say(language, 'mappingNobodyExpected')),
        ),
      ]),
    ),
  ];
}

const isNumber = (text: string): boolean => /^-?[\d\s.,]*\d\s?%?$/.test(text.trim());

/** A table of another source: a column of nothing but numbers stands to the right. */
export function otherTable({ title, columns, rows }: OtherTable): Table {
  const kindOf = (column: number): 'number' | 'text' => {
    const filled = rows.map((row) => row[column] ?? '').filter((text) => text.trim() !== '');
    return column > 0 && filled.length > 0 && filled.every(isNumber) ? 'number' : 'text';
  };
  return tableWith(
    title,
    columns.map((label, i) => ({ id: String(i), label, kind: kindOf(i), width: i === 0 ? 24 : 12 })),
    rows.map((row) => row.map(textOf)),
  );
}
