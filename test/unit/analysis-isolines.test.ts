import { contours } from 'd3';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { isolines } from '../../src/analysis/isolines';
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

const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f'];

function bandsOf(seed: string): Position[][][][] {
  return isolines({ width: WIDTH, height: HEIGHT, values: surface(seed) }, LEVELS);
}

/** A ring from its least vertex on, in one direction, without the repeated end; to nine decimals. */
function normalised(ring: Position[]): string {
  const open = ring.slice(1).map(([x, y]) => `${x.toFixed(9)} ${y.toFixed(9)}`);
  const turned = area(ring) > 0 ? open : open.toReversed();
  const start = turned.indexOf(turned.toSorted()[0]);
  return [...turned.slice(start), ...turned.slice(0, start)].join(', ');
}

/** Each polygon as its outer ring and its holes, in an order of their own. */
const described = (polygons: Position[][][]): string[] =>
  polygons.map(([outer, ...holes]) => [normalised(outer), ...holes.map(normalised).sort()].join(' | ')).sort();

/** d3-contour sees a node as the middle of a pixel, half a unit further. */
const shifted = (polygons: Position[][][]): Position[][][] =>
  polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]): Position => [x - 0.5, y - 0.5])));

describe('Isolines', () => {
  it.each(SEEDS)('are the polygons of d3-contour on surface %s, vertex by vertex and hole by hole', (seed) => {
    const values = surface(seed);
    const bands = bandsOf(seed);
    expect(bands.length).toBe(LEVELS.length);
    bands.forEach((ours, i) => {
      const theirs = contours().size([WIDTH, HEIGHT]).contour(values, LEVELS[i]).coordinates;
      expect(theirs.length).toBeGreaterThan(0);
      expect(described(ours)).toEqual(described(shifted(theirs)));
      for (const [outer, ...inner] of ours) {
        expect(area(outer)).toBeGreaterThan(0);
        expect(inner.every((ring) => area(ring) < 0)).toBe(true);
        expect([outer, ...inner].every((ring) => ring[0] === ring.at(-1))).toBe(true);
      }
    });
  });

  it('of a level do not depend on which others are traced with it', () => {
    const lattice = { width: WIDTH, height: HEIGHT, values: surface('a') };
    expect(LEVELS.flatMap((level) => isolines(lattice, [level]))).toEqual(bandsOf('a'));
  });

  it('of those surfaces have holes to compare', () => {
    expect(SEEDS.some((seed) => bandsOf(seed).some((band) => band.some(([, ...holes]) => holes.length > 0)))).toBe(
      true,
    );
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
    const [polygons] = isolines({ width: 9, height: 9, values }, [0.5]);
    expect(polygons.map((polygon) => polygon.length)).toEqual([2, 2]);
  });

  it('are none above the highest node', () => {
    expect(
      isolines({ width: 3, height: 3, values: [0, 0, 0, 0, 2, 0, 0, 0, 0] }, [1, 2.1]).map((band) => band.length),
    ).toEqual([1, 0]);
    expect(isolines({ width: 3, height: 3, values: Array(9).fill(0) }, [])).toEqual([]);
  });
});
