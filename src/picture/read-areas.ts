/** A GeoJSON file of areas to what the analysis studies. */
import type { Position } from 'geojson';
import { toWgs84 } from '../analysis/sweref99tm';
import type { StudyArea } from '../analysis/types';
import { degreesFlaw, metresFlaw } from './read-position';
import { readText } from './read-text';
import { closeRing, crossesItself, signedArea } from './ring';
import type { Language } from './types';
import { UserError } from './user-error';
import { say } from './words';
import type { WordKey } from './words';

/** Areas are numbered in an `Int16Array`. */
const MAX_AREAS = 32_767;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asText = (value: unknown): string =>
  typeof value === 'string' ? value.trim().normalize('NFC') : typeof value === 'number' ? String(value) : '';

/** The features of a FeatureCollection, a Feature or a bare geometry. */
export function featuresOf(json: unknown): Json[] {
  if (!isObject(json)) return [];
  if (json.type === 'FeatureCollection') return Array.isArray(json.features) ? json.features.filter(isObject) : [];
  if (json.type === 'Feature') return [json];
  return 'coordinates' in json ? [{ type: 'Feature', properties: {}, geometry: json }] : [];
}

/** @throws UserError when the text is not JSON. */
export function parseGeoJson(bytes: Uint8Array, name: string, language: Language): unknown {
  try {
    return JSON.parse(readText(bytes, name, language)) as unknown;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(say(language, 'jsonInvalid', { name }));
  }
}

/** EPSG code that the file names (GeoJSON of 2008, which QGIS still writes), null when it names none, 4326 for CRS84. */
function crsOf(json: unknown): string | null {
  const crs =
    isObject(json) && isObject(json.crs) && isObject(json.crs.properties) ? asText(json.crs.properties.name) : '';
  if (crs === '') return null;
  if (/CRS84$/i.test(crs)) return '4326';
  return /(\d+)$/.exec(crs)?.[1] ?? crs;
}

interface Reading {
  name: string;
  language: Language;
  /** True: SWEREF 99 TM by its `crs`; false: WGS 84; null: judged by the size of the numbers. */
  metres: boolean | null;
}

function readPosition(value: unknown, area: string, reading: Reading): Position {
  const fail = (key: WordKey): UserError => new UserError(say(reading.language, key, { name: reading.name, area }));
  const [x, y] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number') throw fail('areasBadRing');
  const metres = reading.metres ?? (Math.abs(x) > 180 || Math.abs(y) > 90);
  const flaw = metres ? metresFlaw(y, x) : degreesFlaw(x, y);
  if (flaw) throw fail(flaw === 'rowSwapped' ? 'areasSwapped' : 'areasOutside');
  return metres ? toWgs84(x, y) : [x, y];
}

function readRing(value: unknown, area: string, reading: Reading): Position[] {
  const fail = (key: WordKey): UserError => new UserError(say(reading.language, key, { name: reading.name, area }));
  if (!Array.isArray(value)) throw fail('areasBadRing');
  const ring = closeRing(value.map((position) => readPosition(position, area, reading)));
  if (ring.length < 4 || signedArea(ring) === 0) throw fail('areasBadRing');
  if (crossesItself(ring)) throw fail('areasCrossing');
  return ring;
}

function readPolygons(geometry: Json, area: string, reading: Reading): Position[][][] {
  const bad = new UserError(say(reading.language, 'areasBadRing', { name: reading.name, area }));
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) throw bad;
  return polygons.map((polygon: unknown) => {
    if (!Array.isArray(polygon) || polygon.length === 0) throw bad;
    return polygon.map((ring) => readRing(ring, area, reading));
  });
}

function unique(id: string, taken: Set<string>): string {
  let candidate = id;
  for (let n = 2; taken.has(candidate); n++) candidate = `${id}-${n}`;
  taken.add(candidate);
  return candidate;
}

/**
 * @param bytes GeoJSON: a FeatureCollection, Feature or geometry of Polygon and MultiPolygon in WGS 84, or in SWEREF 99 TM (known by a `crs`
 *   member or by the size of its numbers), which is converted. Names come from `name`, `namn` or `id`. Open rings are closed.
 * @param fileName for sentences.
 * @returns the areas in the order of the file, with ids of their own, in WGS 84.
 * @throws UserError when it is not GeoJSON, holds no area, holds anything else, or a ring is not one.
 */
export function readAreas(bytes: Uint8Array, fileName: string, language: Language): StudyArea[] {
  const name = fileName;
  const json = parseGeoJson(bytes, name, language);
  const features = featuresOf(json);
  if (features.length === 0) {
    const known = isObject(json) && json.type === 'FeatureCollection';
    throw new UserError(say(language, known ? 'areasNone' : 'jsonInvalid', { name }));
  }
  if (features.length > MAX_AREAS) throw new UserError(say(language, 'areasTooMany', { name, limit: MAX_AREAS }));
  const crs = crsOf(json);
  if (crs !== null && crs !== '4326' && crs !== '3006')
    throw new UserError(say(language, 'areasOtherCrs', { name, crs }));
  const reading: Reading = { name, language, metres: crs === null ? null : crs === '3006' };
  const taken = new Set<string>();
  return features.map((feature, i) => {
    const properties = isObject(feature.properties) ? feature.properties : {};
    const id = asText(properties.id) || asText(feature.id);
    const unnamed = say(language, 'areaUnnamed', { number: i + 1 });
    const areaName = asText(properties.name) || asText(properties.namn) || id || unnamed;
    const { geometry } = feature;
    if (!isObject(geometry) || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) {
      const type = isObject(geometry) ? asText(geometry.type) || '?' : 'null';
      throw new UserError(say(language, 'areasNotPolygons', { name, what: areaName, type }));
    }
    return {
      id: unique(id || String(i + 1), taken),
      name: areaName,
      geometry: { type: 'MultiPolygon', coordinates: readPolygons(geometry, areaName, reading) },
    };
  });
}
