/** Changing promises so that what was held against the old one still is: the old one ends the day before, a new one begins. Each change knows its way back. */
import { removeServicePromise, saveServicePromise } from '../../data/service-cases';
import { Refusal } from '../../data/types';
import { addDays } from '../../domain/iso-day';
import { SERVICE_HOURS_MAX } from '../../domain/service';
import type { ServicePromise } from '../../domain/service';
import { newReportId } from '../report/draft';
import { outcomeOf } from './service-data.svelte';

export interface PromiseDraft {
  /** Empty: not chosen yet. */
  categoryId: string;
  areaId: string | null;
  /** As typed. */
  hours: string;
  ownerId: string | null;
  /** ISO date. */
  from: string;
}

export const draftOf = (promise: ServicePromise | null, today: string): PromiseDraft =>
  promise
    ? {
        ...{ categoryId: promise.categoryId, areaId: promise.areaId, hours: String(promise.hours) },
        ...{ ownerId: promise.ownerId, from: promise.from > today ? promise.from : today },
      }
    : { categoryId: '', areaId: null, hours: '48', ownerId: null, from: today };

export const PROMISE_FIELDS = ['category', 'hours', 'from'] as const;
export type PromiseField = (typeof PROMISE_FIELDS)[number];

/** Fields that cannot be saved as they are, in the order of the form. */
export function promiseIssues({ categoryId, hours, from }: PromiseDraft): PromiseField[] {
  const count = Number(hours);
  const issues: [PromiseField, boolean][] = [
    ['category', categoryId === ''],
    ['hours', !(hours.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= SERVICE_HOURS_MAX)],
    ['from', !/^20\d{2}-\d{2}-\d{2}$/.test(from)],
  ];
  return issues.flatMap(([field, bad]) => (bad ? [field] : []));
}

export type Trouble = 'taken' | 'old' | 'other' | 'unreachable';
export type Changed = { undo: () => Promise<Changed> } | { trouble: Trouble };

const troubleOf = (error: unknown): { trouble: Trouble } => {
  const outcome = outcomeOf(error);
  if (outcome === 'unreachable') return { trouble: 'unreachable' };
  return { trouble: error instanceof Refusal && error.code === 'not-allowed' ? 'old' : 'taken' };
};

/** @returns what is stored now; null: somebody else had changed it. */
async function put(municipality: string, promise: ServicePromise): Promise<ServicePromise | null> {
  const { saved, promise: stored } = await saveServicePromise(municipality, promise, promise.revision);
  return saved ? stored : null;
}

/** Stores a promise as it is given; its way back is what it was, or nothing. */
async function store(municipality: string, next: ServicePromise, before: ServicePromise | null): Promise<Changed> {
  try {
    const stored = await put(municipality, next);
    if (!stored) return { trouble: 'other' };
    return {
      undo: () =>
        before
          ? store(municipality, { ...before, revision: stored.revision }, stored)
          : removePromise(municipality, stored),
    };
  } catch (error) {
    return troubleOf(error);
  }
}

export const addPromise = (municipality: string, draft: PromiseDraft): Promise<Changed> =>
  store(municipality, { ...made(draft), id: newReportId(), to: null, revision: 0, mayEdit: true }, null);

const made = ({ categoryId, areaId, hours, ownerId, from }: PromiseDraft) => ({
  ...{ categoryId, areaId, hours: Number(hours), ownerId, from },
});

/** Ends it on a day: reports of that day still count against it. @param last ISO date. */
export const endPromise = (municipality: string, promise: ServicePromise, last: string): Promise<Changed> =>
  store(municipality, { ...promise, to: last < promise.from ? promise.from : last }, promise);

/**
 * Changes a promise from a day on. One that had begun before ends the day before, and a new one of the same category and area begins; one that had not is changed itself.
 * Should the second step fail, the first is taken back.
 */
export async function changePromise(municipality: string, old: ServicePromise, draft: PromiseDraft): Promise<Changed> {
  if (draft.from <= old.from) return store(municipality, { ...old, ...made({ ...draft, from: old.from }) }, old);
  try {
    const ended = await put(municipality, { ...old, to: addDays(draft.from, -1) });
    if (!ended) return { trouble: 'other' };
    const next = await store(municipality, { ...old, ...made(draft), id: newReportId(), revision: 0 }, null);
    const restore = (): Promise<Changed> => store(municipality, { ...old, revision: ended.revision }, ended);
    if ('trouble' in next) {
      await restore();
      return next;
    }
    return {
      undo: async () => {
        const gone = await next.undo();
        return 'trouble' in gone ? gone : restore();
      },
    };
  } catch (error) {
    return troubleOf(error);
  }
}

/** Takes one away that was made within a day. */
export async function removePromise(municipality: string, promise: ServicePromise): Promise<Changed> {
  try {
    await removeServicePromise(municipality, promise.id);
    return { undo: () => store(municipality, { ...promise, revision: 0 }, null) };
  } catch (error) {
    return troubleOf(error);
  }
}
