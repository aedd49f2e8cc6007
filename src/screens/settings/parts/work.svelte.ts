/** Doing something to the settings: one thing at a time, told of afterwards, and with a way back. */
import { reachable } from '../../../data/connection.svelte';
import { SignedOut, Unreachable } from '../../../data/failure';
import { expire } from '../../../data/session.svelte';
import type { RefusalCode, SettingRefusal } from '../../../data/types';
import { Refusal } from '../../../data/types';

/** Somebody else changed it meanwhile: what is shown is theirs now. */
export class Changed extends Error {
  override name = 'Changed';
}

/** `conflict`: somebody else's change is kept and shown; nothing of one's own was stored. */
export type Trouble = 'offline' | 'conflict' | RefusalCode | SettingRefusal;

/** What was done, in words, and the way back where there is one. */
export interface Done {
  said: string;
  undo?: () => Promise<Done>;
}

export class Work {
  busy = $state(false);
  said = $state('');
  trouble = $state<Trouble | null>(null);
  undo = $state.raw<(() => Promise<Done>) | null>(null);

  /** @returns whether it went. */
  async run(task: () => Promise<Done>): Promise<boolean> {
    if (this.busy) return false;
    this.trouble = null;
    // What was said last stays with its way back, until something new can be tried.
    if (!reachable()) {
      this.trouble = 'offline';
      return false;
    }
    const before = this.said;
    this.said = '';
    this.busy = true;
    try {
      const { said, undo } = await task();
      this.said = said;
      this.undo = undo ?? null;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else if (error instanceof Unreachable) this.trouble = 'offline';
      else if (error instanceof Changed) this.trouble = 'conflict';
      else if (error instanceof Refusal) this.trouble = error.setting ?? error.code;
      else throw error;
      this.said = before;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
