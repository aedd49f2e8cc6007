/**
 * A list of named places from a file: CSV or a workbook with a name and two coordinates, or GeoJSON of points. Coordinates in WGS 84 or SWEREF 99 TM are told apart by their size, also where the two
 * columns are mixed up: no place in Sweden is both.
 */
import { toWgs84 } from '../analysis/sweref99tm';
import { decode } from './decode';
import { HEADING_WORDS } from './heading-words';
import { problem } from './problem';
import { openFile } from './read-file';
import type { RefusedRow, Said, Table } from './types';
import { fold, quoted } from './values';

export interface ListedPlace {
  /** Line of the file; of GeoJSON the number of the feature. */
  line: number;
  name: string;
  /** WGS 84. */
  lon: number;
  lat: number;
}

/** Headings of the columns; null: there is none. */
export interface PlaceColumns {
  name: string | null;
  north: string | null;
  east: string | null;
}

export interface PlaceList {
  places: ListedPlace[];
  refused: RefusedRow[];
  notes: Said[];
}

/** A file that was opened: a table whose columns may be chosen, or GeoJSON that says itself what it holds. */
export type PlaceFile = { kind: 'table'; table: Table; columns: PlaceColumns } | { kind: 'geojson'; list: PlaceList };

const NAME_HEADINGS = ['namn', 'name', 'platsnamn', 'benamning', 'plats', 'titel', 'title', ...HEADING_WORDS.place];
/** Longest name of a place. */
const LONGEST_NAME = 80;

type Axes = { system: 'wgs84' | 'sweref99tm'; swapped: boolean };

const isLat = (value: number): boolean => value >= 54 && value <= 70;
const isLon = (value: number): boolean => value >= 10 && value <= 25;
const isNorth = (value: number): boolean => value >= 6_000_000 && value <= 7_800_000;
const isEast = (value: number): boolean => value >= 200_000 && value <= 1_000_000;

/** What two numbers can be, the first said to be north; null: no place in Sweden. */
function axesOf(north: number, east: number): Axes | null {
  if (isLat(north) && isLon(east)) return { system: 'wgs84', swapped: false };
  if (isLat(east) && isLon(north)) return { system: 'wgs84', swapped: true };
  if (isNorth(north) && isEast(east)) return { system: 'sweref99tm', swapped: false };
  if (isNorth(east) && isEast(north)) return { system: 'sweref99tm', swapped: true };
  return null;
}

function positionOf(north: number, east: number, { system, swapped }: Axes): { lon: number; lat: number } {
  const [n, e] = swapped ? [east, north] : [north, east];
  const [lon, lat] = system === 'sweref99tm' ? toWgs84(e, n) : [e, n];
  return { lon: Math.round(lon * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 };
}

/** `57,7754`, `6 403 512` and `14.26` are numbers; null for anything else. */
function numberOf(cell: string): number | null {
  const text = cell
    .trim()
    .replace(/[\s\u00a0\u2009]/g, '')
    .replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Puts rows together that were read one by one, with one note for each thing that was done to many. */
function collect(
  rows: Iterable<{ line: number; name: string; pair: [number | null, number | null] | null }>,
  refused: RefusedRow[],
  notes: Said[],
): PlaceList {
  const places: ListedPlace[] = [];
  const refuse = (line: number, key: string, values: Record<string, string | number> = {}): void =>
    void refused.push({ line, reason: { key, values } });
  let [converted, turned] = [0, 0];
  for (const { line, name: raw, pair } of rows) {
    const name = raw.trim().replace(/\s+/g, ' ').normalize('NFC');
    const [north, east] = pair ?? [null, null];
    if (pair === null) refuse(line, 'placeNotAPoint', { name: quoted(name) });
    else if (name === '') refuse(line, 'placeNoName');
    else if (name.length > LONGEST_NAME) refuse(line, 'placeNameLong', { name: quoted(name), max: LONGEST_NAME });
    else if (north === null || east === null) refuse(line, 'placeNoPosition', { name: quoted(name) });
    else {
      const axes = axesOf(north, east);
      if (!axes) {
        refuse(line, 'placeNotInSweden', { name: quoted(name) });
        continue;
      }
      if (axes.system === 'sweref99tm') converted++;
      if (axes.swapped) turned++;
      places.push({ line, name, ...positionOf(north, east, axes) });
    }
  }
  if (converted > 0) notes.push({ key: 'notePlacesSweref', values: { count: converted } });
  if (turned > 0) notes.push({ key: 'notePlacesSwapped', values: { count: turned } });
  refused.sort((a, b) => a.line - b.line);
  return { places, refused, notes };
}

function guessColumns({ headings }: Table): PlaceColumns {
  const find = (words: readonly string[]): string | null => {
    for (const word of words) {
      const heading = headings.find((one) => fold(one) === word);
      if (heading !== undefined) return heading;
    }
    return null;
  };
  return { name: find(NAME_HEADINGS), north: find(HEADING_WORDS.north), east: find(HEADING_WORDS.east) };
}

/** The places of a table, read by these columns; none before all three are known. */
export function placesOfTable({ headings, rows, broken, notes }: Table, columns: PlaceColumns): PlaceList {
  const at = (heading: string | null): number => (heading === null ? -1 : headings.indexOf(heading));
  const [name, north, east] = [at(columns.name), at(columns.north), at(columns.east)];
  if (Math.min(name, north, east) < 0) return { places: [], refused: [], notes: [...notes] };
  return collect(
    rows.map(({ line, cells }) => ({
      line,
      name: cells[name] ?? '',
      pair: [numberOf(cells[north] ?? ''), numberOf(cells[east] ?? '')],
    })),
    [...broken],
    [...notes],
  );
}

interface LooseFeature {
  properties?: Record<string, unknown> | null;
  geometry?: { type?: unknown; coordinates?: unknown } | null;
}

function nameOfFeature({ properties }: LooseFeature): string {
  const entries = Object.entries(properties ?? {}).map(([key, value]) => [fold(key), value] as const);
  for (const word of NAME_HEADINGS) {
    const value = entries.find(([key]) => key === word)?.[1];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return '';
}

/** Null for what is no point. GeoJSON has east before north. */
function pairOf({ geometry }: LooseFeature): [number | null, number | null] | null {
  const given = geometry?.coordinates;
  if (geometry?.type !== 'Point' && !(geometry?.type === 'MultiPoint' && Array.isArray(given) && given.length === 1)) {
    return null;
  }
  const pair: unknown = geometry.type === 'Point' ? given : Array.isArray(given) ? given[0] : null;
  const [east, north] = Array.isArray(pair) ? (pair as unknown[]) : [];
  return [typeof north === 'number' ? north : null, typeof east === 'number' ? east : null];
}

function readGeoJson(text: string, name: string): PlaceList {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw problem('placesBrokenJson', { name });
  }
  const root = (parsed ?? {}) as { type?: unknown; features?: unknown };
  const features =
    root.type === 'FeatureCollection' && Array.isArray(root.features)
      ? (root.features as (LooseFeature | null)[])
      : root.type === 'Feature'
        ? [root as LooseFeature]
        : null;
  if (!features) throw problem('placesNoGeoJson', { name });
  if (features.length === 0) throw problem('placesNone', { name });
  return collect(
    features.map((feature, at) => ({ line: at + 1, name: nameOfFeature(feature ?? {}), pair: pairOf(feature ?? {}) })),
    [],
    [],
  );
}

/**
 * @param bytes the whole file. @param name its name, for the sentences.
 * @throws ImportProblem with a reason that says what to do.
 */
export async function openPlaces(bytes: Uint8Array, name: string): Promise<PlaceFile> {
  const first = bytes.find((byte) => byte > 0x20 && byte < 0x7f);
  if (first === 0x7b && !bytes.includes(0)) {
    return { kind: 'geojson', list: readGeoJson(decode(bytes, name).text.replace(/^\ufeff/, ''), name) };
  }
  const table = (await openFile(bytes, name)).table(null);
  return { kind: 'table', table, columns: guessColumns(table) };
}
