/** What becomes of places from week to week, and how well last week's told where this week's incidents would fall. */
import { describe, expect, it } from 'vitest';
import { analyse, createStudy } from '../../src/analysis/analyse';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { toWgs84 } from '../../src/analysis/sweref99tm';
import type { Analysis, Slice } from '../../src/analysis/types';
import { shiftPeriod } from '../../src/domain/period';
import { areaInMetres, period, rectangle, sliceOf } from './analysis-fixtures';

const [SQUARE, SCHOOL] = [
  [450_370, 6_400_370],
  [454_130, 6_404_130],
];
// 20 x 20 squares of 250 m.
const area = areaInMetres('Town', [[rectangle(450_001, 6_400_001, 454_999, 6_404_999)]]);
const named = (name: string, [x, y]: number[]): { name: string; lon: number; lat: number } => {
  const [lon, lat] = toWgs84(x, y);
  return { name, lon, lat };
};
const study = createStudy([area], [named('The square', SQUARE), named('The school', SCHOOL)]);
const WEEK = period('2026-W47');

interface Crowd {
  /** Weeks before the one looked at. */
  ago: number;
  place: number[];
  count: number;
}

function run(crowds: Crowd[], change: Partial<Slice> = {}): Analysis {
  const east: number[] = [];
  const north: number[] = [];
  const from: number[] = [];
  for (const { ago, place, count } of crowds) {
    for (let i = 0; i < count; i++) {
      east.push(place[0] + (i % 3));
      north.push(place[1]);
      from.push(shiftPeriod(WEEK, -ago).from + 3600 * (1 + i));
    }
  }
  const zeros = east.map(() => 0);
  const table = buildIncidentTable({ east, north, from, to: from, category: zeros, organisation: zeros, area: zeros });
  return analyse(table, study, sliceOf('2026-W47', change));
}

const weeks = (list: number[], place: number[], count: number): Crowd[] => list.map((ago) => ({ ago, place, count }));
/** One incident thirteen weeks ago: the data begin there, so twelve weeks before are known. */
const begin: Crowd = { ago: 13, place: [452_600, 6_402_600], count: 1 };

describe('A hotspot', () => {
  it('carries its counts and its hot weeks, oldest first and this week last', () => {
    const { hotspots } = run([begin, ...weeks([0, 2, 9], SQUARE, 9), { ago: 5, place: SQUARE, count: 1 }]);
    expect(hotspots.length).toBe(1);
    expect(hotspots[0].series).toEqual([0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 9, 0, 9]);
    // One incident alone is no hotspot, so the week of the single one is not hot.
    expect(hotspots[0].hot).toEqual([3, 10, 12].reduce((hot, i) => hot.with(i, true), Array<boolean>(13).fill(false)));
    expect(hotspots[0]).toMatchObject({ story: 'sporadic', expected: 19 / 12, count: 9 });
  });

  it.each<[string, number[], string | null]>([
    ['new when it is hot for the first time', [0], 'new'],
    ['persistent when it was hot in most weeks', [0, 1, 2, 4, 5, 6, 8, 9, 11, 12], 'persistent'],
    ['sporadic when it was hot now and then', [0, 4, 9], 'sporadic'],
  ])('is %s', (_, list, story) => {
    expect(run([begin, ...weeks(list, SQUARE, 9)]).hotspots.map((spot) => spot.story)).toEqual([story]);
  });

  it('is growing or fading when its counts rise or fall', () => {
    const growing = Array.from({ length: 13 }, (_, ago): Crowd => ({ ago, place: SQUARE, count: 30 - 2 * ago }));
    expect(run([begin, ...growing]).hotspots[0].story).toBe('growing');
    const fading = growing.map((each, i) => ({ ...each, count: growing[12 - i].count }));
    expect(run([begin, ...fading]).hotspots[0].story).toBe('fading');
  });

  it('has no story with fewer than six weeks before, and none in the usual week', () => {
    const short = run(weeks([0, 1, 2, 3], SQUARE, 9)).hotspots;
    expect(short.map(({ story, series }) => [story, series.length])).toEqual([[null, 4]]);
    // Two incidents in every third cell: nothing stands out.
    const even: Crowd[] = [];
    for (let x = 450_300; x < 455_000; x += 750)
      for (let y = 6_400_300; y < 6_405_000; y += 750) even.push({ ago: 0, place: [x, y], count: 2 });
    const usual = run([begin, ...even]).hotspots;
    expect(usual.map(({ kind, story }) => [kind, story])).toEqual(Array.from({ length: 5 }, () => ['most', null]));
    expect(usual[0].hot.every((hot) => !hot)).toBe(true);
  });
});

describe('A place that cooled', () => {
  it('is named with its last hot week when that was one of the three before', () => {
    const { gone, hotspots } = run([begin, ...weeks([0], SQUARE, 9), ...weeks([2, 3, 6], SCHOOL, 8)]);
    expect(hotspots.map(({ name }) => name)).toEqual(['The square']);
    expect(gone.map(({ name, last, count }) => [name, last, count])).toEqual([['The school', '2026-W45', 0]]);
    expect(gone[0].series).toEqual([0, 0, 0, 0, 0, 0, 8, 0, 0, 8, 8, 0, 0]);
    expect(gone[0].hot.flatMap((hot, i) => (hot ? [i] : []))).toEqual([6, 9, 10]);
    expect(gone[0].outline.coordinates.length).toBe(1);
  });

  it('is no news four weeks later', () => {
    expect(run([begin, ...weeks([3], SCHOOL, 8)]).gone.length).toBe(1);
    expect(run([begin, ...weeks([4], SCHOOL, 8)]).gone).toEqual([]);
  });

  it('is not one that is still hot, or has moved by a cell, and is counted once', () => {
    const moved = [SCHOOL[0] + 250, SCHOOL[1]];
    expect(run([begin, ...weeks([0, 1], SCHOOL, 8)]).gone).toEqual([]);
    expect(run([begin, ...weeks([0], moved, 8), ...weeks([1], SCHOOL, 8)]).gone).toEqual([]);
    const once = run([begin, ...weeks([1], moved, 8), ...weeks([2], SCHOOL, 8)]).gone;
    expect(once.map(({ last }) => last)).toEqual(['2026-W46']);
  });

  it('carries the area’s name far from every named place', () => {
    expect(run([begin, ...weeks([1], [452_600, 6_401_600], 8)]).gone.map(({ name }) => name)).toEqual(['Town']);
  });
});

describe('Hindsight', () => {
  it('is the share of the incidents inside last week’s hotspots over the share of the cells that these are', () => {
    const elsewhere = weeks([0], [452_600, 6_402_600], 6);
    const { hindsight, grid } = run([begin, ...weeks([1], SCHOOL, 8), ...weeks([0], SCHOOL, 4), ...elsewhere]);
    // Eight incidents in one cell make it and its eight neighbours significant: 9 of 400 cells. 4 of 10 incidents fell there.
    expect(grid.count.length).toBe(400);
    expect(hindsight).toMatchObject({
      period: '2026-W46',
      kind: 'significant',
      cells: 9,
      ofCells: 400,
      hits: 4,
      ofIncidents: 10,
    });
    expect(hindsight?.pai).toBeCloseTo(4 / 10 / (9 / 400), 12);
  });

  it('is nothing without a week before, or when that had nothing to mark; and no index without incidents', () => {
    expect(run(weeks([0], SCHOOL, 8)).hindsight).toBeNull();
    expect(run([begin, ...weeks([0], SCHOOL, 8)]).hindsight).toBeNull();
    expect(run([begin, ...weeks([1], SCHOOL, 8)]).hindsight).toMatchObject({ hits: 0, ofIncidents: 0, pai: null });
  });

  it('of a usual week holds the places with most incidents to account', () => {
    const even: Crowd[] = [];
    for (let x = 450_300; x < 455_000; x += 750)
      for (let y = 6_400_300; y < 6_405_000; y += 750) even.push({ ago: 1, place: [x, y], count: 2 });
    const { hindsight } = run([begin, ...even, ...weeks([0], SCHOOL, 3)]);
    expect(hindsight).toMatchObject({ kind: 'most', cells: 5, ofIncidents: 3 });
  });
});

describe('Hexagons', () => {
  it('tell of the same crowd as squares do', () => {
    const crowds = [begin, ...weeks([0, 1, 2, 4, 5, 6, 8, 9, 11, 12], SQUARE, 9), ...weeks([2], SCHOOL, 8)];
    const squares = run(crowds);
    const hexagons = run(crowds, { shape: 'hexagon' });
    expect(hexagons.grid.shape).toBe('hexagon');
    expect(hexagons.grid.count.reduce((a, b) => a + b)).toBe(squares.total);
    for (const { hotspots, gone } of [squares, hexagons]) {
      expect(hotspots.map(({ name, count, story }) => [name, count, story])).toEqual([['The square', 9, 'persistent']]);
      expect(gone.map(({ name }) => name)).toEqual(['The school']);
    }
    // A hexagon and its six neighbours.
    expect(hexagons.hotspots[0].cells.length).toBe(7);
    expect(squares.hotspots[0].cells.length).toBe(9);
  });
});
