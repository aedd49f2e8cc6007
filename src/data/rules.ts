/** The rules of a municipality, and who changed them. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { Clearing, RetentionDays, Rules } from '../domain/rules';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** Null for a non-member. */
export function loadRules(municipality: MunicipalityId): Promise<Rules | null> {
  return callFunction('rules_of', { p_municipality: municipality });
}

/** `saved` false: they are others by now, and the answer holds them. @param known the rules that the new ones were made from. */
export function saveRules(
  municipality: MunicipalityId,
  rules: Rules,
  known: Rules,
): Promise<{ saved: boolean; rules: Rules }> {
  return callFunction('save_rules', { p_municipality: municipality, p_rules: rules, p_known: known });
}

/** What would go tonight by these rules; nothing goes. */
export function previewRetention(municipality: MunicipalityId, days: RetentionDays): Promise<Clearing> {
  return callFunction('preview_retention', { p_municipality: municipality, p_days: days });
}

/** One change of the settings; of people no more than organisation and role. */
export interface SettingChange {
  /** Epoch seconds. */
  at: number;
  organisationId: string | null;
  role: string | null;
  action: string;
  filter: Record<string, unknown>;
  count: number | null;
}

/** The newest 30 changes of rules and appearance, newest first. */
export async function loadSettingChanges(municipality: MunicipalityId): Promise<SettingChange[]> {
  return (await callFunction<SettingChange[] | null>('setting_changes', { p_municipality: municipality })) ?? [];
}
