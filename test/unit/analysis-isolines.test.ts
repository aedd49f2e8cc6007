import { contours } from 'd3';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { createIsolines } from '../../src/analysis/isolines';
import { createRandom } from '../reference/random';

const WIDTH = 40;
const HEIGHT = 30;
const LEVELS = [0.1, 0.35, 0.5, 0.8, 1.2];

/** Bumps and dents with a margin of zeros: islands, lakes, islands in lakes. */
function surface(seed: string): number[] {
  const random = createRandom(seed);
  const bumps = Array.from({ length: 25 }, () => [
    random.next() * WIDTH,
    random.next() * HEIGHT,
    2 + random.next() * 5,
    random.normal(),
  ]);
  return Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    if (x < 1 || y < 1 || x > WIDTH - 2 || y > HEIGHT - 2) return 0;
    const height = bumps.reduce(
      (sum, [bx, by, size, sign]) => sum + sign * Math.exp(-((x - bx) ** 2 + (y - by) ** 2) / size ** 2),
      0,
    );
    return Math.max(0, height + 0.4);
  });
}

function area(ring: Position[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);
}

function polygonsOf(seed: string): Position[][][] {
  const polygonsAt = createIsolines({ width: WIDTH, height: HEIGHT, values: surface(seed) });
  return LEVELS.flatMap(polygonsAt);
}

/** Sizes of all rings, outer ones and holes apart, sorted. */
function sizes(polygons: Position[][][]): { outer: number[]; holes: number[] } {
  const of = (rings: Position[][]): number[] => rings.map((ring) => Math.abs(area(ring))).sort((a, b) => a - b);
  return { outer: of(polygons.map(([ring]) => ring)), holes: of(polygons.flatMap(([, ...holes]) => holes)) };
}

describe('Isolines', () => {
  it.each(['a', 'b', 'c', 'd', 'e', 'f'])('are the rings of d3-contour on surface %s', (seed) => {
    const values = surface(seed);
    const polygonsAt = createIsolines({ width: WIDTH, height: HEIGHT, values });
    for (const level of LEVELS) {
      const ours = polygonsAt(level);
      const theirs = contours().size([WIDTH, HEIGHT]).contour(values, level).coordinates;
      const [a, b] = [sizes(ours), sizes(theirs)];
      expect([a.outer.length, a.holes.length]).toEqual([b.outer.length, b.holes.length]);
      [...a.outer, ...a.holes].forEach((size, i) => expect(size).toBeCloseTo([...b.outer, ...b.holes][i], 9));
      for (const [outer, ...inner] of ours) {
        expect(area(outer)).toBeGreaterThan(0);
        expect(inner.every((ring) => area(ring) < 0)).toBe(true);
        expect([outer, ...inner].every((ring) => ring[0] === ring.at(-1))).toBe(true);
      }
    }
  });

  it('of those surfaces have holes to compare', () => {
    expect(
      ['a', 'b', 'c', 'd', 'e', 'f'].some((seed) => polygonsOf(seed).some(([, ...holes]) => holes.length > 0)),
    ).toBe(true);
  });

  it('put an island in a lake into a polygon of its own', () => {
    const lines = [
      '.........',
      '.#######.',
      '.#.....#.',
      '.#.###.#.',
      '.#.#.#.#.',
      '.#.###.#.',
      '.#.....#.',
      '.#######.',
      '.........',
    ];
    const values = lines.flatMap((line) => [...line].map((mark) => (mark === '#' ? 1 : 0)));
    const polygons = createIsolines({ width: 9, height: 9, values })(0.5);
    expect(polygons.map((polygon) => polygon.length)).toEqual([2, 2]);
  });

  it('are none above the highest node', () => {
    expect(createIsolines({ width: 3, height: 3, values: [0, 0, 0, 0, 2, 0, 0, 0, 0] })(2.1)).toEqual([]);
  });
});
