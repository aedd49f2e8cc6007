/** What the page and the analysis worker say to each other, and the worker's answers; kept apart from the worker so that it runs without one. */
import { analyse, createStudy, type Study } from './analyse';
import { effectOf } from './effect';
import type { EffectQuestion, EffectResult } from './effect-types';
import { buffersOf, copyTable } from './incident-table';
import { mappingFigures, type MappingFigures, type MappingQuestion } from './mapping-figures';
import { nearRepeats } from './near-repeats';
import type { PackedColumns } from './packed-columns';
import { tableOfPacked, type CodeTargets } from './packed-table';
import type { Analysis, IncidentTable, NamedPoint, NearRepeats, Slice, StudyArea } from './types';

export interface Ground {
  areas: StudyArea[];
  places: NamedPoint[];
}

export type Request =
  /** Incidents as they came from the server: unpacked, projected and sorted here, so that the page need not. */
  | { kind: 'unpack'; id: number; packed: PackedColumns; targets: CodeTargets; ground: Ground }
  /** A table that is there already. */
  | { kind: 'load'; id: number; table: IncidentTable; ground: Ground }
  | { kind: 'analyse'; id: number; slice: Slice }
  | { kind: 'near-repeats'; id: number; slice: Slice }
  | { kind: 'effect'; id: number; question: EffectQuestion }
  | { kind: 'mapping'; id: number; question: MappingQuestion };

export type Response =
  /** The page's own copy of the table, to find rows in. */
  | { kind: 'unpacked'; id: number; table: IncidentTable }
  | { kind: 'loaded'; id: number }
  | { kind: 'analysed'; id: number; analysis: Analysis }
  | { kind: 'near-repeats'; id: number; repeats: NearRepeats | null }
  | { kind: 'effect'; id: number; effect: EffectResult }
  | { kind: 'mapping'; id: number; mapping: MappingFigures }
  /** `sentence` says what went wrong. */
  | { kind: 'failed'; id: number; sentence: string };

interface Loaded {
  table: IncidentTable;
  study: Study;
}

/** @returns a function that answers one request after another and keeps the loaded table between them; it never throws. */
export function createMessageHandler(): (request: Request) => Response {
  let loaded: Loaded | null = null;

  function load(table: IncidentTable, { areas, places }: Ground): void {
    loaded = { table, study: createStudy(areas, places) };
  }

  function ready(): Loaded {
    if (!loaded) throw new Error('There are no incidents to analyse yet: load them first.');
    return loaded;
  }

  function answer(request: Request): Response {
    const { id } = request;
    switch (request.kind) {
      case 'unpack': {
        const table = tableOfPacked(request.packed, request.targets);
        load(table, request.ground);
        return { kind: 'unpacked', id, table: copyTable(table) };
      }
      case 'load':
        load(request.table, request.ground);
        return { kind: 'loaded', id };
      case 'analyse': {
        const { table, study } = ready();
        return { kind: 'analysed', id, analysis: analyse(table, study, request.slice) };
      }
      case 'near-repeats': {
        const { table, study } = ready();
        return { kind: 'near-repeats', id, repeats: nearRepeats(table, study, request.slice) };
      }
      case 'effect': {
        const { table, study } = ready();
        return { kind: 'effect', id, effect: effectOf(table, study, request.question) };
      }
      case 'mapping': {
        const { table, study } = ready();
        return { kind: 'mapping', id, mapping: mappingFigures(table, study, request.question) };
      }
    }
  }

  return (request) => {
    try {
      return answer(request);
    } catch (error) {
      return { kind: 'failed', id: request.id, sentence: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The arrays of an answer that may be moved instead of copied: they are made for it. */
export function transferOf(response: Response): ArrayBuffer[] {
  if (response.kind === 'unpacked') return buffersOf(response.table);
  if (response.kind !== 'analysed') return [];
  const { grid, rows } = response.analysis;
  return [grid.east, grid.north, grid.count, grid.z, grid.q, rows].map((array) => array.buffer as ArrayBuffer);
}
