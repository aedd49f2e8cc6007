/** What each waiting report is likely to be the same as, from the incidents around it and the queue itself. */
import { buildOrderedTable } from '../../analysis/incident-table';
import { LIKELY, likelyDuplicates } from '../../analysis/likely-duplicates';
import type { LikelyDuplicate } from '../../analysis/likely-duplicates';
import { createConfusion } from '../../analysis/likely-duplicates-confusion';
import { idAt, unpackColumns } from '../../analysis/packed-columns';
import type { PackedIncidents } from '../../data/types';
import type { ReviewReport } from '../../domain/review';
import type { Setting } from '../../domain/setting';

/** A report as far as it is told apart from others. */
export interface Told {
  id: string;
  categoryId: string;
  /** Null: not known to the reader. */
  organisationId: string | null;
  lon: number;
  lat: number;
  /** Epoch seconds. */
  occurredFrom: number;
  occurredTo: number;
}

/** Another report that may tell of the same event, and why. */
export interface Likeness extends Pick<LikelyDuplicate, 'metres' | 'minutes' | 'category' | 'organisation'> {
  other: Told;
  /** More likely than not; otherwise worth a look. */
  likely: boolean;
}

/** More than these are not shown of one report. */
const SHOWN = 5;

/** So far before the oldest report that waits other reports are asked for: what is usual around it is counted over these weeks. Seconds. */
const BEFORE = 28 * 86_400;
/** An import may hold reports of years: those are compared with the latest of the others. Seconds. */
const AT_MOST = 400 * 86_400;

/** From when on incidents are to be loaded for the comparison, epoch seconds; null when nothing waits. @param now epoch seconds. */
export function comparedSince(waiting: readonly Pick<ReviewReport, 'occurredFrom'>[], now: number): number | null {
  if (waiting.length === 0) return null;
  return Math.max(now - AT_MOST, Math.min(...waiting.map(({ occurredFrom }) => occurredFrom)) - BEFORE);
}

/** The incidents of the columns, one by one. Codes that the lists do not hold are damaged columns, and left out. */
export function toldOf(packed: PackedIncidents): Told[] {
  const { lon, lat, from, to, category, organisation } = unpackColumns(packed);
  return Array.from({ length: packed.size }, (_, row): Told => {
    return {
      id: idAt(packed.id, row),
      categoryId: packed.categories[category[row] ?? -1] ?? '',
      organisationId: packed.organisations[organisation[row] ?? -1] ?? null,
      ...{ lon: lon[row] ?? 0, lat: lat[row] ?? 0, occurredFrom: from[row] ?? 0, occurredTo: to[row] ?? 0 },
    };
  });
}

/**
 * @param around other incidents, those that wait among them or not.
 * @returns for the id of each report that waits what it may be the same as, the likeliest first; at most five.
 */
export function likenessesOf(
  waiting: readonly ReviewReport[],
  around: readonly Told[],
  setting: Pick<Setting, 'categories' | 'organisations'>,
): Map<string, Likeness[]> {
  // What waits is fresher here than in the columns, which were loaded before something of it was corrected.
  const reports = new Map<string, Told>([...around, ...waiting].map((one) => [one.id, one]));
  const list = [...reports.values()];
  const category = new Map(setting.categories.map(({ id }, code) => [id, code]));
  const organisation = new Map(setting.organisations.map(({ id }, code) => [id, code]));
  const { table, source } = buildOrderedTable({
    lon: list.map(({ lon }) => lon),
    lat: list.map(({ lat }) => lat),
    from: list.map(({ occurredFrom }) => occurredFrom),
    to: list.map(({ occurredTo }) => occurredTo),
    // A category that is gone from the list is like no other.
    category: list.map(({ categoryId }) => category.get(categoryId) ?? setting.categories.length),
    organisation: list.map(({ organisationId }) => organisation.get(organisationId ?? '') ?? -1),
    area: list.map(() => -1),
  });
  const told = (row: number): Told | undefined => list[source ? (source[row] ?? -1) : row];
  const wanted = new Set(waiting.map(({ id }) => id));
  const rows = Array.from({ length: table.size }, (_, row) => row).filter((row) => wanted.has(told(row)?.id ?? ''));
  const found = new Map<string, Likeness[]>();
  for (const pair of likelyDuplicates(table, createConfusion(setting.categories), { rows })) {
    const [a, b] = [told(pair.rows[0]), told(pair.rows[1])];
    if (!a || !b) continue;
    const { metres, minutes, category: relation, organisation: who, probability } = pair;
    const reason = { metres, minutes, category: relation, organisation: who, likely: probability >= LIKELY };
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const list = found.get(one.id) ?? [];
      if (wanted.has(one.id) && list.length < SHOWN) found.set(one.id, [...list, { ...reason, other }]);
    }
  }
  return found;
}
