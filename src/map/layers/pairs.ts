/** Points that may be the same as the one looked at: a dashed line to each, a ring around it and its letter in the list of the screen. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapPair } from '../shapes';

export function pairsDrawings(pairs: MapPair[], { colours, font }: Manner): Drawing[] {
  return [
    {
      source: 'pair-lines',
      data: collection(
        pairs.map(({ from, to }) => ({
          type: 'Feature',
          properties: {},
          geometry: {
            type: 'LineString',
            coordinates: [
              [from.lon, from.lat],
              [to.lon, to.lat],
            ],
          },
        })),
      ),
      layers: [
        {
          id: layerId('pair-line'),
          type: 'line',
          paint: { 'line-color': colours.hotspot, 'line-width': 2, 'line-dasharray': [2, 2] },
        },
      ],
    },
    {
      source: 'pair-ends',
      data: collection(
        pairs.map(({ from, to, label }) => ({
          type: 'Feature',
          // On the far side of the point looked at, whose ring it would else lie in.
          properties: { label, west: to.lon < from.lon, south: to.lat < from.lat },
          geometry: { type: 'Point', coordinates: [to.lon, to.lat] },
        })),
      ),
      layers: [
        {
          id: layerId('pair-ring'),
          type: 'circle',
          paint: {
            'circle-color': 'rgba(0, 0, 0, 0)',
            'circle-radius': 10,
            'circle-stroke-color': colours.hotspot,
            'circle-stroke-width': 2.5,
          },
        },
        {
          id: layerId('pair-label'),
          type: 'symbol',
          layout: {
            'text-field': ['get', 'label'],
            'text-font': font,
            'text-size': 14,
            'text-offset': [
              'case',
              ['all', ['get', 'west'], ['get', 'south']],
              ['literal', [-1, 1]],
              ['get', 'west'],
              ['literal', [-1, -1]],
              ['get', 'south'],
              ['literal', [1, 1]],
              ['literal', [1, -1]],
            ],
            'text-allow-overlap': true,
          },
          paint: { 'text-color': colours.hotspot, 'text-halo-color': colours.halo, 'text-halo-width': 2 },
        },
      ],
    },
  ];
}
