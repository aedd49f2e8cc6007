/**
 * Periods of the Swedish calendar, in Europe/Stockholm: ISO week `2026-W47`, month `2026-11`, tertial `2026-T3`, year `2026`.
 * A period is half open: it holds the instants `from <= t < to`.
 */
import { epochOfLocal, localOfEpoch } from './stockholm-time';

export const PERIOD_KINDS = ['week', 'month', 'tertial', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Period {
  kind: PeriodKind;
  /** ISO week year for weeks, calendar year otherwise. */
  year: number;
  /** Week 1-53, month 1-12, tertial 1-3; 1 for a year. */
  number: number;
  /** `2026-W47`, `2026-11`, `2026-T3`, `2026`. */
  key: string;
  /** Epoch seconds, inclusive. */
  from: number;
  /** Epoch seconds, exclusive. */
  to: number;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of the Monday of ISO week 1 of the year. */
function firstMonday(isoYear: number): number {
  const fourth = Date.UTC(isoYear, 0, 4) / DAY_MS;
  return fourth - ((fourth + 3) % 7); // 1970-01-01 was a Thursday: (day + 3) % 7 is 0 on Mondays.
}

function weeksIn(isoYear: number): number {
  return (firstMonday(isoYear + 1) - firstMonday(isoYear)) / 7;
}

function midnightOfDay(day: number): number {
  const date = new Date(day * DAY_MS);
  return epochOfLocal(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), 0, 0, 0);
}

function midnightOfMonth(year: number, monthFromZero: number): number {
  return midnightOfDay(Date.UTC(year, monthFromZero, 1) / DAY_MS);
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

function make(kind: PeriodKind, year: number, number: number): Period {
  const y = pad(year, 4);
  switch (kind) {
    case 'week': {
      const monday = firstMonday(year) + 7 * (number - 1);
      return {
        kind,
        year,
        number,
        key: `${y}-W${pad(number, 2)}`,
        from: midnightOfDay(monday),
        to: midnightOfDay(monday + 7),
      };
    }
    case 'month':
      return {
        kind,
        year,
        number,
        key: `${y}-${pad(number, 2)}`,
        from: midnightOfMonth(year, number - 1),
        to: midnightOfMonth(year, number),
      };
    case 'tertial':
      return {
        kind,
        year,
        number,
        key: `${y}-T${number}`,
        from: midnightOfMonth(year, 4 * (number - 1)),
        to: midnightOfMonth(year, 4 * number),
      };
    case 'year':
      return { kind, year, number: 1, key: y, from: midnightOfMonth(year, 0), to: midnightOfMonth(year, 12) };
  }
}

/**
 * @param key `2026-W47`, `2026-11`, `2026-T3` or `2026` (years 1970 to 2100).
 * @returns the period, or null when there is none of that name (week 53 of a year with 52, month 13, other text).
 */
export function parsePeriod(key: string): Period | null {
  const match = /^(\d{4})(?:-(?:W(\d{2})|T([1-3])|(\d{2})))?$/.exec(key);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1970 || year > 2100) return null;
  if (match[2] !== undefined) {
    const week = Number(match[2]);
    return week >= 1 && week <= weeksIn(year) ? make('week', year, week) : null;
  }
  if (match[3] !== undefined) return make('tertial', year, Number(match[3]));
  if (match[4] !== undefined) {
    const month = Number(match[4]);
    return month >= 1 && month <= 12 ? make('month', year, month) : null;
  }
  return make('year', year, 1);
}

/** The period of the kind that holds the instant (epoch seconds). */
export function periodOf(kind: PeriodKind, epoch: number): Period {
  const local = localOfEpoch(epoch);
  switch (kind) {
    case 'week': {
      const day = Math.floor(Date.UTC(local.year, local.month - 1, local.day) / DAY_MS);
      const thursday = new Date((day - ((day + 3) % 7) + 3) * DAY_MS); // the ISO year is the year of the week's Thursday
      const isoYear = thursday.getUTCFullYear();
      return make('week', isoYear, Math.floor((day - firstMonday(isoYear)) / 7) + 1);
    }
    case 'month':
      return make('month', local.year, local.month);
    case 'tertial':
      return make('tertial', local.year, Math.floor((local.month - 1) / 4) + 1);
    case 'year':
      return make('year', local.year, 1);
  }
}

/** The period that lies `steps` periods later (negative: earlier). */
export function shiftPeriod(period: Period, steps: number): Period {
  switch (period.kind) {
    case 'week': {
      const day = firstMonday(period.year) + 7 * (period.number - 1 + steps);
      return periodOf('week', midnightOfDay(day) + 43_200);
    }
    case 'month': {
      const index = period.year * 12 + period.number - 1 + steps;
      return make('month', Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
    }
    case 'tertial': {
      const index = period.year * 3 + period.number - 1 + steps;
      return make('tertial', Math.floor(index / 3), (((index % 3) + 3) % 3) + 1);
    }
    case 'year':
      return make('year', period.year + steps, 1);
  }
}

/** The `count` periods before, oldest first; the period itself is not among them. */
export function periodsBefore(period: Period, count: number): Period[] {
  return Array.from({ length: count }, (_, i) => shiftPeriod(period, i - count));
}

/**
 * The period of the same number one year before: week 47 and week 47, November and November.
 * @returns null for a week 53 whose year before has only 52: there is nothing to hold it against.
 */
export function yearBefore(period: Period): Period | null {
  const year = period.year - 1;
  if (period.kind === 'week' && period.number > weeksIn(year)) return null;
  return make(period.kind, year, period.number);
}
