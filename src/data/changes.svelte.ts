/**
 * Changes at work in the browser: sent when the app starts, when one is made, when the network returns and every half minute, by one tab at a time; all tabs show the
 * same. Counterpart of outbox.svelte.ts for actions, planned events and the other kinds of change-kinds.ts.
 */
import type { MunicipalityId } from '../domain/setting';
import { changeDoor } from './change-doors';
import type { Changed, HeldChange, StoredChange } from './changes';
import { changeKey, changesOf, flushChanges, putChange, withdrawChange } from './changes';
import { changeStore } from './local-database';
import { createTabLine, maySend } from './one-tab';
import type { Owner } from './outbox';
import { expire } from './session.svelte';

let owner: Owner | null = null;
let held = $state.raw<HeldChange[]>([]);
let stored = $state.raw<StoredChange[]>([]);
let removed = $state.raw<string[]>([]);

/** Reactive: what waits, was refused, is in conflict or was taken back, oldest first. */
export function heldChanges(): readonly HeldChange[] {
  return held;
}

/** Reactive: what the server has stored since this page was opened, the newest of each last. */
export function storedChanges(): readonly StoredChange[] {
  return stored;
}

/** Reactive: ids of what was taken back since this page was opened. */
export function removedChanges(): readonly string[] {
  return removed;
}

interface News {
  stored: readonly StoredChange[];
  removed: readonly string[];
}
const line = createTabLine<News>('lagesbild-changes');

function note({ stored: news, removed: gone }: News): void {
  const own = news.filter((one) => one.userId === owner?.userId && one.membershipId === owner.membershipId);
  if (own.length > 0) stored = [...stored, ...own];
  if (gone.length > 0) removed = [...removed, ...gone];
}

async function refresh(): Promise<void> {
  const whose = owner;
  const entries = whose ? await changesOf(changeStore, whose) : [];
  if (whose === owner) held = entries;
}

/** Sends what waits. Never throws for an answer of the server. */
export async function flushHeldChanges(): Promise<void> {
  let news: News = { stored: [], removed: [] };
  await line.alone(async () => {
    const whose = owner;
    if (!whose || !maySend(whose.userId)) return;
    const result = await flushChanges(changeStore, whose.userId, changeDoor);
    news = result;
    if (result.stopped === 'signed-out' && owner === whose) expire();
  });
  // Both at once, or for a moment a thing would be neither on its way nor stored.
  await refresh();
  note(news);
  line.tell({ stored: news.stored, removed: news.removed });
}

function mine(): Owner {
  if (!owner) throw new Error('Nobody is signed in.');
  return owner;
}

/**
 * Keeps what the person decided and tries to send it at once.
 * @param base revision of the stored record that it was made from; 0: new.
 * @returns when it is kept here: from then on it is not lost. @throws when this browser cannot keep it.
 */
export async function submitChange(municipality: MunicipalityId, change: Changed, base: number): Promise<void> {
  await putChange(changeStore, mine(), municipality, change, base, Date.now());
  await refresh();
  void flushHeldChanges();
}

/** Takes a thing back, from here or from the server. */
export async function takeBackChange(municipality: MunicipalityId, change: Changed): Promise<void> {
  await line.alone(() => withdrawChange(changeStore, mine(), municipality, change, Date.now()));
  await refresh();
  void flushHeldChanges();
}

/** The person's own wording goes, made anew from what the other wrote. */
export async function keepMine(entry: HeldChange): Promise<void> {
  if (!entry.other) return;
  await changeStore.put({ ...entry, base: entry.other.revision, other: null, queuedAt: Date.now() });
  await refresh();
  void flushHeldChanges();
}

/** Forgets a change that was refused or that gives way to another's. */
export async function discardChange(entry: HeldChange): Promise<void> {
  await changeStore.remove(changeKey(entry));
  if (entry.other) note({ stored: [{ ...entry, record: entry.other } as StoredChange], removed: [] });
  await refresh();
  line.tell({ stored: [], removed: [] });
}

/** Follows the changes of a person as a member, until the returned function is called. Call it once for the whole app. */
export function followChanges(whose: Owner): () => void {
  owner = whose;
  held = [];
  stored = [];
  removed = [];
  const end = line.follow((news) => {
    note(news);
    void refresh();
  }, flushHeldChanges);
  void refresh().then(flushHeldChanges);
  return () => {
    owner = null;
    held = [];
    stored = [];
    removed = [];
    end();
  };
}
