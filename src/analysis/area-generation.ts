/**
 * Areas that come and go: which of them a period is told of, and incidents of the others found anew by where they happened. A period before a split shows the old area and one
 * after it the new ones, each compared with what happened inside the same border in the periods before, so that a border that moved is never taken for a change in what happens.
 */
import { createAreaLookup } from './area-lookup';
import { keepRecent, type Recent } from './recent';
import { createBlockInverse } from './sweref99tm';
import type { IncidentTable, StudyArea } from './types';

type Areas = readonly StudyArea[];
interface Span {
  /** Epoch seconds. */
  from: number;
  to: number;
}

/** Those that an area came from and those that came from it, however far back and on. */
function kinOf(areas: Areas, index: number): Set<number> {
  const at = new Map(areas.map(({ id }, i) => [id, i]));
  const parents = areas.map(({ life }) => (life?.succeeds ?? []).flatMap((id) => at.get(id) ?? []));
  const kin = new Set<number>();
  const walk = (from: number, next: (i: number) => number[]): void => {
    for (const i of next(from)) {
      if (i === index || kin.has(i)) continue;
      kin.add(i);
      walk(i, next);
    }
  };
  walk(index, (i) => parents[i]);
  walk(index, (i) => parents.flatMap((of, child) => (of.includes(i) ? [child] : [])));
  return kin;
}

/**
 * Areas that the period is told of: those that counted at its end, and those that ended in it and that nothing followed.
 * @param chosen areas that are looked at whenever they counted: they take the place of those that they came from or that came from them.
 * @returns indexes, ascending.
 */
export function areasInPeriod(areas: Areas, { from, to }: Span, chosen: readonly number[] | null = null): number[] {
  const last = to - 1;
  const shown = new Set<number>();
  areas.forEach(({ id, life }, i) => {
    if (!life) shown.add(i);
    else if (life.from <= last && life.to > last) shown.add(i);
    else if (life.from <= last && life.to > from && !areas.some((other) => other.life?.succeeds.includes(id)))
      shown.add(i);
  });
  for (const index of chosen ?? []) {
    if (shown.has(index)) continue;
    for (const kin of kinOf(areas, index)) shown.delete(kin);
    shown.add(index);
  }
  return [...shown].sort((a, b) => a - b);
}

const TABLES_KEPT = 4;
const keptOf = new WeakMap<IncidentTable, WeakMap<Areas, Recent<IncidentTable>>>();

function foundAnew(table: IncidentTable, areas: Areas, shown: readonly number[]): IncidentTable {
  const isShown = new Set(shown);
  const lookup = createAreaLookup(shown.map((i) => areas[i]));
  const toDegrees = createBlockInverse();
  const area = table.area.slice();
  for (let row = 0; row < table.size; row++) {
    const stored = area[row];
    if (isShown.has(stored)) continue;
    const place = lookup.areaOf(...toDegrees(table.east[row], table.north[row]));
    const found = place < 0 ? -1 : shown[place];
    // In no area, though one that is shown covers it: only because it had not begun.
    if (stored >= 0 || (found >= 0 && table.from[row] < (areas[found].life?.began ?? -Infinity))) area[row] = found;
  }
  return { ...table, area };
}

/**
 * The table as the areas shown have it: incidents of areas that are not shown, and those from before an area began, belong to the one that covers them. Areas that have
 * always been there change nothing, and the same table is answered.
 * @param shown as `areasInPeriod` answers. @returns a table that shares its other columns.
 */
export function tableInPeriod(table: IncidentTable, areas: Areas, shown: readonly number[]): IncidentTable {
  const first = table.size > 0 ? table.from[0] : Infinity;
  if (shown.length === areas.length && areas.every(({ life }) => !(life && life.began > first))) return table;
  let kept = keptOf.get(table);
  if (!kept) keptOf.set(table, (kept = new WeakMap()));
  let tables = kept.get(areas);
  if (!tables) kept.set(areas, (tables = keepRecent(TABLES_KEPT, () => 1)));
  return tables.of(shown.join(), () => foundAnew(table, areas, shown));
}
