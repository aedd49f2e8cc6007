/** The register of named places as administrator and coordinator keep it. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { MunicipalityId, Place } from '../domain/setting';
import { callFunction } from './rpc';

export interface KeptPlace extends Place {
  /** False: retired, offered and named no more. */
  active: boolean;
  /** The place that this one is one with. */
  mergedInto: string | null;
  revision: number;
}

/** What is written; without an id it is new and gets one from its name. */
export type PlaceEntry = Pick<KeptPlace, 'name' | 'lon' | 'lat' | 'active'> & { id: string | null };

export const IMPORT_OUTCOMES = ['added', 'namesake', 'known', 'outside', 'personal-data', 'no-name'] as const;
/** `known`: the same name within 100 m is there; `namesake`: added, though the name is taken farther away; the last three are not stored. */
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export interface PlaceImport {
  /** One for each row that was sent, in their order. `metres` to the place of the same name. */
  rows: { outcome: ImportOutcome; placeId: string | null; metres: number | null }[];
  /** Ids of the places that were added; none by a dry run. */
  added: string[];
  dryRun: boolean;
}

/** Rows that one import takes. */
export const PLACES_AT_ONCE = 5000;
/** Milliseconds: finding the areas of thousands of places takes the database a while. */
const PATIENCE = 120_000;

/** All places by name, retired and merged ones too; null for others than administrator and coordinator. */
export function loadPlaces(municipality: MunicipalityId): Promise<KeptPlace[] | null> {
  return callFunction('place_register', { p_municipality: municipality });
}

/** `saved` false: somebody else had changed it meanwhile. @param revision of the stored one that this was made from; 0: it is new. */
export function savePlace(
  municipality: MunicipalityId,
  { id, name, lon, lat, active }: PlaceEntry,
  revision: number,
): Promise<{ saved: boolean; place: KeptPlace }> {
  const p_place = { id, name, lon, lat, active };
  return callFunction('save_place', { p_municipality: municipality, p_place, p_revision: revision });
}

/** Takes away those that nothing points at. @returns their ids. */
export async function removePlaces(municipality: MunicipalityId, ids: readonly string[]): Promise<string[]> {
  const answer = { p_municipality: municipality, p_ids: ids };
  return (await callFunction<{ removed: string[] }>('remove_places', answer)).removed;
}

/** Stores a list in one step, or with `dryRun` says what would become of it. @param rows WGS 84, at most `PLACES_AT_ONCE`. */
export function importPlaces(
  municipality: MunicipalityId,
  rows: readonly { name: string; lon: number; lat: number }[],
  dryRun: boolean,
): Promise<PlaceImport> {
  const p_rows = rows.map(({ name, lon, lat }) => ({ name, lon, lat }));
  return callFunction('import_places', { p_municipality: municipality, p_rows, p_dry_run: dryRun }, PATIENCE);
}

/** Makes the others one with the place that is kept. @returns the rows of all of them. */
export function mergePlaces(
  municipality: MunicipalityId,
  keep: string,
  others: readonly string[],
): Promise<KeptPlace[]> {
  return callFunction('merge_places', { p_municipality: municipality, p_keep: keep, p_others: others });
}

/** Undoes a merging. @returns the place as it is again. */
export function unmergePlace(municipality: MunicipalityId, id: string): Promise<KeptPlace> {
  return callFunction('unmerge_place', { p_municipality: municipality, p_id: id });
}
