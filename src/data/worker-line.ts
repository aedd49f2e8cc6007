/** One worker, asked one thing at a time. */
import type { Request, Response } from '../analysis/messages';

/** The part of a Worker that is used here. */
export interface AnalysisPort {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Response>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A request without its number. */
export type Question = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never;
export type Answer = Exclude<Response, { kind: 'failed' }>;

export interface WorkerLine {
  readonly busy: boolean;
  /** Must not be busy. @throws Error with a sentence when the worker could not answer. After `close` nothing is answered. */
  ask(question: Question): Promise<Answer>;
  close(): void;
}

/** @param port the worker to talk to. */
export function createWorkerLine(port: AnalysisPort): WorkerLine {
  let nextId = 1;
  let waiting: { id: number; done: (answer: Answer) => void; failed: (error: Error) => void } | null = null;

  port.onmessage = ({ data }) => {
    if (data.id !== waiting?.id) return;
    const { done, failed } = waiting;
    waiting = null;
    if (data.kind === 'failed') failed(new Error(data.sentence));
    else done(data);
  };

  port.onerror = (event) => {
    const failed = waiting?.failed;
    waiting = null;
    failed?.(
      new Error(`The analysis stopped: ${event.message || 'its worker could not be started'}. Reload the page.`),
    );
  };

  return {
    get busy() {
      return waiting !== null;
    },
    ask: (question) =>
      new Promise((done, failed) => {
        const id = nextId++;
        waiting = { id, done, failed };
        try {
          port.postMessage({ ...question, id });
        } catch (error) {
          // For example a Svelte proxy, which cannot be cloned.
          waiting = null;
          failed(error instanceof Error ? error : new Error(String(error)));
        }
      }),
    close() {
      waiting = null;
      port.terminate();
    },
  };
}
