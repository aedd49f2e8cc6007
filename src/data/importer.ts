/** The page's way to the worker that reads files for an import. What is cancelled leaves nothing behind: the worker is ended and the next file gets a new one. */
import type { OrganisationKind, Setting } from '../domain/setting';
import type { Request, Response } from '../import/messages';
import { ImportProblem } from '../import/problem';
import type { RowOwner } from '../import/row';
import type { Overview, RowsPage } from '../import/session';
import type { Evaluation, Mapping, RefusedRow } from '../import/types';
import type { Language } from '../picture/types';

/** The part of a Worker that is used here. */
export interface ImportPort {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Response>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** The person stopped it, or a newer request took its place. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

export interface Importer {
  /** @throws ImportProblem with a reason, or Cancelled. */
  open(file: Blob, name: string, setting: Setting, organisation: OrganisationKind): Promise<Overview>;
  sheet(sheet: string, setting: Setting, organisation: OrganisationKind): Promise<Overview>;
  /** @param progress called with the number of rows read. @param now epoch seconds. */
  evaluate(
    mapping: Mapping,
    setting: Setting,
    owner: RowOwner,
    now: number,
    progress: (done: number) => void,
  ): Promise<Evaluation>;
  rows(from: number, count: number): Promise<RowsPage>;
  refused(from: number, count: number): Promise<{ refused: RefusedRow[]; cells: string[][] }>;
  refusedFile(more: RefusedRow[], language: Language): Promise<string>;
  /** Stops what is under way and forgets the file. */
  cancel(): void;
}

function startWorker(): ImportPort {
  return new Worker(new URL('../import/worker.ts', import.meta.url), { type: 'module' });
}

type Asked = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never;
type Answer<Kind extends Response['kind']> = Extract<Response, { kind: Kind }>;

interface Waiting {
  done: (response: Response) => void;
  failed: (error: Error) => void;
  progress?: (done: number) => void;
}

/** @param start makes a worker to talk to; tests hand in others. */
export function createImporter(start: () => ImportPort = startWorker): Importer {
  let port: ImportPort | null = null;
  let nextId = 1;
  const waiting = new Map<number, Waiting>();

  function failAll(error: Error): void {
    const all = [...waiting.values()];
    waiting.clear();
    for (const { failed } of all) failed(error);
  }

  function listen({ data }: MessageEvent<Response>): void {
    const asked = waiting.get(data.id);
    if (data.kind === 'progress') return asked?.progress?.(data.done);
    waiting.delete(data.id);
    if (data.kind === 'failed') asked?.failed(new ImportProblem(data.said));
    else if (data.kind === 'superseded') asked?.failed(new Cancelled());
    else asked?.done(data);
  }

  function end(error: Error): void {
    port?.terminate();
    port = null;
    failAll(error);
  }

  function ask<Kind extends Response['kind']>(
    request: Asked,
    _kind: Kind,
    progress?: (done: number) => void,
  ): Promise<Answer<Kind>> {
    const id = nextId++;
    return new Promise<Answer<Kind>>((done, failed) => {
      if (!port) {
        port = start();
        port.onmessage = listen;
        // Out of memory, or its code could not be fetched.
        port.onerror = () => end(new ImportProblem({ key: 'fileUnexpected', values: { name: fileName } }));
      }
      waiting.set(id, {
        done: (response) => done(response as Answer<Kind>),
        failed,
        ...(progress ? { progress } : {}),
      });
      port.postMessage({ ...request, id });
    });
  }

  let fileName = '';

  return {
    async open(file, name, setting, organisation) {
      fileName = name;
      return (await ask({ kind: 'open', file, name, setting, organisation }, 'opened')).overview;
    },
    async sheet(sheet, setting, organisation) {
      return (await ask({ kind: 'sheet', sheet, setting, organisation }, 'opened')).overview;
    },
    async evaluate(mapping, setting, owner, now, progress) {
      return (await ask({ kind: 'evaluate', mapping, setting, owner, now }, 'evaluated', progress)).evaluation;
    },
    rows: (from, count) => ask({ kind: 'rows', from, count }, 'rows'),
    refused: (from, count) => ask({ kind: 'refused', from, count }, 'refused'),
    refusedFile: async (more, language) => (await ask({ kind: 'refused-file', more, language }, 'refused-file')).text,
    cancel: () => end(new Cancelled()),
  };
}
