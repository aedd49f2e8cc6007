/**
 * Somebody who has every version that an audience was given, knows the areas and how the pictures are cut, and wants to know one count. Reads nothing but published pictures; shares
 * no code with what cuts them. An exact solver: it says "found" only when every other value has been ruled out.
 */
import type { MultiPolygon } from 'geojson';
import { toSweref } from '../../src/analysis/sweref99tm';
import type { PublishedCount, PublishedPicture } from '../../src/picture/published';

/** A sum of unknowns between two ends. */
export interface Equation {
  name: string;
  unknowns: number[];
  low: number;
  high: number;
}

/** What the equations are about: one incident of the truth, or a place in an area where there could be one. */
export interface Point {
  /** Index; -1: no area. */
  area: number;
  lon: number;
  lat: number;
}
export interface Fact extends Point {
  category: string;
  epoch: number;
}

export interface System {
  equations: Equation[];
  /** How many there really are of each unknown: known to the judge, not to the attacker. */
  truth: number[];
  /** Index of the area of each unknown. */
  areas: number[];
}

const ends = (count: PublishedCount): [number, number] =>
  typeof count === 'number' ? [count, count] : [count[0], count[1] ?? Infinity];

function squares(outline: MultiPolygon): Set<string> {
  const found = new Set<string>();
  for (const [outer, ...holes] of outline.coordinates) {
    const rings = [outer, ...holes].map((ring) =>
      ring.map(([lon, lat]) => toSweref(lon, lat).map((m) => Math.round(m))),
    );
    const [xs, ys] = [0, 1].map((axis) => rings[0].map((corner) => corner[axis]));
    for (let x = Math.min(...xs) + 125; x < Math.max(...xs); x += 250) {
      for (let y = Math.min(...ys) + 125; y < Math.max(...ys); y += 250) {
        const crossings = rings.flatMap((ring) =>
          ring.slice(1).filter(([ax, ay], i) => {
            const [bx, by] = ring[i];
            return ax === bx && ax > x && Math.min(ay, by) < y && Math.max(ay, by) > y;
          }),
        );
        if (crossings.length % 2 === 1) found.add(`${Math.floor(x / 250)} ${Math.floor(y / 250)}`);
      }
    }
  }
  return found;
}

const squareOf = ({ lon, lat }: Point): string =>
  toSweref(lon, lat)
    .map((metres) => Math.floor(metres / 250))
    .join(' ');

/**
 * @param pictures in blocks. @param areaIds of the municipality. @param categories that there are. @param facts what has happened: their numbers become `truth`.
 * @param ground points all over the areas: where something could have happened.
 */
export function systemOf(
  pictures: readonly PublishedPicture[],
  areaIds: readonly string[],
  categories: readonly string[],
  facts: readonly Fact[],
  ground: readonly Point[],
): System {
  const spans = pictures.map(({ period }) => [Date.parse(period.from) / 1000, Date.parse(period.to) / 1000] as const);
  const regions = pictures.map(({ hotspots }) => hotspots.map(({ outline }) => squares(outline)));
  const edges = [...new Set(spans.flat())].sort((a, b) => a - b);
  const numbers = new Map<string, number>();
  const system: System = { equations: [], truth: [], areas: [] };
  const equations = new Map<string, Equation>();

  const say = (name: string, unknown: number, [low, high]: [number, number]): void => {
    const equation = equations.get(name) ?? { name, unknowns: [], low, high };
    if (!equation.unknowns.includes(unknown)) equation.unknowns.push(unknown);
    equations.set(name, equation);
  };

  /** Which unknown an incident there, then and of that kind adds to; made when first asked for. */
  function unknownOf(point: Point, stretch: number, category: string): number {
    const at = edges[stretch];
    const square = squareOf(point);
    const about = spans.map(([from, to]) => from <= at && at < to);
    const inside = (p: number, h: number): boolean =>
      (about[p] ?? false) &&
      (regions[p]?.[h]?.has(square) ?? false) &&
      (pictures[p]?.areas.some(({ id }) => id === areaIds[point.area]) ?? false);
    const signature = regions.flatMap((list, p) => list.flatMap((_, h) => (inside(p, h) ? [`${p}.${h}`] : [])));
    const key = [stretch, point.area, category, ...signature].join('|');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const unknown = system.truth.push(0) - 1;
    system.areas.push(point.area);
    numbers.set(key, unknown);
    pictures.forEach((picture, p) => {
      if (!about[p]) return;
      if (point.area < 0) return say(`${p} outside`, unknown, ends(picture.outside));
      const area = picture.areas.find(({ id }) => id === areaIds[point.area]);
      if (!area) return;
      const of = (list: readonly { id: string; count: PublishedCount }[]): [number, number] =>
        ends(list.find(({ id }) => id === category)?.count ?? [0, 4]);
      say(`${p} total`, unknown, ends(picture.figures.count));
      say(`${p} ${area.id}`, unknown, ends(area.count));
      say(`${p} ${category}`, unknown, of(picture.categories));
      say(`${p} ${area.id} ${category}`, unknown, of(area.categories));
      picture.hotspots.forEach((spot, h) => {
        if (!inside(p, h)) return;
        const [low, high] = ends(spot.count);
        // No hotspot is published with fewer than five.
        say(`${p} ${spot.key}`, unknown, [Math.max(5, low), high]);
        say(`${p} ${spot.key} ${category}`, unknown, of(spot.categories));
      });
    });
    return unknown;
  }

  const stretches = edges.slice(1).map((_, i) => i);
  const lived = stretches.filter((i) => spans.some(([from, to]) => from <= (edges[i] ?? 0) && (edges[i] ?? 0) < to));
  for (const i of lived) for (const point of ground) for (const category of categories) unknownOf(point, i, category);
  for (const fact of facts) {
    const i = lived.find((each) => fact.epoch >= (edges[each] ?? 0) && fact.epoch < (edges[each + 1] ?? 0));
    if (i === undefined) continue;
    const unknown = unknownOf(fact, i, fact.category);
    system.truth[unknown]++;
  }
  system.equations = [...equations.values()];
  return system;
}

/** Of equations about the same unknowns one that says what they say together. */
export function merged(equations: readonly Equation[]): Equation[] {
  const found = new Map<string, Equation>();
  for (const equation of equations) {
    const key = [...equation.unknowns].sort((a, b) => a - b).join();
    const same = found.get(key) ?? { ...equation };
    found.set(key, { ...same, low: Math.max(same.low, equation.low), high: Math.min(same.high, equation.high) });
  }
  return [...found.values()];
}

export const sum = (values: readonly number[], unknowns: readonly number[]): number =>
  unknowns.reduce((all, i) => all + values[i], 0);

/** Further from the truth than this no unknown is looked for: it makes the attacker stronger, since fewer worlds are left. */
const REACH = 12;

/**
 * `head` is the sum of `parts`: unknowns, and sums of equations, which have the numbers after the unknowns. The sum of an equation is that of its unknowns, and also that of other
 * sums and what they leave over: a total of its areas, an area of its categories, a month of its weeks. Without the latter much that follows at once is not seen.
 */
interface Row {
  head: number;
  parts: readonly number[];
}

function rowsOf({ equations, truth }: System): Row[] {
  const sets = equations.map(({ unknowns }) => new Set(unknowns));
  const within = (b: number, a: number): boolean =>
    sets[b].size < sets[a].size && equations[b].unknowns.every((i) => sets[a].has(i));
  const rows: Row[] = [];
  equations.forEach(({ unknowns }, a) => {
    const head = truth.length + a;
    rows.push({ head, parts: unknowns });
    const inside = equations.map((_, b) => b).filter((b) => within(b, a));
    const seen = new Set<string>();
    for (const first of inside) {
      const left = new Set(unknowns);
      const parts: number[] = [];
      for (const b of [first, ...inside.toSorted((x, y) => sets[y].size - sets[x].size)]) {
        if (!equations[b].unknowns.every((i) => left.has(i))) continue;
        parts.push(truth.length + b);
        for (const i of equations[b].unknowns) left.delete(i);
      }
      const row = [...parts.sort((x, y) => x - y), ...left];
      if (!seen.has(row.join())) rows.push({ head, parts: row });
      seen.add(row.join());
    }
  });
  return rows;
}

/** Of unknowns, and after them of the sums of the equations. */
interface Bounds {
  low: Float64Array;
  high: Float64Array;
}
const copy = ({ low, high }: Bounds): Bounds => ({ low: low.slice(), high: high.slice() });

/** Narrows the bounds until nothing changes. False: no world fits. */
function propagate(rows: readonly Row[], { low, high }: Bounds): boolean {
  for (let changed = true; changed;) {
    changed = false;
    for (const { head, parts } of rows) {
      let [least, most] = [0, 0];
      for (const i of parts) {
        least += low[i];
        most += high[i];
      }
      if (least > low[head]) [low[head], changed] = [least, true];
      if (most < high[head]) [high[head], changed] = [most, true];
      if (low[head] > high[head]) return false;
      for (const i of parts) {
        const atMost = high[head] - (least - low[i]);
        const atLeast = low[head] - (most - high[i]);
        if (atMost < high[i]) {
          most -= high[i] - atMost;
          [high[i], changed] = [atMost, true];
        }
        if (atLeast > low[i]) {
          least += atLeast - low[i];
          [low[i], changed] = [atLeast, true];
        }
        if (low[i] > high[i]) return false;
      }
    }
  }
  return true;
}

interface Search {
  system: System;
  rows: readonly Row[];
  /** Steps left. */
  left: number;
}

/**
 * Is there a world in which all equations hold? Branch and bound over whole numbers, nearest to the truth first.
 * @param depth how many unknowns may be moved off the truth. @returns null when it takes too long, or more depth, to say.
 */
function isPossible(search: Search, start: Bounds, depth: number): boolean | null {
  if (search.left-- <= 0) return null;
  const { truth, equations } = search.system;
  const bounds = copy(start);
  if (!propagate(search.rows, bounds)) return false;
  // Truth, as far as the bounds let it be, is tried first.
  const near = truth.map((value, i) => Math.min(Math.max(value, bounds.low[i]), bounds.high[i]));
  const sums = equations.map(({ unknowns }) => sum(near, unknowns));
  const broken = sums.findIndex(
    (value, e) => value < bounds.low[truth.length + e] || value > bounds.high[truth.length + e],
  );
  if (broken < 0) return true;
  if (depth === 0) return null;
  const needsMore = sums[broken] < bounds.low[truth.length + broken];
  let unsure = false;
  // One of its unknowns must differ from `near` in the direction that mends it: try each, those before it held to the other side.
  for (const i of equations[broken].unknowns) {
    if (bounds.low[i] === bounds.high[i]) continue;
    const branch = copy(bounds);
    if (needsMore) branch.low[i] = near[i] + 1;
    else branch.high[i] = near[i] - 1;
    if (branch.low[i] <= branch.high[i]) {
      const found = isPossible(search, branch, depth - 1);
      if (found) return true;
      if (found === null) unsure = true;
    }
    if (needsMore) bounds.high[i] = near[i];
    else bounds.low[i] = near[i];
  }
  return unsure ? null : false;
}

/** Worlds one incident away from the truth, tried first since they are quickly tried: is one of them possible too? */
function isPossibleNearby(
  { equations, truth }: System,
  target: Equation,
  isOwn: (unknown: number) => boolean,
): boolean {
  return target.unknowns.some((i) => {
    if (isOwn(i)) return false;
    const about = equations.filter(({ unknowns }) => unknowns.includes(i));
    return [1, -1].some((step) => {
      const holds = ({ unknowns, low, high }: Equation): boolean => {
        const value = sum(truth, unknowns) + step;
        return value >= low && value <= high;
      };
      return truth[i] + step >= 0 && about.every(holds);
    });
  });
}

/** Two unknowns moved are looked for before many. */
const EFFORTS = [
  { depth: 2, left: 3000 },
  { depth: 4, left: 3000 },
  { depth: Infinity, left: 3000 },
];

export type Verdict = 'safe' | 'found' | 'undecided';

/**
 * @param system what the attacker knows. @param own indexes of areas of which the attacker knows every incident.
 * @returns a judge of targets, sums that were published as blocks: `found` when the target can have no other value than it has.
 */
export function attackerOf(system: System, own: readonly number[]): (target: number) => Verdict {
  const { truth, areas, equations } = system;
  const rows = rowsOf(system);
  const isOwn = (i: number): boolean => own.includes(areas[i]);
  const start: Bounds = {
    low: Float64Array.from([
      ...truth.map((value, i) => (isOwn(i) ? value : Math.max(0, value - REACH))),
      ...equations.map(({ low }) => low),
    ]),
    high: Float64Array.from([
      ...truth.map((value, i) => (isOwn(i) ? value : value + REACH)),
      ...equations.map(({ high }) => high),
    ]),
  };
  propagate(rows, start);
  return (target) => {
    if (isPossibleNearby(system, equations[target], isOwn)) return 'safe';
    const at = truth.length + target;
    const value = sum(truth, equations[target].unknowns);
    const [more, less] = [copy(start), copy(start)];
    more.low[at] = value + 1;
    less.high[at] = value - 1;
    for (const { depth, left } of EFFORTS) {
      const answers = [more, less].map((bounds) =>
        bounds.low[at] > bounds.high[at] ? false : isPossible({ system, rows, left }, bounds, depth),
      );
      if (answers.includes(true)) return 'safe';
      if (!answers.includes(null)) return 'found';
    }
    return 'undecided';
  };
}
