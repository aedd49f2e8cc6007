import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaLookup } from '../../src/analysis/area-lookup';
import { assignCells, createStudyGrid } from '../../src/analysis/grid';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { projectColumns } from '../../src/analysis/sweref-columns';
import { createBlockInverse, toSweref, toWgs84 } from '../../src/analysis/sweref99tm';
import { areaInDegrees, areaInMetres, rectangle } from './analysis-fixtures';

describe('SWEREF 99 TM', () => {
  it.each([
    ['Öxnehaga', 14.264104, 57.775388, 456230.249, 6403941.647],
    ['Råslätt', 14.15167, 57.73917, 449492.582, 6399987.945],
    ['Jönköping, Rådhusparken', 14.16806, 57.78278, 450528.0, 6404830.677],
    ['Skiftinge', 16.543885, 59.39389, 587679.5, 6584930.057],
    ['Årby', 16.52361, 59.38194, 586558.642, 6583573.032],
  ])('places %s to the millimetre', (_, lon, lat, east, north) => {
    const [x, y] = toSweref(lon, lat);
    expect(Math.abs(x - east)).toBeLessThan(0.001);
    expect(Math.abs(y - north)).toBeLessThan(0.001);
  });

  it('puts the central meridian at 500 km east', () => {
    expect(toSweref(15, 60)[0]).toBeCloseTo(500_000, 6);
  });

  it('leads back to degrees, in blocks within five centimetres', () => {
    const quick = createBlockInverse();
    for (const [east, north] of [
      [456230.2, 6403941.6],
      [300123.4, 6200567.8],
      [880987.6, 7600999.9],
    ]) {
      const [lon, lat] = toWgs84(east, north);
      const [x, y] = toSweref(lon, lat);
      expect(Math.hypot(x - east, y - north)).toBeLessThan(1e-6);
      const [x2, y2] = toSweref(...quick(east, north));
      expect(Math.hypot(x2 - east, y2 - north)).toBeLessThan(0.05);
    }
  });
});

describe('Columns of positions', () => {
  it('are projected as one by one, anywhere in Sweden and beyond', () => {
    const degrees = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 9, arbitrary: fc.tuple(degrees(10, 25), degrees(55, 70)) },
            fc.tuple(degrees(0, 35), degrees(45, 80)),
          ),
          {
            minLength: 1,
          },
        ),
        (points) => {
          const { east, north } = projectColumns(
            points.map(([lon]) => lon),
            points.map(([, lat]) => lat),
          );
          points.forEach(([lon, lat], i) => {
            const [x, y] = toSweref(lon, lat);
            expect(Math.abs(east[i] - x)).toBeLessThan(1e-7);
            expect(Math.abs(north[i] - y)).toBeLessThan(1e-7);
          });
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('lead whole metres that were written as degrees back to whole metres, so that they lie in the cell that they were in', () => {
    const metres = Array.from({ length: 5000 }, (_, i) => [
      260_000 + ((i * 7919) % 650_000),
      6_130_000 + ((i * 104_729) % 1_540_000),
    ]);
    const points = metres.map(([x, y]) => toWgs84(x, y));
    const { east, north } = projectColumns(
      points.map(([lon]) => lon),
      points.map(([, lat]) => lat),
    );
    expect(metres.filter(([x, y], i) => east[i] !== x || north[i] !== y)).toEqual([]);
  });
});

describe('The area of a point', () => {
  const outer = rectangle(14, 57, 15, 58);
  const hole = rectangle(14.25, 57.25, 14.5, 57.5).reverse();
  const lookup = createAreaLookup([
    areaInDegrees('with a hole', [outer, hole]),
    areaInDegrees('beside it', [rectangle(15, 57, 16, 58)]),
    {
      id: 'parts',
      name: 'parts',
      geometry: { type: 'MultiPolygon', coordinates: [[rectangle(20, 60, 21, 61)], [rectangle(22, 60, 23, 61)]] },
    },
  ]);

  it('is the area around it, and none in a hole or outside', () => {
    expect(lookup.areaOf(14.1, 57.1)).toBe(0);
    expect(lookup.areaOf(14.3, 57.3)).toBe(-1);
    expect(lookup.areaOf(13.9, 57.1)).toBe(-1);
    expect(lookup.areaOf(20.5, 60.5)).toBe(2);
    expect(lookup.areaOf(22.5, 60.5)).toBe(2);
    expect(lookup.areaOf(21.5, 60.5)).toBe(-1);
  });

  it('includes borders, corners and the borders of holes, and is the first where two areas meet', () => {
    expect(lookup.areaOf(14, 57)).toBe(0);
    expect(lookup.areaOf(14, 57.3)).toBe(0);
    expect(lookup.areaOf(14.25, 57.3)).toBe(0);
    expect(lookup.areaOf(14.5, 57.5)).toBe(0);
    expect(lookup.areaOf(15, 57.3)).toBe(0);
    expect(lookup.areaOf(16, 58)).toBe(1);
  });

  it('is exact on a slanting border and beside it', () => {
    const triangle = createAreaLookup([
      areaInDegrees('triangle', [
        [
          [14, 57],
          [15, 57],
          [15, 58],
          [14, 57],
        ],
      ]),
    ]);
    expect(triangle.areaOf(14.5, 57.5)).toBe(0);
    expect(triangle.areaOf(14.5, 57.5 + 1e-14)).toBe(-1);
    expect(triangle.areaOf(14.5, 57.5 - 1e-14)).toBe(0);
  });

  it('is assigned to columns of points alike', () => {
    expect([...lookup.assignAreas([14.1, 14.3, 15.5], [57.1, 57.3, 57.5])]).toEqual([0, -1, 1]);
  });
});

describe('The study grid', () => {
  const corners = (grid: { size: number; east: Float64Array; north: Float64Array }): string[] =>
    Array.from({ length: grid.size }, (_, i) => `${grid.east[i]} ${grid.north[i]}`);

  it('holds every cell that an area overlaps, at multiples of the side, empty ones included', () => {
    const grid = createStudyGrid([areaInMetres('a', [[rectangle(450_100, 6_400_100, 450_600, 6_400_200)]])], 250);
    expect(corners(grid)).toEqual(['450000 6400000', '450250 6400000', '450500 6400000']);
    expect([...grid.neighbours]).toEqual([2, 3, 2]);
  });

  it('leaves out the cells inside a hole and takes those that its border enters', () => {
    const area = areaInMetres('a', [
      [rectangle(450_010, 6_400_010, 451_240, 6_401_240), rectangle(450_240, 6_400_240, 451_010, 6_401_010).reverse()],
    ]);
    const grid = createStudyGrid([area], 250);
    // 25 cells around a hole that swallows the inner 3 x 3.
    expect(grid.size).toBe(16);
    expect(corners(grid)).not.toContain('450500 6400500');
  });

  it('takes a cell that only a sliver of a thin area crosses', () => {
    const thin = areaInMetres('thin', [
      [
        [
          [450_010, 6_400_010],
          [450_740, 6_400_740],
          [450_740, 6_400_741],
          [450_010, 6_400_010],
        ],
      ],
    ]);
    expect(corners(createStudyGrid([thin], 250))).toEqual(
      expect.arrayContaining(['450000 6400000', '450250 6400250', '450500 6400500']),
    );
  });

  it('takes an area inside one cell, several parts, and cells of overlapping areas once', () => {
    const small = areaInMetres('a', [
      [rectangle(450_010, 6_400_010, 450_020, 6_400_020)],
      [rectangle(451_010, 6_400_010, 451_020, 6_400_020)],
    ]);
    expect(corners(createStudyGrid([small, small], 250))).toEqual(['450000 6400000', '451000 6400000']);
  });

  it('refuses a side that is no length, and a grid that no memory holds', () => {
    const area = areaInMetres('a', [[rectangle(300_000, 6_200_000, 800_000, 7_500_000)]]);
    expect(() => createStudyGrid([area], 0)).toThrow(/positive whole number/);
    expect(() => createStudyGrid([area], 25)).toThrow(/choose larger cells/);
  });

  it('is empty without areas', () => {
    expect(createStudyGrid([], 250).size).toBe(0);
  });

  it('counts an incident whose own cell is not in the study in the nearest study cell', () => {
    const grid = createStudyGrid([areaInMetres('a', [[rectangle(450_010, 6_400_010, 450_240, 6_400_240)]])], 250);
    const table = buildIncidentTable({
      east: [450_250.01, 450_100, 450_100],
      north: [6_400_100, 6_400_100, 6_400_100],
      from: [1, 2, 3],
      to: [1, 2, 3],
      category: [0, 0, 0],
      organisation: [0, 0, 0],
      area: [0, 0, -1],
    });
    expect([...assignCells(grid, table, Int32Array.of(0))]).toEqual([0, 0, -1]);
  });
});
