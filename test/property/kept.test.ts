/** What is kept from slice to slice must never show: an analysis after any others is the analysis that a fresh start gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse';
import { copyTable } from '../../src/analysis/incident-table';
import { keepRecent } from '../../src/analysis/recent';
import type { Slice, StudyArea } from '../../src/analysis/types';
import { parsePeriod, shiftPeriod, type Period } from '../../src/domain/period';
import { areaList, events, slice, study, type Event } from './areas-and-incidents';

/** A step of a person at the screen: the slider, a filter, a choice of area, another grid, or anything at all. */
const step = fc.oneof(
  fc
    .integer({ min: -3, max: 3 })
    .map((weeks) => (now: Slice): Slice => ({ ...now, period: shiftPeriod(now.period, weeks) })),
  slice.map((other) => (now: Slice): Slice => ({ ...now, categories: other.categories })),
  fc.constantFrom(null, 0).map((area) => (now: Slice): Slice => ({ ...now, areas: area === null ? null : [area] })),
  slice.map(({ cell, shape }) => (now: Slice): Slice => ({ ...now, cell, shape })),
  slice.map((other) => (now: Slice): Slice => ({ ...other, areas: now.areas, period: now.period })),
);

const WEEK = parsePeriod('2026-W40') as Period;

/** The incidents moved into the areas and into the twelve weeks before week 40, so that the slices of a walk have much to mistake. */
function crowded(areas: StudyArea[], list: Event[]): Event[] {
  return list.map((event, i) => {
    const [ring] = areas[i % areas.length].geometry.coordinates[0];
    const mean = (axis: number): number => ring.slice(1).reduce((sum, at) => sum + at[axis], 0) / (ring.length - 1);
    const [lon, lat] = [0, 1].map((axis) => mean(axis) + 0.6 * (ring[i % ring.length][axis] - mean(axis)));
    return { ...event, lon, lat, from: WEEK.to - 1 - (event.from % (12 * 7 * 86_400)) };
  });
}

describe('An analysis after any others', () => {
  it('is the same as from a fresh start, though those before were handed over to another thread', () => {
    fc.assert(
      fc.property(
        areaList,
        events,
        slice,
        fc.array(step, { minLength: 3, maxLength: 9 }),
        (areas, list, first, steps) => {
          const incidents = crowded(areas, list);
          const kept = study(areas, incidents);
          let now: Slice = { ...first, period: WEEK, areas: null };
          for (const take of steps) {
            now = take(now);
            const analysis = analyse(kept.table, kept.study, now);
            const fresh = study(areas, incidents);
            expect(analysis).toEqual(analyse(copyTable(fresh.table), fresh.study, now));
            const { grid, rows } = analysis;
            structuredClone(analysis, {
              transfer: [grid.east, grid.north, grid.count, grid.z, grid.q, rows].map(
                (array) => array.buffer as ArrayBuffer,
              ),
            });
            for (const spot of analysis.hotspots) spot.cells.fill(0);
            for (const place of analysis.gone) place.series.fill(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('What is kept', () => {
  it('is made once while it is used, forgotten when others are used, and never heavier than the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (keys, limit) => {
          // The value of key k weighs k. A plain list tells what must be there.
          let list: number[] = [];
          const recent = keepRecent<{ weight: number }>(limit, ({ weight }) => weight);
          for (const key of keys) {
            let made = 0;
            const value = recent.of(String(key), () => {
              made++;
              return { weight: key };
            });
            expect(value.weight).toBe(key);
            expect(made).toBe(list.includes(key) ? 0 : 1);
            list = [...list.filter((other) => other !== key), key];
            while (list.length > 1 && list.reduce((a, b) => a + b, 0) > limit) list.shift();
          }
        },
      ),
    );
  });
});
