/** What the year is drawn from: incidents as a table, school holidays, events, and who was heard of. */
import type { IncidentTable } from '../../analysis/types';
import { loadActivities } from '../../data/activities';
import { createAnalyst } from '../../data/analyst';
import { loadIncidents } from '../../data/incidents';
import { loadReleasedIncidents } from '../../data/released-incidents';
import { loadSchoolHolidays } from '../../data/school-holidays';
import type { Activity } from '../../domain/meeting';
import type { Setting } from '../../domain/setting';
import type { SchoolHoliday } from '../../domain/year';
import { codeTargets } from '../situation/slice';
import type { Lists } from '../situation/slice';

/** Years that are drawn at most. */
export const YEARS_AT_MOST = 5;

export interface YearSource {
  table: IncidentTable;
  lists: Lists;
  school: readonly SchoolHoliday[];
  events: readonly Activity[];
  /** Epoch seconds. */
  fetchedAt: number;
}

/**
 * @param coordinator reads what waits for review too: it is left out, as in a published picture.
 * @returns null when it was given up meanwhile. @throws as `loadIncidents`.
 */
export async function loadYearSource(setting: Setting, coordinator: boolean, now: number): Promise<YearSource | null> {
  const municipality = setting.municipality.id;
  const year = 366 * 86_400;
  const [packed, school, events] = await Promise.all([
    coordinator ? loadReleasedIncidents(municipality).then((released) => released.packed) : loadIncidents(municipality),
    loadSchoolHolidays(municipality),
    loadActivities(municipality, now - year, now + year),
  ]);
  const analyst = createAnalyst();
  try {
    const { targets, lists } = codeTargets(packed, setting);
    const areas = setting.areas.map(({ id, name, geometry }) => ({ id, name, geometry }));
    const table = await analyst.load(packed, targets, { areas, places: [] });
    return table === 'superseded' ? null : { table, lists, school, events, fetchedAt: now };
  } finally {
    analyst.close();
  }
}

export interface YearChoice {
  /** Slug of a category, `g:` and that of a group, or empty: all. */
  category: string;
  /** Slug; empty: all. */
  area: string;
}

/** Whether a row of the table is asked about. */
export function asked({ table, lists }: YearSource, { category, area }: YearChoice, setting: Setting) {
  const wantedArea = setting.areas.findIndex(({ id }) => id === area);
  const wanted = lists.categories.map(
    ({ id, groupId }) => category === '' || id === category || `g:${groupId}` === category,
  );
  return (row: number): boolean =>
    (area === '' || table.area[row] === wantedArea) && (wanted[table.category[row] ?? -1] ?? false);
}
