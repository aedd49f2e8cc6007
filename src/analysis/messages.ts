/** What the page and the analysis worker say to each other, and the worker's answers; kept apart from the worker so that it runs without one. */
import { analyse, createStudy, type Study } from './analyse';
import type { Analysis, IncidentTable, NamedPoint, Slice, StudyArea } from './types';

export type Request =
  | { kind: 'load'; id: number; table: IncidentTable; areas: StudyArea[]; places: NamedPoint[] }
  | { kind: 'analyse'; id: number; slice: Slice };

export type Response =
  | { kind: 'loaded'; id: number }
  | { kind: 'analysed'; id: number; analysis: Analysis }
  /** `sentence` says what went wrong. */
  | { kind: 'failed'; id: number; sentence: string };

/** @returns a function that answers one request after another and keeps the loaded table between them; it never throws. */
export function createMessageHandler(): (request: Request) => Response {
  let loaded: { table: IncidentTable; study: Study } | null = null;
  return (request) => {
    const { id } = request;
    try {
      if (request.kind === 'load') {
        loaded = { table: request.table, study: createStudy(request.areas, request.places) };
        return { kind: 'loaded', id };
      }
      if (!loaded) return { kind: 'failed', id, sentence: 'There are no incidents to analyse yet: load them first.' };
      return { kind: 'analysed', id, analysis: analyse(loaded.table, loaded.study, request.slice) };
    } catch (error) {
      return { kind: 'failed', id, sentence: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The arrays of an answer that may be moved instead of copied: `analyse` returns fresh ones. */
export function transferOf(response: Response): ArrayBuffer[] {
  if (response.kind !== 'analysed') return [];
  const { grid, rows } = response.analysis;
  return [grid.east, grid.north, grid.count, grid.z, grid.q, rows].map((array) => array.buffer as ArrayBuffer);
}
