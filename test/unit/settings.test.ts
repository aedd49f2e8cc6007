/** Lists of places as they come, likely doubles, rules and look before they are sent. */
import { describe, expect, it } from 'vitest';
import { toSweref } from '../../src/analysis/sweref99tm';
import { imageKind, isBasemapAddress } from '../../src/domain/look';
import { idleSteps, rulesIssues } from '../../src/domain/rules';
import type { Place } from '../../src/domain/setting';
import { likelyDoubles } from '../../src/import/place-doubles';
import { openPlaces, placesOfTable } from '../../src/import/place-list';
import type { PlaceList } from '../../src/import/place-list';
import { ImportProblem } from '../../src/import/problem';
import { saySentence } from '../../src/import/words';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
async function read(text: string, name = 'platser.csv'): Promise<PlaceList> {
  const file = await openPlaces(bytes(text), name);
  return file.kind === 'geojson' ? file.list : placesOfTable(file.table, file.columns);
}
const TORGET = { name: 'Torget', lon: 14.1631, lat: 57.7844 };

describe('a list of places', () => {
  it('is read in degrees and in SWEREF 99 TM, with the columns mixed up or not, to the same places', async () => {
    const [east, north] = toSweref(TORGET.lon, TORGET.lat).map((metres) => metres.toFixed(2)) as [string, string];
    const dot = (value: number): string => String(value).replace('.', ',');
    for (const [lat, lon, notes] of [
      [dot(TORGET.lat), dot(TORGET.lon), []],
      [dot(TORGET.lon), dot(TORGET.lat), ['notePlacesSwapped']],
      [north.replace('.', ','), east, ['notePlacesSweref']],
      [east, north, ['notePlacesSweref', 'notePlacesSwapped']],
    ] as const) {
      const list = await read(`Namn;Lat;Lon\n"Torget";"${lat}";"${lon}"\nParken;57,7;14,2\n`);
      expect(list.refused).toEqual([]);
      expect(list.places[0]?.name).toBe('Torget');
      expect(list.places[0]?.lon).toBeCloseTo(TORGET.lon, 5);
      expect(list.places[0]?.lat).toBeCloseTo(TORGET.lat, 5);
      expect(list.notes.map(({ key }) => key)).toEqual(notes);
    }
  });

  it('names each row that cannot be a place, with its line', async () => {
    const list = await read('Plats;N;E\nTorget;57,78;14,16\n;57,78;14,16\nHem;;\nParis;48,85;2,35\nFel;abc;14\n');
    expect(list.places.map(({ line }) => line)).toEqual([2]);
    expect(list.refused.map(({ line, reason }) => [line, reason.key])).toEqual([
      [3, 'placeNoName'],
      [4, 'placeNoPosition'],
      [5, 'placeNotInSweden'],
      [6, 'placeNoPosition'],
    ]);
    for (const language of ['sv', 'en'] as const)
      for (const { reason } of list.refused) expect(saySentence(language, reason)).not.toMatch(/\{\{|^place/);
  });

  it('waits for its columns where the headings do not tell', async () => {
    const file = await openPlaces(bytes('Objektnamn;Kol A;Kol B\nTorget;57,78;14,16\n'), 'x.csv');
    if (file.kind !== 'table') throw new Error('a table was expected');
    expect(file.columns).toEqual({ name: null, north: null, east: null });
    expect(placesOfTable(file.table, file.columns).places).toEqual([]);
    const chosen = { name: 'Objektnamn', north: 'Kol A', east: 'Kol B' };
    expect(placesOfTable(file.table, chosen).places).toHaveLength(1);
  });

  it('is read from GeoJSON; surfaces are named, and what is no GeoJSON is a sentence', async () => {
    const [east, north] = toSweref(TORGET.lon, TORGET.lat);
    const point = (coordinates: unknown, properties: unknown): unknown => ({
      ...{ type: 'Feature', properties, geometry: { type: 'Point', coordinates } },
    });
    const list = await read(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          point([TORGET.lon, TORGET.lat], { namn: 'Torget' }),
          point([east, north, 12], { Benämning: 'Torget norr' }),
          { type: 'Feature', properties: { name: 'Parken' }, geometry: { type: 'Polygon', coordinates: [] } },
          point(['14', '57'], { name: 'Text' }),
          null,
        ],
      }),
      'platser.geojson',
    );
    expect(list.places.map(({ name }) => name)).toEqual(['Torget', 'Torget norr']);
    expect(list.places[1]?.lon).toBeCloseTo(TORGET.lon, 5);
    expect(list.refused.map(({ reason }) => reason.key)).toEqual([
      'placeNotAPoint',
      'placeNoPosition',
      'placeNotAPoint',
    ]);
    for (const [text, key] of [
      ['{"type":', 'placesBrokenJson'],
      ['{"hej": 1}', 'placesNoGeoJson'],
      ['{"type":"FeatureCollection","features":[]}', 'placesNone'],
      ['', 'fileEmpty'],
      ['%PDF-1.7', 'filePdf'],
    ] as const) {
      const problem = await read(text).catch((error: unknown) => error);
      expect(problem, text).toBeInstanceOf(ImportProblem);
      expect((problem as ImportProblem).said.key).toBe(key);
    }
  });
});

describe('likely doubles', () => {
  const place = (id: string, name: string, metresEast: number): Place => ({
    ...{ id, name, areaId: null, lat: 57.78, lon: 14.16 + metresEast / (111_133 * Math.cos((57.78 * Math.PI) / 180)) },
  });
  it('are named alike and near, the same a little farther off, or on one spot; never merely near', () => {
    const found = likelyDoubles([
      place('a', 'Öxnehaga centrum', 0),
      place('b', 'Oxnehaga Centrum', 300),
      place('c', 'Öxnehaga centrumet', 100),
      place('d', 'Skolan', 60),
      place('e', 'Biblioteket', 62),
      place('f', 'Öxnehaga centrum', 1500),
    ]);
    expect(found.map(({ keep, other, reason }) => [keep, other, reason])).toEqual([
      ['a', 'b', 'same-name'],
      ['c', 'a', 'alike'],
      ['e', 'd', 'same-spot'],
    ]);
    expect(found[0]?.metres).toBeCloseTo(300, -1);
  });
});

describe('what is typed before it is sent', () => {
  it('is a rule that can hold', () => {
    const rules = {
      ...{ reviewRequired: true, sessionHours: 12, secondFactorRequired: false },
      retentionDays: { freeText: null, placeAndTime: null, row: null },
    };
    expect(rulesIssues(rules)).toEqual([]);
    expect(rulesIssues({ ...rules, sessionHours: 0.5 })).toEqual(['hours']);
    expect(
      rulesIssues({ ...rules, sessionHours: NaN, retentionDays: { freeText: 29, placeAndTime: 30, row: 40_000 } }),
    ).toEqual(['hours', 'days-freeText', 'days-row']);
    expect(idleSteps({ freeText: 900, placeAndTime: 100, row: 365 })).toEqual(['freeText']);
    expect(idleSteps({ freeText: 900, placeAndTime: 100, row: null })).toEqual([]);
  });

  it('is a picture by its bytes, and an address of a map', () => {
    expect(imageKind(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg');
    expect(imageKind(bytes('<svg/>'))).toBeNull();
    expect(imageKind(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBeNull();
    for (const good of ['plain', 'karta/kommun.pmtiles', 'stil.json', 'https://karta.example.se/stil?nyckel=1'])
      expect(isBasemapAddress(good), good).toBe(true);
    for (const bad of [
      '',
      '//evil.example/x.json',
      '../x.json',
      'http://karta.example',
      'javascript:alert(1)',
      'karta',
    ])
      expect(isBasemapAddress(bad), bad).toBe(false);
  });
});
