/** What the page and the import's worker say to each other, and the worker's answers; kept apart from the worker so that it runs without one. */
import type { OrganisationKind, Setting } from '../domain/setting';
import type { Language } from '../picture/types';
import { ImportProblem } from './problem';
import type { RowOwner } from './row';
import { ImportSession } from './session';
import type { Overview, RowsPage } from './session';
import type { Evaluation, Mapping, RefusedRow, Said } from './types';

export type Request =
  | { kind: 'open'; id: number; file: Blob; name: string; setting: Setting; organisation: OrganisationKind }
  | { kind: 'sheet'; id: number; sheet: string; setting: Setting; organisation: OrganisationKind }
  | { kind: 'evaluate'; id: number; mapping: Mapping; setting: Setting; owner: RowOwner; now: number }
  | { kind: 'rows'; id: number; from: number; count: number }
  | { kind: 'refused'; id: number; from: number; count: number }
  | { kind: 'refused-file'; id: number; more: RefusedRow[]; language: Language };

export type Response =
  | { kind: 'opened'; id: number; overview: Overview }
  /** Not an answer yet: rows read so far. */
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'evaluated'; id: number; evaluation: Evaluation }
  /** Another mapping came meanwhile. */
  | { kind: 'superseded'; id: number }
  | ({ kind: 'rows'; id: number } & RowsPage)
  | { kind: 'refused'; id: number; refused: RefusedRow[]; cells: string[][] }
  | { kind: 'refused-file'; id: number; text: string }
  | { kind: 'failed'; id: number; said: Said };

/** Milliseconds of reading between two rests, in which a newer request may come in. */
const TURN = 40;

const rest = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** @param say sends an answer to the page. @returns what to do with each request; it never throws. */
export function createImportHandler(say: (response: Response) => void): (request: Request) => Promise<void> {
  const session = new ImportSession();
  let newest = 0;
  let name = '';

  async function evaluate(request: Extract<Request, { kind: 'evaluate' }>): Promise<void> {
    const { id, mapping, setting, owner, now } = request;
    newest = id;
    const steps = session.evaluate(mapping, setting, owner, now);
    let turn = performance.now();
    for (;;) {
      const step = steps.next();
      if (step.done) return say({ kind: 'evaluated', id, evaluation: step.value });
      if (performance.now() - turn < TURN) continue;
      say({ kind: 'progress', id, done: step.value });
      await rest();
      if (newest !== id) return say({ kind: 'superseded', id });
      turn = performance.now();
    }
  }

  async function answer(request: Request): Promise<void> {
    const { id } = request;
    switch (request.kind) {
      case 'open': {
        newest = id;
        name = request.name;
        const bytes = new Uint8Array(await request.file.arrayBuffer());
        const overview = await session.open(bytes, name, request.setting, request.organisation);
        return say({ kind: 'opened', id, overview });
      }
      case 'sheet':
        newest = id;
        return say({
          ...{ kind: 'opened', id },
          overview: session.chooseSheet(request.sheet, request.setting, request.organisation),
        });
      case 'evaluate':
        return evaluate(request);
      case 'rows':
        return say({ kind: 'rows', id, ...session.rows(request.from, request.count) });
      case 'refused':
        return say({ kind: 'refused', id, ...session.refused(request.from, request.count) });
      case 'refused-file':
        return say({ kind: 'refused-file', id, text: session.refusedFile(request.more, request.language) });
    }
  }

  return async (request) => {
    try {
      await answer(request);
    } catch (error) {
      // A file that vanished between choosing and reading rejects with a DOMException of that name.
      const unreadable = error instanceof Error && error.name === 'NotReadableError';
      const said: Said =
        error instanceof ImportProblem
          ? error.said
          : { key: unreadable ? 'fileUnreadable' : 'fileUnexpected', values: { name } };
      say({ kind: 'failed', id: request.id, said });
    }
  };
}
