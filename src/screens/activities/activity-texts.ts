/** Activities as the texts of files: a calendar that other programs read, and a table. */
import { daysOf, fieldsOf } from '../../domain/activity-span';
import type { Activity } from '../../domain/meeting';
import type { Plan } from '../../domain/plan';
import type { Setting } from '../../domain/setting';
import { dateTime } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { csvFile } from '../../picture/formats/csv-file';
import type { Cell } from '../../picture/formats/csv-file';
import { icsFile } from '../../picture/formats/ics';
import type { CalendarEntry } from '../../picture/formats/ics';
import { organisationName, partyWords, whereWords } from './activity-words';

/** How an activity stands in a calendar. */
export function entryOf(activity: Activity, setting: Setting): CalendarEntry {
  const { id, revision, title, startsAt, endsAt, allDay, position, state, theme, note, participants } = activity;
  const told = [
    theme && t('activities:icsTheme', { theme }),
    t('activities:icsParties', { parties: partyWords(activity, setting) }),
    t(`activities:state_${state}`),
    state === 'done' && typeof participants === 'number' && t('activities:came', { count: participants }),
    note,
    t('activities:source', { municipality: setting.municipality.name }),
  ];
  return {
    ...{ id, revision, title, startsAt, endsAt, position, cancelled: state === 'cancelled' },
    category: t(`activity:kind_${activity.kind}`),
    days: allDay ? daysOf(activity) : null,
    place: whereWords(activity, setting),
    description: told.filter(Boolean).join('\n'),
  };
}

/** @param now epoch seconds. */
export function calendarText(activities: readonly Activity[], setting: Setting, now: number): string {
  const name = t('activities:calendarName', { municipality: setting.municipality.name });
  return icsFile(
    activities.map((activity) => entryOf(activity, setting)),
    { name, madeAt: now },
  );
}

export function csvText(
  activities: readonly Activity[],
  setting: Setting,
  plans: readonly Plan[],
  now: number,
): string {
  const columns = [
    'from',
    'to',
    'fromTime',
    'toTime',
    'what',
    'kind',
    'where',
    'area',
    'lon',
    'lat',
    'theme',
    'owner',
  ] as const;
  const more = [
    'parties',
    'state',
    'participants',
    'visitors',
    'commitment',
    'note',
    'csvSource',
    'csvFetched',
  ] as const;
  const rows = activities.map((activity): Cell[] => {
    const { from, to, fromTime, toTime } = fieldsOf(activity);
    return [
      ...[
        from,
        to,
        fromTime,
        toTime,
        activity.title,
        t(`activity:kind_${activity.kind}`),
        whereWords(activity, setting),
      ],
      setting.areas.find(({ id }) => id === activity.areaId)?.name ?? null,
      ...[activity.position?.lon ?? null, activity.position?.lat ?? null, activity.theme ?? ''],
      ...[organisationName(activity.organisationId, setting), partyWords(activity, setting)],
      ...[t(`activities:state_${activity.state}`), activity.participants ?? null, activity.visitors],
      plans.flatMap(({ commitments }) => commitments).find(({ id }) => id === activity.commitmentId)?.title ?? null,
      ...[activity.note ?? '', t('activities:source', { municipality: setting.municipality.name }), dateTime(now)],
    ];
  });
  return csvFile([[...columns, ...more].map((key) => t(`activities:${key}`)), ...rows]);
}
