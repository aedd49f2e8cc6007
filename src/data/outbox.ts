/**
 * Reports on their way: the rules, without a browser. An entry is put first and sent afterwards, stays while the server is away,
 * waits for the person when it was refused, and is gone only when the server has it.
 */
import type { IncidentReport } from '../domain/incident';
import { Unreachable } from './failure';
import { flushEach, type Stopped } from './flush';
import type { OutboxEntry, StoredReport } from './types';

/** Whose reports: nobody else who uses the same device sees or sends them. */
export interface Owner {
  userId: string;
  membershipId: string;
}

export interface HeldReport extends OutboxEntry, Owner {
  /** At least one attempt was made: the server may have it although no answer came. */
  attempted: boolean;
  /** Taken back by the person; the server still has to be asked to delete it. */
  withdrawn: boolean;
}

/** Where entries lie; IndexedDB in the browser. `put` replaces the entry with the same `report.id`. */
export interface OutboxStore {
  all: () => Promise<HeldReport[]>;
  get: (reportId: string) => Promise<HeldReport | undefined>;
  put: (entry: HeldReport) => Promise<void>;
  remove: (reportId: string) => Promise<void>;
}

/** The server, as far as the outbox needs it. Both throw Unreachable, SignedOut or Refusal. */
export interface ReportDoor {
  send: (report: IncidentReport) => Promise<StoredReport>;
  undo: (report: Pick<IncidentReport, 'id' | 'municipalityId'>) => Promise<void>;
}

/** How far a flush came. */
export interface FlushResult {
  stored: (Owner & { report: IncidentReport; areaId: string | null })[];
  stopped: Stopped;
}

/** @param queuedAt epoch milliseconds. */
export async function putReport(
  store: OutboxStore,
  owner: Owner,
  report: IncidentReport,
  queuedAt: number,
): Promise<void> {
  await store.put({ ...owner, report, queuedAt, refusal: null, attempted: false, withdrawn: false });
}

/** The entries that the person sees as this member, oldest first. */
export async function entriesOf(store: OutboxStore, owner: Owner): Promise<HeldReport[]> {
  return (await store.all())
    .filter((entry) => entry.userId === owner.userId && entry.membershipId === owner.membershipId && !entry.withdrawn)
    .sort((a, b) => a.queuedAt - b.queuedAt);
}

/**
 * Sends what waits, oldest first, for all memberships of the person. A refused entry keeps its reason and does not hold up the rest;
 * without contact, or signed out, everything left stays as it was. Call it from one tab at a time.
 * @throws what is not an answer of the server, such as a store that cannot be written.
 */
export async function flushOutbox(store: OutboxStore, userId: string, door: ReportDoor): Promise<FlushResult> {
  const stored: FlushResult['stored'] = [];
  const waiting = (await store.all()).filter((entry) => entry.userId === userId && entry.refusal === null);
  const stopped = await flushEach(
    waiting,
    async (entry) => {
      if (entry.withdrawn) {
        await door.undo(entry.report);
      } else {
        // Noted before the attempt: a page that closes in the middle must not believe that the server knows nothing.
        if (!entry.attempted) await store.put({ ...entry, attempted: true });
        const { areaId } = await door.send(entry.report);
        stored.push({ userId, membershipId: entry.membershipId, report: entry.report, areaId });
      }
      await store.remove(entry.report.id);
    },
    async (entry, { code }) => {
      // What cannot be deleted any more is the coordinator's matter; the entry has nothing left to do.
      if (entry.withdrawn) await store.remove(entry.report.id);
      else await store.put({ ...entry, attempted: true, refusal: code });
    },
  );
  return { stored, stopped };
}

/**
 * Takes a report back, whether it waits here or the server has it. Call it while no flush runs.
 * @returns `done`, or `later` when the server may have it and cannot be reached now: the outbox then deletes it when it can.
 * @throws SignedOut; Refusal when it is too late to delete it.
 */
export async function withdrawReport(
  store: OutboxStore,
  owner: Owner,
  report: IncidentReport,
  door: ReportDoor,
  now: number,
): Promise<'done' | 'later'> {
  const entry = await store.get(report.id);
  if (entry && (!entry.attempted || entry.refusal !== null)) {
    await store.remove(report.id);
    return 'done';
  }
  try {
    await door.undo(report);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    await store.put({ ...owner, report, queuedAt: now, refusal: null, attempted: true, withdrawn: true });
    return 'later';
  }
  await store.remove(report.id);
  return 'done';
}
