import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIds, idAt, unpackColumns } from '../../src/analysis/packed-columns';
import { tableOfPacked } from '../../src/analysis/packed-table';
import { toSweref } from '../../src/analysis/sweref99tm';
import type { PackedIncidents } from '../../src/data/types';
import { pack, unpack, type PlainIncidents } from './packed-incidents';

const lists = { categories: ['bråk', 'klotter'], organisations: ['polisen'], areas: ['centrum', 'öster'] };

const plainOf = (incidents: Incident[]): PlainIncidents => {
  const sorted = incidents.toSorted((a, b) => a.from - b.from);
  const column = <Key extends keyof Incident>(key: Key): Incident[Key][] => sorted.map((each) => each[key]);
  return {
    ...{ id: column('id'), lon: column('lon'), lat: column('lat'), from: column('from') },
    to: sorted.map(({ from, lasting }) => Math.min(from + lasting, 2 ** 32 - 1)),
    ...{ category: column('category'), organisation: column('organisation'), area: column('area'), ...lists },
  };
};

interface Incident {
  id: string;
  lon: number;
  lat: number;
  from: number;
  lasting: number;
  category: number;
  organisation: number;
  area: number;
}

const decimals = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1e7, max: max * 1e7 }).map((value) => value / 1e7);

const incident: fc.Arbitrary<Incident> = fc.record({
  id: fc.uuid(),
  lon: decimals(-180, 180),
  lat: decimals(-90, 90),
  from: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  lasting: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  category: fc.integer({ min: 0, max: 1 }),
  organisation: fc.integer({ min: -1, max: 0 }),
  area: fc.integer({ min: -1, max: 1 }),
});

const example = pack(
  plainOf(
    Array.from({ length: 7 }, (_, i) => ({
      ...{ id: `00000000-0000-4000-8000-00000000000${i}`, lon: 14.1 + i / 100, lat: 57.7, from: 1_700_000_000 + i },
      ...{ lasting: i % 2, category: i % 2, organisation: -1, area: (i % 3) - 1 },
    })),
  ),
);

describe('Packed columns', () => {
  it('are read back as they were, whole degrees of any seven decimals or doubles', () => {
    fc.assert(
      fc.property(
        fc.array(incident, { maxLength: 30 }),
        fc.constantFrom('e7' as const, 'f8' as const),
        (list, degrees) => {
          const plain = plainOf(list);
          const packed = JSON.parse(JSON.stringify(pack(plain, degrees))) as PackedIncidents;
          expect(unpack(packed)).toEqual(plain);
        },
      ),
    );
  });

  it('are no incidents when nothing was sent', () => {
    const columns = unpackColumns(pack(plainOf([])));
    expect(columns.lon.length).toBe(0);
    expect(columns.from.length).toBe(0);
  });

  it.each<[string, Partial<Record<keyof PackedIncidents, unknown>>]>([
    ['a column is cut off', { lat: example.lat.slice(0, -8) }],
    ['a column is missing', { area: undefined }],
    ['a column has fewer incidents', { size: 6 }],
    ['a column has more incidents', { size: 8 }],
    ['the number of incidents is none', { size: -1 }],
    ['a column is no base64', { category: `!${example.category.slice(1)}` }],
    ['a column is no text', { category: `Ł${example.category.slice(1)}` }],
    ['degrees are written in a way that is not known', { degrees: 'f4' }],
    ['positions are not on earth', { lon: example.from.replace(/^.{5}/, 'f////') }],
    [
      'incidents are not in order of time',
      { from: example.from.slice(8, 16) + example.from.slice(0, 8) + example.from.slice(16) },
    ],
    ['an incident ends before it begins', { lasting: `/////${example.lasting.slice(5)}` }],
    ['a category is hidden', { category: example.organisation }],
  ])('are refused with a sentence when %s', (_, change) => {
    const packed = { ...example, ...change } as PackedIncidents;
    expect(() => unpackColumns(packed)).toThrow(/cannot be read \(\w+\)\. Reload the page/);
  });

  it('become a table, in the terms of its owner', () => {
    const table = tableOfPacked(example, { category: [5, -1], organisation: [], area: [1, 0] });
    expect([...table.from]).toEqual(Array.from({ length: 7 }, (_, i) => 1_700_000_000 + i));
    expect([...table.to].map((to, i) => to - table.from[i])).toEqual([0, 1, 0, 1, 0, 1, 0]);
    expect([...table.category].slice(0, 1)).toEqual([5]);
    expect([...table.organisation]).toEqual(Array(7).fill(-1));
    expect([...table.area]).toEqual([-1, 1, 0, -1, 1, 0, -1]);
    const [east, north] = toSweref(14.11, 57.7);
    expect(Math.hypot(table.east[1] - east, table.north[1] - north)).toBeLessThan(1e-6);
    expect(() => tableOfPacked(example, { category: [5], organisation: [], area: [1, 0] })).toThrow(/\(category\)/);
  });

  it('give ids one at a time, and are refused when they hold too few', () => {
    expect(Array.from({ length: 7 }, (_, i) => idAt(example.id, i))).toEqual(
      Array.from({ length: 7 }, (_, i) => `00000000-0000-4000-8000-00000000000${i}`),
    );
    expect(() => idAt(example.id, 7)).toThrow(/cannot be read/);
    expect(() => checkIds(example.id, 7)).not.toThrow();
    expect(() => checkIds(example.id, 8)).toThrow(/cannot be read \(id\)/);
  });
});
