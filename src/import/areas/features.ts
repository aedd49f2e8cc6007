/** The polygons of a GeoJSON file, whatever stands around them: a feature, a collection of features or of geometries, one geometry, or a list of them. */
import type { AreaProblem } from './types';

export type Point = readonly [number, number];

/** One area as it stands in the file. */
export interface RawArea {
  name: string;
  /** Polygons of rings of points, in the file's own numbers; three or more points a ring. */
  polygons: Point[][][];
  /** Rings whose last point was not the first. */
  open: number;
}

export interface RawFile {
  areas: RawArea[];
  problems: AreaProblem[];
  points: number;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Properties that hold a name, the surest first. */
const NAME_KEYS = [
  /^(name|namn|område|omrade|area|områdesnamn|omradesnamn|stadsdel|beteckning|benämning|benamning|title|titel|label)$/i,
  /namn|name|område|omrade|stadsdel/i,
  /^(id|kod|code|nr|objectid|fid)$/i,
];

/** The name of a feature by its properties; empty where none fits. */
export function nameOf(feature: Record<string, unknown>): string {
  const properties = isObject(feature['properties']) ? feature['properties'] : {};
  for (const pattern of NAME_KEYS) {
    for (const [key, value] of Object.entries(properties)) {
      if (!pattern.test(key) || (typeof value !== 'string' && typeof value !== 'number')) continue;
      const name = String(value).replace(/\s+/g, ' ').trim().slice(0, 120).trim();
      if (name !== '') return name;
    }
  }
  return '';
}

function pointOf(value: unknown): Point | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const [x, y]: unknown[] = value;
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

/** A deep or endless nest of collections is not read further. */
const DEEPEST = 8;

/** @param root the file, parsed. @returns null when it holds nothing that GeoJSON knows. */
export function rawAreas(root: unknown): RawFile | null {
  const file: RawFile = { areas: [], problems: [], points: 0 };
  let known = false;

  function polygons(list: unknown, area: RawArea): boolean {
    if (!Array.isArray(list)) return false;
    let whole = true;
    for (const polygon of list) {
      if (!Array.isArray(polygon)) {
        whole = false;
        continue;
      }
      const rings: Point[][] = [];
      for (const [i, ring] of (polygon as unknown[]).entries()) {
        const points = Array.isArray(ring) ? ring.map(pointOf) : [null];
        const sound = points.filter((point) => point !== null);
        if (sound.length < points.length) whole = false;
        file.points += sound.length;
        const [first] = sound;
        const last = sound.at(-1);
        if (first && last && sound.length > 1) {
          if (same(first, last)) sound.pop();
          else area.open++;
        }
        if (sound.length >= 3) rings.push(sound);
        else if (i === 0) break; // holes of nothing
      }
      if (rings.length > 0) area.polygons.push(rings);
    }
    return whole;
  }

  function geometry(value: unknown, name: string, area: RawArea, depth: number): void {
    if (!isObject(value) || depth > DEEPEST) return;
    const problem = (kind: AreaProblem['kind']): void => void file.problems.push({ kind, name, at: null });
    switch (value['type']) {
      case 'Polygon':
        known = true;
        if (!polygons([value['coordinates']], area)) problem('broken');
        return;
      case 'MultiPolygon':
        known = true;
        if (!polygons(value['coordinates'], area)) problem('broken');
        return;
      case 'GeometryCollection':
        known = true;
        if (Array.isArray(value['geometries']))
          for (const each of value['geometries']) geometry(each, name, area, depth + 1);
        return;
      case 'Point':
      case 'MultiPoint':
      case 'LineString':
      case 'MultiLineString':
        known = true;
        problem('not-polygon');
        return;
    }
  }

  function read(value: unknown, depth: number): void {
    if (!isObject(value) || depth > DEEPEST) return;
    const kind = value['type'];
    if (kind === 'FeatureCollection') {
      known = true;
      if (Array.isArray(value['features'])) for (const each of value['features']) read(each, depth + 1);
      return;
    }
    const isFeature = kind === 'Feature';
    const name = isFeature ? nameOf(value) : '';
    const area: RawArea = { name, polygons: [], open: 0 };
    const before = file.problems.length;
    if (isFeature) known = true;
    geometry(isFeature ? value['geometry'] : value, name, area, depth);
    if (area.polygons.length > 0) file.areas.push(area);
    else if (isFeature && file.problems.length === before) file.problems.push({ kind: 'no-surface', name, at: null });
    else if (!isFeature && known && file.problems.length === before)
      file.problems.push({ kind: 'no-surface', name, at: null });
  }

  if (Array.isArray(root)) for (const each of root as unknown[]) read(each, 0);
  else read(root, 0);
  return known ? file : null;
}
