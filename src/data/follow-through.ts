/** The trace of actions from meeting to meeting, continuing one, and what has fallen behind. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { ActionNote, Deviation } from '../domain/follow-through';
import type { MunicipalityId } from '../domain/setting';
import type { SavedAction } from './actions';
import { callFunction } from './rpc';

/** The trace of one action, or the newest 2,000 lines of all that the reader may see; oldest first. */
export async function loadActionNotes(
  municipality: MunicipalityId,
  action: string | null = null,
): Promise<ActionNote[]> {
  const values = { p_municipality: municipality, p_action: action };
  return (await callFunction<ActionNote[] | null>('action_notes_of', values)) ?? [];
}

/** Writes a note on an action that one sees. @param id UUID chosen by the client: sent twice it is written once. */
export function addActionNote(
  municipality: MunicipalityId,
  action: string,
  id: string,
  text: string,
): Promise<ActionNote> {
  return callFunction('add_action_note', { p_municipality: municipality, p_action: action, p_id: id, p_text: text });
}

/**
 * Takes an own note back within a day (it is gone); later the coordinator or administrator, with a reason, takes its words away and the line stays.
 * @returns whether there was one.
 */
export function removeActionNote(
  municipality: MunicipalityId,
  id: string,
  reason: string | null = null,
): Promise<boolean> {
  return callFunction('remove_action_note', { p_municipality: municipality, p_id: id, p_reason: reason });
}

/**
 * The next one of a repeated action, or the continuation of one that is over: same content, planned. `saved` false: it was continued already, and `action` is that one.
 * @param id UUID for the new one. @param due ISO date; null: one interval after the last.
 */
export function continueAction(
  municipality: MunicipalityId,
  action: string,
  id: string,
  due: string | null,
): Promise<SavedAction> {
  return callFunction('continue_action', { p_municipality: municipality, p_action: action, p_id: id, p_due: due });
}

/** Notes on every open action that earlier meetings decided on that this meeting takes it up again; once a meeting. @returns how many. */
export async function carryActions(municipality: MunicipalityId, picture: string): Promise<number> {
  const { carried } = await callFunction<{ carried: number }>('carry_actions', {
    ...{ p_municipality: municipality, p_picture: picture },
  });
  return carried;
}

/** What has fallen behind at the end of a month, of the running one until now. @param month `2026-11`. */
export async function loadDeviations(municipality: MunicipalityId, month: string): Promise<Deviation[]> {
  const values = { p_municipality: municipality, p_month: month };
  return (await callFunction<Deviation[] | null>('deviations_of', values)) ?? [];
}
