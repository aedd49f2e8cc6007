/** The activities of a year that one may see, kept fresh while the screen is open; another year is fetched when it is asked for. */
import { loadAllActivities } from '../../data/activities';
import { SignedOut } from '../../data/failure';
import { loadSignal } from '../../data/meeting';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import type { Activity } from '../../domain/meeting';

export interface ActivityList {
  /** Null until they are there; those of the year before stay until the next are. */
  readonly activities: readonly Activity[] | null;
  /** Year of what is there. */
  readonly year: number | null;
  readonly failed: boolean;
  show: (year: number) => void;
  renew: () => void;
  close: () => void;
}

/** A week more at both ends: the calendar shows the days of its first and last week too. */
const MARGIN = 8 * 86_400;

export const yearSpan = (year: number): { from: number; to: number } => ({
  from: Date.UTC(year, 0, 1) / 1000 - MARGIN,
  to: Date.UTC(year + 1, 0, 1) / 1000 + MARGIN,
});

export function followActivities(municipality: string, first: number): ActivityList {
  let activities = $state.raw<readonly Activity[] | null>(null);
  let year = $state<number | null>(null);
  let failed = $state(false);
  let wanted = first;
  let signal = NaN;
  let anew = false;

  async function ask(): Promise<boolean> {
    const of = wanted;
    try {
      const next = await loadSignal(municipality);
      if (next !== signal || year !== of || anew) {
        anew = false;
        const { from, to } = yearSpan(of);
        const loaded = await loadAllActivities(municipality, from, to);
        if (of !== wanted) return ask();
        activities = loaded;
        year = of;
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
    get activities() {
      return activities;
    },
    get year() {
      return year;
    },
    get failed() {
      return failed;
    },
    show(next) {
      if (next === wanted) return;
      wanted = next;
      polling.now();
    },
    renew() {
      anew = true;
      polling.now();
    },
    close: polling.stop,
  };
}
