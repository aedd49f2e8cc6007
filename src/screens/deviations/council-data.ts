/** Reads what the report to the strategic council is composed from: each list from its own door, incidents counted by month and area. */
import { groups } from 'd3';
import { countPeriods } from '../../analysis/count-periods';
import type { MonthlyCounts } from '../../analysis/period-change';
import type { IncidentTable } from '../../analysis/types';
import { loadActionHistory } from '../../data/action-reminders';
import { loadActivities } from '../../data/activities';
import { createAnalyst } from '../../data/analyst';
import { loadFollowUps } from '../../data/follow-ups';
import { loadDeviations } from '../../data/follow-through';
import { loadIncidents } from '../../data/incidents';
import { loadPlans } from '../../data/plans';
import { loadReleasedIncidents } from '../../data/released-incidents';
import { loadServiceCases } from '../../data/service-cases';
import { reportYearBefore } from '../../domain/council-report';
import type { ReportPeriod } from '../../domain/council-report';
import { parsePeriod } from '../../domain/period';
import type { Period } from '../../domain/period';
import { AUTHORITY_KINDS, seesAllAreas } from '../../domain/setting';
import type { Membership, Setting } from '../../domain/setting';
import { epochOfLocal, isoOfEpoch } from '../../domain/stockholm-time';
import type { ServiceCase } from '../../domain/service';
import type { CouncilSource, ServiceShare } from '../../picture/council-report';
import { todayOf } from '../actions/action-words';
import { categoryWords } from '../service/service-words';
import { keptOf } from '../service/share';
import { codeTargets } from '../situation/slice';

const DAY = 86_400;

/** Months of the period up to a moment, the last one cut off there. */
function monthsUntil({ months }: ReportPeriod, until: number): Period[] {
  return months.flatMap((key) => {
    const month = parsePeriod(key);
    return month && month.from < until ? [{ ...month, to: Math.min(month.to, until) }] : [];
  });
}

/** @param today ISO date. @param year to which its day is moved. @returns epoch seconds of that midnight. */
function sameDay(today: string, year: number): number {
  const [, month = 1, day = 1] = today.split('-').map(Number);
  return epochOfLocal(year, month, day, 0, 0, 0);
}

/** Counts by month of the period and of the one a year before, up to the same day of the year. */
function countsOf(
  table: IncidentTable,
  areas: number,
  period: ReportPeriod,
  today: string,
): CouncilSource['incidents'] {
  const before = reportYearBefore(period);
  const ongoing = today < period.endDay;
  const until = ongoing ? sameDay(today, period.year) : period.to;
  const months = monthsUntil(period, until);
  const monthsBefore = before ? monthsUntil(before, ongoing ? sameDay(today, before.year) : before.to) : [];
  const [first, last] = [monthsBefore[0], monthsBefore.at(-1)];
  if (!first || !last || months.length === 0) return null;
  // The last group holds what lies outside every area.
  const groupOf = (row: number): number => {
    const area = table.area[row] ?? -1;
    return area < 0 ? areas : area;
  };
  const now = countPeriods(table, months, areas + 1, groupOf);
  const then = countPeriods(table, monthsBefore, areas + 1, groupOf);
  // A year before that the data do not reach back to is not "nothing happened".
  const reaches = (table.from[0] ?? Infinity) <= first.from;
  const whole = months.filter((month) => month.to === parsePeriod(month.key)?.to).length;
  return {
    rows: now.map((counts, i): MonthlyCounts => ({ now: counts, before: reaches ? (then[i] ?? []) : null })),
    wholeMonths: whole,
    daysNow: Math.round((until - period.from) / DAY),
    daysBefore: Math.round((last.to - first.from) / DAY),
  };
}

async function loadCounts(
  setting: Setting,
  coordinator: boolean,
  period: ReportPeriod,
  today: string,
): Promise<CouncilSource['incidents']> {
  const municipality = setting.municipality.id;
  // What waits for review is left out, as in a published picture.
  const packed = coordinator ? (await loadReleasedIncidents(municipality)).packed : await loadIncidents(municipality);
  const analyst = createAnalyst();
  try {
    const table = await analyst.load(packed, codeTargets(packed, setting).targets, {
      areas: setting.areas.map(({ id, name, geometry }) => ({ id, name, geometry })),
      places: [],
    });
    return table === 'superseded' ? null : countsOf(table, setting.areas.length, period, today);
  } finally {
    analyst.close();
  }
}

/** A share for each promise that reports of the period fell under, the one with most of them first. @param now epoch seconds. */
function sharesOf(cases: readonly ServiceCase[], setting: Setting, now: number): ServiceShare[] {
  const areaName = (id: string | null): string | undefined => setting.areas.find((area) => area.id === id)?.name;
  return [...groups(cases, ({ promiseId }) => promiseId)]
    .flatMap(([, group]) => {
      const [first] = group;
      if (!first) return [];
      const { categoryId, hours } = first;
      // A promise for everywhere has cases in several areas; one for an area in that alone.
      const areas = new Set(group.map(({ areaId }) => areaId));
      const where = areas.size === 1 ? areaName(first.areaId) : undefined;
      const title = [categoryWords(categoryId, setting), ...(where ? [where] : []), `${hours} h`].join(', ');
      return [{ title, cases: group.length, share: keptOf(group, now).share }];
    })
    .sort((a, b) => b.cases - a.cases);
}

/** @param now epoch seconds. @throws Unreachable, SignedOut or Refusal, as all of src/data. */
export async function loadCouncil(
  setting: Setting,
  membership: Membership,
  period: ReportPeriod,
  now: number,
): Promise<CouncilSource> {
  const municipality = setting.municipality.id;
  const coordinator = membership.role === 'coordinator';
  const today = todayOf(now);
  const months = period.months.filter((month) => `${month}-01` <= today);
  const [actions, activities, plans, deviations, incidents, cases] = await Promise.all([
    loadActionHistory(municipality, period),
    loadActivities(municipality, period.from, period.to),
    loadPlans(municipality),
    Promise.all(months.map(async (month) => ({ month, found: await loadDeviations(municipality, month) }))),
    loadCounts(setting, coordinator, period, today),
    loadServiceCases(municipality, period.from, period.to),
  ]);
  const agreements = plans.filter(({ from, to }) => from < period.endDay && to >= period.firstDay);
  const followUps = await Promise.all(agreements.map(({ id }) => loadFollowUps(municipality, id)));
  const all = coordinator || AUTHORITY_KINDS.includes(membership.organisationKind);
  return {
    ...{ municipality: setting.municipality.name, period, today, madeAt: isoOfEpoch(now) },
    scope: all ? 'all' : seesAllAreas(membership) ? 'partner' : 'own',
    ...{
      areas: setting.areas,
      organisations: setting.organisations,
      actions,
      activities,
      plans,
      deviations,
      incidents,
    },
    followUps: followUps.filter((table) => table !== null),
    // The list has what is still open from before as well: those are of another period.
    service: sharesOf(
      cases.filter(({ reportedAt }) => reportedAt >= period.from && reportedAt < period.to),
      setting,
      now,
    ),
  };
}
