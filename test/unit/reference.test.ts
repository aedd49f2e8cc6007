/**
 * The picture of a file against PostGIS, which computed `test/reference/expected.json` from the same files (test/reference/reference.sql).
 * To make the figures again: `DATABASE_URL=postgresql://… npx tsx test/reference/compute.ts`.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../src/domain/period';
import { pictureFromFiles } from '../../src/picture/picture-from-files';
import type { SituationPicture } from '../../src/picture/types';
import { CASES, type Case } from '../reference/cases';

interface Expected {
  from: number;
  to: number;
  total: number;
  outside: number;
  rejected: number[] | null;
  areas: { name: string; count: number; previous: number[] | null }[];
  categories: Record<string, number> | null;
  hotTimes: number[][];
  /** east, north, count, z, q */
  cells: [number, number, number, number | null, number | null][];
}

const read = (name: string): Buffer => readFileSync(new URL(`../reference/${name}`, import.meta.url));
const expectedOf = JSON.parse(read('expected.json').toString('utf8')) as Record<string, Expected>;

function picture({ file, period, cell }: Case): SituationPicture {
  return pictureFromFiles({
    incidents: read(`${file}.csv`),
    incidentsName: `${file}.csv`,
    areas: read(`${file}-areas.geojson`),
    areasName: `${file}-areas.geojson`,
    places: null,
    period,
    cell: String(cell),
    title: null,
    language: 'sv',
    now: 1_795_000_000,
  });
}

/** Largest relative difference; an undefined value must be undefined in both. */
function largestDifference(ours: readonly (number | null)[], theirs: readonly (number | null)[]): number {
  expect(ours.length).toBe(theirs.length);
  let largest = 0;
  ours.forEach((value, i) => {
    const other = theirs[i];
    if (value === null || other === null) expect(value).toBe(other);
    else largest = Math.max(largest, Math.abs(value - other) / Math.max(Math.abs(other), 1e-3));
  });
  return largest;
}

describe.each(CASES)('The picture of $file for $period with cells of $cell m agrees with PostGIS on', (each) => {
  const expected = expectedOf[`${each.file} ${each.period}`];
  const ours = picture(each);

  it('the bounds of the period', () => {
    const period = parsePeriod(each.period);
    expect([period?.from, period?.to]).toEqual([expected.from, expected.to]);
    expect([Date.parse(ours.period.from) / 1000, Date.parse(ours.period.to) / 1000]).toEqual([
      expected.from,
      expected.to,
    ]);
  });

  it('incidents inside, outside and rejected', () => {
    expect(expected.total).toBeGreaterThan(0);
    expect([ours.total, ours.outside]).toEqual([expected.total, expected.outside]);
    expect(ours.rejected.map((row) => row.line)).toEqual(expected.rejected ?? []);
  });

  it('counts and previous counts of every area', () => {
    expect(ours.areas.map(({ name, count, previous }) => ({ name, count, previous }))).toEqual(
      expected.areas.map((area) => ({ ...area, previous: area.previous ?? [] })),
    );
    const sums = ours.previous.map((_, i) => expected.areas.reduce((sum, area) => sum + (area.previous?.[i] ?? 0), 0));
    expect(ours.previous).toEqual(sums);
  });

  it('categories', () => {
    expect(Object.fromEntries(ours.categories.map(({ name, count }) => [name, count]))).toEqual(
      expected.categories ?? {},
    );
  });

  it('hour by weekday', () => {
    expect(largestDifference(ours.hotTimes.flat(), expected.hotTimes.flat())).toBeLessThan(1e-9);
  });

  it('the cells of the study and their counts', () => {
    const byPlace = [...ours.grid.cells].sort((a, b) => a.north - b.north || a.east - b.east);
    expect(byPlace.map(({ east, north, count }) => [east, north, count])).toEqual(
      expected.cells.map(([east, north, count]) => [east, north, count]),
    );
  });

  it('Gi* and q of every cell', () => {
    const byPlace = [...ours.grid.cells].sort((a, b) => a.north - b.north || a.east - b.east);
    const theirs = [3, 4].map((column) => expected.cells.map((cell) => cell[column]));
    expect(
      largestDifference(
        byPlace.map((cell) => cell.z),
        theirs[0],
      ),
    ).toBeLessThan(1e-9);
    expect(
      largestDifference(
        byPlace.map((cell) => cell.q),
        theirs[1],
      ),
    ).toBeLessThan(1e-9);
  });
});

it('The compared pictures have cells that are hotspots, and cells that are not', () => {
  const q = Object.values(expectedOf).flatMap((expected) => expected.cells.map((cell) => cell[4] ?? 1));
  expect(q.filter((value) => value < 0.05).length).toBeGreaterThan(20);
  expect(q.filter((value) => value > 0.5).length).toBeGreaterThan(20);
});
