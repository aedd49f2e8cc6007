import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buffersOf,
  buildIncidentTable,
  buildOrderedTable,
  copyTable,
  sliceRows,
} from '../../src/analysis/incident-table';
import { toSweref } from '../../src/analysis/sweref99tm';

const columns = (from: number[], to = from): Parameters<typeof buildIncidentTable>[0] => ({
  lon: from.map((_, i) => 14 + i / 1000),
  lat: from.map(() => 57.7),
  from,
  to,
  category: from.map((_, i) => i),
  organisation: from.map(() => -1),
  area: from.map((_, i) => i - 1),
});

describe('The incident table', () => {
  it('is sorted by time, equal times in the order of the source', () => {
    const { table, source } = buildOrderedTable(columns([30, 10, 20, 10, 4_000_000_000]));
    expect([...table.from]).toEqual([10, 10, 20, 30, 4_000_000_000]);
    expect([...(source ?? [])]).toEqual([1, 3, 2, 0, 4]);
    expect([...table.category]).toEqual([1, 3, 2, 0, 4]);
    expect([...table.area]).toEqual([0, 2, 1, -1, 3]);
    expect([...table.organisation]).toEqual([-1, -1, -1, -1, -1]);
    const [east, north] = toSweref(14.001, 57.7);
    expect(Math.hypot(table.east[0] - east, table.north[0] - north)).toBeLessThan(1e-6);
  });

  it('is sorted whatever the times are, and knows when they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))),
        (from) => {
          const { table, source } = buildOrderedTable(columns(from));
          const expected = Array.from(from.keys()).sort((a, b) => from[a] - from[b] || a - b);
          expect([...table.from]).toEqual(expected.map((i) => from[i]));
          expect(source === null).toBe(expected.every((place, i) => place === i));
          if (source) expect([...source]).toEqual(expected);
        },
      ),
    );
  });

  it('takes 30 bytes an incident, which can be handed over or copied', () => {
    const table = buildIncidentTable(columns(Array.from({ length: 1000 }, (_, i) => i)));
    const copy = copyTable(table);
    expect(copy).toEqual(table);
    expect(buffersOf(table).reduce((sum, buffer) => sum + buffer.byteLength, 0)).toBe(30_000);
    structuredClone(table, { transfer: buffersOf(table) });
    expect(table.east.length).toBe(0);
    expect([copy.from[999], copy.category[999], copy.area[999]]).toEqual([999, 999, 998]);
  });

  it('takes positions in metres as they are', () => {
    const { from, to, category, organisation, area } = columns([1]);
    const table = buildIncidentTable({
      from,
      to,
      category,
      organisation,
      area,
      east: [450_250],
      north: [6_400_000.25],
    });
    expect([table.east[0], table.north[0]]).toEqual([450_250, 6_400_000.25]);
  });

  it('finds the rows of a half-open span of time', () => {
    const table = buildIncidentTable(columns([10, 20, 20, 30]));
    expect(sliceRows(table, 20, 30)).toEqual([1, 3]);
    expect(sliceRows(table, 0, 100)).toEqual([0, 4]);
    expect(sliceRows(table, 21, 30)).toEqual([3, 3]);
    expect(sliceRows(table, 31, 5)).toEqual([4, 4]);
    expect(sliceRows(buildIncidentTable(columns([])), 0, 9)).toEqual([0, 0]);
  });

  it('refuses columns that do not fit and times that cannot be', () => {
    expect(() => buildIncidentTable({ ...columns([1, 2]), category: [1] })).toThrow(/differ in length/);
    expect(() => buildIncidentTable(columns([10], [9]))).toThrow(/no usable time/);
    expect(() => buildIncidentTable(columns([-1]))).toThrow(/no usable time/);
    expect(() => buildIncidentTable(columns([NaN]))).toThrow(/no usable time/);
    expect(() => buildIncidentTable({ ...columns([1]), lat: [NaN] })).toThrow(/no position/);
  });
});
