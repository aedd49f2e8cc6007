/** From all versions in blocks that an audience can get, over all periods and corrections, no count can be recovered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackerOf, merged, sum, systemOf, type Fact, type Point, type System } from './attacker';
import {
  FIVE_FOURS,
  epochsOf,
  pointOf,
  publishAll,
  settingOf,
  town,
  type Happening,
  type Publication,
  type Town,
} from './small-town';

function factsOf(town: Town, happenings: readonly Happening[]): Fact[] {
  const epochs = epochsOf(happenings);
  return happenings.map((each, i) => ({
    ...{ ...pointOf(each), area: each.area < town.areas ? each.area : -1 },
    ...{ category: `category-${each.category}`, epoch: epochs[i] },
  }));
}

/** Points all over the areas, and one outside. */
function groundOf(town: Town): Point[] {
  const points: Point[] = [{ area: -1, lon: 14, lat: 57.7 }];
  settingOf(town).areas.forEach(({ geometry }, area) => {
    const [[west, south], , [east, north]] = geometry.coordinates[0][0];
    for (let x = 0.5; x < 12; x++) {
      for (let y = 0.5; y < 18; y++) {
        points.push({ area, lon: west + ((east - west) * x) / 12, lat: south + ((north - south) * y) / 18 });
      }
    }
  });
  return points;
}

/**
 * The attacker's system after the last publication: all versions that were published of the incidents as they are now. A version from before a late report says nothing sure of
 * them: whether one has come, or was taken back, is not published.
 */
function systemAfter(town: Town, publications: readonly Publication[]): System {
  const setting = settingOf(town);
  const { known } = publications[publications.length - 1];
  const pictures = publications.filter((each) => each.known.length === known.length).map(({ partners }) => partners);
  const areaIds = setting.areas.map(({ id }) => id);
  const categoryIds = setting.categories.map(({ id }) => id);
  const system = systemOf(pictures, areaIds, categoryIds, factsOf(town, known), groundOf(town));
  // What is published is true: the attacker may build on it.
  for (const { name, unknowns, low, high } of system.equations) {
    const value = sum(system.truth, unknowns);
    expect([name, value >= low && value <= high]).toEqual([name, true]);
  }
  return { ...system, equations: merged(system.equations) };
}

interface Outcome {
  found: string[];
  undecided: string[];
  tried: number;
}

const nothing = (): Outcome => ({ found: [], undecided: [], tried: 0 });

/** Names of the counts that the attacker finds. */
function attack(system: System, own: readonly number[], outcome: Outcome): string[] {
  const judge = attackerOf(system, own);
  const found = system.equations.flatMap(({ name, unknowns }, target) => {
    if (unknowns.every((i) => own.includes(system.areas[i]))) return [];
    outcome.tried++;
    const verdict = judge(target);
    if (verdict === 'undecided') outcome.undecided.push(name);
    return verdict === 'found' ? [name] : [];
  });
  outcome.found.push(...found);
  return found;
}

describe('What is published in blocks', () => {
  it('gives no count away, neither to outsiders nor to an organisation that knows its own area', () => {
    const outcome = nothing();
    fc.assert(
      fc.property(town, (each) => {
        const system = systemAfter(each, publishAll(each));
        expect(attack(system, [], outcome)).toEqual([]);
        expect(attack(system, [0], outcome)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(outcome.tried).toBeGreaterThan(1000);
    expect(outcome.undecided).toEqual([]);
  });

  it('would give counts away if blocks of five were all there was to it', () => {
    const outsider = attack(systemAfter(FIVE_FOURS, publishAll(FIVE_FOURS, false)), [], nothing());
    expect(outsider).toEqual(expect.arrayContaining(['0 total', ...[0, 1, 2, 3, 4].map((area) => `0 area-${area}`)]));
    expect(attack(systemAfter(FIVE_FOURS, publishAll(FIVE_FOURS)), [], nothing())).toEqual([]);

    const insider = nothing();
    const towns = fc.sample(town, { numRuns: 30, seed: 5 });
    for (const each of towns) attack(systemAfter(each, publishAll(each, false)), [0], insider);
    expect(insider.found.length).toBeGreaterThan(10);
  });
});
