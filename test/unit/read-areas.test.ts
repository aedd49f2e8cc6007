import { describe, expect, it } from 'vitest';
import { readAreas } from '../../src/picture/read-areas';
import { readPlaces } from '../../src/picture/read-places';
import { crossesItself, signedArea } from '../../src/picture/ring';
import { UserError } from '../../src/picture/user-error';
import { bytes, collection, feature, square } from './picture-fixtures';

const read = (file: Uint8Array) => readAreas(file, 'o.geojson', 'sv');
const sweref = square(456000, 6403000, 1000);

describe('Areas are read', () => {
  it('in the order of the file, named by name, namn or id, with ids of their own', () => {
    const geometry = { type: 'Polygon', coordinates: [square(14.2, 57.7, 0.1)] };
    const properties = [{ name: 'Öxnehaga', id: 7 }, { namn: 'Råslätt', id: 7 }, { id: 'x' }, null];
    const areas = read(collection(...properties.map((each) => ({ type: 'Feature', properties: each, geometry }))));
    expect(areas.map(({ name }) => name)).toEqual(['Öxnehaga', 'Råslätt', 'x', 'Område 4']);
    expect(new Set(areas.map(({ id }) => id)).size).toBe(4);
  });

  it('with parts and holes, open rings closed, heights dropped', () => {
    const hole = square(14.22, 57.72, 0.02).map((position) => [...position, 120]);
    const coordinates = [[square(14.2, 57.7, 0.1).slice(0, 4), hole], [square(14.4, 57.7, 0.1)]];
    const [area] = read(bytes(JSON.stringify({ type: 'MultiPolygon', coordinates })));
    expect(area?.geometry.coordinates).toEqual([
      [square(14.2, 57.7, 0.1), square(14.22, 57.72, 0.02)],
      [square(14.4, 57.7, 0.1)],
    ]);
  });

  it.each([
    ['by the size of the numbers', collection(feature('a', [sweref]))],
    [
      'by a crs member',
      bytes(
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } },
          features: [feature('a', [sweref])],
        }),
      ),
    ],
  ])('from SWEREF 99 TM %s', (_, file) => {
    const [lon = 0, lat = 0] = read(file)[0]?.geometry.coordinates[0]?.[0]?.[0] ?? [];
    expect(lon).toBeCloseTo(14.2604, 3);
    expect(lat).toBeCloseTo(57.7669, 3);
  });
});

describe('A file that is no file of areas is refused with a sentence:', () => {
  const crs = (name: string): Uint8Array =>
    bytes(
      JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name } }, features: [feature('a', [sweref])] }),
    );
  const bowTie = [
    [14.2, 57.7],
    [14.3, 57.8],
    [14.3, 57.7],
    [14.2, 57.8],
    [14.2, 57.7],
  ];
  it.each([
    ['not JSON', bytes('{'), 'inte giltig GeoJSON'],
    ['another JSON', bytes('{"a":1}'), 'inte giltig GeoJSON'],
    ['no features', collection(), 'inga områden'],
    [
      'a point',
      collection({ type: 'Feature', properties: { name: 'P' }, geometry: { type: 'Point', coordinates: [14, 57] } }),
      'P är Point',
    ],
    [
      'a line',
      collection({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [] } }),
      'LineString',
    ],
    ['no geometry', collection({ type: 'Feature', properties: { name: 'P' }, geometry: null }), 'P är null'],
    [
      'a ring of two points',
      collection(
        feature('Liten', [
          [
            [14.2, 57.7],
            [14.3, 57.7],
            [14.2, 57.7],
          ],
        ]),
      ),
      'Liten',
    ],
    [
      'a ring without surface',
      collection(
        feature('Platt', [
          [
            [14.2, 57.7],
            [14.3, 57.7],
            [14.4, 57.7],
            [14.2, 57.7],
          ],
        ]),
      ),
      'Platt',
    ],
    [
      'words for numbers',
      collection({ type: 'Feature', properties: { name: 'Ord' }, geometry: { type: 'Polygon', coordinates: [['a']] } }),
      'Ord',
    ],
    ['a boundary that crosses itself', collection(feature('Fluga', [bowTie])), 'Fluga'],
    ['latitude first', collection(feature('Vänd', [square(57.7, 14.2, 0.1)])), 'latitud före longitud'],
    ['another country', collection(feature('Paris', [square(2.3, 48.8, 0.1)])), 'utanför Sverige'],
    ['another projection', crs('EPSG:3857'), '3857'],
  ])('%s', (_, file, words) => {
    expect(() => read(file)).toThrow(UserError);
    expect(() => read(file)).toThrow(words);
  });
});

describe('A ring', () => {
  it('has a positive area when it runs counter-clockwise', () => {
    expect(signedArea(square(0, 0, 2))).toBe(8);
    expect(signedArea(square(0, 0, 2).reverse())).toBe(-8);
  });

  it('of many vertices is tested for crossings, and touching itself is none', () => {
    const circle = Array.from({ length: 5001 }, (_, i) => [
      Math.cos((i / 2500) * Math.PI),
      Math.sin((i / 2500) * Math.PI),
    ]);
    expect(crossesItself(circle)).toBe(false);
    const knotted = [...circle];
    [knotted[100], knotted[2000]] = [[...(circle[2000] ?? [])], [...(circle[100] ?? [])]];
    expect(crossesItself(knotted)).toBe(true);
    expect(
      crossesItself([
        [0, 0],
        [2, 0],
        [1, 1],
        [2, 2],
        [0, 2],
        [1, 1],
        [0, 0],
      ]),
    ).toBe(false);
  });
});

describe('Named places are read', () => {
  it.each([
    ['CSV with Swedish headings and numbers', 'namn;lon;lat\nÖxnehaga centrum;14,264104;57,775388\nUtan läge;;\n'],
    ['CSV in SWEREF 99 TM', 'name,n,e\nÖxnehaga centrum,6403941.647,456230.249\n'],
    [
      'GeoJSON',
      JSON.stringify({
        type: 'Feature',
        properties: { namn: 'Öxnehaga centrum' },
        geometry: { type: 'Point', coordinates: [14.264104, 57.775388] },
      }),
    ],
  ])('from %s', (_, text) => {
    const [place, ...others] = readPlaces(bytes(text), 'p', 'sv');
    expect([place?.name, others]).toEqual(['Öxnehaga centrum', []]);
    expect(place?.lon).toBeCloseTo(14.264104, 6);
    expect(place?.lat).toBeCloseTo(57.775388, 6);
  });

  it('and a file without any is refused', () => {
    expect(() => readPlaces(bytes('a;b\n1;2\n'), 'p.csv', 'sv')).toThrow('inga platser');
  });
});
