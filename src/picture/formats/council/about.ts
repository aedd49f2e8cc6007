/** What every format of the report says of itself, and its method in sentences. */
import { TOO_FEW } from '../../../analysis/period-change';
import type { CouncilReport } from '../../council-report';
import { asciiFold } from '../../file-name';
import { momentInWords } from '../../period-words';
import type { Language } from '../../types';
import { sayNumber } from '../../words';
import { sayCouncil } from '../../words-council';

/** A report in one language. */
export interface CouncilEdition {
  report: CouncilReport;
  language: Language;
}

export const councilTitle = ({ report, language }: CouncilEdition): string =>
  sayCouncil(language, 'title', { municipality: report.municipality });

export function councilPeriod({ report: { period }, language }: CouncilEdition): string {
  const key = period.half === null ? 'year' : period.half === 1 ? 'half1' : 'half2';
  return sayCouncil(language, key, { year: period.year });
}

export const councilFooter = (edition: CouncilEdition): string =>
  sayCouncil(edition.language, 'footer', { title: councilTitle(edition), period: councilPeriod(edition) });

/** `30 juni 2026` @param iso ISO date. */
export function dayInWords(iso: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(Date.parse(`${iso}T12:00:00Z`));
}

/** Terms and facts under the title. */
export function councilFacts({ report, language }: CouncilEdition): [term: string, fact: string][] {
  const { madeAt, lastDay, scope, municipality } = report;
  return [
    [sayCouncil(language, 'factMade'), momentInWords(madeAt, language)],
    [sayCouncil(language, 'factUntil'), dayInWords(lastDay, language)],
    [sayCouncil(language, 'factSource'), sayCouncil(language, 'source', { municipality })],
    [sayCouncil(language, 'factScope'), sayCouncil(language, `scope_${scope}`)],
  ];
}

/** What is said of the actions as a whole. */
export function actionSentences({ report, language }: CouncilEdition): string[] {
  const { days, ...all } = report.actions.all;
  if (all.decided + all.done + all.cancelled + all.open === 0) return [sayCouncil(language, 'actionsNone')];
  const median = days && sayNumber(language, days.median, 1);
  return [
    sayCouncil(language, 'actionsSum', { ...all }),
    ...(days && median !== null ? [sayCouncil(language, 'actionsDays', { ...days, median, done: all.done })] : []),
  ];
}

export function councilMethod({ report, language }: CouncilEdition): string[] {
  const dispersion = sayNumber(language, report.incidents?.dispersion ?? 1, 1);
  return [
    sayCouncil(language, 'methodActions'),
    sayCouncil(language, 'methodActivities'),
    sayCouncil(language, 'methodCommitments'),
    sayCouncil(language, 'methodDeviations'),
    ...(report.incidents ? [sayCouncil(language, 'methodIncidents', { dispersion, few: TOO_FEW })] : []),
    sayCouncil(language, 'methodReports'),
  ];
}

/** `rapport_jonkoping_2026-H1.docx` @param extension without the dot; empty: the bare name. */
export function councilFileName({ report }: CouncilEdition, extension: string): string {
  const name = `rapport_${asciiFold(report.municipality)}_${report.period.key}`;
  return extension === '' ? name : `${name}.${extension}`;
}
