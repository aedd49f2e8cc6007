/** The plans that one may see, and the follow-up of one of them, kept fresh while the screen is open. */
import { SignedOut } from '../../data/failure';
import { loadFollowUps } from '../../data/follow-ups';
import { loadSignal } from '../../data/meeting';
import { loadPlans } from '../../data/plans';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import type { FollowUpTable, Plan } from '../../domain/plan';

export interface PlanList {
  /** Null until they are there. */
  readonly plans: readonly Plan[] | null;
  /** Of the plan that is asked for; null until it is there. */
  readonly table: FollowUpTable | null;
  /** The last question had no answer. */
  readonly failed: boolean;
  /** Asks at once; resolves with the answer. */
  renew: () => Promise<void>;
  close: () => void;
}

/** @param tableOf key of the plan whose follow-up is wanted too; null: none. */
export function followPlans(municipality: string, tableOf: () => string | null = () => null): PlanList {
  let plans = $state.raw<readonly Plan[] | null>(null);
  let table = $state.raw<FollowUpTable | null>(null);
  let failed = $state(false);
  let signal = NaN;
  let asked: string | null = null;

  async function load(): Promise<void> {
    plans = await loadPlans(municipality);
    const key = tableOf();
    const plan = plans.find((one) => one.key === key);
    table = plan ? await loadFollowUps(municipality, plan.id) : null;
    asked = key;
  }

  async function ask(always: boolean): Promise<boolean> {
    try {
      const next = await loadSignal(municipality);
      if (always || next !== signal || plans === null || asked !== tableOf()) await load();
      signal = next;
      failed = false;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      failed = true;
      return false;
    }
  }

  const polling = startPolling(() => ask(false), { visible: 5_000, hidden: 60_000 });
  return {
    get plans() {
      return plans;
    },
    get table() {
      return table;
    },
    get failed() {
      return failed;
    },
    renew: async () => void (await ask(true)),
    close: polling.stop,
  };
}
