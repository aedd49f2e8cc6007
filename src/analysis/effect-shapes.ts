/** Places of an action's effect as the rows of the table see them: circles, areas, and the rings around both. */
import { buffer, difference, featureCollection, multiPolygon } from '@turf/turf';
import type { MultiPolygon, Position } from 'geojson';
import type { EffectPlace } from './effect-types';
import type { Study } from './study';
import { toSweref, toWgs84 } from './sweref99tm';

/** Metres in SWEREF 99 TM. */
export interface EffectShape {
  east: number;
  north: number;
  /** No point of the shape and its ring lies farther from the middle. */
  reach: number;
  /** Metres to the shape; 0 inside. @param area of the point, as the table has it. */
  distance(east: number, north: number, area: number): number;
  outline: MultiPolygon;
}

const CORNERS = 72;

function circleRing(east: number, north: number, radius: number, clockwise = false): Position[] {
  const ring = Array.from({ length: CORNERS }, (_, i): Position => {
    const angle = ((clockwise ? -i : i) / CORNERS) * 2 * Math.PI;
    return toWgs84(east + radius * Math.cos(angle), north + radius * Math.sin(angle));
  });
  return [...ring, ring[0]];
}

function circleShape(east: number, north: number, radius: number): EffectShape {
  return {
    ...{ east, north, reach: radius },
    distance: (x, y) => Math.max(0, Math.hypot(x - east, y - north) - radius),
    outline: { type: 'MultiPolygon', coordinates: [[circleRing(east, north, radius)]] },
  };
}

/** Squared distance from a point to an edge. */
function toEdge(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return (ax + share * dx - x) ** 2 + (ay + share * dy - y) ** 2;
}

/** Edges are taken as straight in metres, as the map draws them: for edges of some hundred metres the same as straight in degrees. */
function areaShape(study: Study, index: number): EffectShape {
  const found = study.areas[index];
  if (!found) throw new RangeError(`There is no area number ${index} in this study.`);
  const rings = found.geometry.coordinates.flatMap((part) =>
    part.map((ring) => ring.map(([lon = NaN, lat = NaN]) => toSweref(lon, lat))),
  );
  const points = rings.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const middle = (values: number[]): number => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return (low + high) / 2;
  };
  const [east, north] = [middle(xs), middle(ys)];
  return {
    ...{ east, north, reach: points.reduce((most, [x, y]) => Math.max(most, Math.hypot(x - east, y - north)), 0) },
    distance(x, y, area) {
      if (area === index) return 0;
      let least = Infinity;
      for (const ring of rings) {
        for (let i = 1; i < ring.length; i++) {
          least = Math.min(least, toEdge(x, y, ring[i - 1][0], ring[i - 1][1], ring[i][0], ring[i][1]));
        }
      }
      return Math.sqrt(least);
    },
    outline: found.geometry,
  };
}

/** @throws RangeError for an area that the study lacks, or a radius that is no length. */
export function shapeOf(place: EffectPlace, study: Study): EffectShape {
  if (place.kind === 'area') return areaShape(study, place.area);
  if (!(place.radius > 0 && Number.isFinite(place.radius))) throw new RangeError('A circle needs a radius in metres.');
  const [east, north] = toSweref(place.lon, place.lat);
  return circleShape(east, north, place.radius);
}

/** The ring as it is drawn; what is counted in it are the distances. Null when it has no width. */
export function ringOutline(place: EffectPlace, shape: EffectShape, width: number): MultiPolygon | null {
  if (!(width > 0)) return null;
  if (place.kind === 'circle') {
    const { east, north, reach } = shape;
    const rings = [circleRing(east, north, reach + width), circleRing(east, north, reach, true)];
    return { type: 'MultiPolygon', coordinates: [rings] };
  }
  const inner = multiPolygon(shape.outline.coordinates);
  const outer = buffer(inner, width, { units: 'meters', steps: 8 });
  const ring = outer && difference(featureCollection([outer, inner]));
  if (!ring) return null;
  const { geometry } = ring;
  return geometry.type === 'MultiPolygon' ? geometry : { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
}

/** Whether a place, widened by its ring, shares ground with another of its kind. Areas do not overlap: only the ring of one reaches into another. */
export function touches(
  one: EffectPlace,
  other: EffectPlace,
  width: number,
  [a, b]: [EffectShape, EffectShape],
): boolean {
  if (one.kind === 'area' && other.kind === 'area' && one.area === other.area) return true;
  if (Math.hypot(a.east - b.east, a.north - b.north) >= a.reach + b.reach + width) return false;
  if (one.kind === 'circle') return true;
  return width > 0 && b.outline.coordinates.some((part) => near(a, part[0] ?? [], width));
}

/** Whether a border comes within so many metres of the shape: its corners are looked at, and points between them. */
function near(shape: EffectShape, ring: Position[], width: number): boolean {
  const points = ring.map(([lon = NaN, lat = NaN]) => toSweref(lon, lat));
  return points.some(([x, y], i) => {
    const [px, py] = points[Math.max(0, i - 1)];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - px, y - py) / Math.max(10, width / 2)));
    return Array.from({ length: steps }, (_, k) => (k + 1) / steps).some(
      (share) => shape.distance(px + share * (x - px), py + share * (y - py), -1) < width,
    );
  });
}
