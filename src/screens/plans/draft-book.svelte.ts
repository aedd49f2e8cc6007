/** Forms that are being written, one under each name: kept in this browser at once, one of them open, none lost by a reload or by shutting it. */
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { draftStore } from '../../data/local-database';

/** Milliseconds. */
const PAUSE = 20;

export class DraftBook<Draft extends object> {
  /** Name of the form that is open. */
  open = $state<string | null>(null);
  drafts = $state.raw<Readonly<Record<string, Draft>>>({});
  /** This browser keeps nothing. */
  unkept = $state(false);
  /** What was opened as it had been left. */
  restored = $state(false);
  readonly draft: Draft | null = $derived(this.open === null ? null : (this.drafts[this.open] ?? null));
  #keeper: DraftKeeper;

  /** @param key of what is kept; belongs to a person as a member. @param parse null for what no version of ours has written. */
  constructor(
    key: string,
    private readonly parse: (value: unknown) => Draft | null,
  ) {
    this.#keeper = createDraftKeeper(draftStore, key, PAUSE, () => (this.unkept = true));
  }

  /** Opens what was open when the page went away. */
  async load(): Promise<void> {
    try {
      const kept = (await this.#keeper.load()) as { open?: unknown; drafts?: unknown } | undefined;
      const drafts = Object.entries(Object(kept?.drafts) as Record<string, unknown>).flatMap(([name, value]) => {
        const draft = this.parse(value);
        return draft ? [[name, draft] as const] : [];
      });
      this.drafts = { ...Object.fromEntries(drafts), ...this.drafts };
      if (this.open === null && typeof kept?.open === 'string' && this.drafts[kept.open]) {
        this.open = kept.open;
        this.restored = true;
      }
    } catch {
      this.unkept = true;
    }
  }

  /** Opens the form; what was written there before is still in it. */
  begin(name: string, make: () => Draft): void {
    this.restored = this.drafts[name] !== undefined;
    if (!this.restored) this.drafts = { ...this.drafts, [name]: make() };
    this.open = name;
    this.#keep();
  }

  /** Of the form that is open. */
  replace(next: Draft): void {
    if (this.open === null) return;
    this.drafts = { ...this.drafts, [this.open]: next };
    this.#keep();
  }

  /** Shuts the form; what is written stays. */
  shut(): void {
    this.open = null;
    this.#keep();
  }

  /** Shuts the form and forgets what was written. */
  discard(name = this.open): void {
    if (name === null) return;
    this.drafts = Object.fromEntries(Object.entries(this.drafts).filter(([one]) => one !== name));
    if (this.open === name) this.open = null;
    this.#keep();
  }

  /** The page may be about to go. */
  keepNow(): void {
    void this.#keeper.settle();
  }

  #keep(): void {
    if (this.open === null && Object.keys(this.drafts).length === 0) void this.#keeper.clear();
    else this.#keeper.keep({ open: this.open, drafts: { ...this.drafts } });
  }
}
