/**
 * The page's way to the analysis: asks the worker for slices, one at a time, and the latest slice wins. While a slider is dragged, what was asked for in
 * between is never computed.
 */
import type { Request, Response } from '../analysis/messages';
import type { Analysis, IncidentTable, NamedPoint, Slice, StudyArea } from '../analysis/types';

export interface Analyst {
  /** Replaces the incidents and the study. The table is copied to the worker and stays usable here. @throws Error with a sentence when that fails. */
  load(table: IncidentTable, areas: StudyArea[], places: NamedPoint[]): Promise<void>;
  /** @returns the analysis, or 'superseded' when a newer slice was asked for (or a table loaded) meanwhile. @throws Error with a sentence. */
  analyse(slice: Slice): Promise<Analysis | 'superseded'>;
  /** Ends the worker; what is still waiting resolves as 'superseded'. */
  close(): void;
}

/** The part of a Worker that is used here. */
export interface AnalysisPort {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Response>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  request: Request;
  done: (outcome: Analysis | 'superseded' | 'loaded') => void;
  failed: (error: Error) => void;
}

function startWorker(): AnalysisPort {
  return new Worker(new URL('../analysis/worker.ts', import.meta.url), { type: 'module' });
}

/** @param port the worker to talk to; tests hand in another. */
export function createAnalyst(port: AnalysisPort = startWorker()): Analyst {
  let nextId = 1;
  let closed = false;
  let inFlight: Waiting | null = null;
  /** Loads are all carried out, in order; of slices only the newest waits. */
  let loads: Waiting[] = [];
  let newest: Waiting | null = null;
  let newestSliceId = 0;

  function advance(): void {
    if (inFlight || closed) return;
    const next = loads.shift() ?? newest;
    if (!next) return;
    if (next === newest) newest = null;
    inFlight = next;
    try {
      port.postMessage(next.request);
    } catch (error) {
      // For example a Svelte proxy, which cannot be cloned.
      inFlight = null;
      next.failed(error instanceof Error ? error : new Error(String(error)));
      advance();
    }
  }

  function supersedeSlices(): void {
    newestSliceId = 0;
    newest?.done('superseded');
    newest = null;
  }

  port.onmessage = ({ data }) => {
    const waiting = inFlight;
    if (!waiting || waiting.request.id !== data.id) return;
    inFlight = null;
    const stale = waiting.request.kind === 'analyse' && waiting.request.id !== newestSliceId;
    if (stale) waiting.done('superseded');
    else if (data.kind === 'failed') waiting.failed(new Error(data.sentence));
    else waiting.done(data.kind === 'analysed' ? data.analysis : 'loaded');
    advance();
  };

  port.onerror = (event) => {
    const waiting = inFlight;
    inFlight = null;
    waiting?.failed(
      new Error(`The analysis stopped: ${event.message || 'its worker could not be started'}. Reload the page.`),
    );
    advance();
  };

  return {
    load: (table, areas, places) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The analysis is closed. Reload the page.'));
        supersedeSlices();
        const request: Request = { kind: 'load', id: nextId++, table, areas, places };
        loads.push({ request, done: () => resolve(), failed: reject });
        advance();
      }),
    analyse: (slice) =>
      new Promise((resolve, reject) => {
        if (closed) return resolve('superseded');
        supersedeSlices();
        const request: Request = { kind: 'analyse', id: nextId++, slice };
        newestSliceId = request.id;
        newest = { request, done: (outcome) => resolve(outcome === 'loaded' ? 'superseded' : outcome), failed: reject };
        advance();
      }),
    close: () => {
      closed = true;
      supersedeSlices();
      inFlight?.done('superseded');
      for (const load of loads) load.done('superseded');
      inFlight = null;
      loads = [];
      port.terminate();
    },
  };
}
