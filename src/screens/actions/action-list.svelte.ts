/** The actions that one may see with their trace and the reminders of them, kept fresh while the screen is open. */
import { loadActionReminders } from '../../data/action-reminders';
import { loadActions } from '../../data/actions';
import { SignedOut } from '../../data/failure';
import { loadActionNotes } from '../../data/follow-through';
import { loadSignal } from '../../data/meeting';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import type { ActionReminder } from '../../domain/action-reminder';
import type { ActionNote } from '../../domain/follow-through';
import type { Action } from '../../domain/meeting';

export interface ActionList {
  /** Null until they are there. */
  readonly actions: readonly Action[] | null;
  /** The newest 2,000 lines of the trace, oldest first. */
  readonly notes: readonly ActionNote[];
  readonly reminders: readonly ActionReminder[];
  /** The last question had no answer. */
  readonly failed: boolean;
  renew: () => void;
  close: () => void;
}

export function followActions(municipality: string): ActionList {
  let actions = $state.raw<readonly Action[] | null>(null);
  let notes = $state.raw<readonly ActionNote[]>([]);
  let reminders = $state.raw<readonly ActionReminder[]>([]);
  let failed = $state(false);
  let signal = NaN;

  async function ask(): Promise<boolean> {
    try {
      const next = await loadSignal(municipality);
      if (next !== signal || actions === null) {
        [actions, notes, reminders] = await Promise.all([
          loadActions(municipality),
          loadActionNotes(municipality),
          loadActionReminders(municipality),
        ]);
      }
      signal = next;
      failed = false;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      failed = true;
      return false;
    }
  }

  const polling = startPolling(ask, { visible: 5_000, hidden: 60_000 });
  return {
    get actions() {
      return actions;
    },
    get notes() {
      return notes;
    },
    get reminders() {
      return reminders;
    },
    get failed() {
      return failed;
    },
    renew: polling.now,
    close: polling.stop,
  };
}
