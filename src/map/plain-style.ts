/** The built-in basemap: land, lakes, towns and what the screen draws itself. Needs no network; text is drawn from the browser's own fonts. */
import type { StyleSpecification } from 'maplibre-gl';
import { LAKE_NAMES, LAKES } from './lakes';
import type { Palette } from './palette';
import { TOWN_POINTS } from './towns';

export const PLAIN_FONT = ['Inter', 'system-ui', 'sans-serif'];

export function plainStyle(colours: Palette): StyleSpecification {
  const halo = { 'text-halo-color': colours.halo, 'text-halo-width': 1.5 };
  return {
    version: 8,
    name: 'plain',
    // No `glyphs`: MapLibre then draws letters itself instead of asking a server for them.
    sources: {
      lakes: {
        type: 'geojson',
        data: LAKES,
        attribution: '<a href="https://www.naturalearthdata.com/" target="_blank" rel="noopener">Natural Earth</a>',
      },
      'lake-names': { type: 'geojson', data: LAKE_NAMES },
      towns: { type: 'geojson', data: TOWN_POINTS, attribution: 'SCB' },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.land } },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': colours.water } },
      {
        id: 'lake-names',
        type: 'symbol',
        source: 'lake-names',
        layout: { 'text-field': ['get', 'name'], 'text-font': PLAIN_FONT, 'text-size': 13, 'text-letter-spacing': 0.1 },
        paint: { 'text-color': colours.accent, 'text-opacity': 0.75 },
      },
      {
        id: 'towns',
        type: 'symbol',
        source: 'towns',
        filter: ['any', ['<=', ['get', 'rank'], 1], ['>=', ['zoom'], ['+', 6.5, ['get', 'rank']]]],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': PLAIN_FONT,
          'text-size': ['match', ['get', 'rank'], 1, 16, 2, 13, 12],
          'symbol-sort-key': ['get', 'rank'],
        },
        paint: { 'text-color': colours.inkSoft, ...halo },
      },
    ],
  };
}
