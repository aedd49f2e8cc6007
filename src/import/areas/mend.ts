/** A shape that crosses itself is taken apart where it does (even-odd, polygon clipping by Martínez, Rueda and Feito 2009 through Turf) and put on the lattice again, until nothing crosses. */
import { union } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import {
  closedRing,
  crossingOf,
  doubleArea,
  reversed,
  toLattice,
  withoutRepeats,
  type Part,
  type Ring,
} from './lattice';
import type { At } from './types';

/** Rounding to the lattice can make new crossings, of which there are fewer each time. */
const ROUNDS = 4;
/** Square millionths of a degree, twice: some ten square metres at 57 degrees. What is smaller is a splinter of rounding. */
const SPLINTER = 3000;

const polygonOf = (parts: readonly Part[]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: parts.map((part) => part.map(closedRing)),
});

export function ringOf(points: readonly (readonly number[])[]): Ring {
  return withoutRepeats(points.map(([x = 0, y = 0]): [number, number] => [toLattice(x), toLattice(y)]));
}

/** Outer rings counter-clockwise, holes clockwise (RFC 7946, 3.1.6); rings without a surface go, and those smaller than `least` (twice the area). @returns how many rings were turned and how many went. */
export function windRight(parts: readonly Part[], least = 0): { parts: Part[]; turned: number; dropped: number } {
  let turned = 0;
  let dropped = 0;
  const wound = parts.flatMap((part): Part[] => {
    const rings = part.map((ring, i): Ring | null => {
      const area = doubleArea(ring);
      // A ring that crosses itself can have as much on its left as on its right.
      if (ring.length < 3 || Math.abs(area) < least) return null;
      if (area === 0 || area > 0 === (i === 0)) return ring;
      turned++;
      return reversed(ring);
    });
    dropped += rings.filter((ring) => ring === null).length;
    const [outer, ...holes] = rings;
    return outer ? [[outer, ...holes.filter((hole) => hole !== null)]] : [];
  });
  return { parts: wound, turned, dropped };
}

export type MendedShape =
  { state: 'whole'; parts: Part[]; crossed: boolean } | { state: 'crossing'; at: At } | { state: 'nothing' };

/** @param parts wound right. @returns parts of which nothing crosses or overlaps, or where it still does. */
export function mendCrossings(parts: readonly Part[]): MendedShape {
  let whole: Part[] = [...parts];
  let crossed = false;
  for (let round = 0; ; round++) {
    const at = crossingOf(whole);
    if (at === null) {
      const kept = windRight(whole, SPLINTER).parts;
      return kept.length === 0 ? { state: 'nothing' } : { state: 'whole', parts: kept, crossed };
    }
    if (round === ROUNDS) return { state: 'crossing', at: { lon: at[0] / 1e6, lat: at[1] / 1e6 } };
    crossed = true;
    try {
      const feature = { type: 'Feature' as const, properties: {}, geometry: polygonOf(whole) };
      const merged = union({ type: 'FeatureCollection', features: [feature, feature] })?.geometry;
      whole = windRight(partsOfShape(merged ?? { type: 'MultiPolygon', coordinates: [] }), SPLINTER).parts;
    } catch {
      // The clipping gives up on some knots of nearly equal edges.
      return { state: 'crossing', at: { lon: at[0] / 1e6, lat: at[1] / 1e6 } };
    }
  }
}

/** The rings of a shape on the lattice. */
export function partsOfShape(shape: Polygon | MultiPolygon): Part[] {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  return polygons.map((rings) => rings.map(ringOf));
}
