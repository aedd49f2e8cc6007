/** The rules that a municipality sets for itself. Keys are those of rules_of in the database. */

export interface RetentionDays {
  /** Days after an incident; null: kept. */
  freeText: number | null;
  placeAndTime: number | null;
  row: number | null;
}
export const RETENTION_STEPS = ['freeText', 'placeAndTime', 'row'] as const satisfies readonly (keyof RetentionDays)[];
export type RetentionStep = (typeof RETENTION_STEPS)[number];

export interface Rules {
  reviewRequired: boolean;
  sessionHours: number;
  secondFactorRequired: boolean;
  retentionDays: RetentionDays;
}

export const SESSION_HOURS = { least: 1, most: 168 } as const;
export const RETENTION_DAYS = { least: 30, most: 36_500 } as const;

/** How many reports and actions a clearing touches; each report is counted once, under the furthest step. */
export interface Clearing {
  freeText: number;
  placeAndTime: number;
  row: number;
  /** Closed actions that lose something. */
  actions: number;
  dryRun: boolean;
}

/** Why rules cannot be saved; empty when they can. */
export type RulesIssue = 'hours' | `days-${RetentionStep}`;

const whole = (value: number, { least, most }: { least: number; most: number }): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

export function rulesIssues({ sessionHours, retentionDays }: Rules): RulesIssue[] {
  const issues: RulesIssue[] = whole(sessionHours, SESSION_HOURS) ? [] : ['hours'];
  for (const step of RETENTION_STEPS) {
    const days = retentionDays[step];
    if (days !== null && !whole(days, RETENTION_DAYS)) issues.push(`days-${step}`);
  }
  return issues;
}

/**
 * A step that never comes, because one that takes more away comes no later: exact place goes with the row, for example.
 * @returns the steps that have no effect.
 */
export function idleSteps({ freeText, placeAndTime, row }: RetentionDays): RetentionStep[] {
  const idle: RetentionStep[] = [];
  if (row !== null && freeText !== null && freeText >= row) idle.push('freeText');
  if (row !== null && placeAndTime !== null && placeAndTime >= row) idle.push('placeAndTime');
  return idle;
}
