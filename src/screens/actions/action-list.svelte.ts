/** The actions that one may see, kept fresh while the screen is open. */
import { loadActions } from '../../data/actions';
import { SignedOut } from '../../data/failure';
import { loadSignal } from '../../data/meeting';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import type { Action } from '../../domain/meeting';

export interface ActionList {
  /** Null until they are there. */
  readonly actions: readonly Action[] | null;
  /** The last question had no answer. */
  readonly failed: boolean;
  renew: () => void;
  close: () => void;
}

export function followActions(municipality: string): ActionList {
  let actions = $state.raw<readonly Action[] | null>(null);
  let failed = $state(false);
  let signal = NaN;

  async function ask(): Promise<boolean> {
    try {
      const next = await loadSignal(municipality);
      if (next !== signal || actions === null) actions = await loadActions(municipality);
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
    get failed() {
      return failed;
    },
    renew: polling.now,
    close: polling.stop,
  };
}
