/** Hotspots: an outline round their cells and the number they have in the list. Dashed where they are the usual week's busiest places only. */
import type { MultiPolygon, Position } from 'geojson';
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapHotspot } from '../shapes';

/** The northernmost corner, the western one of two: there the number covers neither the middle of the place nor the disc of its incidents. */
function cornerOf(outline: MultiPolygon): Position {
  return outline.coordinates
    .flatMap((part) => part[0] ?? [])
    .reduce(
      (best, at) => {
        const [lon = 0, lat = 0] = at;
        const [bestLon = 0, bestLat = -90] = best;
        return lat > bestLat + 1e-5 || (lat > bestLat - 1e-5 && lon < bestLon) ? at : best;
      },
      [0, -90],
    );
}

export function hotspotDrawings(hotspots: MapHotspot[], { colours, font }: Manner): Drawing[] {
  const significant = ['==', ['get', 'kind'], 'significant'];
  return [
    {
      source: 'hotspots',
      data: collection(
        hotspots.map(({ number, name, kind, outline }) => ({
          type: 'Feature',
          properties: { number, name, kind },
          geometry: outline,
        })),
      ),
      layers: [
        {
          id: layerId('hotspot-outline-casing'),
          type: 'line',
          paint: { 'line-color': colours.halo, 'line-width': ['case', significant as never, 5, 3] },
        },
        {
          id: layerId('hotspot-outline-line'),
          type: 'line',
          paint: {
            'line-color': colours.hotspot,
            'line-width': ['case', significant as never, 3, 1.5],
            'line-opacity': ['case', significant as never, 1, 0.75],
          },
        },
      ],
    },
    {
      source: 'hotspot-numbers',
      data: collection(
        hotspots.map(({ number, kind, outline }) => ({
          type: 'Feature',
          properties: { number: String(number), kind, rank: number },
          geometry: { type: 'Point', coordinates: cornerOf(outline) },
        })),
      ),
      layers: [
        {
          id: layerId('hotspot-number'),
          type: 'symbol',
          layout: {
            'text-field': ['get', 'number'],
            'text-font': font,
            'text-size': 15,
            'text-anchor': 'bottom-left',
            'text-offset': [0, 0.1],
            'text-allow-overlap': true,
            'symbol-sort-key': ['get', 'rank'],
          },
          paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 2.5 },
        },
      ],
    },
  ];
}
