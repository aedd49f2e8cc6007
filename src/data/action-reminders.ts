/** Reminding the owners of actions, and what a report counts of actions. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { ActionReminder } from '../domain/action-reminder';
import type { ActionHistory, ReportPeriod } from '../domain/council-report';
import type { MunicipalityId } from '../domain/setting';
import type { Reminded } from './check-ins';
import { callFunction } from './rpc';
import { callServer } from './server-function';

/** Of the actions that the reader may see, oldest first, the newest 2,000. */
export async function loadActionReminders(municipality: MunicipalityId): Promise<ActionReminder[]> {
  return (await callFunction<ActionReminder[] | null>('action_reminders_of', { p_municipality: municipality })) ?? [];
}

/** A mail service may take its time for each letter. Milliseconds. */
const SENDING = 120_000;

/** Reminds owners of what is late, due soon or to be looked at; for the coordinator. */
export function remindOwners(municipality: MunicipalityId, organisations: readonly string[]): Promise<Reminded> {
  return callServer('remind', { municipality, about: 'actions', organisations }, SENDING);
}

/** Every action that was decided, open or closed in the period, of those that the reader may see. */
export async function loadActionHistory(
  municipality: MunicipalityId,
  { firstDay, endDay }: ReportPeriod,
): Promise<ActionHistory[]> {
  const values = { p_municipality: municipality, p_from: firstDay, p_to: endDay };
  return (await callFunction<ActionHistory[] | null>('action_history_of', values)) ?? [];
}
