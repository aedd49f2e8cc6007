/** An import on its way: staged in chunks on the server, which checks every row and stores none, then stored as a whole. */
import { SignedOut, Unreachable } from '../../data/failure';
import { beginImport, cancelImport, CHUNK, finishImport, saveSource, stageRows, undoImport } from '../../data/imports';
import type { ImportSource } from '../../data/imports';
import { expire } from '../../data/session.svelte';
import { storableMapping } from '../../import/mapping';
import type { RefusedRow } from '../../import/types';
import { newReportId } from '../report/draft';
import type { ImportDesk } from './import-desk.svelte';

export type Phase =
  | { kind: 'idle' }
  /** `lost`: contact was lost; it goes on from here. */
  | { kind: 'checking'; done: number; total: number; lost: boolean }
  | { kind: 'checked'; staged: number; known: number; refused: number }
  | { kind: 'storing'; staged: number; unsure: boolean }
  | { kind: 'done'; stored: number; importId: string; name: string }
  | { kind: 'undone'; removed: number }
  | { kind: 'refused' };

export class Sending {
  phase = $state.raw<Phase>({ kind: 'idle' });
  /** Rows that the server refused in the check. */
  refused = $state.raw<readonly RefusedRow[]>([]);
  sourceConflict = $state(false);
  undoFailed = $state(false);
  #importId: string | null = null;
  /** One that was not finished: forgotten before the next begins. */
  #stale: string | null = null;
  #known = 0;
  #staged = 0;
  /** Counts the runs: one that was cancelled says nothing any more. */
  #run = 0;

  constructor(
    private readonly desk: ImportDesk,
    private readonly onsource: (source: ImportSource) => void,
  ) {}

  get busy(): boolean {
    const { phase } = this;
    return (phase.kind === 'checking' && !phase.lost) || (phase.kind === 'storing' && !phase.unsure);
  }

  /** Checks all good rows with the server. */
  async check(): Promise<void> {
    const total = this.desk.evaluation?.good ?? 0;
    this.refused = [];
    this.sourceConflict = false;
    [this.#known, this.#staged] = [0, 0];
    this.#stale = this.#importId ?? this.desk.left?.importId ?? null;
    this.#importId = null;
    this.phase = { kind: 'checking', done: 0, total, lost: false };
    await this.resume();
  }

  /** Goes on where it stopped. */
  async resume(): Promise<void> {
    if (this.phase.kind !== 'checking') return;
    const run = ++this.#run;
    const { total } = this.phase;
    this.phase = { ...this.phase, lost: false };
    await this.#carefully(run, async () => {
      const importId = this.#importId ?? (await this.#begin());
      for (;;) {
        if (run !== this.#run || this.phase.kind !== 'checking') return;
        const { done } = this.phase;
        if (done >= total) break;
        const { rows } = await this.desk.importer.rows(done, CHUNK);
        const staged = await stageRows(this.#municipality, importId, done / CHUNK, rows);
        if (run !== this.#run) return;
        this.#known += staged.known;
        this.#staged += staged.staged;
        this.refused = [
          ...this.refused,
          ...staged.refused.map(({ row, code }) => ({ line: row, reason: { key: `server_${code}` } })),
        ];
        this.phase = { kind: 'checking', done: Math.min(total, done + CHUNK), total, lost: false };
      }
      this.phase = { kind: 'checked', staged: this.#staged, known: this.#known, refused: this.refused.length };
    });
  }

  /** Stores what was checked, all of it or nothing. */
  async store(): Promise<void> {
    const importId = this.#importId;
    if (!importId || (this.phase.kind !== 'checked' && this.phase.kind !== 'storing')) return;
    const { staged } = this.phase;
    const run = ++this.#run;
    this.phase = { kind: 'storing', staged, unsure: false };
    await this.#carefully(run, async () => {
      const stored = await finishImport(this.#municipality, importId, staged);
      this.#importId = null;
      this.phase = { kind: 'done', stored, importId, name: this.desk.fileName };
      await this.desk.finish();
    });
  }

  /** Gives up: what was staged is forgotten. */
  async cancel(): Promise<void> {
    this.#run++;
    const importId = this.#importId;
    this.#importId = null;
    this.refused = [];
    this.phase = { kind: 'idle' };
    if (!importId) return;
    try {
      await this.#drop(importId);
      this.desk.noteImport(null);
    } catch {
      // Without contact it is left for the next check, or for the server, which forgets it within a day.
    }
  }

  /** The mapping has changed: what was checked no longer holds. */
  invalidate(): void {
    if (this.phase.kind !== 'idle') void this.cancel();
  }

  async undo(importId: string): Promise<void> {
    this.undoFailed = false;
    try {
      this.phase = { kind: 'undone', removed: await undoImport(this.#municipality, importId) };
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else this.undoFailed = true;
    }
  }

  reset(): void {
    this.#run++;
    this.refused = [];
    this.phase = { kind: 'idle' };
  }

  get #municipality(): string {
    return this.desk.whose.membership.municipalityId;
  }

  async #begin(): Promise<string> {
    const { sourceId, sourceName, mapping, source, fileName, whose } = this.desk;
    const { organisationId } = whose.membership;
    if (!mapping) throw new Error('There is no mapping to import with.');
    if (this.#stale) await this.#drop(this.#stale);
    this.#stale = null;
    const given = { id: sourceId, organisationId, name: sourceName.trim(), mapping: storableMapping(mapping) };
    const answer = await saveSource(this.#municipality, given, source?.revision ?? 0);
    this.sourceConflict = !answer.saved;
    if (answer.saved) this.onsource(answer.source);
    const id = newReportId();
    await beginImport(this.#municipality, { id, sourceId, organisationId, name: fileName.slice(-120) });
    this.#importId = id;
    this.desk.noteImport(id);
    return id;
  }

  /** Forgets an import that was not finished; one that is finished, or not there, is left alone. */
  async #drop(importId: string): Promise<void> {
    try {
      await cancelImport(this.#municipality, importId);
    } catch (error) {
      if (error instanceof Unreachable || error instanceof SignedOut) throw error;
    }
  }

  async #carefully(run: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (run !== this.#run) return;
      if (error instanceof SignedOut) return expire();
      if (!(error instanceof Unreachable)) this.phase = { kind: 'refused' };
      else if (this.phase.kind === 'checking') this.phase = { ...this.phase, lost: true };
      else if (this.phase.kind === 'storing') this.phase = { ...this.phase, unsure: true };
    }
  }
}
