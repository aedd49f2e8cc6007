/**
 * Places and addresses of a file against the named places of the municipality. Sure is what is the same word for word; what is only alike is listed for a person to choose, since
 * a wrong place is worse than none.
 */
import type { Place } from '../domain/setting';
import { fold } from './values';

export interface PlaceMatch {
  certainty: 'sure' | 'doubtful' | 'none';
  /** Ids, best first; the only one when it is sure. */
  candidates: string[];
}

/** Shown for a person to choose among. */
const CANDIDATES = 5;
/** Share of pairs of letters in common from which two names are worth showing. */
const ALIKE = 0.45;

/** Words of an address that name no place: doors, floors, flats, postcodes. */
const NO_NAME = /\b(?:\d+ ?[a-z]?|lgh|nb|uppgang|port|plan|vaning|vid|utanfor|i|pa|nara|hos|bakom|framfor)\b/g;

/** Pairs of neighbouring letters, for the coefficient of Dice (1945) on bigrams. */
export function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  const packed = ` ${text} `;
  for (let i = 0; i + 1 < packed.length; i++) {
    const pair = packed.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Share of pairs in common, 0 to 1. */
export function likeness(a: Map<string, number>, b: Map<string, number>): number {
  let [shared, sum] = [0, 0];
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    sum += count;
  }
  for (const count of b.values()) sum += count;
  return sum === 0 ? 0 : (2 * shared) / sum;
}

/** @returns a function that keeps its answers: the same address stands in many rows. */
export function createPlaceMatcher(places: readonly Place[]): (text: string) => PlaceMatch {
  const known = places.map((place) => {
    const folded = fold(place.name);
    return { id: place.id, folded, words: folded.split(' '), pairs: pairsOf(folded) };
  });
  const answers = new Map<string, PlaceMatch>();

  function match(folded: string): PlaceMatch {
    const same = known.filter((place) => place.folded === folded);
    const [only] = same;
    if (only && same.length === 1) return { certainty: 'sure', candidates: [only.id] };
    if (same.length > 1) return { certainty: 'doubtful', candidates: same.map(({ id }) => id).slice(0, CANDIDATES) };
    const bare = folded.replace(NO_NAME, ' ').replace(/ +/g, ' ').trim();
    if (bare === '') return { certainty: 'none', candidates: [] };
    const pairs = pairsOf(bare);
    const words = new Set(bare.split(' '));
    const scored = known
      .map((place) => {
        // All words of the one in the other: "Öxnehaga centrum, entrén" and "Öxnehaga centrum".
        const inside =
          place.words.every((word) => words.has(word)) || [...words].every((word) => place.words.includes(word));
        return { id: place.id, score: Math.max(likeness(pairs, place.pairs), inside ? 0.75 : 0) };
      })
      .filter(({ score }) => score >= ALIKE)
      .sort((a, b) => b.score - a.score)
      .slice(0, CANDIDATES);
    return { certainty: scored.length > 0 ? 'doubtful' : 'none', candidates: scored.map(({ id }) => id) };
  }

  return (text) => {
    const folded = fold(text);
    let answer = answers.get(folded);
    if (!answer) {
      answer = match(folded);
      answers.set(folded, answer);
    }
    return answer;
  };
}
