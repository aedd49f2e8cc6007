/** The tables of the report: the same cells on paper and in the document. */
import type {
  ActionRow,
  ActivityRow,
  CommitmentRow,
  DeviationMonth,
  IncidentRow,
  ServiceShare,
} from '../../council-report';
import { sayNumber } from '../../words';
import { sayCouncil, type CouncilWord } from '../../words-council';
import { EMPTY, tableOf, textCell, type Cell, type ColumnOf, type Table } from '../published/table';
import type { CouncilEdition } from './about';

/** A section of the report: its heading, what is said, and its tables. */
export interface CouncilSection {
  title: string;
  /** Where there is no table. */
  empty: string;
  tables: Table[];
}

const numberCell = (value: number | null, { language }: CouncilEdition, decimals = 0): Cell =>
  value === null ? EMPTY : { text: sayNumber(language, value, decimals), number: value };

/** A column of numbers that stands also where all are 0. */
function numbers<Row>(
  edition: CouncilEdition,
  id: CouncilWord,
  width: number,
  of: (row: Row) => number | null,
  decimals = 0,
): ColumnOf<Row> {
  return {
    ...{ id, label: sayCouncil(edition.language, id), kind: 'number', width, always: true },
    cell: (row) => numberCell(of(row), edition, decimals),
  };
}

function words<Row>(edition: CouncilEdition, id: CouncilWord, width: number, of: (row: Row) => string): ColumnOf<Row> {
  return {
    ...{ id, label: sayCouncil(edition.language, id), kind: 'text', width, always: true },
    cell: (row) => textCell(of(row)),
  };
}

function actionTable(edition: CouncilEdition, by: 'area' | 'owner', rows: readonly ActionRow[]): Table {
  const { language } = edition;
  const none = sayCouncil(language, by === 'area' ? 'wholeMunicipality' : 'nobody');
  return tableOf<ActionRow>(
    sayCouncil(language, by === 'area' ? 'byArea' : 'byOwner'),
    [
      words(edition, by, 24, ({ name }) => name ?? none),
      numbers(edition, 'decided', 11, ({ decided }) => decided),
      numbers(edition, 'done', 9, ({ done }) => done),
      numbers(edition, 'doneLate', 12, ({ doneLate }) => doneLate),
      numbers(edition, 'cancelled', 11, ({ cancelled }) => cancelled),
      numbers(edition, 'open', 11, ({ open }) => open),
      numbers(edition, 'late', 11, ({ late }) => late),
      numbers(edition, 'median', 12, ({ days }) => days?.median ?? null, 1),
      {
        ...{ id: 'span', label: sayCouncil(language, 'span'), kind: 'number', width: 11, always: true },
        cell: ({ days }) => (days ? textCell(`${String(days.least)}–${String(days.most)}`) : EMPTY),
      },
    ],
    rows,
  );
}

function progressText({ target, number }: CommitmentRow, { language }: CouncilEdition): string {
  if (number === null) return '';
  const said = sayNumber(language, number, 1);
  if (target.number === null) return `${said} ${target.unit}`.trim();
  const values = { number: said, target: sayNumber(language, target.number, 1), unit: target.unit };
  return sayCouncil(language, 'progressOf', values).trim();
}

function commitmentTable(edition: CouncilEdition): Table {
  const { report, language } = edition;
  const metOf = ({ met, target }: CommitmentRow): string => {
    if (target.kind === 'none') return '';
    return sayCouncil(language, met === null ? 'met_unknown' : met ? 'met_yes' : 'met_no');
  };
  return tableOf<CommitmentRow>(
    sayCouncil(language, 'commitments'),
    [
      words(edition, 'commitment', 36, ({ title }) => title),
      words(edition, 'agreement', 24, ({ agreement }) => agreement),
      words(edition, 'owner', 18, ({ owner }) => owner ?? sayCouncil(language, 'nobody')),
      words(edition, 'progress', 18, (row) => progressText(row, edition)),
      words(edition, 'met', 12, metOf),
      words(edition, 'told', 16, ({ told }) => sayCouncil(language, `told_${told}`)),
    ],
    report.commitments,
  );
}

function incidentTable(edition: CouncilEdition): Table[] {
  const { report, language } = edition;
  if (!report.incidents) return [];
  const { rows, all } = report.incidents;
  const named = [
    ...rows.map((row) => ({ ...row, name: row.name ?? sayCouncil(language, 'outside') })),
    { ...all, name: sayCouncil(language, 'all') },
  ];
  const verdictOf = ({ verdict }: IncidentRow): string => sayCouncil(language, `verdict_${verdict ?? 'none'}`);
  return [
    tableOf<IncidentRow>(
      sayCouncil(language, 'incidents'),
      [
        words(edition, 'area', 30, ({ name }) => name ?? ''),
        numbers(edition, 'count', 12, ({ count }) => count),
        numbers(edition, 'before', 12, ({ before }) => before),
        words(edition, 'verdict', 24, verdictOf),
        {
          ...numbers<IncidentRow>(edition, 'p', 10, ({ p }) => p, 3),
          cell: ({ p }) =>
            p !== null && p < 0.001 ? textCell(`< ${sayNumber(language, 0.001, 3)}`) : numberCell(p, edition, 3),
        },
      ],
      named,
    ),
  ];
}

/** `2026-03` as `mars 2026`. */
function monthName(month: string, { language }: CouncilEdition): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(Date.parse(`${month}-15T12:00:00Z`));
}

/** All sections with tables, in the order of the report. */
export function councilSections(edition: CouncilEdition): CouncilSection[] {
  const { report, language } = edition;
  const say = (key: CouncilWord): string => sayCouncil(language, key);
  const when = <Row>(rows: readonly Row[], table: () => Table): Table[] => (rows.length > 0 ? [table()] : []);
  const activities = (): Table =>
    tableOf<ActivityRow>(
      say('activities'),
      [
        words(edition, 'kind', 26, ({ kind }) => say(`kind_${kind}`)),
        numbers(edition, 'held', 12, ({ held }) => held),
        numbers(edition, 'participants', 12, ({ counted, participants }) => (counted === 0 ? null : participants)),
        numbers(edition, 'counted', 12, ({ counted }) => counted),
        numbers(edition, 'cancelledActivities', 12, ({ cancelled }) => cancelled),
        numbers(edition, 'untold', 12, ({ untold }) => untold),
      ],
      report.activities,
    );
  const deviations = (): Table =>
    tableOf<DeviationMonth>(
      say('deviations'),
      [
        words(edition, 'month', 22, ({ month }) => monthName(month, edition)),
        numbers(edition, 'deviation_late', 12, ({ kinds }) => kinds.late),
        numbers(edition, 'deviation_no_owner', 14, ({ kinds }) => kinds.no_owner),
        numbers(edition, 'deviation_no_follow_up', 14, ({ kinds }) => kinds.no_follow_up),
        numbers(edition, 'deviation_no_outcome', 14, ({ kinds }) => kinds.no_outcome),
        numbers(edition, 'total', 10, ({ total }) => total),
      ],
      report.deviations,
    );
  const percent = (value: number): string => sayNumber(language, 100 * value);
  const service = (): Table =>
    tableOf<ServiceShare>(
      say('service'),
      [
        words(edition, 'promise', 40, ({ title }) => title),
        numbers(edition, 'cases', 12, ({ cases }) => cases),
        words(edition, 'share', 30, ({ share }) =>
          share
            ? sayCouncil(language, 'shareOf', {
                ...{ value: percent(share.value), low: percent(share.low), high: percent(share.high) },
              })
            : say('verdict_too-few'),
        ),
      ],
      report.service,
    );
  const { byArea, byOwner } = report.actions;
  return [
    {
      ...{ title: say('actions'), empty: '' },
      tables: [
        ...when(byArea, () => actionTable(edition, 'area', byArea)),
        ...when(byOwner, () => actionTable(edition, 'owner', byOwner)),
      ],
    },
    { title: say('activities'), empty: say('activitiesNone'), tables: when(report.activities, activities) },
    {
      ...{ title: say('commitments'), empty: say('commitmentsNone') },
      tables: when(report.commitments, () => commitmentTable(edition)),
    },
    { title: say('deviations'), empty: say('deviationsNone'), tables: when(report.deviations, deviations) },
    { title: say('incidents'), empty: say('incidentsNone'), tables: incidentTable(edition) },
    ...(report.service.length > 0 ? [{ title: say('service'), empty: '', tables: [service()] }] : []),
  ];
}
