/** Cases, places and promises, fresh while the screen is open; closing and opening again, with what the server says of it. */
import { SignedOut, Unreachable } from '../../data/failure';
import { loadSignal } from '../../data/meeting';
import { startPolling } from '../../data/polling';
import { loadServiceCases, loadServicePositions, loadServicePromises, saveServiceCase } from '../../data/service-cases';
import { expire } from '../../data/session.svelte';
import { Refusal } from '../../data/types';
import { parsePeriod } from '../../domain/period';
import type { ServiceCase, ServicePosition, ServicePromise } from '../../domain/service';
import { monthsBack } from './address';
import { byIncident } from './board';

export const MONTHS = 13;
/** As the server answers at most. */
export const CASES_AT_MOST = 5000;

/** How a change went: `other`: somebody was faster, and what that one said is shown. */
export type Outcome = 'saved' | 'other' | 'unreachable' | 'too-early' | 'in-the-future' | 'refused';

export function outcomeOf(error: unknown): Outcome {
  if (error instanceof SignedOut) expire();
  if (error instanceof Unreachable) return 'unreachable';
  if (error instanceof Refusal && error.code === 'end-before-start') return 'too-early';
  if (error instanceof Refusal && error.code === 'in-the-future') return 'in-the-future';
  return 'refused';
}

export class ServiceData {
  /** Null until they are there. */
  cases = $state.raw<readonly ServiceCase[] | null>(null);
  promises = $state.raw<readonly ServicePromise[]>([]);
  positions = $state.raw<ReadonlyMap<string, ServicePosition>>(byIncident([]));
  failed = $state(false);
  /** Epoch seconds, renewed each half minute: the clocks go. */
  now = $state(Math.floor(Date.now() / 1000));
  /** Epoch seconds when the cases were fetched. */
  fetchedAt = $state(0);
  readonly #municipality: string;
  readonly #polling;
  readonly #clock;
  #signal = NaN;

  constructor(municipality: string) {
    this.#municipality = municipality;
    this.#clock = setInterval(() => (this.now = Math.floor(Date.now() / 1000)), 30_000);
    this.#polling = startPolling(() => this.#ask(), { visible: 10_000, hidden: 120_000 });
  }

  /** What others did comes within seconds; nothing is fetched while nothing has changed. */
  async #ask(): Promise<boolean> {
    try {
      const signal = await loadSignal(this.#municipality);
      if (signal !== this.#signal || this.cases === null) {
        this.now = Math.floor(Date.now() / 1000);
        const from = parsePeriod(monthsBack(this.now, MONTHS)[0] ?? '')?.from ?? 0;
        const [cases, promises, positions] = await Promise.all([
          loadServiceCases(this.#municipality, from, this.now + 86_400),
          loadServicePromises(this.#municipality),
          loadServicePositions(this.#municipality),
        ]);
        this.cases = cases;
        this.promises = promises;
        this.positions = byIncident(positions);
        this.fetchedAt = this.now;
      }
      this.#signal = signal;
      this.failed = false;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      this.failed = true;
      return false;
    }
  }

  renew(): void {
    this.#polling.now();
  }

  /** Fetches everything anew: promises have changed, and with them which cases there are. */
  renewAll(): void {
    this.#signal = NaN;
    this.#polling.now();
  }

  close(): void {
    clearInterval(this.#clock);
    this.#polling.stop();
  }

  /** Says that a case is done at a time (epoch seconds) and by whom, or opens it again (null). */
  async say(one: ServiceCase, doneAt: number | null, doneBy: string | null): Promise<Outcome> {
    try {
      const { incidentId, revision } = one;
      const given = { incidentId, doneAt, doneBy: doneAt === null ? null : doneBy, actionId: null };
      const { saved, case: stored } = await saveServiceCase(this.#municipality, given, revision);
      this.cases = (this.cases ?? []).map((each) => (each.incidentId === incidentId ? stored : each));
      return saved ? 'saved' : 'other';
    } catch (error) {
      return outcomeOf(error);
    }
  }
}
