/** How each own area stands: what the server said, with what this browser knows better. Rules without a browser. */
import type { HeldChange } from '../../data/changes';
import { checkInKey, isMissing, midnightOf, reportingState } from '../../domain/check-in';
import type { CheckIn, ReportingRow, ReportingState } from '../../domain/check-in';
import type { IncidentReport } from '../../domain/incident';

/** What was answered here since the rows were asked for: nothing to report or not; null: taken back. */
export type Answers = Readonly<Record<string, { nothing: boolean | null; at: number }>>;

export interface Standing {
  key: string;
  row: ReportingRow;
  state: ReportingState;
  /** Reports that wait in this browser; counted in `row.reports`. */
  waitingReports: number;
  /** The answer that waits for the network, or was refused. */
  entry: HeldChange | null;
}

/** Reports on their way that belong to a row. @param areaOf the area that a report lies in. */
function waitingFor(
  row: ReportingRow,
  reports: readonly IncidentReport[],
  areaOf: (report: IncidentReport) => string | null,
): number {
  const [from, to] = [midnightOf(row.periodFrom), midnightOf(row.periodTo)];
  return reports.filter(
    (report) =>
      report.organisationId === row.organisationId &&
      report.occurredFrom >= from &&
      report.occurredFrom < to &&
      areaOf(report) === row.areaId,
  ).length;
}

/** @param waiting reports on their way. @param now epoch seconds. */
export function standings(
  rows: readonly ReportingRow[],
  answers: Answers,
  held: readonly HeldChange[],
  waiting: readonly IncidentReport[],
  areaOf: (report: IncidentReport) => string | null,
  now: number,
): Standing[] {
  const entries = new Map(held.flatMap((entry) => (entry.kind === 'check-in' ? [[entry.record.id, entry]] : [])));
  return rows.map((known) => {
    const key = checkInKey(known);
    const entry = entries.get(key) ?? null;
    let row = known;
    const answer = entry
      ? { nothing: entry.withdrawn ? null : (entry.record as CheckIn).nothing, at: entry.queuedAt / 1000 }
      : answers[key];
    // What was refused is said beside the row; the row stands as the server has it.
    if (answer && !entry?.refusal) {
      const checkIn = answer.nothing === null ? null : { nothing: answer.nothing, at: answer.at, mine: true };
      row = { ...row, checkIn };
    }
    const waitingReports = waitingFor(row, waiting, areaOf);
    row = { ...row, reports: row.reports + waitingReports };
    return { key, row, state: reportingState(row, now), waitingReports, entry };
  });
}

/** Nobody has answered for it yet: also where reports have come, for only an answer says that they are all. */
export const isUnanswered = ({ row }: Standing): boolean => row.checkIn === null;

/** What one tap for all of them says: areas with reports have been reported for, in the others there was nothing. */
export const answerForAll = (all: readonly Standing[]): { standing: Standing; nothing: boolean }[] =>
  all.filter(isUnanswered).map((standing) => ({ standing, nothing: standing.row.reports === 0 }));

export interface Missing {
  late: Standing[];
  /** Due within days, the first deadline first. */
  due: Standing[];
}

/** What nothing has come for and that is late or due soon. */
export function missingOf(all: readonly Standing[]): Missing {
  const missing = all.filter(({ row }) => isMissing(row));
  return {
    late: missing.filter(({ state }) => state === 'late'),
    due: missing.filter(({ state }) => state === 'due-soon').toSorted((a, b) => a.row.due - b.row.due),
  };
}

/** A week in which a check-in can be taken back, as the database allows. Seconds. */
const UNDO_WITHIN = 7 * 86_400;

/** @param now epoch seconds. */
export const mayUndo = ({ row, entry }: Standing, now: number): boolean =>
  row.checkIn !== null && (entry !== null || now - row.checkIn.at < UNDO_WITHIN);
