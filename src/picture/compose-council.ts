/** Composes the report to the strategic council from what was read: counts and nothing that is not in the source. */
import { comparePeriods } from '../analysis/period-change';
import type { MonthlyCounts } from '../analysis/period-change';
import { DEVIATION_KINDS } from '../domain/follow-through';
import { addDays } from '../domain/iso-day';
import { ACTIVITY_KINDS } from '../domain/meeting';
import { actionFigures, actionRows } from './compose-council-actions';
import type {
  ActivityRow,
  CommitmentRow,
  CouncilReport,
  CouncilSource,
  DeviationMonth,
  IncidentRow,
} from './council-report';

function activityRows({ activities, period, today }: CouncilSource): ActivityRow[] {
  const now = Date.parse(`${today}T00:00:00Z`) / 1000;
  const inPeriod = activities.filter(({ startsAt }) => startsAt >= period.from && startsAt < period.to);
  return ACTIVITY_KINDS.flatMap((kind) => {
    const own = inPeriod.filter((one) => one.kind === kind);
    const held = own.filter(({ state }) => state === 'done');
    const told = held.flatMap(({ participants }) => (typeof participants === 'number' ? [participants] : []));
    const row = {
      ...{ kind, held: held.length, counted: told.length, participants: told.reduce((a, b) => a + b, 0) },
      cancelled: own.filter(({ state }) => state === 'cancelled').length,
      untold: own.filter(({ state, endsAt }) => state === 'planned' && endsAt < now).length,
    };
    return row.held + row.cancelled + row.untold > 0 ? [row] : [];
  });
}

/** Those of agreements that hold on some day of the period; the follow-up is the newest one of a tertial that had begun by its end. */
function commitmentRows({ plans, followUps, organisations, period }: CouncilSource): CommitmentRow[] {
  const tertialEnd = `${String(period.year)}-T${period.half === 1 ? '2' : '3'}`;
  const tertialBegin = `${String(period.year)}-T${period.half === 2 ? '2' : '1'}`;
  return plans
    .filter(({ from, to }) => from < period.endDay && to >= period.firstDay)
    .flatMap((plan) =>
      plan.commitments
        .filter(({ from, to }) => from < period.endDay && to >= period.firstDay)
        .map(({ id, title, ownerId, otherOwner, target, progress }) => {
          const cells = followUps.flatMap(({ rows }) => rows.find((row) => row.commitmentId === id)?.cells ?? []);
          const told = cells
            .filter(({ periodKey, state }) => periodKey >= tertialBegin && periodKey <= tertialEnd && state !== 'none')
            .toSorted((a, b) => (a.periodKey < b.periodKey ? 1 : -1));
          return {
            ...{ agreement: plan.title, title, target, number: progress.number, met: progress.met },
            owner: organisations.find((one) => one.id === ownerId)?.name ?? (otherOwner === '' ? null : otherOwner),
            told: told[0]?.state ?? ('none' as const),
          };
        }),
    );
}

function deviationMonths({ deviations }: CouncilSource): DeviationMonth[] {
  return deviations.map(({ month, found }) => ({
    month,
    kinds: Object.fromEntries(
      DEVIATION_KINDS.map((kind) => [kind, found.filter((one) => one.kind === kind).length]),
    ) as DeviationMonth['kinds'],
    total: found.length,
  }));
}

function incidentRows({ incidents, areas }: CouncilSource): CouncilReport['incidents'] {
  if (!incidents) return null;
  const { rows, wholeMonths, daysNow, daysBefore } = incidents;
  const days = { now: daysNow, before: daysBefore };
  const { changes, dispersion } = comparePeriods(rows, wholeMonths, days);
  const together = (months: (row: MonthlyCounts) => readonly number[]): number[] =>
    (rows[0] ? [...rows[0].now.keys()] : []).map((at) => rows.reduce((all, row) => all + (months(row)[at] ?? 0), 0));
  const [all] = comparePeriods(
    [
      {
        now: together(({ now }) => now),
        before: rows.every(({ before }) => before !== null) ? together(({ before }) => before ?? []) : null,
      },
    ],
    wholeMonths,
    days,
  ).changes;
  if (!all) return null;
  return {
    rows: changes.map((change, i): IncidentRow => ({ ...change, name: areas[i]?.name ?? null })),
    ...{ all, dispersion },
  };
}

/** @returns the report: what was open, late and done is told as it stood when the period ended, or yesterday while it goes on. */
export function composeCouncilReport(source: CouncilSource): CouncilReport {
  const { municipality, period, today, madeAt, scope, service, areas, organisations } = source;
  const ongoing = today < period.endDay;
  const end = ongoing ? today : period.endDay;
  const span = { from: period.firstDay, end };
  return {
    ...{ municipality, period, lastDay: addDays(end, -1), ongoing, madeAt, scope, service },
    actions: {
      all: actionFigures(source.actions, span),
      byArea: actionRows(source.actions, span, areas, ({ areaId }) => areaId),
      byOwner: actionRows(source.actions, span, organisations, ({ ownerId }) => ownerId),
    },
    activities: activityRows(source),
    commitments: commitmentRows(source),
    deviations: deviationMonths(source),
    incidents: incidentRows(source),
  };
}
