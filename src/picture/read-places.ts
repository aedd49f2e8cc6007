/** Named places (the local gazetteer) from CSV or GeoJSON; they name hotspots and stand on the drawn map. */
import { toWgs84 } from '../analysis/sweref99tm';
import type { NamedPoint } from '../analysis/types';
import { featuresOf, parseGeoJson } from './read-areas';
import { csvRecords } from './read-csv';
import { degreesFlaw, metresFlaw, readNumber } from './read-position';
import { readText } from './read-text';
import type { Language } from './types';
import { UserError } from './user-error';
import { say } from './words';

function namedPoint(name: unknown, x: unknown, y: unknown): NamedPoint[] {
  if (typeof name !== 'string' || name.trim() === '' || typeof x !== 'number' || typeof y !== 'number') return [];
  const label = name.trim().normalize('NFC');
  if (degreesFlaw(x, y) === null) return [{ name: label, lon: x, lat: y }];
  if (metresFlaw(y, x) !== null) return [];
  const [lon, lat] = toWgs84(x, y);
  return [{ name: label, lon, lat }];
}

function fromGeoJson(json: unknown): NamedPoint[] {
  return featuresOf(json).flatMap(({ properties, geometry }) => {
    const words = (properties ?? {}) as Record<string, unknown>;
    const point = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
    if (point.type !== 'Point' || !Array.isArray(point.coordinates)) return [];
    return namedPoint(words.name ?? words.namn, point.coordinates[0], point.coordinates[1]);
  });
}

function fromCsv(text: string): NamedPoint[] {
  for (const delimiter of [',', ';', '\t']) {
    const [header, ...rows] = csvRecords(text, delimiter);
    const headings = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
    const find = (...names: string[]): number => headings.findIndex((heading) => names.includes(heading));
    const name = find('name', 'namn');
    const x = find('lon', 'e');
    const y = find('lat', 'n');
    if (name === -1 || x === -1 || y === -1) continue;
    return rows.flatMap(({ cells }) => namedPoint(cells[name], readNumber(cells[x] ?? ''), readNumber(cells[y] ?? '')));
  }
  return [];
}

/**
 * @param bytes GeoJSON points with `name` or `namn`, or CSV with `name`/`namn` and `lon`+`lat` (WGS 84) or `n`+`e` (SWEREF 99 TM).
 * @returns the places that have a name and lie in Sweden, WGS 84; others are passed over, since a place only lends its name.
 * @throws UserError when there is none.
 */
export function readPlaces(bytes: Uint8Array, name: string, language: Language): NamedPoint[] {
  const text = readText(bytes, name, language);
  const places = text.trimStart().startsWith('{') ? fromGeoJson(parseGeoJson(bytes, name, language)) : fromCsv(text);
  if (places.length === 0) throw new UserError(say(language, 'placesNone', { name }));
  return places;
}
