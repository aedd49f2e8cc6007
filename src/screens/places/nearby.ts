/** Which named places lie near a point. */
import { toSweref } from '../../analysis/sweref99tm';
import type { Place } from '../../domain/setting';
import type { Position } from '../report/where';

/** A place is worth naming within this distance. Metres. */
const NEAR = 150;

/** Metres between two positions. */
export function metresBetween(one: Position, other: Position): number {
  const [east, north] = toSweref(one.lon, one.lat);
  const [otherEast, otherNorth] = toSweref(other.lon, other.lat);
  return Math.hypot(east - otherEast, north - otherNorth);
}

/** Places within so many metres, the nearest first. */
export function placesWithin(
  at: Position,
  places: readonly Place[],
  metres: number,
): { place: Place; metres: number }[] {
  // A degree of latitude is 111 km, one of longitude in Sweden 37 to 64: what is further off than this needs no projection.
  const [far, wide] = [metres / 111_000, metres / 37_000];
  return places
    .filter(({ lon, lat }) => Math.abs(lat - at.lat) <= far * 1.01 && Math.abs(lon - at.lon) <= wide)
    .map((place) => ({ place, metres: metresBetween(at, place) }))
    .filter((one) => one.metres <= metres)
    .sort((a, b) => a.metres - b.metres);
}

export function nearestPlace(at: Position, places: readonly Place[]): Place | null {
  return placesWithin(at, places, NEAR)[0]?.place ?? null;
}
