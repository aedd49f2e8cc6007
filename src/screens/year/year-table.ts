/** The year as rows of a table: a week or month each, the years beside one another, what was expected, and what is to be known of it. */
import { benjaminiHochberg } from '../../analysis/benjamini-hochberg';
import type { YearCell, YearRow, YearStep } from '../../analysis/year-counts';
import { STEPS } from '../../analysis/year-counts';
import { isoDay, dayNumber } from '../../domain/iso-day';
import type { Period } from '../../domain/period';
import type { WeeklyCoverage } from '../../domain/year';
import { fieldsOfEpoch } from '../report/when';
import { periodKeyOf } from './calendar';
import type { CalendarMark } from './calendar';

/** Heard of fewer than this share of those expected: little reporting. */
export const LITTLE = 0.5;

export interface TableRow {
  number: number;
  /** One a year, as in the rows; undefined: no such week. */
  cells: (YearCell | undefined)[];
  /** Of the newest year: outside what its season let expect, corrected for looking at a whole year. */
  told: 'above' | 'below' | 'usual' | 'too-few' | 'none';
  /** Of each year: fewer than half of those expected were heard of. */
  little: boolean[];
  marks: CalendarMark[];
}

/** Share heard of in a period: the mean of its weeks. Null where nobody is expected. */
export function heardOf({ from, to }: Period, coverage: WeeklyCoverage | null): number | null {
  if (!coverage || coverage.expected === 0) return null;
  const byWeek = new Map(coverage.weeks.map((week) => [week.from, week.reported]));
  const first = dayNumber(fieldsOfEpoch(from).date);
  const monday = first - ((((first + 3) % 7) + 7) % 7);
  const shares: number[] = [];
  for (let day = monday; day < dayNumber(fieldsOfEpoch(to - 1).date) + 1; day += 7) {
    shares.push((byWeek.get(isoDay(day)) ?? 0) / coverage.expected);
  }
  return shares.reduce((sum, one) => sum + one, 0) / shares.length;
}

/** @param marks of the newest year. */
export function tableRows(
  years: readonly YearRow[],
  step: YearStep,
  coverage: WeeklyCoverage | null,
  marks: readonly CalendarMark[],
): TableRow[] {
  const newest = years.at(-1);
  const q = benjaminiHochberg(Float64Array.from(newest?.cells ?? [], (cell) => cell?.p ?? NaN));
  return Array.from({ length: STEPS[step] }, (_, at) => {
    const cell = newest?.cells[at];
    const key = cell?.period.key;
    return {
      number: at + 1,
      cells: years.map(({ cells }) => cells[at]),
      told: toldOf(cell, q[at] ?? NaN),
      little: years.map(({ cells }) => {
        const one = cells[at];
        const heard = one && one.count !== null ? heardOf(one.period, coverage) : null;
        return heard !== null && heard < LITTLE;
      }),
      marks: marks.filter(
        ({ from, to }) => key !== undefined && periodKeyOf(step, from) <= key && periodKeyOf(step, to) >= key,
      ),
    };
  }).filter(({ cells }) => cells.some((one) => one !== undefined));
}

function toldOf(cell: YearCell | undefined, q: number): TableRow['told'] {
  if (!cell || cell.count === null) return 'none';
  if (!cell.expected) return 'too-few';
  if (q >= 0.05) return 'usual';
  return cell.count > cell.expected.high ? 'above' : cell.count < cell.expected.low ? 'below' : 'usual';
}
