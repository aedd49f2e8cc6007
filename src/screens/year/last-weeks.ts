/** The last 52 weeks that are over, by area and by group of categories, with the weeks in which a place of an area was a hotspot. */
import { countPeriods } from '../../analysis/count-periods';
import { createAnalyst } from '../../data/analyst';
import { loadIncidents } from '../../data/incidents';
import { loadReleasedIncidents } from '../../data/released-incidents';
import { periodOf, periodsBefore } from '../../domain/period';
import type { Period } from '../../domain/period';
import type { Setting } from '../../domain/setting';
import { codeTargets, sliceOf } from '../situation/slice';
import { parseView } from '../situation/view';
import { areaOfHotspot } from '../picture/compose-words';

const WEEKS = 52;

export interface YearRow {
  id: string;
  counts: number[];
  hot: boolean[];
}

export interface Year {
  weeks: Period[];
  areas: YearRow[];
  groups: YearRow[];
}

/**
 * @param coordinator reads what waits for review too: it is left out, as in a published picture.
 * @returns null when the analysis was closed meanwhile. @throws as `loadIncidents`.
 */
export async function loadYear(setting: Setting, coordinator: boolean, now: number): Promise<Year | null> {
  const municipality = setting.municipality.id;
  const packed = coordinator ? (await loadReleasedIncidents(municipality)).packed : await loadIncidents(municipality);
  const analyst = createAnalyst();
  try {
    const { targets, lists } = codeTargets(packed, setting);
    const table = await analyst.load(packed, targets, {
      areas: setting.areas.map(({ id, name, geometry }) => ({ id, name, geometry })),
      places: [],
    });
    if (table === 'superseded') return null;
    const weeks = periodsBefore(periodOf('week', now), WEEKS);
    const groups = setting.categoryGroups.map(({ id }) => id);
    const groupOf = lists.categories.map(({ groupId }) => groups.indexOf(groupId));
    const byArea = countPeriods(table, weeks, setting.areas.length, (row) => table.area[row] ?? -1);
    const byGroup = countPeriods(table, weeks, groups.length, (row) => groupOf[table.category[row] ?? -1] ?? -1);
    const hot = setting.areas.map(() => weeks.map(() => false));
    for (const [at, period] of weeks.entries()) {
      const analysis = await analyst.analyse(sliceOf({ ...parseView('', now), period }, setting, lists));
      if (analysis === 'superseded') return null;
      for (const hotspot of analysis.hotspots) {
        if (hotspot.kind !== 'significant') continue;
        const area = areaOfHotspot(hotspot, setting.areas);
        const row = area && hot[setting.areas.indexOf(area)];
        if (row) row[at] = true;
      }
    }
    const rowOf = (id: string, counts: number[] | undefined, marked: boolean[] | undefined): YearRow => ({
      id,
      counts: counts ?? [],
      hot: marked ?? weeks.map(() => false),
    });
    return {
      weeks,
      areas: setting.areas.map(({ id }, i) => rowOf(id, byArea[i], hot[i])),
      groups: groups.map((id, i) => rowOf(id, byGroup[i], undefined)),
    };
  } finally {
    analyst.close();
  }
}
