import { describe, expect, it } from 'vitest';
import { analyse, createStudy } from '../../src/analysis/analyse';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { toWgs84 } from '../../src/analysis/sweref99tm';
import type { Analysis, IncidentTable, Slice } from '../../src/analysis/types';
import { shiftPeriod } from '../../src/domain/period';
import { areaInMetres, at, period, rectangle, sliceOf } from './analysis-fixtures';

interface Event {
  east?: number;
  north?: number;
  from: string | number;
  to?: string;
  category?: number;
  organisation?: number;
  area?: number;
}

const epoch = (time: string | number): number => (typeof time === 'number' ? time : at(time));

function tableOf(events: Event[]): IncidentTable {
  return buildIncidentTable({
    east: events.map((event) => event.east ?? 450_300),
    north: events.map((event) => event.north ?? 6_400_300),
    from: events.map((event) => epoch(event.from)),
    to: events.map((event) => epoch(event.to ?? event.from)),
    category: events.map((event) => event.category ?? 0),
    organisation: events.map((event) => event.organisation ?? -1),
    area: events.map((event) => event.area ?? 0),
  });
}

const west = areaInMetres('West', [[rectangle(450_010, 6_400_010, 452_490, 6_402_490)]]);
const east = areaInMetres('East', [[rectangle(452_510, 6_400_010, 454_990, 6_402_490)]]);
const [lon, lat] = toWgs84(450_400, 6_400_400);
const study = createStudy([west, east], [{ name: 'The square', lon, lat }]);
const MONDAY = '2026-11-16T00:00:00+01:00';
const week = period('2026-W47');

const run = (events: Event[], change: Partial<Slice> = {}): Analysis =>
  analyse(tableOf(events), study, sliceOf('2026-W47', change));

describe('A slice', () => {
  it('holds what begins in its period, the first second included and the last excluded', () => {
    const { total } = run([
      { from: MONDAY },
      { from: '2026-11-22T23:59:59+01:00' },
      { from: '2026-11-23T00:00:00+01:00' },
      { from: '2026-11-15T23:59:59+01:00', to: MONDAY },
    ]);
    expect(total).toBe(2);
  });

  it('counts every area looked at, and outside only what lies in no area at all', () => {
    const events: Event[] = [
      { from: MONDAY },
      { from: MONDAY, area: 1, east: 453_000 },
      { from: MONDAY, area: 1, east: 453_000 },
      { from: MONDAY, area: -1 },
    ];
    const all = run(events);
    expect([all.total, all.outside, all.areas.map(({ area, count }) => [area, count])]).toEqual([
      3,
      1,
      [
        [0, 1],
        [1, 2],
      ],
    ]);
    const one = run(events, { areas: [1] });
    expect([one.total, one.outside, one.areas.map(({ area, count }) => [area, count])]).toEqual([2, 1, [[1, 2]]]);
    expect(one.grid.count.length).toBe(100);
    expect(run(events, { areas: [] })).toMatchObject({ total: 0, outside: 1, areas: [], hotspots: [] });
    expect(() => run(events, { areas: [2] })).toThrow(/no area number 2/);
  });

  it('ranks categories and gives each area its own', () => {
    const events: Event[] = [
      { from: MONDAY, category: 3 },
      { from: MONDAY, category: 7 },
      { from: MONDAY, category: 7, area: 1, east: 453_000 },
    ];
    const { categories, areas } = run(events);
    expect(categories).toMatchObject([
      { category: 7, count: 2 },
      { category: 3, count: 1 },
    ]);
    expect(areas[1].categories).toMatchObject([{ category: 7, count: 1 }]);
  });

  it('names the rows that it counts, in order of time', () => {
    const table = tableOf([
      { from: '2026-11-18T12:00:00+01:00' },
      { from: MONDAY, area: -1 },
      { from: '2026-11-17T12:00:00+01:00' },
      { from: '2026-10-01T00:00:00+02:00' },
    ]);
    const { rows } = analyse(table, study, sliceOf('2026-W47'));
    expect([...rows].map((row) => table.from[row])).toEqual(
      ['2026-11-17T12:00:00+01:00', '2026-11-18T12:00:00+01:00'].map(at),
    );
  });
});

describe('Filters', () => {
  const events: Event[] = [
    { from: '2026-11-20T23:30:00+01:00', category: 1, organisation: 0 }, // Friday night
    { from: '2026-11-21T02:00:00+01:00', category: 1, organisation: 1 }, // Saturday, after midnight
    { from: '2026-11-21T14:00:00+01:00', category: 2 }, // Saturday afternoon
    { from: '2026-11-21T23:00:00+01:00', category: 2, area: -1 },
  ];
  it.each<[string, Partial<Slice>, number, number]>([
    ['by category', { categories: [1] }, 2, 0],
    ['by several categories', { categories: [1, 2] }, 3, 1],
    ['by no category', { categories: [] }, 0, 0],
    ['by organisation, those unknown left out', { organisations: [0, 1] }, 2, 0],
    ['by weekday', { weekdays: [5] }, 2, 1],
    ['by hour', { hours: { from: 14, to: 15 } }, 1, 0],
    ['by hours past midnight', { hours: { from: 22, to: 3 } }, 2, 1],
    ['by weekday and hours together', { weekdays: [5], hours: { from: 22, to: 3 } }, 1, 1],
    ['by the whole day', { hours: { from: 0, to: 24 } }, 3, 1],
  ])('let through %s', (_, change, total, outside) => {
    const analysis = run(events, change);
    expect([analysis.total, analysis.outside]).toEqual([total, outside]);
  });

  it('hold for the periods before too', () => {
    const before = shiftPeriod(week, -1).from + 3600;
    const analysis = run([...events, { from: before, category: 1 }, { from: before, category: 2 }], {
      categories: [2],
    });
    expect(analysis.previous).toEqual([1]);
  });
});

describe('The periods before', () => {
  const weekly = (counts: number[]): Event[] =>
    counts.flatMap((count, i) =>
      Array.from({ length: count }, () => ({ from: shiftPeriod(week, i - counts.length + 1).from + 40_000 })),
    );

  it('are the twelve before, oldest first; the trend has 26 and ends with the period itself', () => {
    const counts = Array.from({ length: 30 }, (_, i) => i + 1);
    const { previous, trend, total, areas } = run(weekly(counts));
    expect(total).toBe(30);
    expect(previous).toEqual(counts.slice(-13, -1));
    expect(trend).toEqual(counts.slice(-26));
    expect(areas[0]).toMatchObject({ previous, trend });
    expect(areas[1]).toMatchObject({ count: 0, previous: Array(12).fill(0) });
  });

  it('begin with the period of the first incident of all, wherever it lies: earlier ones are not zeros', () => {
    const events = weekly([0, 2, 1, 0, 3]);
    expect(run(events).previous).toEqual([2, 1, 0]);
    const first = shiftPeriod(week, -6).to - 1;
    expect(run([...events, { from: first, area: -1 }]).previous).toEqual([0, 0, 0, 2, 1, 0].slice(0, 6));
    expect(run(weekly([4])).trend).toEqual([4]);
    expect(run([])).toMatchObject({ total: 0, previous: [], trend: [0], verdict: 'too-few', expected: null });
  });

  it('give a verdict from six on', () => {
    expect(run(weekly([5, 4, 5, 6, 5, 40])).verdict).toBe('too-few');
    expect(run(weekly([5, 4, 5, 6, 5, 4, 40])).verdict).toBe('above');
    expect(run(weekly([5, 4, 5, 6, 5, 4, 5])).verdict).toBe('usual');
    expect(run(weekly([50, 44, 55, 46, 55, 44, 5])).verdict).toBe('below');
  });
});

describe('Hotspots', () => {
  const crowd = (count: number, x: number, y: number, time: string | number = MONDAY): Event[] =>
    Array.from({ length: count }, (_, i) => ({ from: time, east: x + i, north: y, area: x > 452_500 ? 1 : 0 }));
  const scattered = [450_300, 451_300, 452_300].flatMap((x) => crowd(1, x, 6_402_300));

  it('join adjoining significant cells and carry the nearest place’s name', () => {
    const { hotspots, grid } = run([...crowd(12, 450_300, 6_400_300), ...crowd(6, 450_600, 6_400_600), ...scattered]);
    expect(hotspots.length).toBe(1);
    const [spot] = hotspots;
    expect(spot).toMatchObject({ kind: 'significant', name: 'The square', count: 18, expected: null });
    expect(spot.cells.every((cell) => grid.q[cell] < 0.05 && grid.z[cell] > 0)).toBe(true);
    expect(spot.z).toBe(Math.max(...spot.cells.map((cell) => grid.z[cell])));
    expect(spot.hotTimes[0][0]).toBe(18);
    expect(spot.categories).toEqual([{ category: 0, count: 18 }]);
  });

  it('far from every named place carry the area’s name', () => {
    const { hotspots } = run([...crowd(12, 454_300, 6_402_300), ...scattered]);
    expect(hotspots.map((spot) => spot.name)).toEqual(['East']);
  });

  it('are ranked by their largest z', () => {
    const { hotspots } = run([...crowd(24, 450_600, 6_400_600), ...crowd(25, 454_100, 6_401_600)]);
    expect(hotspots.map((spot) => spot.count)).toEqual([25, 24]);
  });

  it('expect the mean of the same cells over the periods before', () => {
    const before = [1, 2, 3, 4, 5, 6].flatMap((step) =>
      crowd(step, 450_300, 6_400_300, shiftPeriod(week, -step).from + 7200),
    );
    const { hotspots } = run([...before, ...crowd(12, 450_300, 6_400_300), ...scattered]);
    expect(hotspots[0].expected).toBe(3.5);
  });

  it('are never a single incident, however lonely it is', () => {
    const { hotspots, grid } = run([{ from: MONDAY }]);
    expect(grid.q.some((q) => q < 0.05)).toBe(true);
    expect(hotspots).toEqual([]);
  });

  it('in the usual week are the places with most incidents, at least two, never side by side', () => {
    // Two incidents in every third cell: each cell has the same around it, and nothing stands out.
    const events: Event[] = [];
    for (let x = 450_300; x < 455_000; x += 750) {
      for (let y = 6_400_300; y < 6_402_500; y += 750) events.push(...crowd(2, x, y));
    }
    // One place has three, and two more beside it.
    events.push(...crowd(1, 451_800, 6_401_050), ...crowd(2, 452_050, 6_401_050));
    const { hotspots, total } = run(events);
    expect(total).toBe(45);
    expect(hotspots.map(({ kind, count, cells }) => [kind, count, cells.length])).toEqual([
      ['most', 3, 1],
      ...Array.from({ length: 4 }, () => ['most', 2, 1]),
    ]);
    const [beside] = toWgs84(452_125, 6_401_125);
    expect(hotspots.every(({ centre }) => Math.abs(centre.lon - beside) > 0.001)).toBe(true);
  });
});
