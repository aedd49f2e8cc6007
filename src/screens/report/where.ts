/** Where a pin lies, before the server says it: which area, near which named place, and how the keyboard moves it. */
import { livesOn } from '../../domain/area-life';
import { dayOfEpoch } from '../../domain/check-in';
import { booleanPointInPolygon } from '@turf/turf';
import type { Area, Place, Setting } from '../../domain/setting';

/** WGS 84 degrees. */
export interface Position {
  lon: number;
  lat: number;
}

export type Whereabouts =
  { kind: 'area'; area: Area; near: Place | null } | { kind: 'no-area'; near: Place | null } | { kind: 'outside' };

/** Metres in a degree of latitude (a meridian of 40 007.86 km over 360). */
const METRES_PER_DEGREE = 111_133;
/** Nearer than this to a named place, a place needs no other name. Metres. */
const SAME_PLACE = 75;
/** A named place is worth naming within this distance, metres. */
const NEAR = 150;

const metresPerDegreeOfLongitude = (lat: number): number => METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);

/** About a decimetre: more digits would pretend to know more. */
export function roundedPosition(at: Position): Position {
  return { lon: Math.round(at.lon * 1e6) / 1e6, lat: Math.round(at.lat * 1e6) / 1e6 };
}

/** The position after a move, metres east and north. */
export function moved(at: Position, east: number, north: number): Position {
  return roundedPosition({
    lon: at.lon + east / metresPerDegreeOfLongitude(at.lat),
    lat: at.lat + north / METRES_PER_DEGREE,
  });
}

function nearest(at: Position, places: readonly Place[], within: number): Place | null {
  let best: Place | null = null;
  let least = within;
  const perLongitude = metresPerDegreeOfLongitude(at.lat);
  for (const place of places) {
    const distance = Math.hypot((place.lon - at.lon) * perLongitude, (place.lat - at.lat) * METRES_PER_DEGREE);
    if (distance <= least) [best, least] = [place, distance];
  }
  return best;
}

/**
 * Where a position lies among what the reader may see. The server decides in the end; it may know areas that this reader does not.
 * A position on the border of an area counts as inside, as in the database (ST_Covers).
 */
export function whereabouts(at: Position, setting: Setting): Whereabouts {
  const point = [at.lon, at.lat];
  const near = nearest(at, setting.places, NEAR);
  const today = dayOfEpoch(Math.floor(Date.now() / 1000));
  const area = setting.areas.find((one) => livesOn(one, today) && booleanPointInPolygon(point, one.geometry));
  if (area) return { kind: 'area', area, near };
  return booleanPointInPolygon(point, setting.municipality.boundary) ? { kind: 'no-area', near } : { kind: 'outside' };
}

/** True when a position in the municipality lies so far from every named place that a name for it may be proposed. */
export function isNameless(at: Position, setting: Setting): boolean {
  return nearest(at, setting.places, SAME_PLACE) === null && whereabouts(at, setting).kind !== 'outside';
}
