/** What is kept in this browser, in IndexedDB: reports, actions and events on their way, half-typed forms, and what a start without the server needs. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { ChangeStore, HeldChange } from './changes';
import { changeKey } from './changes';
import type { DraftStore } from './drafts';
import type { HeldReport, OutboxStore } from './outbox';

interface Local extends DBSchema {
  outbox: { key: string; value: HeldReport };
  drafts: { key: string; value: unknown };
  changes: { key: string; value: HeldChange };
  kept: { key: string; value: unknown };
}

/** Raised with each new store. Version 1 had reports and drafts, 2 changes, 3 what is kept for a start without the server. */
const VERSION = 3;

let opened: Promise<IDBPDatabase<Local>> | null = null;

function database(): Promise<IDBPDatabase<Local>> {
  opened ??= openDB<Local>('lagesbild', VERSION, {
    // What an older version of the app has kept stays: only what is new is added.
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('outbox');
        db.createObjectStore('drafts');
      }
      if (before < 2) db.createObjectStore('changes');
      if (before < 3) db.createObjectStore('kept');
    },
    // A newer version in another tab wants to upgrade: let go, and open again at the next need.
    blocking: () => {
      void opened?.then((db) => db.close());
      opened = null;
    },
    terminated: () => (opened = null),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

// Begun while the rest of the app is still being read: the first screen waits for it. Where it fails, whoever needs it tries again and says so.
if (typeof indexedDB !== 'undefined') void database().catch(() => undefined);

export const outboxStore: OutboxStore = {
  all: async () => (await database()).getAll('outbox'),
  get: async (id) => (await database()).get('outbox', id),
  put: (entry) => outboxStore.putAll([entry]),
  putAll: async (entries, draftKey) => {
    const write = (await database()).transaction(['outbox', 'drafts'], 'readwrite');
    // All or none; a put that fails ends the transaction, which says so below.
    for (const entry of entries)
      void write
        .objectStore('outbox')
        .put(entry, entry.report.id)
        .catch(() => undefined);
    if (draftKey !== undefined)
      void write
        .objectStore('drafts')
        .delete(draftKey)
        .catch(() => undefined);
    write.commit();
    await write.done;
  },
  remove: async (id) => (await database()).delete('outbox', id),
};

interface Readable {
  getAllKeys: (range: IDBKeyRange) => Promise<string[]>;
  getAll: (range: IDBKeyRange) => Promise<unknown[]>;
}

async function entriesUnder(store: Readable, prefix: string): Promise<ReadonlyMap<string, unknown>> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  // Asked for together: the transaction ends when nothing of it is awaited.
  const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return new Map(keys.map((key, i) => [key, values[i]]));
}

export const keptStore = {
  get: async (key: string): Promise<unknown> => (await database()).get('kept', key),
  put: async (key: string, value: unknown): Promise<void> => void (await (await database()).put('kept', value, key)),
  /** By key, all whose keys begin alike: a start reads them at once. */
  under: async (prefix: string): Promise<ReadonlyMap<string, unknown>> => {
    const { store } = (await database()).transaction('kept');
    return entriesUnder(store, prefix);
  },
  clear: async (): Promise<void> => (await database()).clear('kept'),
};

export const changeStore: ChangeStore = {
  all: async () => (await database()).getAll('changes'),
  get: async (key) => (await database()).get('changes', key),
  put: async (entry) => {
    const write = (await database()).transaction('changes', 'readwrite');
    void write.store.put(entry, changeKey(entry));
    write.commit();
    await write.done;
  },
  remove: async (key) => (await database()).delete('changes', key),
};

/** Drafts whose keys begin alike, for example all parts of one picture. */
export async function draftsUnder(prefix: string): Promise<{ key: string; draft: unknown }[]> {
  const { store } = (await database()).transaction('drafts');
  return Array.from(await entriesUnder(store, prefix), ([key, draft]) => ({ key, draft }));
}

/** A draft that was asked for before the form was there: for the first reader alone, as long as nothing was written here, and not for long, as another tab may write. */
let ahead: { key: string; draft: Promise<unknown>; at: number } | null = null;
/** Milliseconds. */
const AHEAD_AT_MOST = 3000;

/** Begins to read a draft while its form is still being fetched or drawn: on a slow phone each reading takes a fifth of a second. */
export function readDraftAhead(key: string): void {
  const draft = database().then((db) => db.get('drafts', key));
  draft.catch(() => undefined); // whoever asks for it is told
  ahead = { key, draft, at: performance.now() };
}

export const draftStore: DraftStore = {
  get: async (key) => {
    const early = ahead?.key === key && performance.now() - ahead.at < AHEAD_AT_MOST ? ahead.draft : null;
    ahead = null;
    return early ?? (await database()).get('drafts', key);
  },
  put: async (key, draft) => {
    ahead = null;
    const write = (await database()).transaction('drafts', 'readwrite');
    void write.store.put(draft, key);
    // Not left to the browser: it would commit after the answer, and a page that is being closed gets none.
    write.commit();
    await write.done;
  },
  remove: async (key) => {
    ahead = null;
    await (await database()).delete('drafts', key);
  },
};
