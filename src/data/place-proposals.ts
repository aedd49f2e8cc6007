/** Names for places that the gazetteer does not know, proposed by who reports. Reading and deciding them is places.ts. */
import type { PlaceProposal } from '../domain/review';
import type { MunicipalityId } from '../domain/setting';
import type { KindDoor } from './change-doors';
import { callFunction } from './rpc';

/** A proposal as it waits in the browser. */
export type ProposedPlace = Pick<PlaceProposal, 'id' | 'name' | 'lon' | 'lat' | 'organisationId'> & {
  /** 0: not sent yet; a proposal is never changed, so 1 afterwards. */
  revision: number;
};

/** Throws Unreachable, SignedOut or Refusal. */
export const proposalDoor: KindDoor<ProposedPlace> = {
  async save(municipality: MunicipalityId, { id, name, lon, lat, organisationId }: ProposedPlace) {
    const proposal = { id, name, lon, lat, organisationId };
    await callFunction('propose_place', { p_municipality: municipality, p_proposal: proposal });
    return { saved: true, record: { ...proposal, revision: 1 } };
  },
  async remove(municipality, { id }) {
    await callFunction('withdraw_place', { p_municipality: municipality, p_id: id });
  },
};
