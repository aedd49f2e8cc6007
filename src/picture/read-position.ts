/** Two cells to a position in Sweden, or the likeliest reason why they are none. */
import type { WordKey } from './words';

/** Sweden and its waters with a margin of some ten kilometres; degrees and SWEREF 99 TM metres (EPSG:3006). */
export const SWEDEN = {
  lon: { low: 10, high: 24.7 },
  lat: { low: 54.9, high: 69.2 },
  north: { low: 6_080_000, high: 7_700_000 },
  east: { low: 240_000, high: 940_000 },
} as const;

interface Range {
  low: number;
  high: number;
}

const within = (value: number, range: Range): boolean => value >= range.low && value <= range.high;
// RT 90 2.5 gon V puts easting at 1,200-1,900 km; the local SWEREF 99 zones put it at 50-250 km around 150 km (Lantmäteriet).
const RT90_EAST: Range = { low: 1_200_000, high: 1_900_000 };
const LOCAL_EAST: Range = { low: 20_000, high: 239_999 };

const GROUPED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?=$|[.,])/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/i;

/** A number with decimal point or comma, and spaces between thousands; NaN for anything else. */
export function readNumber(text: string): number {
  const trimmed = text.trim().replace('\u2212', '-');
  const plain = GROUPED.test(trimmed) ? trimmed.replace(/[ \u00a0\u202f]/g, '') : trimmed;
  return NUMBER.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}

/** Why a pair in degrees is no position in Sweden; null when it is one. */
export function degreesFlaw(lon: number, lat: number): WordKey | null {
  if (within(lon, SWEDEN.lon) && within(lat, SWEDEN.lat)) return null;
  if (within(lat, SWEDEN.lon) && within(lon, SWEDEN.lat)) return 'rowSwapped';
  const metres = [lon, lat].sort((a, b) => a - b);
  const [small = NaN, large = NaN] = metres;
  if (within(large, SWEDEN.north) && small > 1000) return 'rowLooksLikeSweref';
  return 'rowOutsideSweden';
}

/** Why a pair in metres is no position in Sweden's SWEREF 99 TM; null when it is one. */
export function metresFlaw(north: number, east: number): WordKey | null {
  if (within(north, SWEDEN.north) && within(east, SWEDEN.east)) return null;
  if (within(east, SWEDEN.north) && within(north, SWEDEN.east)) return 'rowSwapped';
  if (Math.abs(north) <= 180 && Math.abs(east) <= 180 && (north !== 0 || east !== 0)) return 'rowLooksLikeDegrees';
  if (within(north, SWEDEN.north) && within(east, RT90_EAST)) return 'rowLooksLikeRt90';
  if (within(north, SWEDEN.north) && within(east, LOCAL_EAST)) return 'rowLooksLikeLocalSweref';
  return 'rowOutsideSweden';
}
