/**
 * A ground from one's own `.pmtiles` file: nothing is asked of a third party. Understands raster tiles and the two usual vector schemas
 * (Protomaps and OpenMapTiles) by the names of their layers. The package is loaded only when the setting asks for it.
 */
import type { addProtocol, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { palette } from './palette';
import { PLAIN_FONT } from './plain-style';

const SOURCE = 'own';
const RASTER_TILE_TYPES = [2, 3, 4, 5]; // png, jpeg, webp, avif in the PMTiles 3 header
let registered = false;

interface VectorLayer {
  id: string;
}

/** Layers of the style for the vector layers that the file has. */
export function vectorLayers(names: readonly string[]): LayerSpecification[] {
  const colours = palette('light');
  const base = { source: SOURCE } as const;
  const has = (name: string): boolean => names.includes(name);
  const layers: LayerSpecification[] = [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.land } },
  ];
  for (const name of ['landuse', 'landcover'].filter(has)) {
    layers.push({
      ...base,
      id: name,
      'source-layer': name,
      type: 'fill',
      paint: { 'fill-color': '#e9ede3', 'fill-opacity': 0.6 },
    });
  }
  if (has('water')) {
    layers.push({
      ...base,
      id: 'water',
      'source-layer': 'water',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colours.water },
    });
  }
  for (const name of ['building', 'buildings'].filter(has)) {
    layers.push({
      ...base,
      id: name,
      'source-layer': name,
      type: 'fill',
      minzoom: 13,
      paint: { 'fill-color': '#e2e3de' },
    });
  }
  for (const name of ['roads', 'transportation'].filter(has)) {
    layers.push({
      ...base,
      id: name,
      'source-layer': name,
      type: 'line',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': '#d3d6cf', 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, 0.4, 18, 10] },
    });
  }
  for (const name of ['places', 'place'].filter(has)) {
    layers.push({
      ...base,
      id: name,
      'source-layer': name,
      type: 'symbol',
      layout: { 'text-field': ['get', 'name'], 'text-font': PLAIN_FONT, 'text-size': 13 },
      paint: { 'text-color': colours.inkSoft, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
    });
  }
  return layers;
}

/**
 * @param register MapLibre's `addProtocol`, handed in so that this file runs without a browser.
 * Throws when the file cannot be reached or is no PMTiles file.
 */
export async function pmtilesStyle(
  url: string,
  signal: AbortSignal,
  register: typeof addProtocol,
): Promise<StyleSpecification> {
  const { PMTiles, Protocol } = await import('pmtiles');
  const file = new PMTiles(url);
  const tooLate = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The basemap file did not answer in time.')), {
      once: true,
    });
  });
  const [header, metadata] = await Promise.race([Promise.all([file.getHeader(), file.getMetadata()]), tooLate]);
  if (!registered) {
    register('pmtiles', new Protocol().tile);
    registered = true;
  }
  const own = (metadata ?? {}) as { vector_layers?: VectorLayer[]; attribution?: string };
  const raster = RASTER_TILE_TYPES.includes(header.tileType);
  return {
    version: 8,
    sources: {
      [SOURCE]: raster
        ? { type: 'raster', url: `pmtiles://${url}`, tileSize: 256, attribution: own.attribution }
        : { type: 'vector', url: `pmtiles://${url}`, attribution: own.attribution },
    },
    layers: raster
      ? [{ id: 'own', type: 'raster', source: SOURCE }]
      : vectorLayers((own.vector_layers ?? []).map((layer) => layer.id)),
  };
}
