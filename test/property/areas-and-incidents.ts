/** Areas, incidents and slices as they may come, for property tests. */
import fc from 'fast-check';
import type { Position } from 'geojson';
import { createStudy } from '../../src/analysis/analyse';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import type { IncidentTable, StudyArea } from '../../src/analysis/types';
import { parsePeriod, type Period } from '../../src/domain/period';

/** A star-shaped area around a point, sometimes with a hole, in degrees with six decimals. */
export const areaShape = fc
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
export const areaList = fc.array(areaShape, { minLength: 1, maxLength: 4 }).map((shapes) =>
  shapes.map((rings, i): StudyArea => ({
    id: `${i}`,
    name: `${i}`,
    geometry: { type: 'MultiPolygon', coordinates: [rings] },
  })),
);

export const YEAR = parsePeriod('2026') as Period;
export const event = fc.record({
  lon: fc.integer({ min: -15_000, max: 75_000 }).map((value) => 14 + value / 1e6),
  lat: fc.integer({ min: -10_000, max: 40_000 }).map((value) => 57.7 + value / 1e6),
  from: fc.integer({ min: YEAR.from - 40 * 86_400, max: YEAR.to + 5 * 86_400 }),
  lasting: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 10_000_000 })),
  category: fc.integer({ min: 0, max: 5 }),
});
export const events = fc.array(event, { minLength: 1, maxLength: 120 });

export type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** @returns the study and the table of the incidents. */
export function study(
  areas: StudyArea[],
  list: Event[],
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

export const slice = fc.record({
  period: fc
    .constantFrom('2026', '2026-T1', '2026-10', '2026-W13', '2026-W43')
    .map((key) => parsePeriod(key) as Period),
  cell: fc.constantFrom(125, 250, 400),
  shape: fc.constantFrom('square' as const, 'hexagon' as const),
  categories: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 5 }))),
  weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }))),
  hours: fc.option(fc.record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 1, max: 24 }) })),
  organisations: fc.constant(null),
});
