/** Planned events and other activities. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { Activity } from '../domain/meeting';
import type { MunicipalityId } from '../domain/setting';
import type { KindDoor } from './change-doors';
import { callFunction } from './rpc';

export interface SavedActivity {
  saved: boolean;
  activity: Activity;
}

/** Those that overlap the span, in areas that the reader sees or in none. @param from epoch seconds. @param to epoch seconds. */
export async function loadActivities(municipality: MunicipalityId, from: number, to: number): Promise<Activity[]> {
  const iso = (epoch: number): string => new Date(epoch * 1000).toISOString();
  const span = { p_municipality: municipality, p_from: iso(from), p_to: iso(to) };
  return (await callFunction<Activity[] | null>('activities_of', span)) ?? [];
}

/** As many as the server answers at once, the earliest first. */
export const ACTIVITIES_AT_ONCE = 1000;

/** All of a longer span, asked for in pieces. @param from, to as in loadActivities. */
export async function loadAllActivities(municipality: MunicipalityId, from: number, to: number): Promise<Activity[]> {
  const all = new Map<string, Activity>();
  for (let begin = from; ;) {
    const piece = await loadActivities(municipality, begin, to);
    const before = all.size;
    for (const activity of piece) all.set(activity.id, activity);
    const last = piece.at(-1)?.startsAt;
    if (piece.length < ACTIVITIES_AT_ONCE || last === undefined || all.size === before) return [...all.values()];
    // What lasts over the border comes twice and is kept once.
    begin = Math.max(begin, last);
  }
}

/** Stores an activity; the same id sent twice is stored once. @param revision of the stored one that this was made from; 0: it is new. */
export function saveActivity(
  municipality: MunicipalityId,
  activity: Activity,
  revision: number,
): Promise<SavedActivity> {
  return callFunction('save_activity', { p_municipality: municipality, p_activity: activity, p_revision: revision });
}

/** Stores a pasted list or a series of new activities, all or none, at most 200; sent twice it is stored once. */
export async function saveActivities(
  municipality: MunicipalityId,
  activities: readonly Activity[],
): Promise<Activity[]> {
  const values = { p_municipality: municipality, p_activities: activities };
  return (await callFunction<{ activities: Activity[] }>('save_activities', values)).activities;
}

/** Takes a list back that was just entered, also what was entered as done: within a day, as long as nobody has changed it. @returns how many went. */
export async function undoActivities(municipality: MunicipalityId, ids: readonly string[]): Promise<number> {
  const values = { p_municipality: municipality, p_ids: ids };
  return (await callFunction<{ removed: number }>('undo_activities', values)).removed;
}

/** Removes one that is planned; one that is not there any more counts as removed. */
export async function removeActivity(municipality: MunicipalityId, id: string): Promise<void> {
  await callFunction('remove_activity', { p_municipality: municipality, p_id: id });
}

/** For changes.ts. */
export const activityDoor: KindDoor<Activity> = {
  async save(municipality, record, base) {
    const { saved, activity } = await saveActivity(municipality, record, base);
    return { saved, record: activity };
  },
  remove: (municipality, { id }) => removeActivity(municipality, id),
};
