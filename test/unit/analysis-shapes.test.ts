import { area as squareMetres, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../src/analysis/cell-outline';
import { density, quarticDensityAt, quarticSurface } from '../../src/analysis/density';
import { createStudyGrid } from '../../src/analysis/grid';
import { isolines } from '../../src/analysis/isolines';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { toSweref, toWgs84 } from '../../src/analysis/sweref99tm';
import type { IncidentTable } from '../../src/analysis/types';
import { createRandom } from '../reference/random';
import { areaInMetres, rectangle } from './analysis-fixtures';

const CELL = 250;
const grid = createStudyGrid([areaInMetres('a', [[rectangle(450_010, 6_400_010, 451_740, 6_401_740)]])], CELL);

/** Cells of a drawing, its last line the southernmost: `#` is in. */
function drawn(lines: string[]): number[] {
  return lines
    .toReversed()
    .flatMap((line, row) => [...line].flatMap((mark, column) => (mark === '#' ? [row * 7 + column] : [])));
}

const inMetres = (ring: Position[]): Position[] =>
  ring.map(([lon, lat]) => toSweref(lon, lat).map((value) => Math.round(value)));

function signedArea(ring: Position[]): number {
  const [x0, y0] = ring[0];
  return ring
    .slice(1)
    .reduce((sum, [x, y], i) => sum + ((ring[i][0] - x0) * (y - y0) - (x - x0) * (ring[i][1] - y0)) / 2, 0);
}

function covers(shape: MultiPolygon, cell: number): boolean {
  return booleanPointInPolygon(toWgs84(grid.east[cell] + CELL / 2, grid.north[cell] + CELL / 2), shape);
}

describe('The outline of a hotspot', () => {
  it('is a square for one cell, counter-clockwise and closed', () => {
    const outline = outlineOf(grid, [0]);
    expect(outline.coordinates.length).toBe(1);
    const [ring] = outline.coordinates[0];
    expect(ring.length).toBe(5);
    expect(ring[4]).toEqual(ring[0]);
    expect(signedArea(inMetres(ring))).toBe(CELL * CELL);
    expect(inMetres(ring)).toEqual(
      expect.arrayContaining([
        [450_000, 6_400_000],
        [450_250, 6_400_250],
      ]),
    );
  });

  it.each([
    ['a bar without needless corners', ['####'], 1, 0],
    ['a ring with a hole', ['###', '#.#', '###'], 1, 1],
    ['cells that meet at a corner', ['.#', '#.'], 2, 0],
    ['two holes that meet at a corner', ['####', '#.##', '##.#', '####'], 1, 2],
    ['a hole that touches the outside at a corner', ['.##', '#.#', '###'], 1, 1],
    ['an island in a lake', ['#####', '#...#', '#.#.#', '#...#', '#####'], 2, 1],
    [
      'a lake with an island that has a lake',
      ['#######', '#.....#', '#.###.#', '#.#.#.#', '#.###.#', '#.....#', '#######'],
      2,
      2,
    ],
    ['a chequerboard', ['#.#', '.#.', '#.#'], 5, 0],
  ])('of %s is right', (_, lines, parts, holes) => {
    const cells = drawn(lines.map((line) => line.padEnd(7, '.')));
    const outline = outlineOf(grid, cells);
    expect(outline.coordinates.length).toBe(parts);
    expect(outline.coordinates.reduce((sum, polygon) => sum + polygon.length - 1, 0)).toBe(holes);
    let total = 0;
    for (const polygon of outline.coordinates) {
      polygon.forEach((ring, i) => {
        const size = signedArea(inMetres(ring));
        expect(Math.sign(size)).toBe(i === 0 ? 1 : -1);
        total += size;
        expect(new Set(ring.map(String)).size).toBe(ring.length - 1);
      });
    }
    expect(total).toBe(cells.length * CELL * CELL);
    for (let cell = 0; cell < grid.size; cell++) expect(covers(outline, cell)).toBe(cells.includes(cell));
  });
});

function tableAt(points: Position[]): IncidentTable {
  const zeros = points.map(() => 0);
  return buildIncidentTable({
    east: points.map(([x]) => x),
    north: points.map(([, y]) => y),
    ...{ from: zeros, to: zeros, category: zeros, organisation: zeros, area: zeros },
  });
}

describe('The density', () => {
  const points: Position[] = [
    [450_123, 6_400_321],
    [450_200, 6_400_300],
    [450_150, 6_400_400],
    [452_000, 6_401_000],
  ];
  const table = tableAt(points);
  const rows = Uint32Array.of(0, 1, 2, 3);

  it('integrates to the number of incidents', () => {
    const surface = quarticSurface(table, rows, 500);
    const integral = surface.values.reduce((sum, value) => sum + value, 0) * (surface.spacing / 1000) ** 2;
    expect(integral).toBeCloseTo(4, 1);
  });

  it('is the quartic kernel at every node', () => {
    const { values, width, west, south, spacing } = quarticSurface(table, rows, 500);
    values.forEach((value, i) => {
      const x = west + (i % width) * spacing;
      const y = south + Math.floor(i / width) * spacing;
      const exact = points.reduce((sum, [px, py]) => {
        const u = ((px - x) ** 2 + (py - y) ** 2) / 500 ** 2;
        return sum + (u < 1 ? (3 / (Math.PI * 0.25)) * (1 - u) ** 2 : 0);
      }, 0);
      expect(Math.abs(value - exact)).toBeLessThan(1e-9);
    });
  });

  it('summed point by point is that of the nodes', () => {
    const surface = quarticSurface(table, rows, 500);
    const place = Array.from(surface.values.keys()).filter((i) => surface.values[i] > 0 && i % 7 === 0);
    const east = place.map((i) => surface.west + (i % surface.width) * surface.spacing);
    const north = place.map((i) => surface.south + Math.floor(i / surface.width) * surface.spacing);
    const exact = quarticDensityAt(table, { east, north }, 500);
    expect(place.length).toBeGreaterThan(20);
    place.forEach((i, at) => expect(Math.abs(surface.values[i] - exact[at])).toBeLessThan(1e-9 * exact[at] + 1e-12));
    // One incident at its own place, in incidents per square kilometre.
    expect(quarticDensityAt({ east: [0], north: [0] }, { east: [0, 400], north: [0, 300] }, 500)[0]).toBeCloseTo(
      12 / Math.PI,
      12,
    );
    expect(quarticDensityAt({ east: [0], north: [0] }, { east: [400], north: [300] }, 500)[0]).toBe(0);
  });

  it('knows which stretches of its nodes are empty: bands are the same when nobody tells them', () => {
    const random = createRandom('stretches');
    const scattered = tableAt(
      Array.from({ length: 60 }, () => [450_000 + 9000 * random.next(), 6_400_000 + 7000 * random.next()]),
    );
    const surface = quarticSurface(
      scattered,
      Uint32Array.from({ length: 60 }, (_, i) => i),
      250,
    );
    const levels = [0.001, 1, 5, 20];
    const told = isolines(surface, levels);
    expect(told.every((band) => band.length > 0)).toBe(true);
    expect(told).toEqual(isolines({ ...surface, busy: null }, levels));
    expect(surface.busy?.some((mark) => mark === 0)).toBe(true);
  });

  describe('of more than 25,000 incidents', () => {
    const random = createRandom('density');
    const SIZE = 26_000;
    const spread = (centres: number, width: number): Position[] => {
      const middles = Array.from({ length: centres }, () => [
        450_000 + 4000 * random.next(),
        6_400_000 + 4000 * random.next(),
      ]);
      return Array.from({ length: SIZE }, () => {
        const [x, y] = random.pick(middles);
        return [x + width * random.normal(), y + width * random.normal()];
      });
    };

    // One address, wherever it lies between the nodes, is the worst that can come.
    it.each<[string, () => Position[]]>([
      ['spread over the town', () => spread(40, 400)],
      ['crowded in few places', () => spread(4, 25)],
      ['at one address on a node', () => spread(1, 0).map(() => [450_000, 6_400_000])],
      ['at one address between two nodes', () => spread(1, 0).map(() => [450_031.25, 6_400_000])],
      ['at one address between four nodes', () => spread(1, 0).map(() => [450_031.25, 6_400_031.25])],
      ['at any one address', () => spread(1, 0)],
    ])('is off by less than 1 % of its peak: %s', (_, points) => {
      const crowd = tableAt(points());
      const all = Uint32Array.from({ length: SIZE }, (__, i) => i);
      const binned = quarticSurface(crowd, all, 500);
      // Half and half are exact: the nodes of each half lie on the same multiples of the spacing.
      const exact = new Float64Array(binned.values.length);
      for (const half of [all.subarray(0, SIZE / 2), all.subarray(SIZE / 2)]) {
        const part = quarticSurface(crowd, half, 500);
        expect(part.spacing).toBe(binned.spacing);
        const shift = Math.round((part.west - binned.west) / part.spacing);
        const line = Math.round((part.south - binned.south) / part.spacing);
        part.values.forEach((value, i) => {
          exact[(Math.floor(i / part.width) + line) * binned.width + (i % part.width) + shift] += value;
        });
      }
      const peak = exact.reduce((a, b) => Math.max(a, b), 0);
      const error = exact.reduce((worst, value, i) => Math.max(worst, Math.abs(value - binned.values[i])), 0);
      expect(error).toBeLessThan(0.01 * peak);
      const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
      expect(Math.abs(sum(binned.values) / sum(exact) - 1)).toBeLessThan(0.01);
      expect(binned.values.every((value) => value >= 0)).toBe(true);
    });
  });

  it('has bands at round levels, each within the one before, none without incidents', () => {
    const { bandwidth, bands } = density(table, rows, 250);
    expect(bandwidth).toBe(500);
    expect(bands.map((band) => band.from)).toEqual([1, 2, 5, 10]);
    const sizes = bands.map((band) => squareMetres(band.shape));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    for (const [inner, outer] of [
      [1, 0],
      [2, 1],
      [3, 2],
    ]) {
      for (const position of bands[inner].shape.coordinates.flat(2))
        expect(booleanPointInPolygon(position, bands[outer].shape)).toBe(true);
    }
    expect(density(table, new Uint32Array(0), 250)).toEqual({ bandwidth: 500, bands: [] });
  });

  it('draws the border of a band where the density is its level', () => {
    const [band] = density(tableAt([[450_000, 6_400_000]]), Uint32Array.of(0), 250).bands;
    // 3 / (pi 0.25) (1 - d^2 / 500^2)^2 = 1
    const radius = 500 * Math.sqrt(1 - Math.sqrt((Math.PI * 0.25) / 3));
    const [ring] = band.shape.coordinates[0];
    for (const [lon, lat] of ring) {
      const [x, y] = toSweref(lon, lat);
      expect(Math.abs(Math.hypot(x - 450_000, y - 6_400_000) - radius)).toBeLessThan(5);
    }
    expect(signedArea(ring)).toBeGreaterThan(0);
  });
});
