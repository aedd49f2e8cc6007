/** Actions: reading them, deciding and changing one. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { Action } from '../domain/meeting';
import type { MunicipalityId } from '../domain/setting';
import type { KindDoor } from './change-doors';
import { callFunction } from './rpc';

/** What the server has after a save: `saved` false means that somebody else had changed it meanwhile, and `action` is what that one wrote. */
export interface SavedAction {
  saved: boolean;
  action: Action;
}

/** All that the reader may see, newest first, at most 1,000; none for who reads no incidents. */
export async function loadActions(municipality: MunicipalityId): Promise<Action[]> {
  return (await callFunction<Action[] | null>('actions_of', { p_municipality: municipality })) ?? [];
}

/**
 * Stores an action; the same id sent twice is stored once.
 * @param revision of the stored action that this was made from; 0: it is new.
 */
export function saveAction(municipality: MunicipalityId, action: Action, revision: number): Promise<SavedAction> {
  return callFunction('save_action', { p_municipality: municipality, p_action: action, p_revision: revision });
}

/** Takes back a new action: its creator or the coordinator, within a day. Later it is cancelled instead. */
export async function removeAction(municipality: MunicipalityId, id: string): Promise<void> {
  await callFunction('remove_action', { p_municipality: municipality, p_id: id });
}

/** For changes.ts. */
export const actionDoor: KindDoor<Action> = {
  async save(municipality, record, base) {
    const { saved, action } = await saveAction(municipality, record, base);
    return { saved, record: action };
  },
  remove: (municipality, { id }) => removeAction(municipality, id),
};
