/** Named places that reporters propose and the coordinator decides about. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { PlaceProposal } from '../domain/review';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** What waits first, then what was decided, newest first: all for the coordinator, one's own for reporters. */
export async function loadPlaceProposals(municipality: MunicipalityId): Promise<PlaceProposal[]> {
  return (await callFunction<PlaceProposal[] | null>('place_proposals', { p_municipality: municipality })) ?? [];
}

/** Makes a place of the proposal, under this name and at this point. The setting is to be loaded anew afterwards. */
export function acceptPlace(
  municipality: MunicipalityId,
  id: string,
  { name, lon, lat }: { name: string; lon: number; lat: number },
): Promise<PlaceProposal> {
  return callFunction('decide_place', {
    ...{ p_municipality: municipality, p_id: id, p_accept: true, p_name: name, p_lon: lon, p_lat: lat },
  });
}

/** Declines a proposal; one that was accepted is taken back, with the place that came of it. */
export function declinePlace(municipality: MunicipalityId, id: string): Promise<PlaceProposal> {
  return callFunction('decide_place', {
    ...{ p_municipality: municipality, p_id: id, p_accept: false, p_name: null, p_lon: null, p_lat: null },
  });
}
