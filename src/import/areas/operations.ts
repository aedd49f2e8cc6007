/** What can be done with the shape of an area: add a part, cut a hole, split along a line, merge. Every answer is valid and on the lattice, or null where nothing is left or nothing was cut. */
import { difference, intersect, union } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { boundsOfShape } from './frame';
import { mendedShape } from './read';

type Shape = Polygon | MultiPolygon;

const feature = (geometry: Shape): Feature<Shape> => ({ type: 'Feature', properties: {}, geometry });
const pair = (a: Shape, b: Shape): { type: 'FeatureCollection'; features: Feature<Shape>[] } => ({
  type: 'FeatureCollection',
  features: [feature(a), feature(b)],
});

function sound(work: () => Feature<Shape> | null): MultiPolygon | null {
  try {
    const made = work();
    const mended = made && mendedShape(made.geometry);
    return mended && 'geometry' in mended ? mended.geometry : null;
  } catch {
    return null; // the clipping gives up on some knots of nearly equal edges
  }
}

/** Areas as one; also adds a part to an area. */
export const mergeShapes = (shapes: readonly Shape[]): MultiPolygon | null =>
  shapes.reduce<MultiPolygon | null>(
    (all, shape) => (all ? sound(() => union(pair(all, shape))) : sound(() => feature(shape))),
    null,
  );

/** The area without what the other covers: a hole, or a bite. Null when nothing is left. */
export const cutAway = (shape: MultiPolygon, away: Shape): MultiPolygon | null =>
  sound(() => difference(pair(shape, away)));

/** What two areas have in common; null when that is nothing. */
export const common = (a: Shape, b: Shape): MultiPolygon | null => sound(() => intersect(pair(a, b)));

/**
 * Everything on one side of a line: the line, led straight on beyond the area at both ends, and around the area back to its beginning. Angles are those of plain degrees,
 * as all borders are straight in them.
 */
function sideOf(line: readonly Position[], [west, south, east, north]: readonly number[]): Polygon {
  const centre: Position = [(west + east) / 2, (south + north) / 2];
  const ends = [line[0], line[line.length - 1]];
  const reach =
    2 * Math.hypot(east - west, north - south) +
    Math.max(...ends.map(([x, y]) => Math.hypot(x - centre[0], y - centre[1])));
  /** Where the ray from one point through another leaves the circle around the area. */
  const onward = (from: Position, through: Position): Position => {
    const [dx, dy] = [through[0] - from[0], through[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const [ox, oy] = [through[0] - centre[0], through[1] - centre[1]];
    const b = ox * ux + oy * uy;
    const t = -b + Math.sqrt(Math.max(0, b * b - (ox * ox + oy * oy) + reach * reach));
    return [through[0] + t * ux, through[1] + t * uy];
  };
  const first = onward(line[1], line[0]);
  const last = onward(line[line.length - 2], line[line.length - 1]);
  const angle = ([x, y]: Position): number => Math.atan2(y - centre[1], x - centre[0]);
  const from = angle(last);
  let turn = angle(first) - from;
  if (turn < 0) turn += 2 * Math.PI;
  const steps = Math.max(2, Math.ceil(turn / 0.1));
  const around = Array.from({ length: steps + 1 }, (_, i): Position => {
    const at = from + (turn * i) / steps;
    // A little beyond the circle, so that the chords do not cut the ends of the line.
    return [centre[0] + 1.1 * reach * Math.cos(at), centre[1] + 1.1 * reach * Math.sin(at)];
  });
  return {
    type: 'Polygon',
    coordinates: [[first, ...line.map(([x, y]): Position => [x, y]), last, ...around, [...first]]],
  };
}

/**
 * Splits an area along a line that crosses it; the line may end inside or outside, and is led straight on.
 * @param line at least two points, longitude and latitude. @returns both sides, or null when the line does not cross it, or crosses itself.
 */
export function splitShape(shape: MultiPolygon, line: readonly Position[]): [MultiPolygon, MultiPolygon] | null {
  const bounds = boundsOfShape(shape);
  if (!bounds || line.length < 2) return null;
  const half = sideOf(line, bounds);
  const one = common(shape, half);
  const other = one && cutAway(shape, half);
  return one && other ? [one, other] : null;
}
