/** What the app keeps for starts without network: its own files, and the ground of the own areas, with a bound. */
import { describe, expect, it } from 'vitest';
import { offlineFiles } from '../../scripts/service-worker';
import { headersFile, hostsOf } from '../../scripts/security-headers';
import { groundTiles, tileAt } from '../../src/map/ground-tiles';
import { sheetsOf } from '../../src/map/keep-ground';

type Bundle = Parameters<typeof offlineFiles>[0];
const chunk = (modules: string[], imports: string[], more: Record<string, unknown> = {}): unknown => ({
  ...{ type: 'chunk', isEntry: false, moduleIds: modules, imports },
  ...more,
});
const square = (west: number, south: number, size: number): GeoJSON.MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  ],
});

describe('the files of a version', () => {
  it('are those of the entry, the reporting screens and the map, with what they import and their styles', () => {
    const bundle = {
      'assets/index.js': chunk(['/a/src/main.ts'], ['assets/shared.js'], { isEntry: true }),
      'assets/shared.js': chunk(['/a/src/ui/Shell.svelte'], []),
      'assets/form.js': chunk(['/a/src/screens/report/Report.svelte'], ['assets/shared.js', 'assets/turf.js'], {
        viteMetadata: { importedCss: new Set(['assets/form.css']), importedAssets: new Set() },
      }),
      'assets/Report.js': chunk([], ['assets/form.js'], { facadeModuleId: '/a/src/screens/report/Report.svelte' }),
      'assets/turf.js': chunk(['/a/node_modules/turf.js'], []),
      'assets/MapView.js': chunk(['C:\\a\\src\\map\\MapView.svelte'], []),
      'assets/maplibre-gl-worker-abc.js': { type: 'asset' },
      'assets/pptx.js': chunk(['/a/src/picture/formats/published/pptx.ts'], ['assets/shared.js']),
      'assets/Situation.js': chunk(['/a/src/screens/situation/Situation.svelte'], []),
    } as unknown as Bundle;
    expect(offlineFiles(bundle)).toEqual([
      'assets/MapView.js',
      'assets/Report.js',
      'assets/form.css',
      'assets/form.js',
      'assets/index.js',
      'assets/maplibre-gl-worker-abc.js',
      'assets/shared.js',
      'assets/turf.js',
    ]);
  });

  it('are told from an old version’s by a file that no host may keep', () => {
    expect(headersFile(hostsOf({}))).toMatch(/\/service-worker\.js\n {2}Cache-Control: no-cache/);
  });
});

describe('the ground of the own areas', () => {
  it('numbers tiles as every map does', () => {
    expect(tileAt(0, 0, 1)).toEqual({ z: 1, x: 1, y: 1 });
    // Öxnehaga at zoom 14; from the formula of the OpenStreetMap wiki.
    const n = 2 ** 14;
    const phi = (57.775 * Math.PI) / 180;
    const y = Math.floor(((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * n);
    expect(tileAt(14.264, 57.775, 14)).toEqual({ z: 14, x: Math.floor(((14.264 + 180) / 360) * n), y });
    expect(tileAt(-180, 89, 3)).toEqual({ z: 3, x: 0, y: 0 });
    expect(tileAt(180, -89, 3)).toEqual({ z: 3, x: 7, y: 7 });
  });

  it('covers each area, coarse before fine, no tile twice and never more than the limit', () => {
    const areas = [square(14.25, 57.77, 0.02), square(14.26, 57.77, 0.02)];
    const tiles = groundTiles(areas, [8, 12, 14], 1000);
    expect(tiles[0]?.z).toBe(8);
    expect(new Set(tiles.map(({ z, x, y }) => `${z}/${x}/${y}`)).size).toBe(tiles.length);
    expect(tiles).toContainEqual(tileAt(14.28, 57.79, 14));
    expect(groundTiles(areas, [8, 12, 14], 3)).toHaveLength(3);
    expect(groundTiles([{ type: 'MultiPolygon', coordinates: [] }], [14], 10)).toEqual([]);
  });

  it('comes with the signs and the letters of its style', () => {
    const style = {
      ...{
        version: 8 as const,
        sources: {},
        sprite: 'https://t.example/sprite',
        glyphs: 'https://t.example/{fontstack}/{range}.pbf',
      },
      layers: [{ id: 'n', type: 'symbol' as const, source: 's', layout: { 'text-font': ['Noto Sans Regular'] } }],
    };
    expect(sheetsOf(style, true)).toEqual([
      'https://t.example/sprite@2x.json',
      'https://t.example/sprite@2x.png',
      'https://t.example/Noto%20Sans%20Regular/0-255.pbf',
      'https://t.example/Noto%20Sans%20Regular/256-511.pbf',
    ]);
    expect(sheetsOf({ version: 8, sources: {}, layers: [] }, false)).toEqual([]);
  });
});
