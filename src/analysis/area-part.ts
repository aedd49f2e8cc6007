/**
 * One polygon of an area, and whether it covers a point: even-odd over all of its rings, borders of outer rings and of holes included, as PostGIS `ST_Covers`
 * of a valid polygon. Edges lie in bands of latitude, so that a point meets a handful of them and not the whole border. Where the sign of an orientation hangs on rounding (error bound of Shewchuk 1997,
 * Discrete and Computational Geometry 18:305-363) Turf decides, whose predicates are exact.
 */
import { booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Position } from 'geojson';

export interface AreaPart {
  /** Position of the area in the list. */
  area: number;
  west: number;
  south: number;
  east: number;
  north: number;
  /** Ends of each edge: x, y, x, y. */
  edges: Float64Array;
  shape: { type: 'Polygon'; coordinates: Position[][] };
  /** Made when the first point is asked for. */
  bands: Bands | null;
}

/** Shewchuk's bound of the error of a 2 x 2 determinant, relative to the sum of its products. */
const ORIENTATION_ERROR = (3 + 16 * 2 ** -53) * 2 ** -53;
const MAX_BANDS = 512;

function edgesOf(rings: readonly Position[][]): Float64Array {
  const edges = new Float64Array(4 * rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0));
  let at = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      edges[at++] = ring[i - 1][0];
      edges[at++] = ring[i - 1][1];
      edges[at++] = ring[i][0];
      edges[at++] = ring[i][1];
    }
  }
  return edges;
}

/** Edges by bands of latitude of equal height. */
export interface Bands {
  count: number;
  /** Bands a degree. */
  scale: number;
  /** Edges of band b stand in `list` from `first[b]` to `first[b + 1]`. */
  first: Int32Array;
  list: Int32Array;
}

/** The same rounding for edges and points, and never decreasing: an edge is in every band that holds a latitude of its own. */
function bandOf(lat: number, south: number, scale: number, count: number): number {
  return Math.min(count - 1, ((lat - south) * scale) | 0);
}

function bandsOf({ edges, south, north }: AreaPart): Bands {
  const count = north > south ? Math.max(1, Math.min(MAX_BANDS, edges.length >> 3)) : 1;
  const scale = north > south ? count / (north - south) : 0;
  const first = new Int32Array(count + 1);
  const eachBand = (visit: (band: number, edge: number) => void): void => {
    for (let edge = 0; edge < edges.length; edge += 4) {
      const last = bandOf(Math.max(edges[edge + 1], edges[edge + 3]), south, scale, count);
      let band = bandOf(Math.min(edges[edge + 1], edges[edge + 3]), south, scale, count);
      for (; band <= last; band++) visit(band, edge);
    }
  };
  eachBand((band) => first[band + 1]++);
  for (let band = 0; band < count; band++) first[band + 1] += first[band];
  const next = first.slice(0, count);
  const list = new Int32Array(first[count]);
  eachBand((band, edge) => (list[next[band]++] = edge));
  return { count, scale, first, list };
}

function createPart(area: number, coordinates: Position[][]): AreaPart {
  const edges = edgesOf(coordinates);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < edges.length; i += 2) {
    west = Math.min(west, edges[i]);
    east = Math.max(east, edges[i]);
    south = Math.min(south, edges[i + 1]);
    north = Math.max(north, edges[i + 1]);
  }
  return { area, west, south, east, north, edges, shape: { type: 'Polygon', coordinates }, bands: null };
}

/** @param lon, lat degrees WGS 84. */
export function coversPoint(part: AreaPart, lon: number, lat: number): boolean {
  const { south, edges } = part;
  if (!(lon >= part.west && lon <= part.east && lat >= south && lat <= part.north)) return false;
  const { first, list, scale, count } = (part.bands ??= bandsOf(part));
  const band = bandOf(lat, south, scale, count);
  let inside = false;
  for (let i = first[band]; i < first[band + 1]; i++) {
    const edge = list[i];
    const v1 = edges[edge + 1] - lat;
    const v2 = edges[edge + 3] - lat;
    if ((v1 > 0 && v2 > 0) || (v1 < 0 && v2 < 0)) continue;
    const u1 = edges[edge] - lon;
    const u2 = edges[edge + 2] - lon;
    if (v1 === 0 && v2 === 0) {
      if ((u1 <= 0 && u2 >= 0) || (u1 >= 0 && u2 <= 0)) return true;
      continue;
    }
    const left = u2 * v1;
    const right = u1 * v2;
    const turn = left - right;
    if (Math.abs(turn) <= ORIENTATION_ERROR * (Math.abs(left) + Math.abs(right))) {
      return booleanPointInPolygon([lon, lat], part.shape);
    }
    if (turn > 0 ? v2 > 0 && v1 <= 0 : v2 <= 0 && v1 > 0) inside = !inside;
  }
  return inside;
}

/** @param area index of the area. @returns its polygons, in their order. */
export function partsOf(area: number, geometry: MultiPolygon): AreaPart[] {
  return geometry.coordinates.map((coordinates) => createPart(area, coordinates));
}
