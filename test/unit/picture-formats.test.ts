import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { toSweref } from '../../src/analysis/sweref99tm';
import { areasCsv, incidentsCsv } from '../../src/picture/formats/csv';
import { GEOJSON_LAYERS, pictureGeoJson, rightHanded } from '../../src/picture/formats/geojson';
import { signedArea } from '../../src/picture/ring';
import type { SituationPicture } from '../../src/picture/types';
import { bytes, checkInsFile, cooledFile, picture, square } from './picture-fixtures';

const ours = picture();
const cooled = picture({ incidents: bytes(cooledFile()) });
const incident = { from: '2026-11-17T21:30:00+01:00', to: '2026-11-18T06:00:00+01:00', lon: 14.205, lat: 57.775 };
const withIncident = (category: string): SituationPicture => ({
  ...ours,
  incidents: [{ ...incident, category, area: null }],
});
/** Cells of the data rows, quotes still on. */
const cells = (csv: string): string[][] =>
  csv
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';'));

describe('The CSV of areas', () => {
  it('opens right in a Swedish Excel: byte order mark, semicolons, CRLF, a header', () => {
    const csv = areasCsv(ours);
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(csv.slice(1).split('\r\n')[0]?.split(';').slice(0, 9)).toEqual(
      'period,från,till,område,antal,väntat_lägst,väntat_högst,bedömning,före_12'.split(','),
    );
  });

  it('holds one row an area with period, selection and source in each', () => {
    const [first = [], ...others] = cells(areasCsv(ours));
    expect(others.length).toBe(1);
    expect(first.slice(0, 5)).toEqual(['2026-W47', '2026-11-16 00:00', '2026-11-23 00:00', 'Öster & <Väst>', '14']);
    expect(first.slice(7, 9)).toEqual(['fler än väntat', '2']);
    expect(first.slice(-3)).toEqual(['alla händelser', 'händelser.csv', '2026-11-24 14:05']);
    const filtered = { ...ours, filters: [{ label: 'Dag', value: 'fredag' }] };
    expect(areasCsv(filtered)).toContain(';Dag: fredag;');
  });

  it('holds p, correction, the year before, the change and who has reported, after the older columns', () => {
    const checkIns = { bytes: bytes(checkInsFile()), name: 'c.csv' };
    const csv = areasCsv(picture({ checkIns }));
    const header = csv.slice(1).split('\r\n')[0]?.split(';').slice(20, -3) ?? [];
    const values = cells(csv)[0]?.slice(20, -3) ?? [];
    const row = Object.fromEntries(header.map((name, i) => [name, values[i]]));
    expect(row).toMatchObject({ utanför_spannet_men_kan_vara_slump_bland_många: 'nej', året_före: '' });
    expect(row).toMatchObject({ mot_föregående_procent: '', brukar_rapportera: '3', har_rapporterat: '2' });
    expect(row['p']).toMatch(/^0(,\d{1,4})?$/);
    expect(row['mot_föregående_p']).toMatch(/^0,\d{1,4}$/);
  });

  it('leaves periods before the data begin empty, nearest last', () => {
    const [first = []] = cells(areasCsv(picture({ period: '2026-W30' })));
    const before = first.slice(8, 20);
    expect(before).toEqual([...Array(10).fill(''), '2', '2']);
  });

  it('says "ongoing" of what cannot be judged before the period is over', () => {
    const early = areasCsv(picture({ now: Date.UTC(2026, 10, 21, 22) / 1000 }));
    expect(cells(early).map((row) => row[7])).toEqual(['fler än väntat', 'pågår']);
  });
});

describe('No text of a file becomes a formula in a spreadsheet:', () => {
  it.each([
    ['=SUM(A1)', `"'=SUM(A1)"`],
    ['+46', '+46'.replace('+46', `"'+46"`)],
    ['-cmd', `"'-cmd"`],
    ['@x', `"'@x"`],
    ['\t=1', `"'\t=1"`],
    [' =1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['-5', '-5'],
    ['-5,5', '"-5,5"'],
    ['a;b', '"a;b"'],
    ['a"b', '"a""b"'],
    ['Klotter', 'Klotter'],
  ])('%s', (category, cell) => {
    const line = incidentsCsv(withIncident(category)).split('\r\n')[1] ?? '';
    expect(line).toContain(`;2026-11-18 06:00;${cell};Utanför områdena;14,205;57,775;`);
  });

  it('nor does the name of an area', () => {
    expect(areasCsv(ours)).toContain(`;"'=SUM(A1)";0;`);
  });
});

describe('GeoJSON', () => {
  const withHole: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [[square(14, 57, 1).reverse(), square(14.2, 57.2, 0.1)]],
  };

  it('turns outer rings counter-clockwise and holes clockwise, however they came', () => {
    const turns = (shape: MultiPolygon): number[] =>
      shape.coordinates.flat().map((ring) => Math.sign(signedArea(ring)));
    expect(turns(withHole)).toEqual([-1, 1]);
    expect(turns(rightHanded(withHole))).toEqual([1, -1]);
    expect(turns(rightHanded(rightHanded(withHole)))).toEqual([1, -1]);
  });

  it.each(GEOJSON_LAYERS)('layer %s says period, selection and source beside and in each feature', (layer) => {
    const file = pictureGeoJson({ ...withIncident('Klotter'), gone: cooled.gone }, layer);
    const about = { period: '2026-W47', filters: '', source: 'händelser.csv' };
    expect(file).toMatchObject({ type: 'FeatureCollection', name: layer, ...about });
    expect(file.features.length).toBeGreaterThan(0);
    for (const feature of file.features) expect(feature.properties).toMatchObject(about);
  });

  it('writes closed rings, right-handed, in WGS 84 with at most 7 decimals', () => {
    for (const layer of ['hotspots', 'cells', 'areas'] as const) {
      for (const { geometry } of pictureGeoJson(ours, layer).features) {
        if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error(geometry.type);
        const polygons: Position[][][] = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
        for (const [outer = []] of polygons) {
          expect(outer[0]).toEqual(outer[outer.length - 1]);
          expect(signedArea(outer)).toBeGreaterThan(0);
          for (const [lon = 0, lat = 0] of outer) {
            expect(lon > 14 && lon < 15 && lat > 57 && lat < 58).toBe(true);
            expect(String(lon).length).toBeLessThanOrEqual(10);
          }
        }
      }
    }
  });

  it('says of each area how its count stands, and who has reported', () => {
    const checkIns = { bytes: bytes(checkInsFile()), name: 'c.csv' };
    const [west, east] = pictureGeoJson(picture({ checkIns }), 'areas').features;
    expect(west?.properties).toMatchObject({ previous: 2, change_percent: null, corrected: false, year_before: null });
    expect(west?.properties).toMatchObject({ usual_reporters: 3, have_reported: 2, coverage: 'some-missing' });
    expect(east?.properties).toMatchObject({ usual_reporters: 1, have_reported: 0, coverage: 'nobody' });
    expect(west?.properties?.p).toBeLessThan(0.05);
  });

  it('draws hexagons of six corners and the area of the square', () => {
    const { features } = pictureGeoJson(picture({ shape: 'hexagon' }), 'cells');
    const rings = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : []));
    expect(new Set(rings.map((ring) => ring.length))).toEqual(new Set([7]));
    const metres = (rings[0] ?? []).map(([lon = 0, lat = 0]) => toSweref(lon, lat));
    // Seven decimals of a degree are a centimetre.
    expect(Math.abs(signedArea(metres) / 2 - 250 * 250)).toBeLessThan(10);
  });

  it('holds what has cooled, with its course as text', () => {
    const { features } = pictureGeoJson(cooled, 'gone');
    expect(features.map(({ properties }) => properties)).toMatchObject([{ last: '2026-W46', count: 0 }]);
    expect(features[0]?.properties?.hot).toBe(`${'0, '.repeat(11)}1, 0`);
  });

  it('holds each hotspot with its number, count, and when', () => {
    const [hotspot] = pictureGeoJson(ours, 'hotspots').features;
    expect(hotspot?.properties).toMatchObject({ number: 1, kind: 'significant', times: 'lördag, mest kl. 20–22' });
    expect(hotspot?.properties?.count).toBe(13);
    expect(hotspot?.properties).toMatchObject({ story: 'new', story_words: 'ny', series: `${'1, '.repeat(12)}13` });
  });

  it('of nothing is an empty collection', () => {
    expect(pictureGeoJson(ours, 'incidents').features).toEqual([]);
  });
});
