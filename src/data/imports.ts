/** Imports and their sources on the server. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { MunicipalityId } from '../domain/setting';
import { parseMapping } from '../import/mapping';
import type { ImportRow, Mapping } from '../import/types';
import { callFunction } from './rpc';
import type { RefusalCode } from './types';

/** Rows a call. The embedded database takes no more parameters at once, and a longer request would be lost whole with the network. */
export const CHUNK = 500;
/** Milliseconds: storing or removing 50,000 rows takes its time, and the database gives itself two minutes. */
const LONG = 125_000;
/** Milliseconds for one chunk. */
const CHUNK_PATIENCE = 60_000;

/** A partner's system, with what its columns and values mean; `mapping` is null when this version cannot read it. */
export interface ImportSource {
  id: string;
  organisationId: string;
  name: string;
  mapping: Mapping | null;
  revision: number;
  /** Epoch seconds. */
  updatedAt: number;
}

export const IMPORT_STATES = ['receiving', 'done', 'undone', 'cancelled'] as const;

export interface Import {
  id: string;
  sourceId: string | null;
  organisationId: string;
  /** Name of the file. */
  name: string;
  state: (typeof IMPORT_STATES)[number];
  stored: number;
  /** Epoch seconds. */
  createdAt: number;
  mine: boolean;
  mayUndo: boolean;
}

/** What became of a chunk: nothing of it counts before the import is finished. */
export interface Staged {
  staged: number;
  /** Stored already, by an earlier import or an earlier sending. */
  known: number;
  refused: { row: number; code: RefusalCode }[];
}

type RawSource = Omit<ImportSource, 'mapping'> & { mapping: unknown };

const sourceOf = (raw: RawSource): ImportSource => ({ ...raw, mapping: parseMapping(raw.mapping) });

/** The own organisations' sources; all of them for the coordinator. */
export async function loadSources(municipality: MunicipalityId): Promise<ImportSource[]> {
  const raw = await callFunction<RawSource[] | null>('import_sources', { p_municipality: municipality });
  return (raw ?? []).map(sourceOf);
}

/**
 * Remembers a mapping.
 * @param revision of the stored source that it was made from; 0: it is new.
 * @returns `saved` false when somebody else had changed it meanwhile; `source` is then what that one wrote.
 */
export async function saveSource(
  municipality: MunicipalityId,
  source: Pick<ImportSource, 'id' | 'organisationId' | 'name' | 'mapping'>,
  revision: number,
): Promise<{ saved: boolean; source: ImportSource }> {
  const answer = await callFunction<{ saved: boolean; source: RawSource }>('save_import_source', {
    ...{ p_municipality: municipality, p_source: source, p_revision: revision },
  });
  return { saved: answer.saved, source: sourceOf(answer.source) };
}

export async function removeSource(municipality: MunicipalityId, id: string): Promise<void> {
  await callFunction('remove_import_source', { p_municipality: municipality, p_id: id });
}

/** Opens an import; the same id again opens the same. */
export async function beginImport(
  municipality: MunicipalityId,
  begun: Pick<Import, 'id' | 'sourceId' | 'organisationId' | 'name'>,
): Promise<void> {
  await callFunction('begin_import', { p_municipality: municipality, p_import: begun });
}

/** Lays a chunk aside on the server, checked as reports are; the same chunk again takes its place. @param rows at most CHUNK. */
export function stageRows(
  municipality: MunicipalityId,
  importId: string,
  chunk: number,
  rows: readonly ImportRow[],
): Promise<Staged> {
  const values = { p_municipality: municipality, p_import: importId, p_chunk: chunk, p_rows: rows };
  return callFunction('import_rows', values, CHUNK_PATIENCE);
}

/** Stores all that was laid aside, or nothing. @param expected rows that should be there. @returns rows stored; the same when asked again. */
export async function finishImport(municipality: MunicipalityId, importId: string, expected: number): Promise<number> {
  const values = { p_municipality: municipality, p_import: importId, p_expected: expected };
  return (await callFunction<{ stored: number }>('finish_import', values, LONG)).stored;
}

/** Forgets what was laid aside. */
export async function cancelImport(municipality: MunicipalityId, importId: string): Promise<void> {
  await callFunction('cancel_import', { p_municipality: municipality, p_import: importId }, LONG);
}

/** Takes the whole import back. @returns rows removed. */
export async function undoImport(municipality: MunicipalityId, importId: string): Promise<number> {
  const values = { p_municipality: municipality, p_import: importId };
  return (await callFunction<{ removed: number }>('undo_import', values, LONG)).removed;
}

/** Earlier imports, newest first, at most 100. */
export async function loadImports(municipality: MunicipalityId): Promise<Import[]> {
  return (await callFunction<Import[] | null>('imports_of', { p_municipality: municipality })) ?? [];
}
