/** Questions that are being written, one a report, kept in this browser until they are sent. */
import * as v from 'valibot';
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { draftStore } from '../../data/local-database';

const shape = v.record(v.string(), v.string());
/** Milliseconds. */
const PAUSE = 300;

export class QuestionDrafts {
  #texts = $state.raw<Readonly<Record<string, string>>>({});
  readonly #keeper: DraftKeeper;

  constructor(userId: string, membershipId: string) {
    // A browser that keeps nothing still sends what is written now.
    this.#keeper = createDraftKeeper(draftStore, `review:${userId}:${membershipId}`, PAUSE, () => undefined);
  }

  async load(): Promise<void> {
    const kept = v.safeParse(shape, await this.#keeper.load().catch(() => undefined));
    if (kept.success) this.#texts = { ...kept.output, ...this.#texts };
  }

  of(reportId: string): string {
    return this.#texts[reportId] ?? '';
  }

  write(reportId: string, text: string): void {
    const others = Object.entries(this.#texts).filter(([id]) => id !== reportId);
    this.#texts = Object.fromEntries(text === '' ? others : [...others, [reportId, text]]);
    if (Object.keys(this.#texts).length === 0) void this.#keeper.clear();
    else this.#keeper.keep(this.#texts);
  }

  keepNow(): void {
    void this.#keeper.settle();
  }
}
