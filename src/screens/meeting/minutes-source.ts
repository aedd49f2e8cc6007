/** What the minutes are written from: all that every partner may read, and how many actions are left out. */
import type { Action } from '../../domain/meeting';
import type { MinutesAction, MinutesSource } from '../../picture/minutes';
import type { PublishedPicture } from '../../picture/published';
import { whereWords } from '../actions/action-words';
import { placeOf } from './published-words';
import type { Room } from './room.svelte';

export function minutesSource(
  room: Pick<Room, 'setting' | 'meeting' | 'raised' | 'decided' | 'earlier' | 'today'>,
  picture: PublishedPicture,
): { source: MinutesSource; withheld: number } {
  const { setting, meeting } = room;
  const organisation = (id: string): string => setting.organisations.find((one) => one.id === id)?.name ?? id;
  const told = (action: Action): MinutesAction => ({
    hotspot: action.hotspot?.key ?? null,
    what: action.what,
    where: action.hotspot || (action.areaId === null && !action.position) ? '' : whereWords(action, setting),
    owner: action.ownerId && organisation(action.ownerId),
    due: action.due,
    status: action.status,
    outcome: action.outcome,
  });
  const decided = room.decided.map(({ record }) => record).filter(({ status }) => status !== 'cancelled');
  const followed = room.earlier.map(({ record }) => record);
  const shared = ({ sharing }: Action): boolean => sharing === 'partners';
  return {
    source: {
      place: placeOf(picture),
      period: picture.period.key,
      // With the first word of the minutes the day is set, to today.
      held: meeting.held ?? room.today,
      participants: meeting.participants.map(organisation),
      raised: room.raised.map(({ hotspot, decision }) => ({ key: hotspot.key, name: hotspot.name, decision })),
      decided: decided.filter(shared).map(told),
      followed: followed.filter(shared).map(told),
    },
    withheld: [...decided, ...followed].filter((action) => !shared(action)).length,
  };
}
