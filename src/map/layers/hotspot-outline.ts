/** Hotspots: an outline round their cells and the number they have in the list. Dashed where they are the usual week's busiest places only. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapHotspot } from '../shapes';

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
        hotspots.map(({ number, kind, centre }) => ({
          type: 'Feature',
          properties: { number: String(number), kind, rank: number },
          geometry: { type: 'Point', coordinates: [centre.lon, centre.lat] },
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
            'text-allow-overlap': true,
            'symbol-sort-key': ['get', 'rank'],
          },
          paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 2.5 },
        },
      ],
    },
  ];
}
