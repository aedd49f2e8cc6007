/** The filters of a slice, compiled to lookup tables so that a row costs a few array reads. */
import { wallHoursOf } from './hot-times';
import type { IncidentTable, Slice } from './types';

/** True when the row passes the filters by category, organisation, weekday and hour (not by period or area). */
export type RowFilter = (row: number) => boolean;

function maskOf(indexes: readonly number[] | null, size: number): Uint8Array | null {
  if (indexes === null) return null;
  const mask = new Uint8Array(size);
  for (const index of indexes) mask[index] = 1;
  return mask;
}

/** 168 marks; `null` when every hour passes. Hours from a later to an earlier one run past midnight; equal ones are the whole day. */
function hourMask(slice: Slice): Uint8Array | null {
  const { weekdays, hours } = slice;
  if (weekdays === null && hours === null) return null;
  const mask = new Uint8Array(168);
  for (let day = 0; day < 7; day++) {
    if (weekdays !== null && !weekdays.includes(day)) continue;
    for (let hour = 0; hour < 24; hour++) {
      const passes =
        hours === null ||
        hours.from === hours.to ||
        (hours.from < hours.to ? hour >= hours.from && hour < hours.to : hour >= hours.from || hour < hours.to);
      if (passes) mask[day * 24 + hour] = 1;
    }
  }
  return mask;
}

/**
 * An incident whose organisation is unknown to the reader (-1) passes only when no organisation is chosen.
 */
export function createRowFilter(table: IncidentTable, slice: Slice): RowFilter {
  const categories = maskOf(slice.categories, 65_536);
  const organisations = maskOf(slice.organisations, 32_768);
  const hours = hourMask(slice);
  if (!categories && !organisations && !hours) return () => true;
  const wall = hours ? wallHoursOf(table) : null;
  return (row) => {
    if (categories && categories[table.category[row]] !== 1) return false;
    if (organisations && organisations[table.organisation[row]] !== 1) return false;
    return !(hours && wall) || hours[wall[row]] === 1;
  };
}
