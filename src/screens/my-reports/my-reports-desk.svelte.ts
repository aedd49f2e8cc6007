/** A reporter's own reports, kept fresh while they are on the screen, and the correction that is being made. */
import { SignedOut, Unreachable } from '../../data/failure';
import { correctMyReport, loadMyReports } from '../../data/my-reports';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import { Refusal } from '../../data/types';
import type { RefusalCode } from '../../data/types';
import type { MyReport } from '../../domain/review';
import type { Membership } from '../../domain/setting';
import type { Corrected } from './outcome';

/** How sending a correction ended. `conflict`: it was changed meanwhile, and `report` is how it stands. */
export type Sent =
  | { kind: 'saved' }
  | { kind: 'conflict'; report: MyReport }
  | { kind: 'unreachable' }
  | { kind: 'refused'; code: RefusalCode };

export class MyReportsDesk {
  /** Null until they are there. */
  reports = $state.raw<readonly MyReport[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  #polling: ReturnType<typeof startPolling> | null = null;
  /** Counts what was stored here: an answer that was asked for before is old. */
  #stored = 0;

  constructor(private readonly membership: Membership) {}

  follow(): () => void {
    this.#polling = startPolling(() => this.#ask(), { visible: 60_000, hidden: 600_000 });
    return () => {
      this.#polling?.stop();
      this.#polling = null;
    };
  }

  renew = (): void => this.#polling?.now();

  async #ask(): Promise<boolean> {
    const before = this.#stored;
    try {
      const all = await loadMyReports(this.membership.municipalityId);
      if (before === this.#stored)
        this.reports = all.filter((one) => one.organisationId === this.membership.organisationId);
      this.failed = false;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      this.failed = true;
      return false;
    }
  }

  #take(report: MyReport): void {
    this.#stored++;
    this.reports = (this.reports ?? []).map((one) => (one.id === report.id ? report : one));
  }

  /** @param corrected null: the report is right as it is. @param revision that it was made from. */
  async send(id: string, corrected: Corrected | null, answer: string, revision: number): Promise<Sent> {
    this.busy = true;
    try {
      const { saved, report } = await correctMyReport(this.membership.municipalityId, id, corrected, answer, revision);
      this.#take(report);
      return saved ? { kind: 'saved' } : { kind: 'conflict', report };
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', code: error.code };
      if (error instanceof SignedOut) expire();
      else if (!(error instanceof Unreachable)) throw error;
      return { kind: 'unreachable' };
    } finally {
      this.busy = false;
    }
  }
}
