/**
 * Changes at work in the browser: sent when the app starts, when one is made, when the network returns and every half minute, by one tab at a time; all tabs show the
 * same. Counterpart of outbox.svelte.ts for actions and planned events.
 */
import type { MunicipalityId } from '../domain/setting';
import { removeAction, saveAction } from './actions';
import { removeActivity, saveActivity } from './activities';
import type { Changed, ChangeDoor, HeldChange, StoredChange } from './changes';
import { changeKey, changesOf, flushChanges, putChange, withdrawChange } from './changes';
import { changeStore } from './local-database';
import type { Owner } from './outbox';
import { expire } from './session.svelte';
import { supabase } from './supabase';

const EVERY = 30_000;
const LOCK = 'lagesbild-changes';

const door: ChangeDoor = {
  async save(municipality, change, base) {
    if (change.kind === 'action') {
      const { saved, action } = await saveAction(municipality, change.record, base);
      return { saved, kind: 'action', record: action };
    }
    const { saved, activity } = await saveActivity(municipality, change.record, base);
    return { saved, kind: 'activity', record: activity };
  },
  remove: (municipality, kind, id) => (kind === 'action' ? removeAction : removeActivity)(municipality, id),
};

let owner: Owner | null = null;
let held = $state.raw<HeldChange[]>([]);
let stored = $state.raw<StoredChange[]>([]);
let removed = $state.raw<string[]>([]);
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(LOCK);

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

/** One tab at a time; see outbox.svelte.ts. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(LOCK, work) as Promise<T>) : work();
}

/** Sends what waits. Never throws for an answer of the server. */
export async function flushHeldChanges(): Promise<void> {
  let news: News = { stored: [], removed: [] };
  await alone(async () => {
    const whose = owner;
    if (!whose || navigator.onLine === false) return;
    const { data } = await supabase.auth.getSession();
    // Another tab may have signed in as somebody else meanwhile: that person must not send these.
    if (data.session?.user.id !== whose.userId) return;
    const result = await flushChanges(changeStore, whose.userId, door);
    news = result;
    if (result.stopped === 'signed-out' && owner === whose) expire();
  });
  // Both at once, or for a moment a thing would be neither on its way nor stored.
  await refresh();
  note(news);
  channel?.postMessage({ stored: news.stored, removed: news.removed } satisfies News);
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
  await alone(() => withdrawChange(changeStore, mine(), municipality, change, Date.now()));
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
  channel?.postMessage({ stored: [], removed: [] } satisfies News);
}

/** Follows the changes of a person as a member, until the returned function is called. Call it once for the whole app. */
export function followChanges(whose: Owner): () => void {
  owner = whose;
  held = [];
  stored = [];
  removed = [];
  const go = (): void => void flushHeldChanges();
  const heard = ({ data }: MessageEvent<News>): void => {
    note(data);
    void refresh();
  };
  channel?.addEventListener('message', heard);
  addEventListener('online', go);
  const timer = setInterval(go, EVERY);
  void refresh().then(go);
  return () => {
    owner = null;
    held = [];
    stored = [];
    removed = [];
    channel?.removeEventListener('message', heard);
    removeEventListener('online', go);
    clearInterval(timer);
  };
}
