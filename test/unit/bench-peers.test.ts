/** The bench compares like with like: on a thousand incidents, what it times gives the same numbers as Turf and plain loops. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse';
import { unpackColumns } from '../../src/analysis/packed-columns';
import { cellsOfTable, createGround, gridOfAll, newStudy, sliceOf } from '../bench/ground';
import { weekOf } from '../bench/incidents';
import { packResponse, rowsText } from '../bench/packed-response';
import { tagAreas } from '../bench/peers/turf-areas';
import { turfAnalysis } from '../bench/peers/turf-analysis';
import { cellNumbers, turfWeek } from '../bench/peers/turf-week';
import { mustBeSame } from '../bench/rows/analysis';
import { countWeek, mustAgree } from '../bench/week-counts';

const CELL = 1000;
const ground = createGround(1000);
const { data, polygons } = ground;
const incidents = ground.features();
const grid = gridOfAll(ground, CELL);
const numbers = cellNumbers(grid);
/** Of the weeks that the bench looks at, the one with most incidents: about ten. */
const busiest = Array.from({ length: 184 }, (_, round) => weekOf(round)).reduce((most, week) =>
  countIn(week) > countIn(most) ? week : most,
);

function countIn({ from, to }: { from: number; to: number }): number {
  return data.from.filter((begin, i) => begin >= from && begin < to && ground.area()[i] >= 0).length;
}

describe('the bench', () => {
  it('finds the areas that Turf finds', () => {
    expect([...tagAreas(incidents, polygons)]).toEqual([...ground.area()]);
    expect(new Set(ground.area()).size).toBe(26); // each area, and none
  });

  it('counts a week as Turf and plain loops do, and would notice if it did not', () => {
    const table = ground.table();
    const size = { areas: data.areas.length, cells: grid.size };
    const ours = countWeek(table, cellsOfTable(grid, table, data), busiest, size);
    const theirs = turfWeek(incidents, polygons, numbers, CELL, busiest);
    expect(countIn(busiest)).toBeGreaterThan(4);
    expect(() => mustAgree(theirs, ours)).not.toThrow();
    const wrong = Uint32Array.from(ours.cells);
    wrong[wrong.findIndex((count) => count > 0)]--;
    expect(() => mustAgree({ ...theirs, cells: wrong }, ours)).toThrow(/^cell \d+ holds/);
  });

  it('analyses a week as Turf and plain loops do, and would notice if it did not', () => {
    const ours = analyse(ground.table(), newStudy(data), sliceOf(busiest, CELL));
    const { bandwidth, bands } = ours.density;
    const levels = bands.map(({ from }) => from);
    const theirs = turfAnalysis({ incidents, areas: polygons, grid, numbers, period: busiest, levels, bandwidth });
    expect(ours.total).toBe(countIn(busiest));
    expect(ours.hotspots.map(({ kind }) => kind)).toContain('significant');
    expect(() => mustBeSame(theirs, ours)).not.toThrow();
    const [first, ...rest] = theirs.z;
    expect(() => mustBeSame({ ...theirs, z: [first + 1e-6, ...rest] }, ours)).toThrow('z of cell 0');
  });

  it("packs the server's answer so that the product reads the same incidents from it as from rows", () => {
    const order = [...data.from.keys()].sort((a, b) => data.from[a] - data.from[b]);
    const by = (column: ArrayLike<number>): number[] => order.map((index) => column[index]);
    const columns = {
      id: Uint8Array.from({ length: 16_000 }, (_, i) => i % 251),
      ...{ lon: by(data.lon), lat: by(data.lat), from: by(data.from), to: by(data.to) },
      ...{ category: by(data.category), organisation: by(data.category.map(() => 3)), area: by(ground.area()) },
    };
    const read = unpackColumns(packResponse(columns, { categories: [], organisations: [], areas: [] }));
    const rows = JSON.parse(rowsText(columns)) as Record<'lon' | 'lat' | 'from' | 'to' | 'category' | 'area', number>[];
    for (const column of ['lon', 'lat', 'from', 'to', 'category', 'area'] as const)
      expect([...read[column]], column).toEqual(rows.map((row) => row[column]));
  });
});
