/** The page's way to the effect of an action: the same worker as the situation's, asked one question at a time; of those that wait only the newest is answered. */
import type { EffectQuestion, EffectResult } from '../analysis/effect-types';
import type { Ground } from '../analysis/messages';
import type { PackedColumns } from '../analysis/packed-columns';
import type { CodeTargets } from '../analysis/packed-table';
import { startWorker } from './analyst';
import { createWorkerLine } from './worker-line';
import type { AnalysisPort } from './worker-line';

export interface EffectAnalyst {
  /** Hands over the incidents, as they came from the server; before any question. @throws Error with a sentence when they cannot be read. */
  load(packed: PackedColumns, targets: CodeTargets, ground: Ground): Promise<void>;
  /** @returns 'superseded' when a newer question was asked before this one was begun, or the analyst was closed. @throws Error with a sentence. */
  effect(question: EffectQuestion): Promise<EffectResult | 'superseded'>;
  close(): void;
}

/** @param start makes a worker to talk to; tests hand in others. */
export function createEffectAnalyst(start: () => AnalysisPort = startWorker): EffectAnalyst {
  const line = createWorkerLine(start());
  let turn = 0;
  let closed = false;
  /** Ends when the worker is free again; never fails. */
  let free: Promise<void> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = free.then(work);
    free = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  return {
    load: (packed, targets, ground) =>
      inTurn(async () => {
        if (!closed) await line.ask({ kind: 'unpack', packed, targets, ground });
      }),
    effect(question) {
      const own = ++turn;
      return inTurn(async () => {
        if (closed || own !== turn) return 'superseded';
        const answer = await line.ask({ kind: 'effect', question });
        return answer.kind === 'effect' ? answer.effect : 'superseded';
      });
    },
    close() {
      closed = true;
      line.close();
    },
  };
}
