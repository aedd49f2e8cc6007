/** School holidays of the municipality, and who was heard of week by week. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { MunicipalityId } from '../domain/setting';
import type { SchoolHoliday, WeeklyCoverage } from '../domain/year';
import { callFunction } from './rpc';

/** By day; none for who reads no incidents. */
export async function loadSchoolHolidays(municipality: MunicipalityId): Promise<SchoolHoliday[]> {
  return (await callFunction<SchoolHoliday[] | null>('school_holidays_of', { p_municipality: municipality })) ?? [];
}

/** `saved` false: somebody else had changed it meanwhile, and the answer holds what that one wrote. */
export interface SavedSchoolHoliday {
  saved: boolean;
  holiday: SchoolHoliday;
}

/** The coordinator stores a holiday. @param revision of the stored one that this was made from; 0: it is new, or was taken away and comes back. */
export function saveSchoolHoliday(
  municipality: MunicipalityId,
  holiday: SchoolHoliday,
  revision: number,
): Promise<SavedSchoolHoliday> {
  return callFunction('save_school_holiday', {
    ...{ p_municipality: municipality, p_holiday: holiday, p_revision: revision },
  });
}

/** @returns whether one went. */
export function removeSchoolHoliday(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_school_holiday', { p_municipality: municipality, p_id: id });
}

/**
 * How many of those that are expected to report were heard of, by ISO week; for areas that the reader sees.
 * @param from ISO date of a Monday. @param to ISO date of the Monday after the last week. @param area slug; null: all. @returns null for who reads no incidents.
 */
export function loadWeeklyCoverage(
  municipality: MunicipalityId,
  from: string,
  to: string,
  area: string | null,
): Promise<WeeklyCoverage | null> {
  return callFunction('coverage_by_week', { p_municipality: municipality, p_from: from, p_to: to, p_area: area });
}
