/** What the values of a file probably mean: categories by their names, the others by the words that partners' systems use. */
import type { Category } from '../domain/setting';
import { PLACE_TYPE_WORDS, POLICE_WORDS, SHARING_WORDS } from './heading-words';
import type { ValueField } from './types';
import { fold } from './values';

/** Words that partners write for the categories that every municipality begins with (the ids of the seed); one that has others maps them by hand. */
const CATEGORY_WORDS: Record<string, readonly string[]> = {
  klotter: ['klotter', 'graffiti', 'tagg'],
  glaskross: ['glaskross', 'krossad ruta', 'fonsterkross', 'krossat glas'],
  brand: ['anlagd brand', 'mordbrand', 'brand'],
  inbrott: ['inbrott', 'inbrottsforsok', 'kallarinbrott'],
  stold: ['stold', 'snatteri', 'cykelstold'],
  ran: ['ran', 'personran'],
  hot: ['hot', 'olaga hot'],
  vald: ['vald', 'misshandel'],
  brak: ['brak', 'slagsmal'],
};

function guessCategory(value: string, categories: readonly Category[]): string | null {
  const folded = fold(value);
  const active = categories.filter((category) => category.active);
  const same = active.find(({ id, name, nameEn }) => [name, nameEn ?? '', id].some((word) => fold(word) === folded));
  if (same) return same.id;
  const inWords = active.filter(({ id }) => CATEGORY_WORDS[id]?.includes(folded));
  if (inWords.length === 1) return inWords[0]?.id ?? null;
  // The name as a whole among the words of the value: "Klotter/graffiti", "Skadegörelse - klotter".
  const named = active.filter(({ name }) => ` ${folded} `.includes(` ${fold(name)} `));
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

function fromWords(value: string, words: Record<string, readonly string[]>): string | null {
  const folded = fold(value);
  return Object.entries(words).find(([id, list]) => fold(id) === folded || list.includes(folded))?.[0] ?? null;
}

/** @returns the likely meaning of a value; null when nothing speaks for one. */
export function guessValue(field: ValueField, value: string, categories: readonly Category[]): string | null {
  switch (field) {
    case 'category':
      return guessCategory(value, categories);
    case 'policeReported':
      // The number of a report to the police: 5000-K123456-26.
      return fromWords(value, POLICE_WORDS) ?? (/^\d{0,4}-?K\d{4,}/i.test(value.trim()) ? 'yes' : null);
    case 'placeType':
      return fromWords(value, PLACE_TYPE_WORDS);
    case 'sharing':
      return fromWords(value, SHARING_WORDS);
  }
}
