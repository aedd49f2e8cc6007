/**
 * The board's state: what waits, which report is looked at, what was decided and can be taken back. Decisions go to the server at once and are never queued: two coordinators
 * would else decide about the same report without knowing. What is typed is kept until it has been taken.
 */
import { SignedOut, Unreachable } from '../../data/failure';
import type { Reviewed, ReviewQueue } from '../../data/review';
import type { RefusalCode } from '../../data/types';
import { Refusal } from '../../data/types';
import type { ReviewChange, ReviewNote, ReviewReport } from '../../domain/review';
import type { Decision, DecisionKind } from './decisions';
import { inverse, isHandled, nextAfter, reopening, stepsSince } from './decisions';
import type { Likeness } from './likeness';

export interface BoardDoors {
  load(): Promise<ReviewQueue>;
  review(id: string, change: ReviewChange, revision: number): Promise<Reviewed>;
  release(ids: readonly string[], texts: boolean): Promise<number>;
  /** What the reports that wait may be the same as. */
  compare(waiting: readonly ReviewReport[]): Promise<ReadonlyMap<string, Likeness[]>>;
  reachable(): boolean;
  signedOut(): void;
}

export type BoardProblem = 'offline' | RefusalCode;

/** Nothing has been compared yet. */
const NONE: ReadonlyMap<string, Likeness[]> = new Map();

/** What just happened, for the line that says it and for taking it back. */
export interface Done {
  kind: DecisionKind | 'releaseMany' | 'undone';
  count: number;
  /** Whether the line offers to take it back. */
  undoable: boolean;
}

interface Step {
  kind: DecisionKind | 'releaseMany';
  /** For each report what takes its decision back. */
  back: { id: string; change: ReviewChange }[];
}

export class ReviewBoard {
  /** Null until they are there. */
  waiting = $state.raw<readonly ReviewReport[] | null>(null);
  handled = $state.raw<readonly ReviewReport[]>([]);
  likenesses = $state.raw(NONE);
  /** The comparison failed: the board works without it, and says so. */
  uncompared = $state(false);
  selectedId = $state<string | null>(null);
  loading = $state(false);
  failed = $state(false);
  /** A decision is on its way: nothing else is decided meanwhile. */
  busy = $state(false);
  problem = $state<BoardProblem | null>(null);
  /** Somebody else was quicker with this report: their steps. */
  conflict = $state.raw<{ id: string; steps: ReviewNote[] } | null>(null);
  done = $state.raw<Done | null>(null);
  /** How many steps can be taken back. */
  readonly undoable: number = $derived.by(() => this.#steps.length);
  readonly selected: ReviewReport | null = $derived(
    this.waiting?.find(({ id }) => id === this.selectedId) ??
      this.handled.find(({ id }) => id === this.selectedId) ??
      null,
  );
  readonly position: number = $derived(this.waiting?.findIndex(({ id }) => id === this.selectedId) ?? -1);
  #steps = $state.raw<readonly Step[]>([]);
  /** Ids of what waited when the list was fetched, in the order of the server: what is taken back returns to its place. */
  #order: readonly string[] = [];
  #loads = 0;

  constructor(private readonly doors: BoardDoors) {}

  /** Loads the lists; what is looked at stays, where it still is there. */
  async load(): Promise<void> {
    const turn = ++this.#loads;
    this.loading = true;
    try {
      const { waiting, handled } = await this.doors.load();
      if (turn !== this.#loads) return;
      const before = this.#ids();
      this.waiting = waiting;
      this.#order = waiting.map(({ id }) => id);
      this.handled = handled;
      this.failed = false;
      const gone = before.includes(this.selectedId ?? '') && !this.#ids().includes(this.selectedId ?? '');
      if (!this.selected || gone) this.selectedId = this.#nearest(before);
    } catch (error) {
      if (error instanceof SignedOut) this.doors.signedOut();
      if (turn === this.#loads) this.failed = true;
      return;
    } finally {
      if (turn === this.#loads) this.loading = false;
    }
    await this.#compare();
  }

  select(id: string | null): void {
    if (id === this.selectedId) return;
    this.selectedId = id;
    this.problem = null;
    this.conflict = null;
  }

  /** To the next or the previous one of the list. */
  step(by: 1 | -1): void {
    const ids = this.#ids();
    const at = this.selectedId === null ? -1 : ids.indexOf(this.selectedId);
    const to = at < 0 ? (ids[0] ?? null) : ids[at + by];
    if (to !== undefined && to !== null) this.select(to);
  }

  /**
   * Decides about the report that is looked at and goes on to the next one, where this one leaves the list.
   * @returns whether it was taken: if not, `problem` or `conflict` says why.
   */
  async decide(decision: Decision, about: ReviewReport | null = this.selected): Promise<boolean> {
    if (!about) return false;
    const before = about;
    return this.#during(async () => {
      const { saved, report } = await this.doors.review(before.id, decision.change, before.revision);
      if (!saved) {
        this.#place(report);
        this.selectedId = report.id;
        this.conflict = { id: report.id, steps: stepsSince(before, report) };
        this.done = null;
        return false;
      }
      const back = inverse(decision, before);
      if (back) this.#steps = [...this.#steps, { kind: decision.kind, back: [{ id: before.id, change: back }] }];
      this.done = { kind: decision.kind, count: 1, undoable: back !== null };
      const leaves = isHandled(report) || decision.kind === 'question' || decision.kind === 'duplicate';
      const next = leaves && before.id === this.selectedId ? nextAfter(this.#ids(), before.id) : this.selectedId;
      this.#place(report);
      // The only one, asked about, still waits.
      this.selectedId = next ?? (isHandled(report) ? null : report.id);
      await this.#follow(decision.kind);
      return true;
    });
  }

  /** Releases several at once. @returns whether it was taken. */
  async releaseMany(reports: readonly ReviewReport[], texts: boolean): Promise<boolean> {
    if (reports.length === 0) return false;
    return this.#during(async () => {
      const released = await this.doors.release(
        reports.map(({ id }) => id),
        texts,
      );
      this.done = { kind: 'releaseMany', count: released, undoable: released > 0 };
      await this.load();
      // Some may have been decided about by somebody else: only those that are released now are taken back.
      const ids = this.#ids();
      const gone = reports.filter(
        ({ id }) => !ids.includes(id) && this.handled.find((one) => one.id === id)?.reviewState !== 'set_aside',
      );
      const back = gone.map(({ id, descriptionReleased }) => ({
        id,
        change: { reviewState: 'new' as const, descriptionReleased },
      }));
      this.#steps = [...this.#steps, { kind: 'releaseMany', back }];
      return true;
    });
  }

  /** Takes back the last decision of this visit. */
  async undo(): Promise<boolean> {
    const step = this.#steps.at(-1);
    if (!step) return false;
    return this.#during(async () => {
      let left = step.back;
      let taken = 0;
      try {
        for (const { id, change } of step.back) {
          if (await this.#takeBack(id, change)) taken++;
          left = left.filter((one) => one.id !== id);
        }
      } finally {
        // What the server took back is not asked for again; the rest can be tried once more.
        const others = this.#steps.slice(0, -1);
        this.#steps = left.length > 0 ? [...others, { ...step, back: left }] : others;
        if (step.back.length > 1) await this.load();
      }
      this.done = taken > 0 ? { kind: 'undone', count: taken, undoable: false } : null;
      this.selectedId = step.back[0]?.id ?? this.selectedId;
      await this.#follow(step.kind);
      return taken > 0;
    });
  }

  /** Opens a handled report again, and looks at it. */
  async reopen(report: ReviewReport): Promise<boolean> {
    const done = await this.decide(reopening(report), report);
    if (done && this.waiting?.some(({ id }) => id === report.id)) this.selectedId = report.id;
    return done;
  }

  /** The message has been read. */
  dismiss(): void {
    this.problem = null;
    this.conflict = null;
  }

  /** @returns false when somebody else has decided about it since: that one's decision stays. */
  async #takeBack(id: string, change: ReviewChange): Promise<boolean> {
    const known = [...(this.waiting ?? []), ...this.handled].find((report) => report.id === id);
    let answer = await this.doors.review(id, change, known?.revision ?? 0);
    // Of many that were released at once not all are listed here: one that is still released is as it was left.
    if (!answer.saved && !known && answer.report.reviewState === 'released')
      answer = await this.doors.review(id, change, answer.report.revision);
    this.#place(answer.report);
    if (!answer.saved && known) this.conflict = { id, steps: stepsSince(known, answer.report) };
    return answer.saved;
  }

  /** Runs a decision: one at a time, none without the server, and what goes wrong becomes a sentence. */
  async #during(work: () => Promise<boolean>): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    this.conflict = null;
    if (!this.doors.reachable()) {
      this.problem = 'offline';
      return false;
    }
    this.busy = true;
    try {
      return await work();
    } catch (error) {
      if (error instanceof SignedOut) this.doors.signedOut();
      else if (error instanceof Unreachable) this.problem = 'offline';
      else if (error instanceof Refusal) this.problem = error.code;
      else throw error;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What a decision means for other reports: one of two duplicates leaves the list, and it may be the other one. */
  async #follow(kind: Step['kind']): Promise<void> {
    if (kind === 'duplicate' || kind === 'notDuplicate') await this.load();
    else if (kind === 'category' || kind === 'position') await this.#compare();
  }

  /** Puts a report where it belongs now. */
  #place(report: ReviewReport): void {
    const others = (list: readonly ReviewReport[]): ReviewReport[] => list.filter(({ id }) => id !== report.id);
    const waiting = this.waiting ?? [];
    const at = waiting.findIndex(({ id }) => id === report.id);
    if (isHandled(report)) {
      this.waiting = others(waiting);
      this.handled = [report, ...others(this.handled)];
      return;
    }
    this.handled = others(this.handled);
    this.waiting = at >= 0 ? waiting.with(at, report) : this.#inserted(waiting, report);
  }

  #inserted(waiting: readonly ReviewReport[], report: ReviewReport): ReviewReport[] {
    const placeOf = ({ id }: ReviewReport): number => this.#order.indexOf(id);
    const later = (other: ReviewReport): boolean =>
      placeOf(report) >= 0 && placeOf(other) >= 0
        ? placeOf(other) > placeOf(report)
        : other.createdAt > report.createdAt;
    const before = waiting.findIndex(later);
    return waiting.toSpliced(before < 0 ? waiting.length : before, 0, report);
  }

  async #compare(): Promise<void> {
    const waiting = this.waiting ?? [];
    try {
      const found = await this.doors.compare(waiting);
      this.likenesses = found;
      this.uncompared = false;
    } catch (error) {
      if (error instanceof SignedOut) this.doors.signedOut();
      this.uncompared = true;
    }
  }

  #ids(): string[] {
    return (this.waiting ?? []).map(({ id }) => id);
  }

  /** What was looked at is gone: the first one after it that still waits. */
  #nearest(before: readonly string[]): string | null {
    const ids = this.#ids();
    const at = this.selectedId === null ? -1 : before.indexOf(this.selectedId);
    const after = at < 0 ? [] : before.slice(at + 1).filter((id) => ids.includes(id));
    return after[0] ?? ids[0] ?? null;
  }
}
