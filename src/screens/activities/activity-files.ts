/** Activities as files that may leave: each is logged first, so that no file is without its trace. */
import { loadAllActivities } from '../../data/activities';
import { logExport } from '../../data/audit-log';
import type { Activity } from '../../domain/meeting';
import type { Plan } from '../../domain/plan';
import type { Setting } from '../../domain/setting';
import { asciiFold } from '../../picture/file-name';
import type { TextFile } from '../../ui/download';
import { calendarText, csvText } from './activity-texts';

const nameOf = (setting: Setting, part: string, extension: string): string =>
  `lagesbild_${asciiFold(setting.municipality.name)}_aktiviteter_${asciiFold(part)}.${extension}`;

/** @param part of the file's name. @throws as `logExport`. */
export async function calendarFile(
  activities: readonly Activity[],
  setting: Setting,
  part: string,
  now: number,
): Promise<TextFile> {
  await logExport(setting.municipality.id, 'activities-ics', { part }, activities.length);
  return {
    ...{ name: nameOf(setting, part, 'ics'), type: 'text/calendar;charset=utf-8' },
    text: calendarText(activities, setting, now),
  };
}

/** All that the reader may see, whatever is shown. @throws as `loadAllActivities` and `logExport`. */
export async function wholeCalendarFile(setting: Setting, now: number): Promise<TextFile> {
  const all = await loadAllActivities(
    setting.municipality.id,
    Date.UTC(2000, 0, 1) / 1000,
    Date.UTC(2099, 11, 31) / 1000,
  );
  return calendarFile(all, setting, 'alla', now);
}

/** @throws as `logExport`. */
export async function tableFile(
  activities: readonly Activity[],
  setting: Setting,
  plans: readonly Plan[],
  part: string,
  now: number,
): Promise<TextFile> {
  await logExport(setting.municipality.id, 'activities-csv', { part }, activities.length);
  return {
    ...{ name: nameOf(setting, part, 'csv'), type: 'text/csv;charset=utf-8' },
    text: csvText(activities, setting, plans, now),
  };
}
