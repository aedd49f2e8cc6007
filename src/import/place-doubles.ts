/**
 * Places that may be the same: near each other and named alike, or named the same a little farther away. A suggestion with its reason; a person decides.
 * Likeness of names: coefficient of Dice (1945) on pairs of letters, as in place-match.ts. Only neighbours in a grid are compared, so that 5,000 places take milliseconds.
 */
import { toSweref } from '../analysis/sweref99tm';
import type { Place } from '../domain/setting';
import { likeness, pairsOf } from './place-match';
import { fold } from './values';

export interface LikelyDouble {
  /** Ids; the one whose name is longer, and so says more, first. */
  keep: string;
  other: string;
  /** Share of the pairs of letters in common, 0 to 1. */
  alike: number;
  metres: number;
  /** `same-name`: word for word; `alike`: nearly; `same-spot`: within a few metres, whatever they are called. */
  reason: 'same-name' | 'alike' | 'same-spot';
}

/** Metres within which the same name is worth asking about, names alike, and any two names. */
export const SAME_NAME_WITHIN = 500;
export const ALIKE_WITHIN = 150;
export const SAME_SPOT_WITHIN = 5;
/** Share of pairs of letters. */
const ALIKE_FROM = 0.6;

/** The likely doubles among the places, the likeliest first; each pair once. */
export function likelyDoubles(places: readonly Place[]): LikelyDouble[] {
  const known = places.map((place) => {
    const folded = fold(place.name);
    const [east, north] = toSweref(place.lon, place.lat);
    return { place, folded, east, north, pairs: pairsOf(folded) };
  });
  type Known = (typeof known)[number];
  const cellOf = (value: number): number => Math.floor(value / SAME_NAME_WITHIN);
  const cells = new Map<string, Known[]>();
  const found: LikelyDouble[] = [];
  for (const one of known) {
    const [column, row] = [cellOf(one.east), cellOf(one.north)];
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        for (const other of cells.get(`${c}:${r}`) ?? []) {
          const double = compare(one, other);
          if (double) found.push(double);
        }
      }
    }
    const key = `${column}:${row}`;
    const cell = cells.get(key);
    if (cell) cell.push(one);
    else cells.set(key, [one]);
  }
  return found.sort((a, b) => b.alike - a.alike || a.metres - b.metres || (a.keep < b.keep ? -1 : 1));

  function compare(a: Known, b: Known): LikelyDouble | null {
    const metres = Math.hypot(a.east - b.east, a.north - b.north);
    if (metres > SAME_NAME_WITHIN) return null;
    const same = a.folded === b.folded;
    if (!same && metres > ALIKE_WITHIN) return null;
    const alike = same ? 1 : likeness(a.pairs, b.pairs);
    const reason = same ? 'same-name' : alike >= ALIKE_FROM ? 'alike' : metres <= SAME_SPOT_WITHIN ? 'same-spot' : null;
    if (!reason) return null;
    const [first, second] = a.place.name.length > b.place.name.length ? [a, b] : [b, a];
    return { keep: first.place.id, other: second.place.id, alike, metres, reason };
  }
}
