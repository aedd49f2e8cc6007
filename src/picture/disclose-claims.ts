/** What versions in blocks say: claims that a count lies between two ends, and which incidents each of them counts. */
import { squaresOf } from './disclose-squares';
import type { DatedVersion } from './disclose-earlier';
import type { PublishedCount, PublishedPicture } from './published';

/** Counts are published as blocks of five: 0-4, 5-9 … */
export const BASE = 5;
/** Index of the area of incidents in no area. */
export const OUTSIDE = -1;

/** Where a count lies. */
export interface Block {
  /** Both included; Infinity: not said. */
  low: number;
  high: number;
}

export interface Claim extends Block {
  /** A count below this would not be published at all, so that it is published says that much: 5 for a hotspot, else 0. */
  floor: number;
  /** Of the version that is being cut: it can still be made to say less. */
  isNew: boolean;
  /** Incidents that it counts, as they are known today. */
  count: number;
  /** Indexes of the areas that it counts in: of a hotspot those that it lies in. */
  areas: Set<number>;
}

/** The block of that size around a count. @param offset where blocks of the size begin to be counted. */
export function blockAt({ count, floor }: Pick<Claim, 'count' | 'floor'>, size: number, offset = 0): Block {
  const begin = offset + size * Math.floor((count - offset) / size);
  return { low: Math.max(begin, floor), high: begin + size - 1 };
}

/** The claims of one version, as indexes into the list of all claims; categories by kind (see `kindsOf`). */
export interface Sheet {
  /** Epoch seconds. */
  from: number;
  to: number;
  areas: readonly number[];
  total: number;
  outside: number;
  byArea: ReadonlyMap<number, number>;
  byKind: readonly number[];
  byBoth: ReadonlyMap<number, readonly number[]>;
  hotspots: { squares: ReadonlySet<number>; claim: number; byKind: readonly number[] }[];
}

export interface Lists {
  areaIds: readonly string[];
  /** Ids of the categories that occur, by kind; and one more kind where there are others, that stands for any of them. */
  kinds: readonly (string | null)[];
}

const ends = (count: PublishedCount): [number, number] =>
  typeof count === 'number' ? [count, count] : [count[0], count[1] ?? Infinity];

/** A category that is not listed has 0 to 4. */
const UNLISTED: [number, number] = [0, BASE - 1];
const listed = (list: readonly { id: string; count: PublishedCount }[], id: string | null): [number, number] => {
  const found = list.find((each) => each.id === id);
  return found ? ends(found.count) : UNLISTED;
};

type Content = Pick<PublishedPicture, 'figures' | 'outside' | 'areas' | 'categories' | 'hotspots'>;

export interface Claims {
  list: Claim[];
  /** Adds what one version says. Earlier claims of the same count become one that says all that they say. */
  add(version: DatedVersion, isNew: boolean): Sheet;
}

export function collectClaims({ areaIds, kinds }: Lists): Claims {
  const list: Claim[] = [];
  const known = new Map<string, number>();

  function claim(key: string, [low, high]: [number, number], floor: number): number {
    const isNew = key.startsWith('new');
    const at = known.get(key);
    if (at === undefined) {
      known.set(key, list.length);
      return list.push({ low: Math.max(low, floor), high, floor, isNew, count: 0, areas: new Set() }) - 1;
    }
    const same = list[at];
    same.low = Math.max(same.low, low);
    same.high = Math.min(same.high, high);
    return at;
  }

  return {
    list,
    add({ period: { from, to }, content }, isNew) {
      const of = (content as Content).areas.flatMap((area) => {
        const at = areaIds.indexOf(area.id);
        return at < 0 ? [] : [{ at, area }];
      });
      const areas = of.map(({ at }) => at).sort((a, b) => a - b);
      const when = `${isNew ? 'new' : 'old'} ${from} ${to}`;
      const kindOf = (where: string, all: ListedOnly) =>
        kinds.map((id, kind) => claim(`${when} ${where} ${kind}`, listed(all, id), 0));
      return {
        ...{ from, to, areas },
        total: claim(`${when} ${areas.join()}`, ends(content.figures.count), 0),
        outside: claim(`${when} outside`, ends(content.outside), 0),
        byArea: new Map(of.map(({ at, area }) => [at, claim(`${when} ${at}`, ends(area.count), 0)])),
        byKind: kindOf(areas.join(), content.categories),
        byBoth: new Map(of.map(({ at, area }) => [at, kindOf(String(at), area.categories)])),
        hotspots: content.hotspots.map(({ outline, count, categories }) => {
          const squares = squaresOf(outline);
          const where = `${areas.join()} ${[...squares].sort((a, b) => a - b).join()}`;
          return {
            squares,
            claim: claim(`${when} ${where}`, ends(count), BASE),
            byKind: kindOf(where, categories),
          };
        }),
      };
    },
  };
}

type ListedOnly = readonly { id: string; count: PublishedCount }[];
