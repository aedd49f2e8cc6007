/** What lies on the year: holidays, eves, pay days, school holidays and planned events, by day and by the place on the wheel. */
import type { Activity } from '../../domain/meeting';
import { addDays, daysBetween } from '../../domain/iso-day';
import { periodOf } from '../../domain/period';
import { eves, payDay, publicHolidays } from '../../domain/swedish-calendar';
import type { SchoolHoliday } from '../../domain/year';
import { t } from '../../i18n/i18n.svelte';
import { fieldsOfEpoch } from '../report/when';

export const MARK_KINDS = ['holiday', 'pay', 'school', 'event'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface CalendarMark {
  kind: MarkKind;
  name: string;
  /** ISO dates, both in it. */
  from: string;
  to: string;
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** All that lies on a year, by day. */
export function marksOf(year: number, school: readonly SchoolHoliday[], events: readonly Activity[]): CalendarMark[] {
  const one = (kind: MarkKind, name: string, from: string, to = from): CalendarMark => ({ kind, name, from, to });
  const marks = [
    ...publicHolidays(year).map(({ date, name }) => one('holiday', t(`year:day_${name}`), date)),
    ...eves(year).map(({ date, name }) => one('holiday', t(`year:day_${name}`), date)),
    ...MONTHS.map((month) => one('pay', t('year:payDay'), payDay(year, month))),
    ...school.map(({ name, from, to }) => one('school', name, from, to)),
    ...events
      .filter(({ kind, state }) => kind === 'event' && state !== 'cancelled')
      .map(({ title, startsAt, endsAt }) =>
        one('event', title, fieldsOfEpoch(startsAt).date, fieldsOfEpoch(Math.max(startsAt, endsAt - 1)).date),
      ),
  ];
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return marks
    .filter(({ from, to }) => from <= last && to >= first)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.kind < b.kind ? -1 : 1));
}

/** Key of the week or month that a day lies in. @param date ISO date. */
export const periodKeyOf = (step: 'week' | 'month', date: string): string =>
  periodOf(step, Date.parse(`${date}T12:00:00Z`) / 1000).key;

export const QUESTIONS = ['pay', 'holiday', 'school'] as const;
export type Question = (typeof QUESTIONS)[number];

/** The days that a question is about: pay day and the two after it; holidays and eves; school holidays. @param years whose days are meant. */
export function daysAsked(question: Question, years: readonly number[], school: readonly SchoolHoliday[]): string[] {
  switch (question) {
    case 'pay':
      return years.flatMap((year) =>
        MONTHS.flatMap((month) => [0, 1, 2].map((days) => addDays(payDay(year, month), days))),
      );
    case 'holiday':
      return years.flatMap((year) => [...publicHolidays(year), ...eves(year)].map(({ date }) => date));
    case 'school':
      return school.flatMap(({ from, to }) => daysBetween(from, to));
  }
}
