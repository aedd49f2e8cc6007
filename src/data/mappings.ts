/** The mapping of the Act (2023:196): the list, the draft and its parts, publishing, and what was published. Each throws Unreachable, SignedOut or Refusal, as all of src/data; publishing also Outrun. */
import type {
  MappingAudience,
  MappingChapter,
  MappingDraft,
  MappingHead,
  MappingMeasures,
  MappingSummary,
  MappingTable,
} from '../domain/mapping';
import type { MunicipalityId } from '../domain/setting';
import type { MappingDocument } from '../picture/mapping/document';
import { Outrun } from './pictures';
import { callFunction } from './rpc';
import { callServer } from './server-function';

/** Publishing counts years of incidents anew. Milliseconds. */
const PUBLISHING = 180_000;

/** The latest years first; none for who reads no incidents. */
export async function loadMappings(municipality: MunicipalityId): Promise<MappingSummary[]> {
  return (await callFunction<MappingSummary[] | null>('mappings_of', { p_municipality: municipality })) ?? [];
}

/** For coordinators; null for others, and where there is no such mapping. */
export function loadMappingDraft(municipality: MunicipalityId, id: string): Promise<MappingDraft | null> {
  return callFunction('mapping_draft', { p_municipality: municipality, p_id: id });
}

/** What was done in these calendar years and who reported; null for who is no coordinator. */
export function loadMappingMeasures(
  municipality: MunicipalityId,
  from: number,
  to: number,
): Promise<MappingMeasures | null> {
  return callFunction('mapping_measures', { p_municipality: municipality, p_from: from, p_to: to });
}

/** @param revision of the stored one that this was made from; 0: it is new. `saved` false: the answer holds what another wrote meanwhile. */
export function saveMapping(
  municipality: MunicipalityId,
  mapping: MappingHead,
  revision: number,
): Promise<{ saved: boolean; mapping: MappingHead }> {
  return callFunction('save_mapping', { p_municipality: municipality, p_mapping: mapping, p_revision: revision });
}

/** @param revision as in saveMapping. */
export function saveMappingChapter(
  municipality: MunicipalityId,
  chapter: MappingChapter,
  revision: number,
): Promise<{ saved: boolean; chapter: MappingChapter }> {
  return callFunction('save_mapping_chapter', {
    ...{ p_municipality: municipality, p_chapter: chapter, p_revision: revision },
  });
}

/** @param revision as in saveMapping. */
export function saveMappingTable(
  municipality: MunicipalityId,
  table: MappingTable,
  revision: number,
): Promise<{ saved: boolean; table: MappingTable }> {
  return callFunction('save_mapping_table', { p_municipality: municipality, p_table: table, p_revision: revision });
}

/** Takes a mapping away that was never published. @returns whether one went. */
export function removeMapping(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_mapping', { p_municipality: municipality, p_id: id });
}

/** @returns whether one went. Undo: save it again with revision 0. */
export function removeMappingTable(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_mapping_table', { p_municipality: municipality, p_id: id });
}

/**
 * Freezes and publishes, for police and municipality and for everyone in EST.
 * @param correction what is new; null for the first version.
 * @throws also Outrun: another publication of the municipality was faster.
 */
export async function publishMapping(
  municipality: MunicipalityId,
  mapping: string,
  correction: string | null,
): Promise<{ version: number }> {
  try {
    return await callServer('publish', { municipality, mapping, correction }, PUBLISHING);
  } catch (error) {
    if (error instanceof Error && /^(error: )?conflict:/i.test(error.message)) throw new Outrun(error.message);
    throw error;
  }
}

/** A published version as it was stored, the newest without `version`; null when there is none for the reader. Logged as reading. */
export function loadPublishedMapping(
  municipality: MunicipalityId,
  id: string,
  audience: MappingAudience,
  version: number | null = null,
): Promise<MappingDocument | null> {
  return callFunction('published_mapping', {
    ...{ p_municipality: municipality, p_id: id, p_audience: audience, p_version: version },
  });
}
