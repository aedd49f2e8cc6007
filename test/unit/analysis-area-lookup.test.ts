/** The lookup raster against Turf alone: random polygons with holes and parts, and points where rounding decides. */
import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { createAreaLookup } from '../../src/analysis/area-lookup';
import { partsOf } from '../../src/analysis/area-part';
import { assignByRaster, createAreaRaster } from '../../src/analysis/area-raster';
import type { StudyArea } from '../../src/analysis/types';
import { areaInDegrees, rectangle } from './analysis-fixtures';

/** The slow truth: the first area in the list of which a polygon covers the point. */
function covering(areas: readonly StudyArea[], point: Position): number {
  return areas.findIndex(({ geometry }) =>
    geometry.coordinates.some((coordinates) => booleanPointInPolygon(point, { type: 'Polygon', coordinates })),
  );
}

/** A star around a middle: any radius at any angle makes a simple ring. */
function star(middle: Position, radii: readonly number[]): Position[] {
  const ring = radii.map((radius, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [middle[0] + radius * Math.cos(angle), middle[1] + 0.5 * radius * Math.sin(angle)];
  });
  return [...ring, ring[0]];
}

const middle = fc.tuple(
  fc.double({ min: 14, max: 14.3, noNaN: true }),
  fc.double({ min: 57.6, max: 57.8, noNaN: true }),
);
const radii = fc.array(fc.double({ min: 0.03, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 12 });
/** Coarse coordinates meet each other, the raster's lines and the corners of others. */
const coarse = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 4 }));

const polygon = fc.oneof(
  fc.tuple(middle, radii, fc.boolean()).map(([at, list, holed]): Position[][] => {
    const outer = star(at, list);
    return holed ? [outer, star(at, Array<number>(5).fill(0.02)).reverse()] : [outer];
  }),
  coarse.map(([x, y, size]): Position[][] => {
    const [west, south, side] = [14 + x / 20, 57.6 + y / 40, size / 20];
    const outer = rectangle(west, south, west + side, south + side / 2);
    if (size < 3) return [outer];
    return [outer, rectangle(west + 0.05, south + 0.025, west + 0.1, south + 0.05).reverse()];
  }),
);

const areaList = fc
  .array(fc.array(polygon, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 5 })
  .map((list) =>
    list.map((coordinates, i): StudyArea => ({
      id: `${i}`,
      name: `${i}`,
      geometry: { type: 'MultiPolygon', coordinates },
    })),
  );

/** Corners, points of edges, extensions of edges, hairs beside them, the lines of the raster, and points anywhere. */
function probes(areas: readonly StudyArea[], cells: number, shares: readonly number[]): Position[] {
  const rings = areas.flatMap(({ geometry }) => geometry.coordinates.flat());
  const corners = rings.flat();
  const wests = corners.map(([x]) => x);
  const souths = corners.map(([, y]) => y);
  const [west, east] = [Math.min(...wests), Math.max(...wests)];
  const [south, north] = [Math.min(...souths), Math.max(...souths)];
  const points: Position[] = [...corners];
  shares.forEach((share, i) => {
    const ring = rings[i % rings.length];
    const [a, b] = [ring[i % (ring.length - 1)], ring[(i % (ring.length - 1)) + 1]];
    for (const t of [share, -share, 1 + share, 0.5]) {
      const on: Position = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
      points.push(on, [on[0] + 2e-15, on[1]], [on[0], on[1] - 8e-15], [on[0], a[1]], [a[0], on[1]]);
    }
    const line = Math.round(share * cells) / cells;
    points.push(
      [west + line * (east - west), souths[i % souths.length]],
      [wests[i % wests.length], south + line * (north - south)],
    );
    points.push([west + line * (east - west), south + line * (north - south)]);
    points.push([west + share * (east - west), south + ((share * 7) % 1) * (north - south)]);
  });
  return points;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('The area lookup', () => {
  it('agrees with Turf for every point, by raster and without', () => {
    fc.assert(
      fc.property(
        areaList,
        fc.constantFrom(1, 4, 16, 60),
        fc.array(share, { minLength: 20, maxLength: 20 }),
        (areas, cells, shares) => {
          const points = probes(areas, cells, shares);
          const expected = points.map((point) => covering(areas, point));
          const [lon, lat] = [points.map(([x]) => x), points.map(([, y]) => y)];
          const parts = areas.flatMap(({ geometry }, i) => partsOf(i, geometry));
          const raster = createAreaRaster(parts, cells);
          expect([...(raster ? assignByRaster(raster, lon, lat) : [])]).toEqual(expected);
          expect([...createAreaLookup(areas).assignAreas(lon, lat)]).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('asks the polygons at the border of an area only', () => {
    const raster = createAreaRaster(partsOf(0, areaInDegrees('a', [rectangle(14, 57, 15, 58)]).geometry), 100);
    // 100 cells a side in a frame of one: the border runs between the frame and the outermost cells.
    const count = (matches: (code: number) => boolean): number => raster?.codes.filter(matches).length ?? NaN;
    expect(count((code) => code === 0)).toBe(98 * 98);
    expect(count((code) => code < -1)).toBe(102 * 102 - 98 * 98);
    expect(raster?.questions.length).toBe(1);
  });

  it('gives many points the same answers as each alone, and none to what is no position', () => {
    const areas = [areaInDegrees('a', [star([14.1, 57.7], [0.1, 0.05, 0.08, 0.04, 0.1, 0.06])])];
    const lookup = createAreaLookup(areas);
    const lon = Array.from({ length: 12_000 }, (_, i) => 14 + (i % 120) / 600);
    const lat = Array.from({ length: 12_000 }, (_, i) => 57.65 + Math.floor(i / 120) / 1000);
    const many = lookup.assignAreas(lon, lat);
    expect(new Set(many)).toEqual(new Set([-1, 0]));
    many.forEach((area, i) => expect(area).toBe(lookup.areaOf(lon[i], lat[i])));
    const odd = Array<number>(12_000).fill(NaN);
    expect(lookup.assignAreas(odd, lat).every((area) => area === -1)).toBe(true);
    expect(lookup.assignAreas(Array<number>(12_000).fill(Infinity), lat).every((area) => area === -1)).toBe(true);
  });

  it('knows no area where there are none, and none in one without extent', () => {
    expect(createAreaRaster([], 16)).toBeNull();
    expect([...createAreaLookup([]).assignAreas([14], [57])]).toEqual([-1]);
    const line = areaInDegrees('line', [rectangle(14, 57, 14, 58)]);
    expect(createAreaLookup([line]).areaOf(14, 57.5)).toBe(0);
    expect(createAreaLookup([line]).areaOf(14.1, 57.5)).toBe(-1);
  });
});
