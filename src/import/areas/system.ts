/** In which coordinate system a file is: what it says of itself, or the one in which its numbers lie where they must. Both orders of the axes are tried. */
import { toWgs84 } from '../../analysis/sweref99tm';
import type { At, FileRefusal, System } from './types';

/** West, south, east, north; degrees. */
export type Frame = readonly [number, number, number, number];

/** Mainland and islands, a little beyond. */
export const SWEDEN: Frame = [10, 54.8, 25, 69.5];

export type FoundSystem =
  | { system: System; swapped: boolean; place: (x: number, y: number) => [number, number] }
  | { why: FileRefusal; detail: string; at: At | null };

const inFrame = ([west, south, east, north]: Frame, lon: number, lat: number): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** SWEREF 99 TM in Sweden, metres. */
const inSweref = (east: number, north: number): boolean =>
  east > 200_000 && east < 1_000_000 && north > 6_000_000 && north < 7_800_000;
/** Local SWEREF 99 zones: false easting 150,000; RT 90: 1,500,000. */
const inLocalZone = (east: number, north: number): boolean =>
  north > 6_000_000 && north < 7_800_000 && ((east > 0 && east < 300_000) || (east > 1_200_000 && east < 1_900_000));

interface Candidate {
  system: System;
  swapped: boolean;
  place: (x: number, y: number) => [number, number];
}
const CANDIDATES: Candidate[] = [
  { system: 'wgs84', swapped: false, place: (x, y) => [x, y] },
  { system: 'wgs84', swapped: true, place: (x, y) => [y, x] },
  { system: 'sweref99tm', swapped: false, place: (x, y) => toWgs84(x, y) },
  { system: 'sweref99tm', swapped: true, place: (x, y) => toWgs84(y, x) },
];

const fits = ({ system, swapped }: Candidate, x: number, y: number): boolean => {
  const [a, b] = swapped ? [y, x] : [x, y];
  return system === 'wgs84' ? Math.abs(a) <= 180 && Math.abs(b) <= 90 : inSweref(a, b);
};

/** The system by the name of GeoJSON 2008 (`crs`), which QGIS and ArcGIS still write; null: none named; undefined: one that is not understood. */
export function namedSystem(
  root: object,
): { system: System | null; name: string } | { system: undefined; name: string } {
  const crs = 'crs' in root ? root.crs : null;
  if (crs === null || typeof crs !== 'object') return { system: null, name: '' };
  const name = /"(?:name|href|code)"\s*:\s*"?([^",}]{1,120})/.exec(JSON.stringify(crs))?.[1] ?? '';
  if (/3006\b|sweref ?99 ?tm/i.test(name)) return { system: 'sweref99tm', name };
  if (/4326\b|crs:?84|4258\b|4619\b/i.test(name)) return { system: 'wgs84', name };
  return name === '' ? { system: null, name } : { system: undefined, name: name.replace(/^urn:ogc:def:crs:/i, '') };
}

/**
 * @param points some of the file, as they stand in it.
 * @param frame where they must lie: around the municipality, or Sweden.
 */
export function findSystem(points: readonly (readonly [number, number])[], root: object, frame: Frame): FoundSystem {
  const said = namedSystem(root);
  if (said.system === undefined) {
    return {
      why: /30(0[7-9]|1[0-8])\b|302[0-4]|2400|rt ?90/i.test(said.name) ? 'local-zone' : 'other-system',
      detail: said.name,
      at: null,
    };
  }
  const allowed = CANDIDATES.filter(({ system }) => said.system === null || system === said.system);
  const judged = allowed.map((candidate) => {
    const fitting = points.filter(([x, y]) => fits(candidate, x, y));
    const inside = fitting.filter(([x, y]) => inFrame(frame, ...candidate.place(x, y)));
    return { candidate, fitting: fitting.length, inside: inside.length };
  });
  const best = judged.reduce((a, b) => (b.inside > a.inside ? b : a));
  if (best.inside * 2 > points.length) return best.candidate;
  const [x, y] = points[0];
  if (inLocalZone(x, y) || inLocalZone(y, x)) return { why: 'local-zone', detail: said.name, at: null };
  const readable = judged.find(({ fitting }) => fitting === points.length);
  if (!readable) return { why: 'other-system', detail: said.name || `${String(x)}, ${String(y)}`, at: null };
  const [lon, lat] = readable.candidate.place(x, y);
  return { why: 'elsewhere', detail: `${lat.toFixed(4)}, ${lon.toFixed(4)}`, at: { lon, lat } };
}
