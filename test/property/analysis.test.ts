import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { analyse, createStudy } from '../../src/analysis/analyse';
import { benjaminiHochberg } from '../../src/analysis/benjamini-hochberg';
import { giStar } from '../../src/analysis/gi-star';
import { createStudyGrid } from '../../src/analysis/grid';
import { addIncidentHours, emptyHours } from '../../src/analysis/hot-times';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { toSweref, toWgs84 } from '../../src/analysis/sweref99tm';
import type { IncidentTable, StudyArea } from '../../src/analysis/types';
import { parsePeriod, type Period } from '../../src/domain/period';

/** A star-shaped area around a point, sometimes with a hole, in degrees with six decimals. */
const areaShape = fc
  .record({
    lon: fc.integer({ min: 0, max: 60_000 }),
    lat: fc.integer({ min: 0, max: 30_000 }),
    radii: fc.array(fc.integer({ min: 2000, max: 12_000 }), { minLength: 3, maxLength: 12 }),
    hole: fc.boolean(),
  })
  .map(({ lon, lat, radii, hole }): Position[][] => {
    const ring = (scale: number): Position[] => {
      const positions = radii.map((radius, i): Position => {
        const angle = (i / radii.length) * 2 * Math.PI;
        const [x, y] = [lon + radius * scale * Math.cos(angle), lat + 0.5 * radius * scale * Math.sin(angle)];
        return [14 + Math.round(x) / 1e6, 57.7 + Math.round(y) / 1e6];
      });
      return [...positions, positions[0]];
    };
    return hole ? [ring(1), ring(0.4).reverse()] : [ring(1)];
  });
const areaList = fc.array(areaShape, { minLength: 1, maxLength: 4 }).map((shapes) =>
  shapes.map((rings, i): StudyArea => ({
    id: `${i}`,
    name: `${i}`,
    geometry: { type: 'MultiPolygon', coordinates: [rings] },
  })),
);

const YEAR = parsePeriod('2026') as Period;
const event = fc.record({
  lon: fc.integer({ min: -15_000, max: 75_000 }).map((value) => 14 + value / 1e6),
  lat: fc.integer({ min: -10_000, max: 40_000 }).map((value) => 57.7 + value / 1e6),
  from: fc.integer({ min: YEAR.from - 40 * 86_400, max: YEAR.to + 5 * 86_400 }),
  lasting: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 10_000_000 })),
  category: fc.integer({ min: 0, max: 5 }),
});
const events = fc.array(event, { minLength: 1, maxLength: 120 });

function study(
  areas: StudyArea[],
  list: (typeof event extends fc.Arbitrary<infer E> ? E : never)[],
): { table: IncidentTable; study: ReturnType<typeof createStudy> } {
  const made = createStudy(areas, []);
  const lon = list.map((each) => each.lon);
  const lat = list.map((each) => each.lat);
  const table = buildIncidentTable({
    ...{ lon, lat, area: made.lookup.assignAreas(lon, lat) },
    from: list.map((each) => each.from),
    to: list.map((each) => each.from + each.lasting),
    category: list.map((each) => each.category),
    organisation: list.map(() => -1),
  });
  return { table, study: made };
}

const slice = fc.record({
  period: fc
    .constantFrom('2026', '2026-T1', '2026-10', '2026-W13', '2026-W43')
    .map((key) => parsePeriod(key) as Period),
  cell: fc.constantFrom(125, 250, 400),
  shape: fc.constant('square' as const),
  categories: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 5 }))),
  weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }))),
  hours: fc.option(fc.record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 1, max: 24 }) })),
  organisations: fc.constant(null),
});

describe('However areas, incidents and filters lie', () => {
  it('areas and outside sum to all incidents of the period that pass, and every other sum agrees', () => {
    fc.assert(
      fc.property(areaList, events, slice, (areas, list, options) => {
        const { table, study: made } = study(areas, list);
        const analysis = analyse(table, made, { ...options, areas: null });
        const sum = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((a, b) => a + b, 0);
        const passing = analyse({ ...table, area: new Int16Array(table.size).fill(-1) }, made, {
          ...options,
          areas: null,
        });
        expect(passing.total).toBe(0);
        expect(sum(analysis.areas.map((area) => area.count)) + analysis.outside).toBe(passing.outside);
        expect(sum(analysis.areas.map((area) => area.count))).toBe(analysis.total);
        expect(sum(analysis.grid.count)).toBe(analysis.total);
        expect(sum(analysis.hotTimes.flat())).toBeCloseTo(analysis.total, 9);
        expect(sum(analysis.categories.map((each) => each.count))).toBe(analysis.total);
        expect(analysis.rows.length).toBe(analysis.total);
        expect(analysis.trend.at(-1)).toBe(analysis.total);
        analysis.trend.forEach((count, i) => expect(sum(analysis.areas.map((area) => area.trend[i]))).toBe(count));
        expect(analysis.hotspots.every((spot) => spot.count <= analysis.total)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('without filters every incident of the period is counted once, inside or outside', () => {
    fc.assert(
      fc.property(areaList, events, (areas, list) => {
        const { table, study: made } = study(areas, list);
        const nothing = { categories: null, organisations: null, weekdays: null, hours: null };
        const { total, outside } = analyse(table, made, {
          period: YEAR,
          areas: null,
          cell: 250,
          shape: 'square',
          ...nothing,
        });
        expect(total + outside).toBe(list.filter(({ from }) => from >= YEAR.from && from < YEAR.to).length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('The study grid', () => {
  it('holds exactly the cells that a point of an area lies in', () => {
    fc.assert(
      fc.property(areaShape, fc.constantFrom(125, 250), (rings, cell) => {
        const area: StudyArea = { id: 'a', name: 'a', geometry: { type: 'MultiPolygon', coordinates: [rings] } };
        const grid = createStudyGrid([area], cell);
        const inMetres = rings.map((ring) => ring.map(([lon, lat]): Position => toSweref(lon, lat)));
        const polygon = { type: 'Polygon' as const, coordinates: inMetres };
        // Probing points: a lattice of 7 x 7 in each cell of the surroundings. A probe inside must have its cell; a cell without must be thinly covered.
        for (let line = 0; line < grid.height; line++) {
          for (let column = 0; column < grid.width; column++) {
            let inside = 0;
            for (let i = 0; i < 49; i++) {
              const x = (grid.firstColumn + column + ((i % 7) + 0.5) / 7) * cell;
              const y = (grid.firstRow + line + (Math.floor(i / 7) + 0.5) / 7) * cell;
              if (booleanPointInPolygon([x, y], polygon)) inside++;
            }
            const member = grid.index[line * grid.width + column] >= 0;
            if (inside > 0) expect(member).toBe(true);
            if (member && inside === 0) {
              const west = (grid.firstColumn + column) * cell;
              const south = (grid.firstRow + line) * cell;
              const crossed = inMetres.some((ring) =>
                ring.slice(1).some((b, i) => crosses(ring[i], b, west, south, cell)),
              );
              expect(crossed).toBe(true);
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  /** Does a walk along the segment in small steps enter the open cell? Another way than the grid's own test. */
  function crosses(a: Position, b: Position, west: number, south: number, cell: number): boolean {
    const steps = Math.ceil((Math.hypot(b[0] - a[0], b[1] - a[1]) / cell) * 2000);
    for (let i = 0; i <= steps; i++) {
      const x = a[0] + ((b[0] - a[0]) * i) / steps - west;
      const y = a[1] + ((b[1] - a[1]) * i) / steps - south;
      if (x > 0 && x < cell && y > 0 && y < cell) return true;
    }
    return false;
  }
});

describe('Gi*', () => {
  const ring = [
    [450_010, 6_400_010],
    [452_900, 6_400_300],
    [452_400, 6_402_400],
    [450_400, 6_401_900],
    [450_010, 6_400_010],
  ];
  const area = (shift: number): StudyArea => ({
    ...{ id: 'a', name: 'a' },
    geometry: { type: 'MultiPolygon', coordinates: [[ring.map(([x, y]): Position => toWgs84(x + shift, y + shift))]] },
  });
  const grid = createStudyGrid([area(0)], 250);
  const counts = fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: grid.size, maxLength: grid.size })
    .map((list) => Uint32Array.from(list));
  const expectEqual = (a: Float64Array, b: Float64Array, sign = 1): void =>
    a.forEach((value, i) => (Number.isNaN(value) ? expect(b[i]).toBeNaN() : expect(b[i] * sign).toBeCloseTo(value, 9)));

  it('does not change when every count grows by the same number or factor, and turns its sign when counts are mirrored', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (list, number) => {
        const z = giStar(grid, list);
        expectEqual(
          z,
          giStar(
            grid,
            list.map((value) => value + number),
          ),
        );
        expectEqual(
          z,
          giStar(
            grid,
            list.map((value) => value * number),
          ),
        );
        expectEqual(
          z,
          giStar(
            grid,
            list.map((value) => 40 - value),
          ),
          -1,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('does not change when the study moves by whole cells', () => {
    const moved = createStudyGrid([area(2500)], 250);
    expect(moved.size).toBe(grid.size);
    fc.assert(
      fc.property(counts, (list) => expectEqual(giStar(grid, list), giStar(moved, list))),
      { numRuns: 20 },
    );
  });
});

describe('Benjamini and Hochberg', () => {
  const pValues = fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    ),
    { maxLength: 60 },
  );

  it('keeps the order of the p values, never goes below them nor above one, and agrees with the definition', () => {
    fc.assert(
      fc.property(pValues, (list) => {
        const q = benjaminiHochberg(Float64Array.from(list));
        const tests = list.filter((p) => !Number.isNaN(p));
        list.forEach((p, i) => {
          if (Number.isNaN(p)) return expect(q[i]).toBeNaN();
          expect(q[i] >= p * (1 - 1e-15) && q[i] <= 1).toBe(true);
          list.forEach((other, j) => other < p && expect(q[j]).toBeLessThanOrEqual(q[i]));
          // Least p' * m / (number of p values at most p') over all p' from p on.
          const least = Math.min(
            ...tests
              .filter((other) => other >= p)
              .map((other) => (other * tests.length) / tests.filter((each) => each <= other).length),
          );
          expect(q[i]).toBeCloseTo(Math.min(1, least), 12);
        });
      }),
    );
  });
});

describe('Aoristic weights', () => {
  it('of any interval sum to one and are never negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 946_684_800, max: 2_556_057_600 }),
        fc.integer({ min: 0, max: 40_000_000 }),
        (from, lasting) => {
          const sums = emptyHours();
          addIncidentHours(sums, from, from + lasting);
          expect(sums.every((share) => share >= 0)).toBe(true);
          expect(sums.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
