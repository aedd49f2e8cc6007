/**
 * The page's way to the analysis. A worker answers slices, one at a time; while a slider is dragged, the newest slice waits and those asked for in between are never
 * computed. Answers come in the order in which they were asked for, so that the page may show each of them on the way to the one it wants.
 * Near repeats take a second or more: they have a worker of their own, started when first asked for, and never hold up a slice.
 */
import type { Ground } from '../analysis/messages';
import type { PackedColumns } from '../analysis/packed-columns';
import type { CodeTargets } from '../analysis/packed-table';
import type { Analysis, IncidentTable, NearRepeats, Slice } from '../analysis/types';
import { createWorkerLine, type AnalysisPort, type Question, type WorkerLine } from './worker-line';

export interface Analyst {
  /**
   * Replaces the incidents and the study.
   * @param packed as they came from the server.
   * @returns the table that the rows of later answers point into, the page's own copy; 'superseded' when the analyst is closed.
   * @throws Error with a sentence when the incidents cannot be read.
   */
  load(packed: PackedColumns, targets: CodeTargets, ground: Ground): Promise<IncidentTable | 'superseded'>;
  /**
   * @returns the analysis, even when a newer slice has been asked for meanwhile; 'superseded' when it was never begun, or other incidents are being loaded.
   * @throws Error with a sentence.
   */
  analyse(slice: Slice): Promise<Analysis | 'superseded'>;
  /**
   * @returns null for too few incidents; 'superseded' when near repeats of another slice have been asked for. Who asks for the same slice again while it is being
   * answered shares the answer. @throws Error with a sentence.
   */
  nearRepeats(slice: Slice): Promise<NearRepeats | null | 'superseded'>;
  /** Ends the workers; what is still waiting resolves as 'superseded'. */
  close(): void;
}

interface Task<Result> {
  question: Question;
  /** How many loads had been asked for before it. */
  generation: number;
  done: (result: Result | 'superseded') => void;
  failed: (error: unknown) => void;
}

interface Loaded {
  table: IncidentTable;
  ground: Ground;
}

/** The worker that every screen's analysis runs in. */
export function startWorker(): AnalysisPort {
  return new Worker(new URL('../analysis/worker.ts', import.meta.url), { type: 'module' });
}

/** @param start makes a worker to talk to; tests hand in others. */
export function createAnalyst(start: () => AnalysisPort = startWorker): Analyst {
  const front = createWorkerLine(start());
  let back: WorkerLine | null = null;
  let repeating = false;
  let closed = false;
  let generation = 0;
  /** Loads are all carried out, in order; of slices and of near repeats only the newest waits. */
  let loads: Task<IncidentTable>[] = [];
  let slice: Task<Analysis> | null = null;
  let repeats: Task<NearRepeats | null> | null = null;
  /** Those asked for last, until they are answered. */
  let repeatsOf: { key: string; answer: Promise<NearRepeats | null | 'superseded'> } | null = null;
  let loaded: Loaded | null = null;
  /** What the second worker holds. */
  let backHolds: Loaded | null = null;
  /** Ends what is under way when the analyst is closed. */
  const underWay = new Set<() => void>();

  /** @param work resolves with what the task is answered with. */
  async function carryOut<Result>(task: Task<Result>, work: () => Promise<Result | 'superseded'>): Promise<void> {
    const end = (): void => task.done('superseded');
    underWay.add(end);
    try {
      task.done(await work());
    } catch (error) {
      task.failed(error);
    }
    underWay.delete(end);
  }

  async function load(task: Task<IncidentTable>): Promise<IncidentTable | 'superseded'> {
    const { question } = task;
    const answer = await front.ask(question);
    if (answer.kind !== 'unpacked' || question.kind !== 'unpack') return 'superseded';
    loaded = { table: answer.table, ground: question.ground };
    return answer.table;
  }

  async function analyse(task: Task<Analysis>): Promise<Analysis | 'superseded'> {
    const answer = await front.ask(task.question);
    // Rows of an older table say nothing about the one that is on its way.
    return answer.kind === 'analysed' && task.generation === generation ? answer.analysis : 'superseded';
  }

  async function findRepeats(task: Task<NearRepeats | null>, from: Loaded): Promise<NearRepeats | null | 'superseded'> {
    back ??= createWorkerLine(start());
    if (backHolds !== from) await back.ask({ kind: 'load', ...from });
    backHolds = from;
    const answer = await back.ask(task.question);
    return answer.kind === 'near-repeats' && !repeats ? answer.repeats : 'superseded';
  }

  async function advance(): Promise<void> {
    if (front.busy || closed) return;
    const nextLoad = loads.shift();
    const nextSlice = slice;
    if (nextLoad) await carryOut(nextLoad, () => load(nextLoad));
    else if (nextSlice) {
      slice = null;
      await carryOut(nextSlice, () => analyse(nextSlice));
    } else return;
    void advance();
    void advanceRepeats();
  }

  async function advanceRepeats(): Promise<void> {
    const [task, from] = [repeats, loaded];
    if (!task || !from || repeating || closed || loads.length > 0) return;
    repeats = null;
    repeating = true;
    await carryOut(task, () => findRepeats(task, from));
    repeating = false;
    void advanceRepeats();
  }

  function dropSlice(): void {
    slice?.done('superseded');
    slice = null;
  }

  return {
    load: (packed, targets, ground) =>
      new Promise((done, failed) => {
        if (closed) return done('superseded');
        dropSlice();
        generation++;
        loads.push({ question: { kind: 'unpack', packed, targets, ground }, generation, done, failed });
        void advance();
      }),
    analyse: (wanted) =>
      new Promise((done, failed) => {
        if (closed) return done('superseded');
        dropSlice();
        slice = { question: { kind: 'analyse', slice: wanted }, generation, done, failed };
        void advance();
      }),
    nearRepeats: (wanted) => {
      const key = `${generation} ${JSON.stringify(wanted)}`;
      if (closed) return Promise.resolve('superseded');
      if (repeatsOf?.key === key) return repeatsOf.answer;
      repeats?.done('superseded');
      const answer = new Promise<NearRepeats | null | 'superseded'>((done, failed) => {
        repeats = { question: { kind: 'near-repeats', slice: wanted }, generation, done, failed };
      });
      const asked = { key, answer };
      repeatsOf = asked;
      const forget = (): void => {
        if (repeatsOf === asked) repeatsOf = null;
      };
      void answer.then(forget, forget);
      void advanceRepeats();
      return answer;
    },
    close: () => {
      closed = true;
      dropSlice();
      for (const task of loads) task.done('superseded');
      loads = [];
      repeats?.done('superseded');
      for (const end of underWay) end();
      front.close();
      back?.close();
    },
  };
}
