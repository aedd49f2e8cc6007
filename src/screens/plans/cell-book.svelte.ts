/** The cells of a follow-up that are written here: each kept in this browser and saved by itself, none written over what another has written. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { reachable } from '../../data/connection.svelte';
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { SignedOut } from '../../data/failure';
import { saveFollowUp } from '../../data/follow-ups';
import { draftStore, draftsUnder } from '../../data/local-database';
import { mergePart } from '../../data/merge-parts';
import { createPartSaver } from '../../data/part-saver';
import type { KeptPart } from '../../data/part-saver';
import { expire } from '../../data/session.svelte';
import type { FollowUpCell, FollowUpTable } from '../../domain/plan';
import { DraftPart } from '../picture/open-draft.svelte';
import { parseKept, summaryOf } from '../picture/save-summary';
import type { SaveSummary } from '../picture/save-summary';
import { cellKey, contentOf, EMPTY_CELL, readCell, refuseCell } from './cells';
import type { CellContent } from './cells';

/** Milliseconds without a key before a cell is sent; before it is kept; between two tries to reach the server. */
const PAUSE = 700;
const KEEP = 20;
const TRY_AGAIN = 10_000;

interface Whose {
  municipality: string;
  userId: string;
  membershipId: string;
}

export class CellBook {
  /** This browser keeps nothing. */
  unkept = $state(false);
  #parts = new SvelteMap<string, DraftPart>();
  #keepers: DraftKeeper[] = [];
  #prefix: string;
  #kept: Promise<Readonly<Record<string, KeptPart>>>;
  #timer: ReturnType<typeof setInterval>;

  constructor(private readonly whose: Whose) {
    this.#prefix = `follow-up:${whose.userId}:${whose.membershipId}:`;
    this.#kept = this.#load();
    this.#timer = setInterval(() => this.#retry(), TRY_AGAIN);
    $effect(() => {
      if (reachable()) untrack(() => this.#retry());
    });
  }

  readonly summary: SaveSummary = $derived(summaryOf([...this.#parts.values()].map(({ state }) => state)));

  /** Null before `show` has seen it. */
  part(key: string): DraftPart | null {
    return this.#parts.get(key) ?? null;
  }

  content(cell: FollowUpCell): CellContent {
    const part = this.#parts.get(cellKey(cell));
    return part ? readCell(part.content ?? EMPTY_CELL) : contentOf(cell);
  }

  /** Takes up what the server has now; what is being written here stays. */
  async show(table: FollowUpTable): Promise<void> {
    const kept = await this.#kept;
    for (const cell of table.rows.flatMap(({ cells }) => cells)) {
      if (!cell.mayEdit) continue;
      const key = cellKey(cell);
      const stored = { content: contentOf(cell), revision: cell.revision, updatedAt: cell.updatedAt };
      const part = this.#parts.get(key);
      if (part) part.saver.refresh(stored);
      else this.#parts.set(key, this.#make(cell, kept[key] ?? null));
    }
  }

  edit(key: string, content: CellContent): void {
    this.#parts.get(key)?.saver.edit(content);
  }

  async #load(): Promise<Readonly<Record<string, KeptPart>>> {
    try {
      return Object.fromEntries(
        (await draftsUnder(this.#prefix)).flatMap(({ key, draft }) => {
          const part = parseKept(draft);
          return part ? [[key.slice(this.#prefix.length), part] as const] : [];
        }),
      );
    } catch {
      this.unkept = true;
      return {};
    }
  }

  #make(cell: FollowUpCell, kept: KeptPart | null): DraftPart {
    const { commitmentId, periodKey, revision, updatedAt } = cell;
    const key = cellKey(cell);
    const keeper = createDraftKeeper(draftStore, this.#prefix + key, KEEP, () => (this.unkept = true));
    this.#keepers.push(keeper);
    return new DraftPart(key, (changed) =>
      createPartSaver({
        // A cell that nobody has written is stored as revision 0 and empty.
        stored: { content: contentOf(cell), revision, updatedAt },
        kept,
        keep: (next) => (next ? keeper.keep(next) : void keeper.clear()),
        save: async (content, from) => {
          try {
            const record = {
              commitmentId,
              periodKey,
              ...readCell(content),
              revision: from,
              updatedAt: 0,
              mayEdit: true,
            };
            const { saved, followUp } = await saveFollowUp(this.whose.municipality, record, from);
            return {
              saved,
              ...{ content: contentOf(followUp), revision: followUp.revision, updatedAt: followUp.updatedAt },
            };
          } catch (error) {
            if (error instanceof SignedOut) {
              await keeper.settle();
              expire();
            }
            throw error;
          }
        },
        merge: (base, mine, theirs) => mergePart('follow-up', base ?? EMPTY_CELL, mine, theirs),
        refuse: refuseCell,
        changed,
        pause: PAUSE,
      }),
    );
  }

  #retry(): void {
    for (const { saver } of this.#parts.values()) saver.retry();
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
