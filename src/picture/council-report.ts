/** The report to the strategic council as plain data: what it is made from, and what it holds. `compose-council.ts` makes the one of the other. */
import type { MonthlyCounts, PeriodChange } from '../analysis/period-change';
import type { ActionHistory, ReportPeriod } from '../domain/council-report';
import type { Deviation, DeviationKind } from '../domain/follow-through';
import type { Activity, ActivityKind } from '../domain/meeting';
import type { FollowUpState, FollowUpTable, Plan, Target } from '../domain/plan';

interface Named {
  id: string;
  name: string;
}

/** What the reader sees of the municipality: all of it, all that partners see, or the own areas. */
export type CouncilScope = 'all' | 'partner' | 'own';

/** Of a service promise: reports that were put right in time. */
export interface ServiceShare {
  title: string;
  /** Reports in the period. */
  cases: number;
  /** 0 to 1, with the interval that holds it with 95 %; null: too few to tell. */
  share: { value: number; low: number; high: number } | null;
}

export interface CouncilSource {
  municipality: string;
  period: ReportPeriod;
  /** ISO date in Sweden: days before it count. */
  today: string;
  /** ISO 8601 with offset. */
  madeAt: string;
  scope: CouncilScope;
  areas: readonly Named[];
  organisations: readonly Named[];
  actions: readonly ActionHistory[];
  /** Those that begin in the period. */
  activities: readonly Activity[];
  plans: readonly Plan[];
  followUps: readonly FollowUpTable[];
  /** A list for each month that has begun. */
  deviations: readonly { month: string; found: readonly Deviation[] }[];
  /** Null: they could not be counted. One row an area, in the order of `areas`, and one of what lies outside them. */
  incidents: { rows: readonly MonthlyCounts[]; wholeMonths: number; daysNow: number; daysBefore: number } | null;
  /** Empty: there are no service promises, or nothing is said of them here. */
  service: readonly ServiceShare[];
}

export interface ActionFigures {
  decided: number;
  done: number;
  /** Of the done ones: after their day. */
  doneLate: number;
  cancelled: number;
  /** Open when the period ended, and of these past their day. */
  open: number;
  late: number;
  /** Days from decision to done, of those done in the period; null: none was. */
  days: { median: number; least: number; most: number } | null;
}

export interface ActionRow extends ActionFigures {
  /** Null: the whole municipality, or nobody. */
  name: string | null;
}

export interface ActivityRow {
  kind: ActivityKind;
  held: number;
  /** Of how many of the held ones somebody counted who came, and how many they were together. */
  counted: number;
  participants: number;
  cancelled: number;
  /** Still planned although their day has passed: nobody has said whether they were held. */
  untold: number;
}

export interface CommitmentRow {
  agreement: string;
  title: string;
  owner: string | null;
  target: Target;
  /** Counted from the log, or what was stated; null: nothing to count. */
  number: number | null;
  met: boolean | null;
  /** What the newest follow-up of the period says; `none`: nothing. */
  told: FollowUpState;
}

export interface DeviationMonth {
  month: string;
  kinds: Record<DeviationKind, number>;
  total: number;
}

export interface IncidentRow extends PeriodChange {
  /** Null: outside the areas. */
  name: string | null;
}

export interface CouncilReport {
  municipality: string;
  period: ReportPeriod;
  /** ISO date of the last day that counts. */
  lastDay: string;
  /** The period goes on. */
  ongoing: boolean;
  madeAt: string;
  scope: CouncilScope;
  actions: { all: ActionFigures; byArea: ActionRow[]; byOwner: ActionRow[] };
  activities: ActivityRow[];
  commitments: CommitmentRow[];
  deviations: DeviationMonth[];
  /** `dispersion` 1: counts that scatter as chance does. */
  incidents: { rows: IncidentRow[]; all: PeriodChange; dispersion: number } | null;
  service: readonly ServiceShare[];
}
