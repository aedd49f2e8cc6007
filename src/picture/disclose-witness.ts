/**
 * Secondary suppression (docs/decisions/0020): a block may stand when there is a witness for it, another set of incidents with another count there of which everything that is
 * published, now and before, would be just as true. A witness is looked for one step away from the truth: one incident more, one fewer, or one more here and one fewer there.
 */
import type { Atom } from './disclose-atoms';
import { BASE, blockAt, type Block, type Claim } from './disclose-claims';

/** One incident more at an atom, one fewer, or both; -1: none. */
interface Step {
  add: number;
  remove: number;
}

/** Two blocks of ten: nothing better is looked for. */
const CHEAP = 4;
const NONE: readonly number[] = [];

/**
 * Wider blocks around a count: two blocks of five that begin at a multiple of ten, or else two that do not; in one of them the count stands at no end. Then all from the floor on,
 * and last anything at all, which leaves out what has a floor.
 */
function* widerBlocks(claim: Claim): Generator<Block> {
  yield blockAt(claim, 2 * BASE);
  yield blockAt(claim, 2 * BASE, BASE);
  yield { low: claim.floor, high: Infinity };
  yield { low: 0, high: Infinity };
}

const canGrow = (claim: Claim): boolean => claim.count < claim.high;
const canShrink = (claim: Claim): boolean => claim.count > claim.low;

/** The narrowest wider block in which the count can move by one; null where none will do. */
function loosened(claim: Claim, can: (claim: Claim) => boolean): Block | null {
  for (const block of widerBlocks(claim)) if (can({ ...claim, ...block })) return block;
  return null;
}

/** What a block costs those who read it: its size, in blocks of five. */
const costOf = ({ low, high }: Block): number => Math.min(1000, (high - low + 1) / BASE);

export interface Witnesses {
  /** True when the readers who know these areas exactly cannot tell the count from one more or one less. */
  has(claim: number, own: ReadonlySet<number>): boolean;
  /** Widens new blocks, as few and as little as are found to do, until there is a witness. False: earlier versions leave none. */
  make(claim: number, own: ReadonlySet<number>): boolean;
}

/** @param claims true of the atoms; those that are new may be widened in place. */
export function witnessesIn(claims: readonly Claim[], atoms: readonly Atom[]): Witnesses {
  const atomsOf: number[][] = claims.map(() => []);
  atoms.forEach((atom, i) => atom.claims.forEach((claim) => atomsOf[claim].push(i)));

  const claimsOf = (atom: number): readonly number[] => (atom < 0 ? NONE : atoms[atom].claims);
  const free = (atom: number, own: ReadonlySet<number>): boolean => !own.has(atoms[atom].area);
  /** Claims that a step would make false. */
  const stops = ({ add, remove }: Step): [grow: number[], shrink: number[]] => [
    claimsOf(add).filter((claim) => !claimsOf(remove).includes(claim) && !canGrow(claims[claim])),
    claimsOf(remove).filter((claim) => !claimsOf(add).includes(claim) && !canShrink(claims[claim])),
  ];
  const isPossible = (step: Step): boolean => {
    const [grow, shrink] = stops(step);
    return grow.length + shrink.length === 0;
  };

  function* single(claim: number, own: ReadonlySet<number>): Generator<Step> {
    for (const atom of atomsOf[claim]) {
      if (!free(atom, own)) continue;
      yield { add: atom, remove: -1 };
      if (atoms[atom].count > 0) yield { add: -1, remove: atom };
    }
  }

  /**
   * Exchanges that change the claim's count: one of the two atoms is in it. What stops the one inside must be evened out by the other, unless it is new and can be widened; so the
   * other is looked for among the atoms of what stops it.
   */
  function* exchanges(claim: number, own: ReadonlySet<number>): Generator<Step> {
    for (const inside of atomsOf[claim]) {
      if (!free(inside, own)) continue;
      for (const adds of [true, false]) {
        if (!adds && atoms[inside].count === 0) continue;
        const [grow, shrink] = stops(adds ? { add: inside, remove: -1 } : { add: -1, remove: inside });
        const narrowest = narrowestOf([...grow, ...shrink]);
        if (narrowest < 0) continue;
        for (const other of atomsOf[narrowest]) {
          if (!free(other, own) || claimsOf(other).includes(claim)) continue;
          if (adds && atoms[other].count > 0) yield { add: inside, remove: other };
          if (!adds) yield { add: other, remove: inside };
        }
      }
    }
  }

  /** Of what stops a step the claim with fewest atoms; of earlier versions where one of those stops it, since they cannot be widened. -1: nothing does. */
  function narrowestOf(stopping: readonly number[]): number {
    const fixed = stopping.filter((claim) => !claims[claim].isNew);
    const [narrowest = -1] = (fixed.length > 0 ? fixed : [...stopping]).sort(
      (a, b) => atomsOf[a].length - atomsOf[b].length,
    );
    return narrowest;
  }

  function find(steps: Generator<Step>): boolean {
    for (const step of steps) if (isPossible(step)) return true;
    return false;
  }

  /** What it costs to make a step possible, and the blocks that do it; null where an earlier version stops it. */
  function price(step: Step): { cost: number; blocks: [claim: number, block: Block][] } | null {
    const blocks: [number, Block][] = [];
    let cost = 0;
    const [grow, shrink] = stops(step);
    for (const [list, can] of [[grow, canGrow] as const, [shrink, canShrink] as const]) {
      for (const each of list) {
        const block = claims[each].isNew ? loosened(claims[each], can) : null;
        if (!block) return null;
        cost += costOf(block);
        blocks.push([each, block]);
      }
    }
    return { cost, blocks };
  }

  function cheapest(steps: Generator<Step>): ReturnType<typeof price> {
    let best: ReturnType<typeof price> = null;
    for (const step of steps) {
      const found = price(step);
      if (found && (best === null || found.cost < best.cost)) best = found;
    }
    return best;
  }

  const has = (claim: number, own: ReadonlySet<number>): boolean =>
    find(single(claim, own)) || find(exchanges(claim, own));

  return {
    has,
    make(claim, own) {
      if (has(claim, own)) return true;
      const one = cheapest(single(claim, own));
      const two = one && one.cost <= CHEAP ? null : cheapest(exchanges(claim, own));
      const best = two && (!one || two.cost < one.cost) ? two : one;
      if (!best) return false;
      for (const [each, block] of best.blocks) Object.assign(claims[each], block);
      return true;
    },
  };
}
