/** One's own reports and what came of them. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { IncidentReport } from '../domain/incident';
import type { MyReport } from '../domain/review';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** What the server has afterwards: `saved` false means that it was changed meanwhile, or is no longer new, and `report` is how it stands. */
export interface SavedReport {
  saved: boolean;
  report: MyReport;
}

/** The reader's own of the last half year, newest first, at most 300. */
export async function loadMyReports(municipality: MunicipalityId): Promise<MyReport[]> {
  return (await callFunction<MyReport[] | null>('my_reports', { p_municipality: municipality })) ?? [];
}

/**
 * Answers the coordinator's question, corrects the report, or both, as long as it is new.
 * @param changes only the keys that change; null: it is right as it is. @param answer '': no answer.
 * @param revision of the report that this was made from.
 */
export function correctMyReport(
  municipality: MunicipalityId,
  id: string,
  changes: Partial<Omit<IncidentReport, 'id' | 'municipalityId' | 'organisationId'>> | null,
  answer: string,
  revision: number,
): Promise<SavedReport> {
  return callFunction('correct_my_report', {
    ...{
      p_municipality: municipality,
      p_id: id,
      p_report: changes && { id, ...changes },
      p_answer: answer,
      p_revision: revision,
    },
  });
}
