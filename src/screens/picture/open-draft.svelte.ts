/** A draft that is open: its parts as the screen reads them, each kept in this browser and saved by itself. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { SignedOut } from '../../data/failure';
import { draftStore, draftsUnder } from '../../data/local-database';
import { mergePart } from '../../data/merge-parts';
import { createPartSaver } from '../../data/part-saver';
import type { KeptPart, PartSaver, SaveState } from '../../data/part-saver';
import { loadDraft, savePart } from '../../data/pictures';
import type { PictureDraft, StoredPart } from '../../data/pictures';
import { expire } from '../../data/session.svelte';
import { reachable } from '../../data/connection.svelte';
import { refusePart } from './refuse-part';
import { parseKept, summaryOf } from './save-summary';
import type { SaveSummary } from './save-summary';

/** Milliseconds without a key before a part is sent; before it is kept; between two tries to reach the server; for which a window left may stay unrefreshed. */
const PAUSE = 700;
const KEEP = 20;
const TRY_AGAIN = 10_000;
const FRESH = 30_000;

/** One part as the screen reads it. */
export class DraftPart {
  content: unknown = $state.raw(null);
  state: SaveState = $state.raw({ kind: 'saved', at: null });
  readonly saver: PartSaver;

  constructor(
    readonly name: string,
    make: (changed: (content: unknown, state: SaveState) => void) => PartSaver,
  ) {
    this.saver = make((content, state) => {
      this.content = content;
      this.state = state;
    });
    this.content = this.saver.content;
    this.state = this.saver.state;
  }
}

export type DraftPhase = 'loading' | 'ready' | 'failed' | 'missing';

interface Whose {
  municipality: string;
  userId: string;
  membershipId: string;
}

export class OpenDraft {
  phase = $state<DraftPhase>('loading');
  /** Null until it is there. */
  head = $state.raw<Pick<PictureDraft, 'periodKey' | 'areaId'> | null>(null);
  /** This browser keeps nothing: what is typed survives no reload until it is saved. */
  unkept = $state(false);
  #parts = new SvelteMap<string, DraftPart>();
  #keepers: DraftKeeper[] = [];
  #prefix: string;
  #timer: ReturnType<typeof setInterval>;
  #loadedAt = 0;

  constructor(
    readonly id: string,
    private readonly whose: Whose,
    /** Parts that the screen shows whether or not anything is written in them. */
    private readonly always: (areaId: string | null) => string[],
  ) {
    this.#prefix = `picture:${whose.userId}:${whose.membershipId}:${id}:`;
    this.#timer = setInterval(() => this.#retry(), TRY_AGAIN);
    $effect(() => {
      if (reachable()) untrack(() => this.#retry());
    });
  }

  readonly summary: SaveSummary = $derived(summaryOf([...this.#parts.values()].map(({ state }) => state)));

  part(name: string): DraftPart | null {
    return this.#parts.get(name) ?? null;
  }

  /** Names of the pictures of the map that are there. */
  readonly maps: string[] = $derived(
    [...this.#parts.values()]
      .filter(({ name, content }) => name.startsWith('map:') && content !== null)
      .map(({ name }) => name),
  );

  async load(): Promise<void> {
    this.phase = 'loading';
    try {
      const draft = await loadDraft(this.whose.municipality, this.id);
      if (!draft) {
        this.phase = 'missing';
        return;
      }
      const kept = await this.#kept();
      const names = [
        ...this.always(draft.areaId),
        ...draft.parts.map(({ part }) => part),
        ...kept.map(({ name }) => name),
      ];
      for (const name of names) {
        if (this.#parts.has(name)) continue;
        const stored = draft.parts.find(({ part }) => part === name) ?? null;
        this.#parts.set(name, this.#make(name, stored, kept.find((one) => one.name === name)?.part ?? null));
      }
      this.#loadedAt = Date.now();
      this.head = { periodKey: draft.periodKey, areaId: draft.areaId };
      this.phase = 'ready';
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else this.phase = 'failed';
    }
  }

  async #kept(): Promise<{ name: string; part: KeptPart }[]> {
    try {
      return (await draftsUnder(this.#prefix)).flatMap(({ key, draft }) => {
        const part = parseKept(draft);
        return part ? [{ name: key.slice(this.#prefix.length), part }] : [];
      });
    } catch {
      this.unkept = true;
      return [];
    }
  }

  #make(name: string, stored: StoredPart | null, kept: KeptPart | null): DraftPart {
    const keeper = createDraftKeeper(draftStore, this.#prefix + name, KEEP, () => (this.unkept = true));
    this.#keepers.push(keeper);
    return new DraftPart(name, (changed) =>
      createPartSaver({
        stored,
        kept,
        keep: (next) => (next ? keeper.keep(next) : void keeper.clear()),
        save: async (content, revision) => {
          try {
            return await savePart(this.whose.municipality, this.id, name, content, revision);
          } catch (error) {
            if (error instanceof SignedOut) {
              await keeper.settle();
              expire();
            }
            throw error;
          }
        },
        merge: (base, mine, theirs) => mergePart(name, base, mine, theirs),
        refuse: (content) => refusePart(name, content),
        changed,
        pause: PAUSE,
      }),
    );
  }

  /** Writes a part; one that is new comes into being. */
  edit(name: string, content: unknown): void {
    let part = this.#parts.get(name);
    if (!part) {
      part = this.#make(name, null, null);
      this.#parts.set(name, part);
    }
    part.saver.edit(content);
  }

  #retry(): void {
    for (const { saver } of this.#parts.values()) saver.retry();
  }

  /** What others have written meanwhile, where nothing is being written here. */
  async refresh(): Promise<void> {
    if (this.phase !== 'ready' || Date.now() - this.#loadedAt < FRESH) return;
    this.#loadedAt = Date.now();
    try {
      const draft = await loadDraft(this.whose.municipality, this.id);
      for (const stored of draft?.parts ?? []) {
        const part = this.#parts.get(stored.part);
        if (part) part.saver.refresh(stored);
        else this.#parts.set(stored.part, this.#make(stored.part, stored, null));
      }
    } catch (error) {
      if (error instanceof SignedOut) expire();
      // Else: what is on the screen stays, and a save will tell of what it does not know.
    }
  }

  /** Sends everything that waits for a pause. */
  async settle(): Promise<void> {
    await Promise.all([...this.#parts.values()].map(({ saver }) => saver.settle()));
  }

  /** The page may be about to go: what is typed is written down here. */
  keepNow(): void {
    for (const keeper of this.#keepers) void keeper.settle();
  }

  close(): void {
    clearInterval(this.#timer);
    this.keepNow();
    void this.settle();
  }
}
