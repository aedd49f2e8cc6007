/**
 * Reports on their way: the rules, without a browser. An entry is put first and sent afterwards, stays while the server is away,
 * waits for the person when it was refused, and is gone only when the server has it.
 */
import type { IncidentReport } from '../domain/incident';
import type { TimeSaid } from './clock';
import { putRight } from './clock';
import { Unreachable } from './failure';
import { flushEach, type Stopped } from './flush';
import type { OutboxEntry, StoredReport } from './types';
import { Refusal } from './types';

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
  /** How its time was said, where nobody knew yet whether the device's clock is right; absent: the time stands. */
  unsure?: TimeSaid | undefined;
}

/** What is put into the outbox. */
export type NewReport = Pick<HeldReport, 'report' | 'unsure'>;

/** Where entries lie; IndexedDB in the browser. `put` replaces the entry with the same `report.id`; `putAll` keeps all or none, and forgets the draft that they were written in. */
export interface OutboxStore {
  all: () => Promise<HeldReport[]>;
  get: (reportId: string) => Promise<HeldReport | undefined>;
  put: (entry: HeldReport) => Promise<void>;
  putAll: (entries: readonly HeldReport[], draftKey?: string) => Promise<void>;
  remove: (reportId: string) => Promise<void>;
}

/** The server, as far as the outbox needs it. All throw Unreachable, SignedOut or Refusal. */
export interface ReportDoor {
  send: (report: IncidentReport) => Promise<StoredReport>;
  undo: (report: Pick<IncidentReport, 'id' | 'municipalityId'>) => Promise<void>;
  /** What the server's clock says: milliseconds to add to the device's; null when it does not tell. */
  clock: () => Promise<number | null>;
}

/** How far a flush came. */
export interface FlushResult {
  stored: (Owner & { report: IncidentReport; areaId: string | null })[];
  stopped: Stopped;
}

/**
 * Puts reports in, all or none, behind what waits already.
 * @param queuedAt epoch milliseconds. @param draftKey of the draft that they were written in: at no moment both are there, or neither.
 * @throws when the store cannot keep them.
 */
export async function putReports(
  store: OutboxStore,
  owner: Owner,
  reports: readonly NewReport[],
  queuedAt: number,
  draftKey?: string,
): Promise<void> {
  const { userId, membershipId } = owner;
  // Counted on from the last one: a clock that was set back must not change the order.
  const last = Math.max(-Infinity, ...(await store.all()).map((entry) => entry.queuedAt));
  const first = Math.max(queuedAt, last + 1);
  await store.putAll(
    reports.map(({ report, unsure }, i) => ({
      ...{ userId, membershipId, report, queuedAt: first + i, refusal: null, attempted: false, withdrawn: false },
      ...(unsure ? { unsure } : {}),
    })),
    draftKey,
  );
}

/** How many reports wait on this device, whoever wrote them; for the page that asks to sign in. */
export async function countWaiting(store: OutboxStore): Promise<number> {
  return (await store.all()).filter((entry) => !entry.withdrawn && entry.refusal === null).length;
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
        let { report } = entry;
        if (!entry.attempted) {
          // Once, before the first attempt: what the server may have stored never changes any more.
          const offset = entry.unsure && (await door.clock());
          if (entry.unsure && offset) report = putRight(report, entry.unsure, offset);
          // Noted before the attempt: a page that closes in the middle must not believe that the server knows nothing.
          await store.put({ ...entry, report, unsure: undefined, attempted: true });
        }
        const { areaId } = await door.send(report);
        stored.push({ userId, membershipId: entry.membershipId, report, areaId });
      }
      await store.remove(entry.report.id);
    },
    async (entry, { code }) => {
      // What cannot be deleted any more is the coordinator's matter; the entry has nothing left to do.
      if (entry.withdrawn) return store.remove(entry.report.id);
      const now = (await store.get(entry.report.id)) ?? entry;
      await store.put({ ...now, attempted: true, refusal: code });
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

/**
 * Takes an entry out to be changed: it is written anew and sent again. Call it while no flush runs, and after the draft that holds it now is kept.
 * @returns whether the id may be used again; where the server may have the report, that one is deleted there, and the new one is another.
 * @throws as withdrawReport; Refusal also when it is not in the outbox any more because the server has it.
 */
export async function takeOut(
  store: OutboxStore,
  owner: Owner,
  reportId: string,
  door: ReportDoor,
  now: number,
): Promise<'same-id' | 'new-id'> {
  const entry = await store.get(reportId);
  if (!entry) throw new Refusal('not-found', 'The report has been sent meanwhile.');
  // A refused one stays where it is, with its reason, until it is sent anew under the same id.
  if (entry.refusal !== null) return 'same-id';
  const unknown = !entry.attempted;
  await withdrawReport(store, owner, entry.report, door, now);
  return unknown ? 'same-id' : 'new-id';
}
