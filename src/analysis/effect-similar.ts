/** Proposes places to compare with: like the place in the time before, apart from it, from its ring and from each other. */
import { sliceRows } from './incident-table';
import { shapeOf, touches } from './effect-shapes';
import type { EffectShape } from './effect-shapes';
import type { EffectPlace, Span } from './effect-types';
import type { Study } from './study';
import { toSweref, toWgs84 } from './sweref99tm';
import type { IncidentTable } from './types';

/** What a place was like before. */
export interface Profile {
  count: number;
  /** Incidents in the later half of the time before. */
  later: number;
  groups: Map<number, number>;
}

export interface Proposal {
  place: EffectPlace;
  shape: EffectShape;
  /** As `distanceOf`. */
  distance: number;
}

export interface Search {
  place: EffectPlace;
  shape: EffectShape;
  ring: number;
  before: Span;
  passes: (row: number) => boolean;
  groupOf: readonly number[];
  most: number;
}

/** Natural logarithm of how many times more or fewer incidents a place may have had and still be proposed. */
const LEVEL_WITHIN = Math.log(3);
/** More candidates would keep the worker busy for longer than a person waits. */
const CANDIDATES = 60_000;

/** Half an incident more, so that a place without any has a level as well. */
const level = (profile: Profile): number => Math.log(profile.count + 0.5);

/** Difference of the shares of the later half, each drawn towards a half by one incident: small counts have no trend. */
const trend = ({ count, later }: Profile): number => (later + 1) / (count + 2);

/** Index of dissimilarity (Duncan and Duncan 1955): the share of incidents that would have to be of another group; 1 where one place has none. */
function dissimilarity(a: Profile, b: Profile): number {
  if (a.count === 0 || b.count === 0) return 1;
  let sum = 0;
  for (const group of new Set([...a.groups.keys(), ...b.groups.keys()])) {
    sum += Math.abs((a.groups.get(group) ?? 0) / a.count - (b.groups.get(group) ?? 0) / b.count);
  }
  return sum / 2;
}

/**
 * How unlike two places were in the time before: twice as many incidents, a trend from even to all in the later half, and half of the incidents of another group
 * weigh the same, 1, 1 and 1. Nothing of the time afterwards is looked at: who chose by it would choose the answer.
 */
export function distanceOf(a: Profile, b: Profile): number {
  return Math.abs(level(a) - level(b)) / Math.LN2 + 2 * Math.abs(trend(a) - trend(b)) + 2 * dissimilarity(a, b);
}

export const emptyProfile = (): Profile => ({ count: 0, later: 0, groups: new Map() });

export function addTo(profile: Profile, group: number, later: boolean): void {
  profile.count++;
  if (later) profile.later++;
  profile.groups.set(group, (profile.groups.get(group) ?? 0) + 1);
}

/** Profiles of the table's rows in the time before, handed out by `sitesOf`. */
function visit(
  table: IncidentTable,
  { before, passes, groupOf }: Search,
  add: (row: number, group: number, later: boolean) => void,
): void {
  const half = (before.from + before.to) / 2;
  const [start, end] = sliceRows(table, before.from, before.to);
  for (let row = start; row < end; row++) {
    if (passes(row)) add(row, groupOf[table.category[row]] ?? -1, table.from[row] >= half);
  }
}

function similarAreas(table: IncidentTable, study: Study, search: Search): Proposal[] {
  const own = search.place.kind === 'area' ? search.place.area : -1;
  const profiles = study.areas.map(emptyProfile);
  visit(table, search, (row, group, later) => {
    const profile = profiles[table.area[row]];
    if (profile) addTo(profile, group, later);
  });
  return profiles.flatMap((profile, area): Proposal[] => {
    if (area === own || profile.count === 0) return [];
    const place: EffectPlace = { kind: 'area', area };
    return [{ place, shape: shapeOf(place, study), distance: distanceOf(profile, profiles[own]) }];
  });
}

/** Candidates lie on a lattice of the circle's radius, aligned to whole multiples of it so that the same question gets the same answer. */
function similarCircles(table: IncidentTable, study: Study, search: Search): Proposal[] {
  const { place, shape } = search;
  if (place.kind !== 'circle') return [];
  const { radius } = place;
  const corners = study.areas.flatMap(({ geometry }) =>
    geometry.coordinates.flatMap((part) => (part[0] ?? []).map(([lon = NaN, lat = NaN]) => toSweref(lon, lat))),
  );
  if (corners.length === 0) return [];
  const bound = (axis: 0 | 1, pick: (a: number, b: number) => number): number =>
    corners.reduce((value, corner) => pick(value, corner[axis]), corners[0][axis]);
  const [west, south, east, north] = [bound(0, Math.min), bound(1, Math.min), bound(0, Math.max), bound(1, Math.max)];
  const step = Math.max(radius, Math.sqrt(((east - west) * (north - south)) / CANDIDATES));
  const [column0, row0] = [Math.ceil(west / step), Math.ceil(south / step)];
  const columns = Math.floor(east / step) - column0 + 1;
  const sites = new Map<number, Profile>();
  const own = emptyProfile();
  const reach = Math.ceil(radius / step);
  visit(table, search, (row, group, later) => {
    const [x, y] = [table.east[row], table.north[row]];
    if (shape.distance(x, y, -1) === 0) addTo(own, group, later);
    const [column, line] = [Math.round(x / step), Math.round(y / step)];
    for (let j = line - reach; j <= line + reach; j++) {
      for (let i = column - reach; i <= column + reach; i++) {
        if ((i * step - x) ** 2 + (j * step - y) ** 2 > radius * radius) continue;
        const key = (j - row0) * columns + (i - column0);
        if (i < column0 || i >= column0 + columns || j < row0) continue;
        let site = sites.get(key);
        if (!site) sites.set(key, (site = emptyProfile()));
        addTo(site, group, later);
      }
    }
  });
  return [...sites].flatMap(([key, profile]): Proposal[] => {
    if (Math.abs(level(profile) - level(own)) > LEVEL_WITHIN) return [];
    const [x, y] = [(column0 + (key % columns)) * step, (row0 + Math.floor(key / columns)) * step];
    const [lon, lat] = toWgs84(x, y);
    if (study.lookup.areaOf(lon, lat) < 0) return [];
    const candidate: EffectPlace = { kind: 'circle', lon, lat, radius };
    return [{ place: candidate, shape: shapeOf(candidate, study), distance: distanceOf(profile, own) }];
  });
}

/**
 * The places most like the place in the time before, at most `most`: circles of its radius, with a level within a third and three times its own, inside the areas that
 * the reader sees; or, for an area, other areas of whatever level. None lies over the place, its ring or another one.
 * @returns nearest first; fewer than asked for, or none, where there are no such places.
 */
export function similarPlaces(table: IncidentTable, study: Study, search: Search): Proposal[] {
  const { place, shape, ring, most } = search;
  const all = place.kind === 'area' ? similarAreas(table, study, search) : similarCircles(table, study, search);
  all.sort((a, b) => a.distance - b.distance || a.shape.north - b.shape.north || a.shape.east - b.shape.east);
  const chosen: Proposal[] = [];
  for (const one of all) {
    if (chosen.length >= most) break;
    if (touches(place, one.place, ring, [shape, one.shape])) continue;
    if (!chosen.some((other) => touches(other.place, one.place, 0, [other.shape, one.shape]))) chosen.push(one);
  }
  return chosen;
}
