/** The incidents as the claims see them: every combination that some claim could tell from another, with how many there are of it. */
import { sliceRows } from '../analysis/incident-table';
import { gridOf, type Study } from '../analysis/study';
import type { IncidentTable } from '../analysis/types';
import { OUTSIDE, type Claim, type Sheet } from './disclose-claims';
import { SQUARE, squareAt } from './disclose-squares';

/** Incidents that no claim tells apart: the same days, area, category and hotspots. Also those where there are none: one could have happened. */
export interface Atom {
  area: number;
  count: number;
  /** Claims that count it. */
  claims: readonly number[];
}

export interface Ground {
  table: IncidentTable;
  /** By row the area that it was found in, where areas came and went since: earlier versions count by it. */
  stored?: ArrayLike<number>;
  study: Study;
  /** By category of the table its kind. */
  kindOf: readonly number[];
  /** How many kinds there are, the one that stands for all others included. */
  kinds: number;
}

/** Instants at which some version begins or ends: between two of them all instants are alike to every claim. */
function stretches(sheets: readonly Sheet[]): [from: number, to: number][] {
  const edges = [...new Set(sheets.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return edges
    .slice(1)
    .map((to, i): [number, number] => [edges[i], to])
    .filter(([from, to]) => sheets.some((sheet) => sheet.from <= from && sheet.to >= to));
}

/** Squares of 250 m that each area overlaps. */
function squaresByArea(study: Study): number[][] {
  return study.areas.map((_, area) => {
    const { grid } = gridOf(study, [area], SQUARE, 'square');
    return Array.from(grid.east, (east, i) => squareAt(east + SQUARE / 2, grid.north[i] + SQUARE / 2));
  });
}

/** A place in an area: its hotspots, as sheet and number of the hotspot. */
type Spots = readonly (readonly [sheet: number, hotspot: number])[];

/** The area of an incident as a version counts it: that of the areas that the version is about, when it has changed since. */
function seenIn({ areas }: Sheet, area: number, stored: number): number {
  if (stored === area || areas.includes(area)) return area;
  return stored === OUTSIDE || areas.includes(stored) ? stored : area;
}

function spotsAt(sheets: readonly Sheet[], area: number, stored: number, square: number): Spots {
  return sheets.flatMap(({ areas, hotspots }, sheet) =>
    areas.includes(seenIn(sheets[sheet], area, stored))
      ? hotspots.flatMap(({ squares }, i) => (squares.has(square) ? [[sheet, i] as const] : []))
      : [],
  );
}

function claimsOf(sheets: readonly Sheet[], found: number, stored: number, kind: number, spots: Spots): number[] {
  const own = sheets.flatMap((sheet) => {
    const { areas, total, outside, byArea, byKind, byBoth } = sheet;
    const area = seenIn(sheet, found, stored);
    if (area === OUTSIDE) return [outside];
    if (!areas.includes(area)) return [];
    return [total, byArea.get(area) ?? -1, byKind[kind], byBoth.get(area)?.[kind] ?? -1];
  });
  const inSpots = spots.flatMap(([sheet, i]) => {
    const { claim, byKind } = sheets[sheet].hotspots[i];
    return [claim, byKind[kind]];
  });
  return [...new Set([...own, ...inSpots])].filter((claim) => claim >= 0);
}

/**
 * @param sheets versions that have days in common, directly or through others.
 * @param claims theirs; their `count` and `areas` are filled in.
 * @returns all atoms that are there, and all that could be: any kind in any area, in the places of incidents or, where the area has a square free of hotspots, there.
 */
export function atomsOf(sheets: readonly Sheet[], claims: readonly Claim[], ground: Ground): Atom[] {
  const { table, study, kindOf, kinds, stored = table.area } = ground;
  const squares = squaresByArea(study);
  const atoms: Atom[] = [];
  for (const [from, to] of stretches(sheets)) {
    const here = sheets.filter((sheet) => sheet.from <= from && sheet.to >= to);
    const places = new Map<string, { area: number; before: number; spots: Spots; counts: Uint32Array }>();
    const placeOf = (area: number, square: number, before = area): { counts: Uint32Array } => {
      const spots = spotsAt(here, area, before, square);
      const key = `${area} ${before} ${spots.join(' ')}`;
      const place = places.get(key) ?? { area, before, spots, counts: new Uint32Array(kinds) };
      places.set(key, place);
      return place;
    };
    placeOf(OUTSIDE, 0);
    squares.forEach((all, area) => {
      const free = all.find((square) => spotsAt(here, area, area, square).length === 0);
      if (free !== undefined && here.some(({ areas }) => areas.includes(area))) placeOf(area, free);
    });
    const [start, end] = sliceRows(table, from, to);
    for (let row = start; row < end; row++) {
      const square = squareAt(table.east[row], table.north[row]);
      placeOf(table.area[row], square, stored[row]).counts[kindOf[table.category[row]]]++;
    }
    for (const { area, before, spots, counts } of places.values()) {
      for (let kind = 0; kind < kinds; kind++) {
        const counted = claimsOf(here, area, before, kind, spots);
        if (counted.length > 0) atoms.push({ area, count: counts[kind], claims: counted });
        for (const claim of counted) {
          claims[claim].count += counts[kind];
          claims[claim].areas.add(area);
        }
      }
    }
  }
  return atoms;
}
