/** Pieces of text that several parts of the screen share: filters in words, busiest hours, names of periods on an axis. */
import type { HotTimes } from '../../analysis/types';
import { shiftPeriod } from '../../domain/period';
import type { Period } from '../../domain/period';
import type { Setting } from '../../domain/setting';
import { weekday } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import type { SituationView } from './view';

/** `06`: hours and months have two digits. */
export const two = (hour: number): string => String(hour).padStart(2, '0');

/** One filter that can be taken away by itself. */
export interface FilterChip {
  key: string;
  label: string;
  value: string;
  /** The view without it. */
  without: Partial<SituationView>;
}

export function filterChips(view: SituationView, setting: Setting): FilterChip[] {
  const chips: FilterChip[] = [];
  const lists = [
    ['groups', setting.categoryGroups, t('situation:filterCategory')],
    ['categories', setting.categories, t('situation:filterCategory')],
    ['organisations', setting.organisations, t('situation:filterOrganisation')],
  ] as const;
  for (const [field, things, label] of lists) {
    for (const id of view[field]) {
      const thing = things.find((one) => one.id === id);
      if (!thing) continue;
      chips.push({
        key: `${field}-${id}`,
        label,
        value: named(thing),
        without: { [field]: view[field].filter((other) => other !== id) },
      });
    }
  }
  for (const day of view.weekdays) {
    chips.push({
      key: `day-${day}`,
      label: t('situation:filterWeekday'),
      value: weekday(day),
      without: { weekdays: view.weekdays.filter((other) => other !== day) },
    });
  }
  if (view.hours) {
    const value = t('situation:hoursChip', { from: two(view.hours.from), to: two(view.hours.to) });
    chips.push({ key: 'hours', label: t('situation:filterHours'), value, without: { hours: null } });
  }
  return chips;
}

/** The filters as an export names them: one line a kind; the area looked at is one of them. */
export function filterLines(view: SituationView, setting: Setting): { label: string; value: string }[] {
  const lines = new Map<string, string[]>();
  const area = setting.areas.find(({ id }) => id === view.area);
  if (area) lines.set(t('situation:areaColumn'), [area.name]);
  for (const { label, value } of filterChips(view, setting)) lines.set(label, [...(lines.get(label) ?? []), value]);
  return [...lines].map(([label, values]) => ({ label, value: values.join(', ') }));
}

/**
 * The four hours of the week, in one day or across midnight, that hold the most weight.
 * @returns null where they hold less than two incidents: then there is no pattern to speak of.
 */
export function busiestHours(times: HotTimes): { day: number; from: number; to: number } | null {
  const flat = times.flat();
  let best = { at: 0, weight: 0 };
  for (let at = 0; at < flat.length; at++) {
    let weight = 0;
    for (let i = 0; i < 4; i++) weight += flat[(at + i) % flat.length] ?? 0;
    if (weight > best.weight + 1e-9) best = { at, weight };
  }
  if (best.weight < 2) return null;
  const from = best.at % 24;
  return { day: Math.floor(best.at / 24), from, to: (from + 4) % 24 || 24 };
}

export function busiestWords(times: HotTimes): string | null {
  const best = busiestHours(times);
  return best && `${weekday(best.day)} ${two(best.from)}–${two(best.to)}`;
}

/** `v. 47`, `nov`, `T3 2026`: short enough for an axis; with the year where one needs it. */
export function periodShort(period: Period): string {
  switch (period.kind) {
    case 'week':
      return `${t('period:weekShort', { number: period.number })} ${period.year}`;
    case 'month':
      return `${period.year}-${two(period.number)}`;
    case 'tertial':
      return `T${period.number} ${period.year}`;
    case 'year':
      return String(period.year);
  }
}

/** Names of the last `count` periods, the given one last. */
export function trendNames(period: Period, count: number): string[] {
  return Array.from({ length: count }, (_, i) => periodShort(shiftPeriod(period, i - count + 1)));
}
