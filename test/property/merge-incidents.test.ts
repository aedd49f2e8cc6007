/** What a page has read, with what has changed since put into it, is what the database would hand out as a whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeIncidents } from '../../src/data/merge-incidents';
import type { PackedIncidents } from '../../src/data/types';
import { pack, unpack, type PlainIncidents } from '../unit/packed-incidents';

interface Row {
  id: string;
  from: number;
  lasting: number;
  lon: number;
  lat: number;
  category: number;
  area: number;
}

const idOf = (n: number): string =>
  `${((n * 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
/** Few ids and few seconds, so that rows meet; positions that fit into seven decimals, or none does. */
const rowOf = fc.record({
  id: fc.integer({ min: 0, max: 60 }).map(idOf),
  from: fc.integer({ min: 0, max: 25 }).map((n) => 1_800_000_000 + 1e7 * n),
  lasting: fc.constantFrom(0, 3600),
  lon: fc.integer({ min: 140_000_000, max: 140_000_500 }).map((n) => n / 1e7),
  lat: fc.constantFrom(57.05, 57.1),
  category: fc.constantFrom(0, 1),
  area: fc.constantFrom(-1, 0),
});
const rowsOf = fc.uniqueArray(rowOf, { selector: ({ id }) => id, maxLength: 40 });

function packed(rows: readonly Row[], fine: boolean): PackedIncidents {
  const sorted = rows.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const plain: PlainIncidents = {
    ...{ id: sorted.map(({ id }) => id), from: sorted.map(({ from }) => from) },
    to: sorted.map(({ from, lasting }) => from + lasting),
    lon: sorted.map(({ lon }) => (fine ? lon + 1 / 3e9 : lon)),
    lat: sorted.map(({ lat }) => lat),
    ...{ category: sorted.map(({ category }) => category), organisation: sorted.map(() => -1) },
    area: sorted.map(({ area }) => area),
    ...{ categories: ['brand', 'klotter'], organisations: ['polisen'], areas: ['raslatt'] },
  };
  return pack(plain, fine ? 'f8' : 'e7');
}
const idsOf = (ids: readonly string[]): string =>
  Buffer.from(ids.join('').replaceAll('-', ''), 'hex').toString('base64');

describe('merged incidents', () => {
  it('are those of a full load, whatever came, changed, moved in time or went', () => {
    fc.assert(
      fc.property(
        rowsOf,
        rowsOf,
        fc.subarray(Array.from({ length: 61 }, (_, n) => idOf(n))),
        (before, changed, gone) => {
          const left = before.filter(({ id }) => !gone.includes(id) && !changed.some((row) => row.id === id));
          const merged = mergeIncidents(packed(before, false), packed(changed, false), idsOf(gone));
          expect(merged).toEqual(packed([...left, ...changed], false));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keep every digit of a position, also when some fit into seven decimals and others do not', () => {
    fc.assert(
      fc.property(rowsOf, rowsOf, fc.boolean(), (before, changed, fine) => {
        const [old, fresh] = [packed(before, fine), packed(changed, !fine)];
        const merged = unpack(mergeIncidents(old, fresh, ''));
        const lonOf = new Map([unpack(old), unpack(fresh)].flatMap(({ id, lon }) => id.map((one, i) => [one, lon[i]])));
        expect(merged.lon).toEqual(merged.id.map((id) => lonOf.get(id)));
        expect(new Set(merged.id)).toEqual(new Set([...before, ...changed].map(({ id }) => id)));
      }),
    );
  });

  it('are the very same object when the same rows come again, as they do while a transaction is under way', () => {
    fc.assert(
      fc.property(rowsOf, fc.nat(), (rows, n) => {
        const before = packed(rows, false);
        const again = rows.filter((_, i) => i % ((n % 3) + 1) === 0);
        expect(mergeIncidents(before, packed(again, false), idsOf(again.map(({ id }) => id)))).toBe(before);
        expect(mergeIncidents(before, packed([], false), idsOf([idOf(99)]))).toBe(before);
      }),
    );
  });

  it('are refused when the codes point into other lists', () => {
    const before = packed([], false);
    expect(() => mergeIncidents(before, { ...before, areas: ['raslatt', 'oxnehaga'] }, '')).toThrow(RangeError);
  });
});
