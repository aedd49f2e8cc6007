import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StyleSpecification } from 'maplibre-gl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basemapSetting, fetchBasemap, fontOf, OPEN_FREE_MAP } from '../../src/map/basemap';
import { LAKES } from '../../src/map/lakes';
import { palette } from '../../src/map/palette';
import { plainStyle } from '../../src/map/plain-style';
import { vectorLayers } from '../../src/map/pmtiles-style';

const page = 'https://est.example.se/app/';
const register = (): never => {
  throw new Error('Nothing here registers a protocol.');
};

describe('the setting of the basemap', () => {
  it('is OpenFreeMap positron when nothing is said', () => {
    expect(basemapSetting(undefined, page)).toEqual({ kind: 'style', url: OPEN_FREE_MAP });
    expect(basemapSetting(' ', page)).toEqual({ kind: 'style', url: OPEN_FREE_MAP });
  });

  it('knows a file of one’s own by its ending, also beside the page', () => {
    expect(basemapSetting('kartor/jonkoping.pmtiles', page)).toEqual({
      kind: 'pmtiles',
      url: 'https://est.example.se/app/kartor/jonkoping.pmtiles',
    });
  });

  it('asks nobody for the plain ground or an address that is none', () => {
    expect(basemapSetting('plain', page)).toEqual({ kind: 'plain' });
    expect(basemapSetting('http://[', page)).toEqual({ kind: 'plain' });
  });
});

describe('fetching the ground', () => {
  const style = { version: 8, sources: {}, layers: [] };
  const server = createServer((request, response) => {
    if (request.url === '/style') response.end(JSON.stringify(style));
    else if (request.url === '/text') response.end('not a style');
    else if (request.url === '/other') response.end('{"hello":1}');
    else if (request.url !== '/silent') response.writeHead(503).end();
  });
  let base = '';
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const get = (path: string, signal = new AbortController().signal): Promise<StyleSpecification | null> =>
    fetchBasemap({ kind: 'style', url: base + path }, signal, register);

  it('takes a style that answers', async () => {
    expect(await get('/style')).toEqual(style);
  });

  it('is quietly without one on an error, another text, another JSON', async () => {
    expect(await get('/broken')).toBeNull();
    expect(await get('/text')).toBeNull();
    expect(await get('/other')).toBeNull();
  });

  it('gives up when the map is closed, and after its patience', async () => {
    const closing = new AbortController();
    const waiting = get('/silent', closing.signal);
    closing.abort();
    expect(await waiting).toBeNull();
    expect(await get('/silent')).toBeNull();
  }, 15_000);
});

describe('the ground of one’s own', () => {
  it('writes with the regular font of the style, never with an expression', () => {
    const layers = [
      { id: 'a', type: 'symbol', source: 's', layout: { 'text-font': ['literal', ['X']] } },
      { id: 'b', type: 'symbol', source: 's', layout: { 'text-font': ['Noto Sans Bold', 'Noto Sans Regular'] } },
    ] as StyleSpecification['layers'];
    expect(fontOf({ version: 8, sources: {}, layers })).toEqual(['Noto Sans Regular']);
    expect(fontOf({ version: 8, sources: {}, layers: [] })).toBeNull();
  });

  it('draws the layers that a file has, in both usual schemas', () => {
    expect(vectorLayers(['water', 'roads', 'places', 'pois']).map((layer) => layer.id)).toEqual([
      'ground',
      'water',
      'roads',
      'places',
    ]);
    expect(vectorLayers(['transportation', 'landcover']).map((layer) => layer.id)).toEqual([
      'ground',
      'landcover',
      'transportation',
    ]);
  });
});

describe('the plain ground', () => {
  it('asks no server for letters, tiles or sprites', () => {
    for (const tone of ['light', 'dark'] as const) {
      const style = plainStyle(palette(tone));
      expect(style.glyphs).toBeUndefined();
      expect(style.sprite).toBeUndefined();
      expect(Object.values(style.sources).every((source) => source.type === 'geojson')).toBe(true);
    }
  });

  it('has closed lakes', () => {
    for (const { geometry } of LAKES.features) {
      const ring = geometry.coordinates[0] ?? [];
      expect(ring.length).toBeGreaterThan(30);
      expect(ring.at(-1)).toEqual(ring[0]);
    }
  });
});
