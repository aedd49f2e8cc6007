/** What two coordinators made of one part of a draft, from the same beginning: joined where they changed different things, null where only they can say. */
import { jsonEqual } from './json-equal';
import { mergeMeeting } from './merge-meeting';
import { readHotspots } from './picture-parts';
import type { RaisedHotspot } from './picture-parts';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NONE = Symbol('no merge');
/** Before anything was written there was nothing: no text and no status are that too. */
const unset = (value: unknown): unknown => (value === undefined || value === '' ? null : value);

/** What one of them left as it was is taken from the other. */
function mergeValue(base: unknown, mine: unknown, theirs: unknown): unknown {
  const [before, here, there] = [unset(base), unset(mine), unset(theirs)];
  if (jsonEqual(here, there) || jsonEqual(there, before)) return mine;
  return jsonEqual(here, before) ? theirs : NONE;
}

/** Field by field. @returns null when both changed the same field. */
function mergeFields(base: unknown, mine: Fields, theirs: Fields): Fields | null {
  const before = isFields(base) ? base : {};
  const merged: Fields = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = mergeValue(before[key], mine[key], theirs[key]);
    if (value === NONE) return null;
    merged[key] = value;
  }
  return merged;
}

/** The number of `h12`; 0 for another key. */
export const numberOfKey = (key: string): number => Number(/^h(\d+)$/.exec(key)?.[1] ?? 0);

const idOf = ({ cell, cells, shape }: RaisedHotspot): string =>
  `${shape}${cell}:${cells.map((one) => one.join()).join(';')}`;

/**
 * Hotspots are one list that compose and meeting both write: a place raised or taken back by one of them, and a decision made by the other, go together. A key that both
 * gave to a new place stays with theirs, which others have seen, and mine gets the next.
 */
function mergeHotspots(base: unknown, mine: unknown, theirs: unknown): Fields | null {
  const [before, here, there] = [base, mine, theirs].map((content) => readHotspots(content).raised);
  const find = (list: readonly RaisedHotspot[] = [], one: RaisedHotspot): RaisedHotspot | undefined =>
    list.find((other) => idOf(other) === idOf(one));
  const merged: RaisedHotspot[] = [];
  for (const one of there ?? []) {
    const [was, my] = [find(before, one), find(here, one)];
    if (!my) {
      if (!was) merged.push(one);
      else if (!jsonEqual(was, one)) return null; // taken back here, decided there
      continue;
    }
    const fields = mergeFields(was, { ...my, key: one.key }, { ...one });
    if (!fields) return null;
    merged.push(fields as unknown as RaisedHotspot);
  }
  let last = Math.max(0, ...[...(before ?? []), ...merged].map(({ key }) => numberOfKey(key)));
  for (const one of here ?? []) {
    if (find(there, one)) continue;
    const was = find(before, one);
    if (was && jsonEqual(was, one)) continue; // taken back there
    if (was) return null;
    const key = numberOfKey(one.key) > last ? one.key : `h${last + 1}`;
    last = Math.max(last, numberOfKey(key));
    merged.push({ ...one, key });
  }
  return { raised: merged };
}

/**
 * @param base what both began with; null: nothing. @param mine null: deleted here. @param theirs null: deleted there.
 * @returns the two together, or null when that needs a person.
 */
export function mergePart(part: string, base: unknown, mine: unknown, theirs: unknown): unknown {
  if (part === 'hotspots') return mergeHotspots(base, mine, theirs);
  if (part === 'meeting') return mergeMeeting(base, mine, theirs);
  return isFields(mine) && isFields(theirs) ? mergeFields(base, mine, theirs) : null;
}
