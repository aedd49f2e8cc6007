/** Areas as coordinators and administrators look after them. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { MultiPolygon } from 'geojson';
import type { AreaDraft, AreaFinding, KeptArea } from '../domain/area-draft';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** Many borders are checked in one go. Milliseconds. */
const PATIENCE = 60_000;

/** All areas of all times in the order of the screen; null for who does not look after them. */
export function loadAreas(municipality: MunicipalityId): Promise<KeptArea[] | null> {
  return callFunction('areas_of', { p_municipality: municipality });
}

/** Adds (revision 0) or changes an area. `saved` is false with what another wrote meanwhile. */
export function saveArea(
  municipality: MunicipalityId,
  area: AreaDraft,
  revision: number,
): Promise<{ saved: boolean; area: KeptArea }> {
  return callFunction('save_area', { p_municipality: municipality, p_area: area, p_revision: revision }, PATIENCE);
}

/** New areas, all or none. */
export function addAreas(municipality: MunicipalityId, areas: AreaDraft[]): Promise<{ areas: KeptArea[] }> {
  return callFunction('add_areas', { p_municipality: municipality, p_areas: areas }, PATIENCE);
}

/** @param to ISO date from which it takes no more reports; null opens it again. */
export function closeArea(
  municipality: MunicipalityId,
  { id, revision }: Pick<KeptArea, 'id' | 'revision'>,
  to: string | null,
): Promise<{ saved: boolean; area: KeptArea }> {
  return callFunction('close_area', { p_municipality: municipality, p_area: id, p_to: to, p_revision: revision });
}

/** Ends areas on a day and begins those that follow them: split, merged or drawn anew. @returns all areas. */
export function replaceAreas(
  municipality: MunicipalityId,
  from: string,
  old: readonly Pick<KeptArea, 'id' | 'revision'>[],
  next: AreaDraft[],
): Promise<{ saved: boolean; areas: KeptArea[] }> {
  const p_old = old.map(({ id, revision }) => ({ id, revision }));
  return callFunction('replace_areas', { p_municipality: municipality, p_from: from, p_old, p_new: next }, PATIENCE);
}

/** Only one in which nothing has happened. @returns whether it went. */
export function removeArea(
  municipality: MunicipalityId,
  { id, revision }: Pick<KeptArea, 'id' | 'revision'>,
): Promise<boolean> {
  return callFunction('remove_area', { p_municipality: municipality, p_area: id, p_revision: revision });
}

export function orderAreas(municipality: MunicipalityId, ids: readonly string[]): Promise<void> {
  return callFunction('order_areas', { p_municipality: municipality, p_ids: ids });
}

/** What may be a slip on a day: of all areas as they are, or of drafts in place of those of the same id and of `without`. */
export function checkAreas(
  municipality: MunicipalityId,
  day: string,
  drafts: readonly { id?: string; name: string; geometry: MultiPolygon }[] = [],
  without: readonly string[] = [],
): Promise<AreaFinding[]> {
  return callFunction(
    'check_areas',
    { p_municipality: municipality, p_day: day, p_without: without, p_with: drafts },
    PATIENCE,
  );
}
