/** One organisation's reporting, kept fresh while it is on the screen; answers are kept in this browser until the server has them. */
import {
  discardChange,
  heldChanges,
  removedChanges,
  storedChanges,
  submitChange,
  takeBackChange,
} from '../../data/changes.svelte';
import { keepReporting, keptReporting, loadReporting } from '../../data/check-ins';
import { SignedOut } from '../../data/failure';
import type { Owner } from '../../data/outbox';
import { heldReports, sentReports } from '../../data/outbox.svelte';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import { checkInOf, rowsMovedTo } from '../../domain/check-in';
import type { ReportingRow } from '../../domain/check-in';
import type { IncidentReport } from '../../domain/incident';
import type { Membership, Setting } from '../../domain/setting';
import { whereabouts } from '../report/where';
import type { Answers, Standing } from './standing';
import { answerForAll, standings } from './standing';

interface Whose {
  userId: string;
  membership: Membership;
  setting: Setting;
}

interface Rows {
  finished: readonly ReportingRow[];
  running: readonly ReportingRow[];
}

const seconds = (): number => Date.now() / 1000;

export class ReportingDesk {
  /** Null until something is known. */
  rows = $state.raw<Rows | null>(null);
  /** What is shown was kept from an earlier visit. */
  kept = $state(false);
  /** The last question had no answer. */
  failed = $state(false);
  #answers = $state.raw<Answers>({});
  #now = $state(seconds());
  #polling: ReturnType<typeof startPolling> | null = null;
  readonly #owner: Owner;

  readonly finished: readonly Standing[] = $derived(this.#stand(this.rows?.finished ?? []));
  readonly running: readonly Standing[] = $derived(this.#stand(this.rows?.running ?? []));

  constructor(private readonly whose: Whose) {
    this.#owner = { userId: whose.userId, membershipId: whose.membership.id };
  }

  /** Begins to ask, and asks again when something was sent. Call it in an effect. @returns ends it. */
  follow(): () => void {
    void this.#fill();
    this.#polling = startPolling(() => this.#ask(), { visible: 60_000, hidden: 600_000 });
    return () => {
      this.#polling?.stop();
      this.#polling = null;
    };
  }

  /** Asks at once. */
  renew = (): void => this.#polling?.now();

  /** How much has been sent since the page was opened: when it moves, it is time to ask. Reactive. */
  sent(): number {
    const own = storedChanges().filter(({ kind }) => kind === 'check-in').length;
    return own + removedChanges().length + sentReports().length;
  }

  /** Says that the organisation has reported, or that there was nothing. @throws when this browser cannot keep it. */
  async answer({ key, row }: Standing, nothing: boolean): Promise<void> {
    this.#note(key, nothing);
    await submitChange(this.whose.membership.municipalityId, { kind: 'check-in', record: checkInOf(row, nothing) }, 0);
  }

  /** One tap for all that nobody has answered for. @returns how many. @throws as answer. */
  async answerAll(all: readonly Standing[]): Promise<number> {
    const wishes = answerForAll(all);
    for (const { standing, nothing } of wishes) this.#note(standing.key, nothing);
    for (const { standing, nothing } of wishes) await this.answer(standing, nothing);
    return wishes.length;
  }

  /** Takes an answer back. @throws when this browser cannot keep it. */
  async undo({ key, row, entry }: Standing): Promise<void> {
    this.#note(key, null);
    const record = { ...checkInOf(row, row.checkIn?.nothing ?? false), revision: entry ? 0 : 1 };
    await takeBackChange(this.whose.membership.municipalityId, { kind: 'check-in', record });
  }

  /** Forgets an answer that was refused. */
  async discard({ key, entry }: Standing): Promise<void> {
    this.#answers = Object.fromEntries(Object.entries(this.#answers).filter(([name]) => name !== key));
    if (entry) await discardChange(entry);
    this.renew();
  }

  #note(key: string, nothing: boolean | null): void {
    this.#answers = { ...this.#answers, [key]: { nothing, at: seconds() } };
  }

  #stand(rows: readonly ReportingRow[]): readonly Standing[] {
    const { setting } = this.whose;
    const areaOf = (report: IncidentReport): string | null => {
      const where = whereabouts(report, setting);
      return where.kind === 'area' ? where.area.id : null;
    };
    const waiting = heldReports().map(({ report }) => report);
    return standings(rows, this.#answers, heldChanges(), waiting, areaOf, this.#now);
  }

  /** What was kept is shown until the server has answered. */
  async #fill(): Promise<void> {
    const rows = await keptReporting(this.#owner);
    if (this.rows !== null || rows.length === 0) return;
    const deadline = (id: string) => this.whose.setting.areas.find((area) => area.id === id)?.reportBy ?? null;
    const at = (back: number): ReportingRow[] => rowsMovedTo(rows, back, seconds(), deadline);
    this.rows = { finished: at(1), running: at(0) };
    this.kept = true;
  }

  async #ask(): Promise<boolean> {
    const { municipalityId, organisationId } = this.whose.membership;
    // Answers that the server has already: once it has been asked again, it knows best.
    const waits = (key: string): boolean =>
      heldChanges().some(({ kind, record }) => kind === 'check-in' && record.id === key);
    const told = Object.fromEntries(Object.entries(this.#answers).filter(([key]) => !waits(key)));
    try {
      const [finished, running] = await Promise.all([
        loadReporting(municipalityId, 1),
        loadReporting(municipalityId, 0),
      ]);
      const own = (rows: readonly ReportingRow[]): ReportingRow[] =>
        rows.filter((row) => row.organisationId === organisationId);
      this.rows = { finished: own(finished), running: own(running) };
      this.#answers = Object.fromEntries(
        Object.entries(this.#answers).filter(([key, answer]) => told[key] !== answer || waits(key)),
      );
      this.#now = seconds();
      this.kept = false;
      this.failed = false;
      void keepReporting(this.#owner, [...this.rows.finished, ...this.rows.running]);
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      this.#now = seconds();
      this.failed = true;
      return false;
    }
  }
}
