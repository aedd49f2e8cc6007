import { describe, expect, it } from 'vitest';
import { buildIncidentTable, sliceRows } from '../../src/analysis/incident-table';
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
    const table = buildIncidentTable(columns([30, 10, 20, 10, 4_000_000_000]));
    expect([...table.from]).toEqual([10, 10, 20, 30, 4_000_000_000]);
    expect([...table.source]).toEqual([1, 3, 2, 0, 4]);
    expect([...table.category]).toEqual([1, 3, 2, 0, 4]);
    expect([...table.area]).toEqual([0, 2, 1, -1, 3]);
    expect([...table.organisation]).toEqual([-1, -1, -1, -1, -1]);
    expect([table.east[0], table.north[0]]).toEqual(toSweref(14.001, 57.7));
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
