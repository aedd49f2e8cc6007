/** One person's writing of actions: what is typed is kept in this browser at once, sent when there is contact, and can be taken back. */
import { submitChange, takeBackChange } from '../../data/changes.svelte';
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { draftStore } from '../../data/local-database';
import type { Action } from '../../domain/meeting';
import type { Setting } from '../../domain/setting';
import type { ActionDraft, KeptDrafts } from './action-draft';
import { actionOf, parseDrafts } from './action-draft';

interface Whose {
  userId: string;
  membershipId: string;
  setting: Setting;
}

/** Milliseconds. */
const PAUSE = 20;

export class ActionDesk {
  /** Names what is written about: `ny:<picture>:<hotspot or area>`, or the id of an action that is changed. */
  open = $state<string | null>(null);
  /** What is written, by the same names; a closed one waits here. */
  drafts = $state.raw<Readonly<Record<string, ActionDraft>>>({});
  /** This browser keeps nothing. */
  unkept = $state(false);
  /** The action added last, as long as it can be taken back with one press. */
  added = $state.raw<Action | null>(null);
  /** What was opened as it had been left. */
  restored = $state(false);
  readonly draft: ActionDraft | null = $derived(this.open === null ? null : (this.drafts[this.open] ?? null));
  #keeper: DraftKeeper;

  constructor(private readonly whose: Whose) {
    this.#keeper = createDraftKeeper(
      draftStore,
      `actions:${whose.userId}:${whose.membershipId}`,
      PAUSE,
      () => (this.unkept = true),
    );
  }

  /** Opens what was open when the page went away. @param mine whether a form of this name belongs on this screen. */
  async load(mine: (slot: string, draft: ActionDraft) => boolean): Promise<void> {
    try {
      const kept = parseDrafts(await this.#keeper.load());
      this.drafts = { ...kept.drafts, ...this.drafts };
      const left = kept.open === null ? undefined : kept.drafts[kept.open];
      if (this.open === null && kept.open !== null && left && mine(kept.open, left)) {
        this.open = kept.open;
        this.restored = true;
      }
    } catch {
      this.unkept = true;
    }
  }

  /** Opens the form; what was written there before is still in it. */
  begin(slot: string, make: () => ActionDraft): void {
    this.restored = this.drafts[slot] !== undefined;
    if (!this.restored) this.drafts = { ...this.drafts, [slot]: make() };
    this.open = slot;
    this.#keep();
  }

  change(patch: Partial<ActionDraft>): void {
    if (this.open === null || !this.draft) return;
    this.drafts = { ...this.drafts, [this.open]: { ...this.draft, ...patch } };
    this.#keep();
  }

  /** Shuts the form; what is written stays. */
  shut(): void {
    this.open = null;
    this.#keep();
  }

  /** Shuts the form and forgets what was written. */
  discard(slot = this.open): void {
    if (slot === null) return;
    this.drafts = Object.fromEntries(Object.entries(this.drafts).filter(([name]) => name !== slot));
    if (this.open === slot) this.open = null;
    this.#keep();
  }

  /** Keeps the action on its way to the server. @throws when this browser cannot keep it: the form is as it was. */
  async submit(): Promise<Action | null> {
    const { draft, open } = this;
    if (!draft || open === null) return null;
    const action = actionOf(draft, this.whose.setting, Math.floor(Date.now() / 1000));
    await submitChange(this.whose.setting.municipality.id, { kind: 'action', record: action }, draft.revision);
    this.added = draft.revision === 0 ? action : null;
    this.discard(open);
    return action;
  }

  /** Takes back what was just added. */
  async undo(action: Action): Promise<void> {
    await takeBackChange(this.whose.setting.municipality.id, { kind: 'action', record: action });
    if (this.added?.id === action.id) this.added = null;
  }

  /** The page may be about to go. */
  keepNow(): void {
    void this.#keeper.settle();
  }

  #keep(): void {
    const all: KeptDrafts = { open: this.open, drafts: { ...this.drafts } };
    if (all.open === null && Object.keys(all.drafts).length === 0) void this.#keeper.clear();
    else this.#keeper.keep(all);
  }
}
