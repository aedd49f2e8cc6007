/**
 * Keeps map, panels and table on one and the same slice. The map needs some frames to prepare what it is handed, so each analysis goes to the map first,
 * and to all else in the frame in which the map shows it. One is prepared at a time; of those that come meanwhile the newest waits, so that a slider
 * that is dragged is followed in whole pictures.
 */
import { flushSync } from 'svelte';
import type { Shown } from './shown';

export interface Stage {
  /** For the map. */
  readonly offered: Shown | null;
  /** For everything else: what the map shows. */
  readonly shown: Shown | null;
  /** The map is not yet where it was asked to be. */
  readonly busy: boolean;
  offer(next: Shown | null): void;
  /** The map shows the slice of this key, from this frame on. */
  drawn(key: string): void;
  /** There is no map, or it is late: the figures do not wait for it. */
  go(): void;
  /** From now on nothing waits: there is no map here. */
  withoutMap(): void;
}

export function createStage(): Stage {
  let offered = $state.raw<Shown | null>(null);
  let shown = $state.raw<Shown | null>(null);
  let newest = $state.raw<Shown | null>(null);
  let mapless = false;

  /** Hands it to the map; all else waits, unless the numbers are those that are shown: another layer or another incident only. */
  function prepare(next: Shown): void {
    offered = next;
    if (next.key === shown?.key && next.analysis === shown.analysis) shown = next;
  }

  function go(): void {
    shown = newest ?? offered;
    offered = shown;
    newest = null;
  }

  return {
    get offered() {
      return offered;
    },
    get shown() {
      return shown;
    },
    get busy() {
      return offered !== shown;
    },
    offer(next) {
      // Nothing has been shown yet, so nothing can be stale.
      if (!next || !shown || mapless) [offered, shown, newest] = [next, next, null];
      else if (offered !== shown) newest = next;
      else prepare(next);
    },
    drawn(key) {
      if (!offered || offered === shown || offered.key !== key) return;
      shown = offered;
      if (newest) prepare(newest);
      newest = null;
      flushSync(); // now, not in the next frame: map and panels are to be seen together
    },
    go,
    withoutMap() {
      mapless = true;
      go();
    },
  };
}
