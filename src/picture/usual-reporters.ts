/** Who usually reports about an area and who has now, judged by what a file holds: check-ins and the organisations of its incidents. */
import { coverageOf } from '../analysis/coverage';
import { sliceRows } from '../analysis/incident-table';
import type { IncidentTable } from '../analysis/types';
import { periodsBefore, type Period } from '../domain/period';
import type { ReportedForArea } from './compose-coverage';
import { organisationKey, type CheckIn } from './read-check-ins';

/** Periods before that tell who usually reports: the same that counts are judged by. */
export const USUAL_WITHIN = 12;
/** Of those in which anybody reported about the area, the share in which an organisation must have: one report in a quarter of a year is no habit. */
const USUAL_SHARE = 1 / 3;

/**
 * A check-in counts for the period that its own begins in, as in the database (a week belongs to the month of its Monday), and for any shorter period that it
 * covers whole.
 */
function countsFor(checkIn: Period, period: Period): boolean {
  const begins = checkIn.from >= period.from && checkIn.from < period.to;
  return begins || (checkIn.from <= period.from && checkIn.to >= period.to);
}

/**
 * Expected of an area are the organisations that checked in for it, or reported an incident there, in at least a third of those of the 12 periods before in which
 * anybody did.
 * @param organisations names by organisation index of the table; what they are is matched by `organisationKey`.
 * @param areaIds by area index of table and check-ins.
 * @returns one an area, in their order.
 */
export function usualReporters(
  checkIns: readonly CheckIn[],
  table: IncidentTable,
  organisations: readonly string[],
  areaIds: readonly string[],
  period: Period,
): ReportedForArea[] {
  const keys = organisations.map(organisationKey);
  const heardIn = (during: Period): Set<string>[] => {
    const heard = areaIds.map(() => new Set<string>());
    for (const checkIn of checkIns) {
      if (countsFor(checkIn.period, during)) heard[checkIn.area]?.add(checkIn.organisation);
    }
    const [start, end] = sliceRows(table, during.from, during.to);
    for (let row = start; row < end; row++) {
      const key = keys[table.organisation[row]];
      if (key !== undefined) heard[table.area[row]]?.add(key);
    }
    return heard;
  };
  const before = periodsBefore(period, USUAL_WITHIN).map(heardIn);
  const now = heardIn(period);
  return areaIds.map((areaId, i) => {
    const heard = before.flatMap((areas) => areas[i] ?? []).filter((set) => set.size > 0);
    const times = new Map<string, number>();
    for (const key of heard.flatMap((set) => [...set])) times.set(key, (times.get(key) ?? 0) + 1);
    const usual = [...times.keys()].filter((key) => (times.get(key) ?? 0) >= USUAL_SHARE * heard.length);
    const { expected, missing, mark } = coverageOf({ expected: usual, reported: [...(now[i] ?? [])] });
    return { areaId, expected: expected.length, reported: expected.length - missing.length, mark };
  });
}
