/** Where a pasted or typed activity is: an area or a named place when the words name one, else the words themselves. What is only alike is offered, never taken. */
import type { Setting } from '../domain/setting';
import { createPlaceMatcher } from './place-match';
import { fold } from './values';

export interface PlaceChoice {
  areaId: string | null;
  /** WGS 84 of a named place. */
  position: { lon: number; lat: number } | null;
  /** In words; empty where the area says it all. */
  place: string;
}

export interface FoundPlace extends PlaceChoice {
  /** `words`: nothing of that name is known. `alike`: kept as words, but something of a like name is known. */
  certainty: 'area' | 'place' | 'words' | 'alike' | 'none';
  /** Names of areas and places that it may be, best first. */
  candidates: string[];
}

/** @returns a function from words to where that is; it never refuses. */
export function createPlaceFinder(setting: Pick<Setting, 'areas' | 'places'>): (words: string) => FoundPlace {
  const areas = new Map(setting.areas.map((area) => [fold(area.name), area]));
  const places = new Map(setting.places.map((place) => [place.id, place]));
  const match = createPlaceMatcher([
    ...setting.places,
    ...setting.areas.map(({ id, name }) => ({ id: `area ${id}`, name, areaId: id, lon: 0, lat: 0 })),
  ]);
  const nameOf = (id: string): string =>
    places.get(id)?.name ?? setting.areas.find((area) => `area ${area.id}` === id)?.name ?? id;

  return (words) => {
    const text = words.trim();
    const none = { areaId: null, position: null, place: text, candidates: [] };
    if (text === '') return { ...none, certainty: 'none' };
    // An area and a place of one name: the area, since a point would say more than was said.
    const area = areas.get(fold(text));
    if (area) return { ...none, areaId: area.id, place: '', certainty: 'area' };
    const { certainty, candidates } = match(text);
    const only = certainty === 'sure' ? places.get(candidates[0] ?? '') : undefined;
    if (only) {
      const position = { lon: only.lon, lat: only.lat };
      return { areaId: only.areaId, position, place: only.name, certainty: 'place', candidates: [] };
    }
    const names = [...new Set(candidates.map(nameOf))];
    return { ...none, certainty: names.length > 0 ? 'alike' : 'words', candidates: names };
  };
}
