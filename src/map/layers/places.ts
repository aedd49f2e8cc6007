/** Named places of the municipality's own gazetteer. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapPlace } from '../shapes';

export function placesDrawing(places: MapPlace[], { colours, font }: Manner): Drawing {
  return {
    source: 'places',
    data: collection(
      places.map(({ name, lon, lat }) => ({
        type: 'Feature',
        properties: { name },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    ),
    layers: [
      {
        id: layerId('places-dot'),
        type: 'circle',
        minzoom: 11,
        paint: {
          'circle-radius': 2.5,
          'circle-color': colours.inkSoft,
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 1,
        },
      },
      {
        id: layerId('places-name'),
        type: 'symbol',
        minzoom: 12.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': font,
          'text-size': 11.5,
          'text-anchor': 'left',
          'text-offset': [0.6, 0],
          'text-max-width': 9,
        },
        paint: { 'text-color': colours.inkSoft, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
      },
    ],
  };
}
