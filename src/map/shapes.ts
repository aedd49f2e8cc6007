/** What a screen hands to the map. Positions are WGS 84 degrees; a layer whose data is null is not drawn. */
import { corePlaces } from '../analysis/core-places';
import type { MultiPolygon, Position } from 'geojson';
import type { DensityBand } from '../analysis/types';
import type { ShownVerdict } from './signs';

export interface MapArea {
  id: string;
  name: string;
  geometry: MultiPolygon;
  /** Null or left out: drawn as an outline with its name only. */
  verdict?: ShownVerdict | null;
}

export interface MapCell {
  /** Closed ring, counter-clockwise: a square or a hexagon. */
  ring: Position[];
  count: number;
  /** More than chance would give: drawn with an outline. */
  significant: boolean;
}

export interface MapHotspot {
  /** Position in the list of the screen, from 1: drawn as a number. */
  number: number;
  name: string;
  kind: 'significant' | 'most';
  outline: MultiPolygon;
}

/** A place that was a hotspot not long ago and is none now. */
export interface MapGone {
  name: string;
  outline: MultiPolygon;
}

export interface MapIncident {
  id: string;
  lon: number;
  lat: number;
}

export interface MapPlace {
  name: string;
  lon: number;
  lat: number;
}

/** Two points that may be one, and the letter of the second in the list of the screen. */
export interface MapPair {
  from: MapPoint;
  to: MapPoint;
  label: string;
}

/** A shape of the effect of an action: its place, the ring around it, a comparison that counts and one that does not. */
export interface MapEffect {
  kind: 'place' | 'ring' | 'comparison' | 'left-out';
  /** Written in its middle; empty: nothing. */
  label: string;
  at: MapPoint | null;
  outline: MultiPolygon;
}

export interface MapPoint {
  lon: number;
  lat: number;
}

export interface MapCamera {
  zoom: number;
  lat: number;
  lon: number;
}

/** West, south, east, north. */
export type Bounds = [number, number, number, number];

/** Everything drawn on top of the basemap. */
export interface MapContent {
  boundary: MultiPolygon | null;
  areas: MapArea[] | null;
  /** Id of the area that is looked at. */
  selectedArea: string | null;
  density: DensityBand[] | null;
  cells: MapCell[] | null;
  hotspots: MapHotspot[] | null;
  gone: MapGone[] | null;
  incidents: MapIncident[] | null;
  /** Id of the incident whose details are open. */
  chosenIncident: string | null;
  pairs: MapPair[] | null;
  effect: MapEffect[] | null;
  places: MapPlace[] | null;
}

/** Of a meridian, WGS 84. */
const METRES_PER_DEGREE = 111_320;

/** Bounds of a shape; null when it has no vertex. */
export function boundsOf(shape: MultiPolygon): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of shape.coordinates) {
    for (const [lon = NaN, lat = NaN] of part[0] ?? []) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return west <= east ? [west, south, east, north] : null;
}

/** Bounds that hold all the shapes; null when there is none. */
export function boundsOfAll(shapes: MultiPolygon[]): Bounds | null {
  return boundsOf({ type: 'MultiPolygon', coordinates: shapes.flatMap((shape) => shape.coordinates) });
}

/** Middle of bounds on a plane of metres that is true enough to say what is far; the form for reports needs no projection library for that. */
function centreOf([west, south, east, north]: Bounds): [number, number] {
  const lat = (south + north) / 2;
  return [((west + east) / 2) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180), lat * METRES_PER_DEGREE];
}

/** Bounds of the shapes that lie together; a village far away stays within reach of a pan or a click in the list. */
export function coreBounds(shapes: MultiPolygon[]): Bounds | null {
  const placed = shapes.flatMap((shape) => {
    const bounds = boundsOf(shape);
    return bounds ? [{ shape, centre: centreOf(bounds) }] : [];
  });
  const core = new Set(corePlaces(placed.map(({ centre }) => centre)));
  return boundsOfAll(placed.filter((_, i) => core.has(i)).map(({ shape }) => shape));
}
