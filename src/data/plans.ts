/** Promises and plans: the tree of agreements, and writing its parts. Each throws Unreachable, SignedOut or Refusal, as all of src/data. Saving, and taking away, is for the coordinator. */
import type { Agreement, Commitment, FocusArea, Plan } from '../domain/plan';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** `saved` false: somebody else had changed it meanwhile, and the answer holds what that one wrote. */
export interface SavedAgreement {
  saved: boolean;
  agreement: Agreement;
}
export interface SavedFocusArea {
  saved: boolean;
  focusArea: FocusArea;
}
export interface SavedCommitment {
  saved: boolean;
  commitment: Commitment;
}

/** All that the reader may see, the agreement that ends last first; none for who reads no incidents. */
export async function loadPlans(municipality: MunicipalityId): Promise<Plan[]> {
  return (await callFunction<Plan[] | null>('plans_of', { p_municipality: municipality })) ?? [];
}

/** Stores an agreement; the same id sent twice is stored once. @param revision of the stored one that this was made from; 0: it is new. */
export function saveAgreement(
  municipality: MunicipalityId,
  agreement: Agreement,
  revision: number,
): Promise<SavedAgreement> {
  return callFunction('save_agreement', { p_municipality: municipality, p_agreement: agreement, p_revision: revision });
}

/** @param revision as in saveAgreement. */
export function saveFocusArea(
  municipality: MunicipalityId,
  focusArea: FocusArea,
  revision: number,
): Promise<SavedFocusArea> {
  return callFunction('save_focus_area', {
    ...{ p_municipality: municipality, p_focus_area: focusArea, p_revision: revision },
  });
}

/** @param revision as in saveAgreement. What the server counts (progress, mayFollowUp) may be sent along and is not read. */
export function saveCommitment(
  municipality: MunicipalityId,
  commitment: Commitment,
  revision: number,
): Promise<SavedCommitment> {
  return callFunction('save_commitment', {
    ...{ p_municipality: municipality, p_commitment: commitment, p_revision: revision },
  });
}

/** Takes an agreement away with all of it, as long as nothing in it was followed up, or within a day. @returns whether one went. @throws Refusal when something of it was published. */
export function removeAgreement(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_agreement', { p_municipality: municipality, p_id: id });
}

/** Takes an empty focus area away. @returns whether one went. */
export function removeFocusArea(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_focus_area', { p_municipality: municipality, p_id: id });
}

/** Takes a commitment away that was not followed up, or within a day. Activities that counted for it stay. @returns whether one went. */
export function removeCommitment(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_commitment', { p_municipality: municipality, p_id: id });
}
