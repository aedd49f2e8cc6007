import { describe, expect, it } from 'vitest';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { COMPARED, LIKELY, likelyDuplicates, POSSIBLE } from '../../src/analysis/likely-duplicates';
import { CATEGORY_RELATIONS, createConfusion, OFTEN_CONFUSED } from '../../src/analysis/likely-duplicates-confusion';
import { createNeighbours } from '../../src/analysis/likely-duplicates-neighbours';
import {
  categoryShare,
  DUPLICATE_PARAMETERS,
  placeDensity,
  timeDensity,
} from '../../src/analysis/likely-duplicates-weights';
import type { IncidentTable } from '../../src/analysis/types';
import { createRandom } from '../reference/random';
import { DIFFICULTIES, duplicateScene, SCENE_CATEGORIES } from './duplicate-scenes';
import type { Scene } from './duplicate-scenes';

const confusion = createConfusion(SCENE_CATEGORIES);
const category = (id: string): number => SCENE_CATEGORIES.findIndex((one) => one.id === id);

interface Made {
  east?: number;
  north?: number;
  /** Hours after the beginning. */
  at?: number;
  hours?: number;
  category?: string;
  organisation?: number;
}

/** Reports around one place, and a town's ordinary reports further off, so that there is something to compare with. */
function tableOf(made: readonly Made[], elsewhere = 200): IncidentTable {
  const random = createRandom('elsewhere');
  const rows = [
    ...made,
    ...Array.from({ length: elsewhere }, (): Made => {
      const kind = SCENE_CATEGORIES[random.integer(0, SCENE_CATEGORIES.length - 1)]?.id;
      const [east, north] = [random.integer(2000, 8000), random.integer(2000, 8000)];
      return { east, north, at: random.integer(0, 24 * 56), category: kind, organisation: random.integer(0, 6) };
    }),
  ];
  const from = rows.map(({ at = 0 }) => 1_790_000_000 + Math.round(at * 3600));
  return buildIncidentTable({
    east: rows.map(({ east = 0 }) => 450_000 + east),
    north: rows.map(({ north = 0 }) => 6_400_000 + north),
    from,
    to: rows.map(({ hours = 0 }, i) => (from[i] ?? 0) + hours * 3600),
    category: rows.map((row) => category(row.category ?? 'klotter')),
    organisation: rows.map(({ organisation = 0 }) => organisation),
    area: rows.map(() => 0),
  });
}

/** Probability that the two reports tell of one event. */
function probabilityOf(first: Made, second: Made, others: readonly Made[] = []): number {
  const table = tableOf([{ at: 700, ...first }, { at: 700, organisation: 1, ...second }, ...others]);
  const near = (row: number): boolean => (table.east[row] ?? 0) < 451_500;
  const [best] = likelyDuplicates(table, confusion, { probability: 0 }).filter(({ rows }) => rows.every(near));
  return best?.probability ?? 0;
}

describe('What is said of two reports', () => {
  it('falls with the distance, with the time between them and with how far the categories are apart', () => {
    const metres = [0, 20, 60, 120, 250].map((east) => probabilityOf({}, { east }));
    const minutes = [0, 20, 60, 180, 600].map((late) => probabilityOf({}, { east: 20, at: 700 + late / 60 }));
    const categories = ['klotter', 'annan-skadegorelse', 'brand', 'oro'].map((id) =>
      probabilityOf({}, { east: 20, category: id }),
    );
    for (const row of [metres.slice(1), minutes, categories]) expect(row).toEqual(row.toSorted((a, b) => b - a));
    expect(metres[1]).toBeGreaterThan(0.95);
    expect(new Set([...metres.slice(1), ...minutes, ...categories]).size).toBeGreaterThan(10);
    expect(minutes[4]).toBeLessThan(POSSIBLE);
  });

  it('says more of two minutes that meet than of two days that meet', () => {
    const moments = probabilityOf({}, { east: 40 });
    const evening = probabilityOf({ at: 698, hours: 6 }, { east: 40 });
    const days = probabilityOf({ at: 640, hours: 96 }, { east: 40, at: 650, hours: 96 });
    expect(moments).toBeGreaterThan(evening);
    expect(evening).toBeGreaterThan(days);
  });

  it('says less where much happens, and less of what is usual there', () => {
    const busy = (id: string): Made[] =>
      Array.from({ length: 60 }, (_, i) => ({ east: (i * 7) % 50, north: (i * 11) % 50, at: 20 * i, category: id }));
    const calm = probabilityOf({}, { east: 30 });
    const amongFights = probabilityOf({}, { east: 30 }, busy('brak').slice(0, 34));
    const amongGraffiti = probabilityOf({}, { east: 30 }, busy('klotter').slice(0, 34));
    expect(calm).toBeGreaterThan(amongFights);
    expect(amongFights).toBeGreaterThan(amongGraffiti);
  });

  it('expects a second report from another organisation rather than from the same', () => {
    expect(probabilityOf({}, { east: 60 })).toBeGreaterThan(probabilityOf({}, { east: 60, organisation: 0 }));
  });

  it('gives the reason in data: metres, minutes between the spans, categories and organisations', () => {
    const table = tableOf([
      { at: 700, hours: 1, category: 'brak' },
      { at: 701.5, east: 30, north: 40, category: 'stold', organisation: 2 },
    ]);
    const [found] = likelyDuplicates(table, confusion, { probability: 0 }).filter(({ rows }) =>
      rows.every((row) => (table.east[row] ?? 0) < 451_500),
    );
    expect(found).toMatchObject({ minutes: 30, category: 'group', organisation: 'other' });
    expect(found?.metres).toBeCloseTo(50, 9);
    expect(found?.probability).toBeCloseTo(1 / (1 + 2 ** -(found?.bits ?? 0)), 12);
  });

  it('is the same whichever report came first, and the same alone as among all', () => {
    const { table } = duplicateScene(DIFFICULTIES.medium, 'symmetric', 300);
    const all = likelyDuplicates(table, confusion);
    expect(all.length).toBeGreaterThan(10);
    for (const pair of all.slice(0, 20)) {
      const alone = likelyDuplicates(table, confusion, { rows: [pair.rows[0]] });
      expect(alone.find(({ rows }) => rows[1] === pair.rows[1])?.bits).toBeCloseTo(pair.bits, 9);
    }
  });

  it('stands nothing, one report, and unknown organisations', () => {
    expect(likelyDuplicates(tableOf([], 0), confusion)).toEqual([]);
    expect(likelyDuplicates(tableOf([{}], 0), confusion)).toEqual([]);
    const table = tableOf([{ organisation: -1 }, { organisation: -1 }]);
    expect(likelyDuplicates(table, confusion)[0]?.organisation).toBe('unknown');
  });
});

describe('The weights', () => {
  it('are densities: places over the plane and times over all time sum to one, categories to one', () => {
    let places = 0;
    for (let r = 0.5; r < 2000; r++) places += 2 * Math.PI * r * placeDensity(r, DUPLICATE_PARAMETERS.metres);
    expect(places).toBeCloseTo(1, 3);
    for (const [first, second] of [
      [0, 0],
      [7200, 0],
      [7200, 40_000],
      [600_000, 3600],
    ] as const) {
      let times = 0;
      const step = 60;
      for (let at = -1_500_000; at < 1_500_000; at += step)
        times += step * timeDensity(0, first, at, at + second, DUPLICATE_PARAMETERS.minutes);
      expect(times).toBeCloseTo(1, 4);
    }
    SCENE_CATEGORIES.forEach((_, a) => {
      const sum = SCENE_CATEGORIES.reduce(
        (all, __, b) => all + categoryShare(confusion, a, b, DUPLICATE_PARAMETERS.category),
        0,
      );
      // A category that is confused with none, or alone in its group, keeps that share to itself.
      expect(sum).toBeGreaterThan(0.7);
      expect(sum).toBeLessThanOrEqual(1 + 1e-12);
    });
  });

  it('know categories of the demo only, and each pair once', () => {
    const pairs = OFTEN_CONFUSED.map(([a, b]) => [a, b].sort().join(' '));
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const a of SCENE_CATEGORIES.keys())
      for (const b of SCENE_CATEGORIES.keys()) expect(confusion.relation(a, b)).toBe(confusion.relation(b, a));
    expect(confusion.relation(category('brak'), category('vald'))).toBe('confused');
    // A category that the list no longer has, though its code would fall on another pair's.
    for (const b of SCENE_CATEGORIES.keys()) expect(confusion.relation(b, SCENE_CATEGORIES.length)).toBe('other');
    expect(confusion.relation(SCENE_CATEGORIES.length, SCENE_CATEGORIES.length)).toBe('other');
    expect(CATEGORY_RELATIONS).toContain(confusion.relation(0, 1));
  });
});

describe('Which reports are compared', () => {
  it('are those that a comparison of everybody with everybody finds', () => {
    const longest = 31 * 86_400;
    for (const seed of ['a', 'b', 'c']) {
      const { table } = duplicateScene(DIFFICULTIES.hard, seed, 400);
      const neighbours = createNeighbours(table, COMPARED.metres, longest);
      for (let row = 0; row < table.size; row += 7) {
        const [begin, end] = [(table.from[row] ?? 0) - 43_200, (table.to[row] ?? 0) + 43_201];
        const all = Array.from({ length: table.size }, (_, other) => other).filter(
          (other) =>
            other !== row &&
            ((table.east[other] ?? 0) - (table.east[row] ?? 0)) ** 2 +
              ((table.north[other] ?? 0) - (table.north[row] ?? 0)) ** 2 <=
              COMPARED.metres ** 2,
        );
        const begins = all.filter((other) => (table.from[other] ?? 0) >= begin && (table.from[other] ?? 0) < end);
        const touches = all.filter((other) => (table.to[other] ?? 0) >= begin && (table.from[other] ?? 0) < end);
        const ascending = (rows: number[]): number[] => rows.toSorted((x, y) => x - y);
        expect(ascending(neighbours.around(row, COMPARED.metres, begin, end))).toEqual(begins);
        expect(ascending(neighbours.touching(row, COMPARED.metres, begin, end))).toEqual(touches);
      }
    }
  });

  it('finds a long interval that began days before, and leaves out one that says nothing of when', () => {
    const late: Made = { at: 700, east: 10, organisation: 1 };
    const found = (hours: number): number =>
      likelyDuplicates(tableOf([{ at: 699 - hours, hours: hours + 2 }, late]), confusion, { probability: 0 }).filter(
        ({ metres }) => metres === 10,
      ).length;
    expect(found(20 * 24)).toBe(1);
    expect(found(40 * 24)).toBe(0);
  });

  it('grow with the reports, not with their square', () => {
    // Twice the reports over twice the time: twice the neighbours to look at, not four times.
    const looked = (weeks: number): number => {
      const random = createRandom('busy');
      const table = tableOf(
        Array.from({ length: 100 * weeks }, () => ({
          east: random.integer(0, 900),
          north: random.integer(0, 900),
          at: 168 * weeks * random.next(),
        })),
        0,
      );
      const neighbours = createNeighbours(table, COMPARED.metres, 31 * 86_400);
      let sum = 0;
      for (let row = 0; row < table.size; row++) {
        const [begin, end] = [(table.from[row] ?? 0) - 43_200, (table.to[row] ?? 0) + 43_200];
        sum += neighbours.touching(row, COMPARED.metres, begin, end).length;
      }
      return sum;
    };
    expect(looked(20) / looked(10)).toBeLessThan(2.5);
  });
});

describe('A labelled set', () => {
  const seeds = ['first', 'second', 'third', 'fourth'];
  const measure = (scenes: readonly Scene[], least: number): { precision: number; recall: number } => {
    let [right, found, true_] = [0, 0, 0];
    for (const { table, truth } of scenes) {
      const pairs = likelyDuplicates(table, confusion, { probability: least });
      found += pairs.length;
      right += pairs.filter(({ rows }) => truth.has(rows.join(':'))).length;
      true_ += truth.size;
    }
    return { precision: right / found, recall: right / true_ };
  };
  // What is held is a little under what was measured; seeds are other than those that the assumed parameters were chosen with.
  const HELD = {
    easy: { precision: 0.92, recall: 0.97 },
    medium: { precision: 0.9, recall: 0.8 },
    'medium with series': { precision: 0.85, recall: 0.8 },
    hard: { precision: 0.68, recall: 0.42 },
  } as const;

  for (const [name, difficulty] of Object.entries(DIFFICULTIES)) {
    it(`is found: ${name}`, () => {
      const scenes = seeds.map((seed) => duplicateScene(difficulty, seed));
      const likely = measure(scenes, LIKELY);
      const possible = measure(scenes, POSSIBLE);
      const pairs = scenes.reduce((sum, { truth }) => sum + truth.size, 0);
      const reports = scenes.reduce((sum, { table }) => sum + table.size, 0);
      const words = ({ precision, recall }: typeof likely): string =>
        `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
      console.log(
        `Duplicates, ${name}: ${reports} reports, ${pairs} true pairs. Likely: ${words(likely)}. With possible: ${words(possible)}.`,
      );
      const held = HELD[name as keyof typeof HELD];
      expect(likely.precision).toBeGreaterThanOrEqual(held.precision);
      expect(likely.recall).toBeGreaterThanOrEqual(held.recall);
      expect(possible.recall).toBeGreaterThan(likely.recall);
    });
  }

  it('gets probabilities that are off by less than a fifth, and rather too low than too high', () => {
    const bins = [0, 1, 2].map(() => ({ said: 0, right: 0, pairs: 0 }));
    for (const seed of seeds) {
      const { table, truth } = duplicateScene(DIFFICULTIES.medium, seed);
      for (const { rows, probability } of likelyDuplicates(table, confusion)) {
        const bin = bins[probability < 0.4 ? 0 : probability < 0.8 ? 1 : 2];
        if (!bin) continue;
        bin.said += probability;
        bin.pairs++;
        if (truth.has(rows.join(':'))) bin.right++;
      }
    }
    for (const { said, right, pairs } of bins) {
      expect(pairs).toBeGreaterThan(50);
      expect(right / pairs - said / pairs).toBeGreaterThan(-0.03);
      expect(right / pairs - said / pairs).toBeLessThan(0.2);
    }
    console.log(
      `Said and true: ${bins.map((b) => `${(b.said / b.pairs).toFixed(2)} ${(b.right / b.pairs).toFixed(2)}`).join(', ')}`,
    );
  });
});
