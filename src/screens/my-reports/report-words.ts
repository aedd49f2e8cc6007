/** Reports, their places and their traces in words. */
import type { MyReport, ReviewNote } from '../../domain/review';
import type { Setting } from '../../domain/setting';
import { timeSpan } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import { whereabouts } from '../report/where';

export function categoryWords(id: string | null, { categories }: Setting): string {
  const category = categories.find((one) => one.id === id);
  return category ? named(category) : (id ?? '');
}

export const whenWords = ({ occurredFrom, occurredTo }: Pick<MyReport, 'occurredFrom' | 'occurredTo'>): string =>
  timeSpan(occurredFrom, occurredTo);

/** Area, and the named place nearby. */
export function placeWords(report: Pick<MyReport, 'lon' | 'lat' | 'areaId'>, setting: Setting): string {
  const where = whereabouts(report, setting);
  const near = where.kind === 'outside' ? null : where.near;
  const area = setting.areas.find(({ id }) => id === report.areaId)?.name ?? t('myReports:noArea');
  return near && near.name !== area ? `${near.name}, ${area}` : area;
}

export function noteWords({ kind, text, before, after }: ReviewNote, setting: Setting): string {
  return t(`myReports:note_${kind}`, {
    text: text || t('myReports:cleared'),
    before: kind === 'category' ? categoryWords(before, setting) : '',
    after: kind === 'category' ? categoryWords(after, setting) : '',
  });
}
