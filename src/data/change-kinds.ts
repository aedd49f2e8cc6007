/**
 * The kinds of records that wait in the browser until the server has them. A new kind is one line in each of the two lists here, and one in change-doors.ts.
 * `Held` is all that is asked of a record.
 */
import type { CheckIn } from '../domain/check-in';
import type { Action, Activity } from '../domain/meeting';
import type { ProposedPlace } from './place-proposals';

/** A record that can wait. One that the server keeps no revisions of has 0 before it was stored and 1 afterwards. */
export interface Held {
  /** Chosen by the client; sending twice stores once. What is one a week and an area can be named by them. */
  id: string;
  revision: number;
}

export interface ChangeRecords {
  action: Action;
  activity: Activity;
  'place-proposal': ProposedPlace;
  'check-in': CheckIn;
}

export type ChangeKind = keyof ChangeRecords;
export type RecordOf<K extends ChangeKind> = ChangeRecords[K];
export type AnyRecord = ChangeRecords[ChangeKind];
export type Changed = { [K in ChangeKind]: { kind: K; record: ChangeRecords[K] } }[ChangeKind];

/** What the server sets by itself, beside the revision: two records that differ in nothing else say the same. */
export const SET_BY_SERVER: { [K in ChangeKind]: (record: ChangeRecords[K]) => readonly string[] } = {
  // It finds the area of a point.
  action: ({ position }) => ['mayEdit', 'createdAt', 'updatedAt', 'parentId', ...(position ? ['areaId'] : [])],
  // Who came is kept only of what is done.
  activity: ({ position, state }) => [
    'mayEdit',
    ...(state === 'done' ? [] : ['participants']),
    ...(position ? ['areaId'] : []),
  ],
  'place-proposal': () => [],
  'check-in': () => [],
};
