/** An exact picture in blocks of five, with as much said as can be said without giving any count away. */
import { atomsOf, type Atom } from './disclose-atoms';
import { BASE, blockAt, collectClaims, type Block, type Claim, type Sheet } from './disclose-claims';
import { connectedVersions, type EarlierVersion } from './disclose-earlier';
import { blocksMethod } from './disclose-method';
import { middleOf, outlineOfSquares, SQUARE } from './disclose-squares';
import { witnessesIn } from './disclose-witness';
import { inOrder, nameOf } from './compose-published-figures';
import type {
  PublishedCategory,
  PublishedCount,
  PublishedFigures,
  PublishedHotspot,
  PublishedPicture,
} from './published';
import type { Basis } from './publish-source';
import type { IncidentTable } from '../analysis/types';

/** What a version in blocks must not give away, and to whom. */
export interface Guarded {
  basis: Basis;
  /** The incidents that the exact picture was made of. */
  table: IncidentTable;
  /** By row the area that it was found in; missing: that of the table. */
  stored?: ArrayLike<number>;
  /** What the same readers have been given already. */
  earlier: readonly EarlierVersion[];
  /** Indexes of areas that some reader knows exactly, as an organisation knows its own: one set each. What the reader can put together must give nothing away either. */
  insiders: readonly ReadonlySet<number>[];
}

/** Claims of the version that is cut, by its sheet; the categories by kind, as indexes into those of the basis. */
interface Cut {
  claims: readonly Claim[];
  sheet: Sheet;
  kinds: readonly number[];
  basis: Basis;
}

/** Of a hotspot it is below its floor, which leaves it out. */
const NOTHING: Block = { low: 0, high: Infinity };

const exactly = (count: PublishedCount): number => {
  if (typeof count === 'number') return count;
  throw new TypeError('A picture in blocks is cut from an exact one, and this one is in blocks already.');
};

const isListed = (claim: Claim): boolean => claim.low >= BASE || claim.high > BASE - 1;
const published = ({ low, high }: Claim): PublishedCount => [low, high === Infinity ? null : high];

/** In a version in blocks a verdict stands where one incident more or fewer would not change it, and never beside 0 to 4. */
function steadyVerdict(figures: PublishedFigures, low: number): PublishedFigures['verdict'] {
  const { verdict, corrected, expected } = figures;
  if (low < BASE || verdict === null) return null;
  if (verdict === 'too-few' || !expected) return verdict;
  const count = exactly(figures.count);
  if (verdict === 'above') return count - 1 > expected.high ? verdict : null;
  if (verdict === 'below') return count + 1 < expected.low ? verdict : null;
  return !corrected && count > expected.low && count < expected.high ? verdict : null;
}

/** All that is derived from the count goes; what is left are its block and the verdict. */
function inBlock<T extends PublishedFigures>(figures: T, claim: Claim): T {
  return {
    ...figures,
    count: published(claim),
    verdict: steadyVerdict(figures, claim.low),
    ...{ expected: null, corrected: false, previous: null, yearBefore: null, change: null },
  };
}

/** Blocks of the categories, by kind, in which a claim says more than 0 to 4: the highest first, equal ones by name, so that the order does not say which count is larger. */
function listed({ claims, kinds, basis }: Cut, byKind: readonly number[]): { id: string; claim: Claim }[] {
  return kinds
    .map((category, kind) => ({
      ...nameOf(basis, category),
      count: claims[byKind[kind]].low,
      claim: claims[byKind[kind]],
    }))
    .filter(({ claim }) => isListed(claim))
    .sort(inOrder);
}

/** Of a category that occurs now or not at all. */
const NO_FIGURES = { verdict: null, expected: null, corrected: false, previous: null, yearBefore: null, change: null };

function categoriesIn(cut: Cut, list: readonly PublishedCategory[], byKind: readonly number[]): PublishedCategory[] {
  return listed(cut, byKind).map(({ id, claim }) => {
    const exact = list.find((each) => each.id === id);
    const { name } = nameOf(
      cut.basis,
      cut.basis.categories.findIndex((each) => each.id === id),
    );
    return exact ? inBlock(exact, claim) : { id, name, ...NO_FIGURES, count: published(claim) };
  });
}

/**
 * Claims of the exact picture, each in the narrowest block for which, and for all that was published before, there still is a witness.
 * @param withSecondary false leaves out the search for witnesses: for the test that shows what it is there for.
 */
function guardedClaims(exact: PublishedPicture, guarded: Guarded, withSecondary: boolean): Cut {
  const { basis, table, stored, earlier, insiders } = guarded;
  const occurs = new Set(table.category);
  const kinds = basis.categories.map((_, i) => i).filter((i) => occurs.has(i));
  const ids = kinds.map((i) => basis.categories[i].id);
  // One kind more stands for all categories of which nothing was ever reported: to every claim they are alike.
  const spare = kinds.length < basis.categories.length;
  const areaIds = basis.setting.areas.map(({ id }) => id);
  const collected = collectClaims({ areaIds, kinds: spare ? [...ids, null] : ids });
  const before = connectedVersions(earlier, basis.period).map((version) => collected.add(version, false));
  const sheet = collected.add({ period: basis.period, content: exact }, true);
  const claims = collected.list;
  const kindOf = basis.categories.map((_, i) => kinds.indexOf(i));
  const ground = {
    table,
    ...(stored ? { stored } : {}),
    study: basis.study,
    kindOf,
    kinds: kinds.length + Number(spare),
  };
  const atoms = atomsOf([...before, sheet], claims, ground);
  for (const claim of claims) if (claim.isNew) Object.assign(claim, blockAt(claim, BASE));
  if (withSecondary) protect(claims, atoms, insiders);
  return { claims, sheet, kinds, basis };
}

/** Widens new claims until each count that is published, now or before, has a witness against each reader. */
function protect(claims: readonly Claim[], atoms: readonly Atom[], insiders: Guarded['insiders']): void {
  // What late reports have made false since says nothing of the incidents as they are now, and is no reason to say less.
  const isTrue = ({ count, low, high }: Claim): boolean => count >= low && count <= high;
  const standing = atoms.map((atom) => ({ ...atom, claims: atom.claims.filter((claim) => isTrue(claims[claim])) }));
  const witnesses = witnessesIn(claims, standing);
  for (const own of [new Set<number>(), ...insiders]) {
    claims.forEach((claim, i) => {
      if (!isTrue(claim) || [...claim.areas].every((area) => own.has(area))) return;
      // Where earlier versions leave no witness, this one says nothing of the count.
      if (!witnesses.make(i, own) && claim.isNew) Object.assign(claim, NOTHING);
    });
  }
}

function hotspotsIn({ hotspots }: PublishedPicture, cut: Cut, keys: readonly string[]): PublishedHotspot[] {
  const { claims, sheet, basis } = cut;
  const blocks = hotspots.flatMap((spot, i) => {
    const { claim: at, squares, byKind } = sheet.hotspots[i];
    const claim = claims[at];
    // Below its floor: it can be published in no block.
    if (claim.low < claim.floor) return [];
    const coarse: PublishedHotspot = {
      ...spot,
      count: published(claim),
      ...{ expected: null, story: null, series: null, hot: null, hotTimes: null },
      categories: listed(cut, byKind).map(({ id, claim: each }) => ({
        ...nameOf(
          basis,
          basis.categories.findIndex((category) => category.id === id),
        ),
        count: published(each),
      })),
      centre: middleOf(squares, spot.centre),
      outline: outlineOfSquares(squares),
    };
    return [{ coarse, low: claim.low }];
  });
  const others = blocks
    .filter(({ coarse }) => !coarse.raised)
    .sort((a, b) => b.low - a.low || a.coarse.name.localeCompare(b.coarse.name, 'sv'))
    .map(({ coarse }, place) => ({ ...coarse, key: keys[place] }));
  return [...blocks.map(({ coarse }) => coarse).filter(({ raised }) => raised), ...others];
}

/**
 * @param exact in exact numbers, of the incidents in `guarded.table`.
 * @returns the same in blocks of five, wider where a narrower one would give a count away; without anything derived from a count, and with places in squares of 250 m. Words,
 * actions and the meeting are left as they are: `disclose` takes out what an audience may not read.
 */
export function inBlocks(exact: PublishedPicture, guarded: Guarded, withSecondary = true): PublishedPicture {
  const worth = { ...exact, hotspots: exact.hotspots.filter(({ count }) => exactly(count) >= BASE) };
  const cut = guardedClaims(worth, guarded, withSecondary);
  const { claims, sheet } = cut;
  const areaIds = guarded.basis.setting.areas.map(({ id }) => id);
  const keys = exact.hotspots.filter(({ raised }) => !raised).map(({ key }) => key);
  return {
    ...exact,
    figures: inBlock(exact.figures, claims[sheet.total]),
    outside: published(claims[sheet.outside]),
    ...{ trend: null, hotTimes: null, gone: [], hindsight: null, grid: null, density: null, maps: [] },
    areas: exact.areas.map((area) => {
      const at = areaIds.indexOf(area.id);
      const categories = categoriesIn(cut, area.categories, sheet.byBoth.get(at) ?? []);
      const claim = claims[sheet.byArea.get(at) ?? -1];
      return { ...inBlock(area, claim), trend: null, hotTimes: null, categories };
    }),
    categories: categoriesIn(cut, exact.categories, sheet.byKind),
    hotspots: hotspotsIn(worth, cut, keys),
    disclosure: { rule: 'blocks', base: BASE, grid: SQUARE },
    method: blocksMethod(exact),
  };
}
