/** Whatever comes as a file of areas ends in valid areas or in a reason: never in an error, and never in an area that crosses itself. */
import { area as surfaceOf, booleanValid } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_POINTS } from '../../src/domain/area-draft';
import { crossingOf } from '../../src/import/areas/lattice';
import { partsOfShape } from '../../src/import/areas/mend';
import { readAreaFile, readAreaText } from '../../src/import/areas/read';
import type { AreaFile, ReadArea } from '../../src/import/areas/types';
import { brokenText, file, WAYS, type File } from './broken-area-files';

const FRAME = [13.5, 57.3, 14.9, 58.2] as const;
const read = (text: string): AreaFile => readAreaText(text, FRAME, 'Område');

function expectSound({ name, geometry }: ReadArea): void {
  expect(name).toMatch(/\S/);
  const points = geometry.coordinates.flat(2);
  expect(points.length).toBeGreaterThan(3);
  expect(points.length).toBeLessThanOrEqual(MOST_POINTS + geometry.coordinates.flat().length);
  expect(crossingOf(partsOfShape(geometry))).toBeNull();
  for (const part of geometry.coordinates) {
    // Turf's answer takes the square of the points.
    if (points.length < 500) expect(booleanValid({ type: 'Polygon', coordinates: part })).toBe(true);
    for (const ring of part) expect(ring[0]).toEqual(ring.at(-1));
  }
  expect(points.filter((point) => point.some((x) => x !== Math.round(x * 1e6) / 1e6))).toEqual([]);
}
const sizes = (result: AreaFile): number[] =>
  result.state === 'read' ? result.areas.map(({ geometry }) => surfaceOf(geometry)) : [];

describe('a file of areas', () => {
  it('that is broken in up to three ways is mended or refused, whatever they are', async () => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(brokenText, async ({ text }) => {
        const result = await readAreaFile(new TextEncoder().encode(text), FRAME, 'Område');
        ends.set(result.state === 'read' ? 'read' : result.why, 1);
        if (result.state === 'refused') return;
        expect(result.areas.length + result.problems.length).toBeGreaterThan(0);
        expect(new Set(result.areas.map(({ name }) => name.toLowerCase())).size).toBe(result.areas.length);
        result.areas.forEach(expectSound);
      }),
      { numRuns: 400 },
    );
    expect(ends.size).toBeGreaterThan(6);
  });

  it('means the same areas however its rings run, close and repeat, and in whichever system and order of axes it is written', () => {
    const same = [
      'reversed',
      'unclosed',
      'repeated',
      'spiked',
      'swapped axes',
      'sweref',
      'sweref, swapped',
      'sweref, said',
    ];
    fc.assert(
      fc.property(file, fc.constantFrom(...same), fc.nat(1000), (whole, way, seed) => {
        const plain = read(JSON.stringify(whole));
        const other = read(JSON.stringify(WAYS[way](whole, seed)));
        expect(other.state).toBe('read');
        sizes(plain).forEach((size, i) => expect(Math.abs(size - sizes(other)[i]) / size, way).toBeLessThan(1e-3));
      }),
      { numRuns: 120 },
    );
  });

  it('of 200,000 points keeps its areas, their size and the borders that they share, with points that a map can carry', () => {
    // Two neighbours with a rugged border between them.
    const border = Array.from({ length: 60_000 }, (_, i): [number, number] => {
      const share = i / 59_999;
      return [14.2 + 0.004 * Math.sin(share * 90) + 0.0006 * Math.sin(i * 1.7), 57.6 + 0.2 * share];
    });
    const outer = (lon: number): [number, number][] =>
      Array.from({ length: 40_000 }, (_, i) => [lon + 0.00002 * Math.sin(i), 57.8 - (0.2 * i) / 39_999]);
    const ring = (points: [number, number][]): [number, number][] => [...points, points[0]];
    const feature = (namn: string, points: [number, number][]): File['features'][number] => ({
      ...{ type: 'Feature', properties: { namn } },
      geometry: { type: 'Polygon', coordinates: [ring(points)] },
    });
    const east = feature('Öst', [...border, ...outer(14.3)]);
    const west = feature('Väst', [...[...border].reverse(), ...outer(14.1).reverse()]);
    const result = read(JSON.stringify({ type: 'FeatureCollection', features: [east, west] }));
    if (result.state !== 'read') throw new Error(result.why);
    expect(result.pointsBefore).toBeGreaterThan(199_000);
    expect(result.pointsAfter).toBeLessThan(10_010);
    expect(result.problems).toEqual([]);
    result.areas.forEach(expectSound);
    const [a, b] = result.areas.map(({ geometry }) => new Set(geometry.coordinates.flat(2).map(String)));
    const shared = [...a].filter((point) => b.has(point));
    expect(shared.length).toBeGreaterThan(50);
    // Nothing between them opened or overlaps: the sum of both is the surface of the whole.
    const whole = surfaceOf(feature('', [...outer(14.3), ...outer(14.1).reverse()]).geometry as never);
    const sum = sizes(result).reduce((x, y) => x + y, 0);
    expect(Math.abs(sum - whole) / whole).toBeLessThan(2e-3);
    for (const { mended } of result.areas) expect(mended.map(({ kind }) => kind)).toContain('simplified');
  });

  it.each<[string, number[] | string, string]>([
    ['nothing', '', 'empty'],
    ['spaces', ' \n ', 'empty'],
    ['a web page', '<!DOCTYPE html><html>', 'html'],
    ['KML', '<?xml version="1.0"?><kml xmlns="x">', 'kml'],
    ['GML', '<gml:FeatureCollection>', 'gml'],
    ['PDF', '%PDF-1.7', 'pdf'],
    ['GeoPackage', 'SQLite format 3\0', 'geopackage'],
    ['a shapefile', [0, 0, 0x27, 0x0a, 0, 0], 'shapefile'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47], 'picture'],
    ['a table', 'namn;lon;lat\nÖxnehaga;14,2;57,7', 'table'],
    ['TopoJSON', '{"type":"Topology","objects":{}}', 'topojson'],
    ['half a file', '{"type":"FeatureCollection","features":[', 'cut-short'],
    ['something else in JSON', '{"name":"x"}', 'not-geojson'],
    ['an empty collection', '{"type":"FeatureCollection","features":[]}', 'no-areas'],
    ['a broken zip', [0x50, 0x4b, 3, 4, 0, 0], 'zip-broken'],
  ])('with %s in it is called what it is', async (_, contents, why) => {
    const bytes = typeof contents === 'string' ? new TextEncoder().encode(contents) : Uint8Array.from(contents);
    expect(await readAreaFile(bytes, null, 'Område')).toMatchObject({ state: 'refused', why });
  });

  it('mends a bow tie, which has as much on its left as on its right', () => {
    const ring = [
      [14.1, 57.7],
      [14.2, 57.8],
      [14.2, 57.7],
      [14.1, 57.8],
      [14.1, 57.7],
    ];
    const result = read(JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
    if (result.state !== 'read') throw new Error(result.why);
    expect(result.areas.map(({ mended }) => mended)).toEqual(
      [
        [
          { kind: 'crossing', value: 1 },
          { kind: 'renamed', value: 1 },
        ],
      ].map((kinds) => expect.arrayContaining(kinds)),
    );
    expect(result.areas[0].geometry.coordinates).toHaveLength(2);
    result.areas.forEach(expectSound);
  });

  it('says where what it cannot mend is, and reads the rest', () => {
    const good = {
      type: 'Feature',
      properties: { name: 'Bra' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [14.1, 57.7],
            [14.2, 57.7],
            [14.2, 57.8],
            [14.1, 57.7],
          ],
        ],
      },
    };
    const line = {
      ...good,
      properties: { name: 'Väg' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [14.1, 57.7],
          [14.2, 57.7],
        ],
      },
    };
    const result = read(JSON.stringify({ type: 'FeatureCollection', features: [good, line] }));
    expect(result).toMatchObject({
      state: 'read',
      areas: [{ name: 'Bra', mended: [] }],
      problems: [{ kind: 'not-polygon', name: 'Väg' }],
    });
  });
});
