/** What a published picture holds beside its numbers: actions, planned events, the meeting. */
import type { Action, Activity } from '../domain/meeting';
import { isoOfEpoch } from '../domain/stockholm-time';
import type { PublishedAction, PublishedEvent, PublishedHotspot, PublishedPicture } from './published';
import type { DraftParts } from './publish-parts';
import type { Basis } from './publish-source';

/** Planned events that begin this long after the period. Seconds. */
const AHEAD = 14 * 86_400;

const areaName = ({ setting }: Basis, id: string | null): string =>
  setting.areas.find((area) => area.id === id)?.name ?? '';
const organisationName = ({ setting }: Basis, id: string | null): string | null =>
  setting.organisations.find((organisation) => organisation.id === id)?.name ?? null;

/** In the picture's area, or in none. */
const concerns = (scope: ReadonlySet<string>, areaId: string | null): boolean => areaId === null || scope.has(areaId);

/**
 * @param actions of the picture, and earlier ones that are followed up in it. @param scope ids of its areas.
 * @returns its own first, then the earlier ones; by due date, those without last.
 */
export function publishedActions(
  basis: Basis,
  actions: readonly Action[],
  pictureId: string,
  hotspots: readonly PublishedHotspot[],
  scope: ReadonlySet<string>,
): PublishedAction[] {
  return actions
    .filter((action) => action.pictureId === pictureId || concerns(scope, action.areaId))
    .map((action): PublishedAction => {
      const isNew = action.pictureId === pictureId;
      // A key names a hotspot within its own picture only.
      const spot = isNew ? hotspots.find(({ key }) => key === action.hotspot?.key) : undefined;
      const { id, problem, what, areaId, due, status, outcome, sharing } = action;
      return {
        ...{ id, hotspot: spot?.key ?? null, problem, what, areaId, where: spot?.name ?? areaName(basis, areaId) },
        position: action.position && { ...action.position },
        owner: organisationName(basis, action.ownerId),
        ...{ due, status, outcome, sharing, isNew },
      };
    })
    .sort(
      (a, b) =>
        Number(b.isNew) - Number(a.isNew) ||
        (a.due ?? '9999').localeCompare(b.due ?? '9999') ||
        a.id.localeCompare(b.id),
    );
}

/** @returns those that begin in the two weeks after the period, by time. */
export function publishedEvents(
  basis: Basis,
  activities: readonly Activity[],
  scope: ReadonlySet<string>,
): PublishedEvent[] {
  const { to } = basis.period;
  return activities
    .filter(({ startsAt, state }) => state === 'planned' && startsAt >= to && startsAt < to + AHEAD)
    .filter(({ areaId }) => concerns(scope, areaId))
    .sort((a, b) => a.startsAt - b.startsAt || a.id.localeCompare(b.id))
    .map(({ id, title, kind, startsAt, endsAt, areaId, position, visitors }) => ({
      ...{ id, title, kind, from: isoOfEpoch(startsAt), to: isoOfEpoch(endsAt) },
      ...{ areaId, where: areaName(basis, areaId), position: position && { ...position }, visitors },
    }));
}

/** Null until a meeting was held. */
export function publishedMeeting(basis: Basis, meeting: DraftParts['meeting']): PublishedPicture['meeting'] {
  if (!meeting || meeting.held === null) return null;
  const participants = meeting.participants.flatMap((id) => organisationName(basis, id) ?? []);
  return { held: meeting.held, participants, minutes: meeting.minutes };
}
