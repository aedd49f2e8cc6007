/**
 * Actions, planned events and other records on their way: the rules, without a browser. What a person decided is put here first and sent afterwards, stays while the
 * server is away, waits for the person when it was refused or when somebody else changed the same thing meanwhile, and is gone only when the server has it.
 * One entry a thing: what is changed twice before it could be sent goes once, as it was left. The kinds are in change-kinds.ts.
 */
import type { MunicipalityId } from '../domain/setting';
import type { AnyRecord, Changed, ChangeKind, RecordOf } from './change-kinds';
import { SET_BY_SERVER } from './change-kinds';
import { flushEach, type Stopped } from './flush';
import { jsonEqual } from './json-equal';
import type { Owner } from './outbox';
import type { RefusalCode } from './types';

export type { Changed, ChangeKind, RecordOf } from './change-kinds';

export type HeldChange = Owner &
  Changed & {
    municipalityId: MunicipalityId;
    /** Revision of the stored record that this was made from; 0: new. */
    base: number;
    /** Epoch milliseconds; tells a newer wish from the one that is being sent. */
    queuedAt: number;
    /** Set when the server refused it: it waits for the person. */
    refusal: RefusalCode | null;
    /** What somebody else wrote meanwhile: the person chooses. */
    other: AnyRecord | null;
    /** At least one attempt was made: the server may have it although no answer came. */
    attempted: boolean;
    /** Taken back by the person; the server still has to be asked to remove it. */
    withdrawn: boolean;
  };

/** Where entries lie; IndexedDB in the browser. */
export interface ChangeStore {
  all: () => Promise<HeldChange[]>;
  get: (key: string) => Promise<HeldChange | undefined>;
  put: (entry: HeldChange) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

/** The server, as far as this needs it. Both throw Unreachable, SignedOut or Refusal. */
export interface ChangeDoor {
  save: (municipality: MunicipalityId, change: Changed, base: number) => Promise<Changed & { saved: boolean }>;
  remove: (municipality: MunicipalityId, change: Changed) => Promise<void>;
}

export type StoredChange = Owner & Changed;
export interface ChangesFlushed {
  stored: StoredChange[];
  /** Taken back, and gone from the server. */
  removed: string[];
  stopped: Stopped;
}

/** Two persons on one device may change the same thing: each has an entry. */
export const changeKey = ({ userId, kind, record }: Owner & Changed): string => `${userId}:${kind}:${record.id}`;

const changed = (kind: ChangeKind, record: AnyRecord): Changed => ({ kind, record }) as Changed;

/** What is decided, without what the server sets by itself. */
function content(kind: ChangeKind, record: AnyRecord): Record<string, unknown> {
  const byServer = (SET_BY_SERVER[kind] as (record: AnyRecord) => readonly string[])(record);
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'revision' && !byServer.includes(name)));
}

/** True when what is stored says what was sent, whatever their revisions: keys that were not sent are as they were. */
function sameContent(kind: ChangeKind, stored: AnyRecord, sent: AnyRecord): boolean {
  const given = content(kind, sent);
  return jsonEqual(Object.fromEntries(Object.entries(content(kind, stored)).filter(([name]) => name in given)), given);
}

/** Puts a wish in place of an older one for the same thing. @param base as in HeldChange. @param queuedAt epoch milliseconds. */
export async function putChange(
  store: ChangeStore,
  owner: Owner,
  municipalityId: MunicipalityId,
  change: Changed,
  base: number,
  queuedAt: number,
): Promise<void> {
  const before = await store.get(changeKey({ ...owner, ...change }));
  await store.put({
    ...{ userId: owner.userId, membershipId: owner.membershipId, municipalityId, ...change },
    // A wish over a wish that has not been sent is still made from what the server has.
    base: before && !before.other && !before.withdrawn ? Math.min(before.base, base) : base,
    queuedAt,
    refusal: null,
    other: null,
    attempted: before?.attempted ?? false,
    withdrawn: false,
  });
}

/** What the person has as this member, oldest first; what was taken back too, so that lists can leave it out. */
export async function changesOf(store: ChangeStore, owner: Owner): Promise<HeldChange[]> {
  return (await store.all())
    .filter((entry) => entry.userId === owner.userId && entry.membershipId === owner.membershipId)
    .sort((a, b) => a.queuedAt - b.queuedAt);
}

async function sendOne(store: ChangeStore, entry: HeldChange, door: ChangeDoor, result: ChangesFlushed): Promise<void> {
  const key = changeKey(entry);
  const { userId, membershipId, municipalityId, kind, record } = entry;
  if (entry.withdrawn) {
    await door.remove(municipalityId, changed(kind, record));
    result.removed.push(record.id);
    await store.remove(key);
    return;
  }
  // Noted before the attempt: a page that closes in the middle must not believe that the server knows nothing.
  if (!entry.attempted) await store.put({ ...entry, attempted: true });
  const answer = await door.save(municipalityId, changed(kind, record), entry.base);
  const meanwhile = await store.get(key);
  const newer = meanwhile && meanwhile.queuedAt !== entry.queuedAt ? meanwhile : null;
  // A new thing whose first answer was lost, changed since: the server says that it has it, as it was then.
  if (answer.saved && entry.base === 0 && entry.attempted && !newer && !sameContent(kind, answer.record, record)) {
    await store.put({ ...entry, base: answer.record.revision });
    return sendOne(store, { ...entry, base: answer.record.revision }, door, result);
  }
  // Not saved and yet the same: again an answer that was lost.
  if (answer.saved || sameContent(kind, answer.record, record)) {
    result.stored.push({ userId, membershipId, ...changed(kind, answer.record) });
    // Changed again while it was being sent: the newer wish goes next, made from what is stored now.
    if (newer) await store.put({ ...newer, base: answer.record.revision });
    else await store.remove(key);
  } else {
    await store.put({ ...(newer ?? entry), attempted: true, other: answer.record });
  }
}

/**
 * Sends what waits, oldest first, for all memberships of the person; what is refused or in conflict keeps its reason and holds up nothing. Call it from one tab at a time.
 * @throws what is not an answer of the server, such as a store that cannot be written.
 */
export async function flushChanges(store: ChangeStore, userId: string, door: ChangeDoor): Promise<ChangesFlushed> {
  const result: ChangesFlushed = { stored: [], removed: [], stopped: null };
  const waiting = (await store.all()).filter(
    (entry) => entry.userId === userId && entry.refusal === null && entry.other === null,
  );
  result.stopped = await flushEach(
    waiting,
    (entry) => sendOne(store, entry, door, result),
    async (entry, { code }) => {
      // What cannot be taken back any more stays on the server, and the list shows it again.
      if (entry.withdrawn) return store.remove(changeKey(entry));
      const now = await store.get(changeKey(entry));
      if (now?.queuedAt === entry.queuedAt) await store.put({ ...entry, attempted: true, refusal: code });
    },
  );
  return result;
}

/** Takes a thing back: at once where the server never heard of it, else by asking the server at the next flush. */
export async function withdrawChange(
  store: ChangeStore,
  owner: Owner,
  municipalityId: MunicipalityId,
  change: Changed,
  now: number,
): Promise<void> {
  const entry = await store.get(changeKey({ ...owner, ...change }));
  if (entry && entry.base === 0 && (!entry.attempted || entry.refusal !== null)) {
    await store.remove(changeKey(entry));
    return;
  }
  await store.put({
    ...{ userId: owner.userId, membershipId: owner.membershipId, municipalityId, ...change },
    ...{ base: change.record.revision, queuedAt: now, refusal: null, other: null, attempted: true, withdrawn: true },
  });
}

/** How a thing stands: on the server, on its way, refused, or changed by two. */
export type ChangeState = 'stored' | 'waiting' | 'refused' | 'conflict';
export interface Standing<T> {
  record: T;
  state: ChangeState;
  /** The entry that waits, for what is not stored. */
  entry: HeldChange | null;
}

/**
 * The server's list with what this browser knows better: what was stored since the list was made, what is on its way, and without what was taken back.
 * @param removed ids that are gone although the list may still hold them.
 */
export function withChanges<K extends ChangeKind>(
  kind: K,
  listed: readonly RecordOf<K>[],
  stored: readonly Changed[],
  held: readonly HeldChange[],
  removed: readonly string[] = [],
): Standing<RecordOf<K>>[] {
  const all = new Map<string, Standing<RecordOf<K>>>();
  for (const record of listed) all.set(record.id, { record, state: 'stored', entry: null });
  for (const change of stored) {
    if (change.kind !== kind) continue;
    const record = change.record as RecordOf<K>;
    const known = all.get(record.id);
    if (!known || known.record.revision < record.revision) all.set(record.id, { record, state: 'stored', entry: null });
  }
  for (const entry of held) {
    if (entry.kind !== kind) continue;
    if (entry.withdrawn) all.delete(entry.record.id);
    else {
      const state = entry.other ? 'conflict' : entry.refusal ? 'refused' : 'waiting';
      all.set(entry.record.id, { record: entry.record as RecordOf<K>, state, entry });
    }
  }
  for (const id of removed) all.delete(id);
  return [...all.values()];
}
