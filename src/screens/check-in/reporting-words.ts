/** Periods, deadlines and states of what is to be reported, in words. */
import { midnightOf } from '../../domain/check-in';
import type { ReportingRow, ReportingState } from '../../domain/check-in';
import { periodOf } from '../../domain/period';
import { dateTime, daySpan, monthShort, periodName } from '../../i18n/format';
import { language, t } from '../../i18n/i18n.svelte';

type Span = Pick<ReportingRow, 'rhythm' | 'periodFrom' | 'periodTo'>;

/** `46`, `45–46` */
function weeksOf({ periodFrom, periodTo }: Span): string {
  const from = periodOf('week', midnightOf(periodFrom)).number;
  const to = periodOf('week', midnightOf(periodTo) - 1).number;
  return from === to ? String(from) : `${from}–${to}`;
}

/** `Vecka 46`, `Vecka 45–46`, `Oktober 2026` */
export function periodWords(row: Span): string {
  if (row.rhythm === 'monthly') return periodName(periodOf('month', midnightOf(row.periodFrom)));
  return t('checkIn:period_weeks', { weeks: weeksOf(row) });
}

/** The same within a sentence: `vecka 46`, `oktober 2026`; in English a month keeps its capital. */
export const periodInSentence = (row: Span): string => {
  const words = periodWords(row);
  if (row.rhythm === 'monthly' && language() === 'en') return words;
  return words.charAt(0).toLowerCase() + words.slice(1);
};

/** `Vecka 45–46, 2–15 november 2026` */
export function periodWithDays(row: Span): string {
  if (row.rhythm === 'monthly') return periodWords(row);
  const span = daySpan(midnightOf(row.periodFrom), midnightOf(row.periodTo));
  return t('checkIn:period_weeksWithDays', { weeks: weeksOf(row), span });
}

/** `v. 46`, `v. 45–46`, `okt. 2026`: for the head of a column. */
export function periodShort(row: Span): string {
  return row.rhythm === 'monthly'
    ? monthShort(midnightOf(row.periodFrom))
    : t('checkIn:period_weeksShort', { weeks: weeksOf(row) });
}

/** `senast mån 23 nov. 09:00`, or that it should have come by then. */
export const dueWords = (state: ReportingState, due: number): string =>
  t(state === 'late' ? 'checkIn:wasDue' : 'checkIn:due', { when: dateTime(due) });
