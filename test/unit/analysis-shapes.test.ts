import { area as squareMetres, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../src/analysis/cell-outline';
import { density, quarticDensityAt, quarticSurface } from '../../src/analysis/density';
import { createStudyGrid } from '../../src/analysis/grid';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { toSweref, toWgs84 } from '../../src/analysis/sweref99tm';
import type { IncidentTable } from '../../src/analysis/types';
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
