/** Single incidents; where many lie close, one disc with their number. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapIncident } from '../shapes';

export function incidentsDrawing(incidents: MapIncident[], chosen: string | null, { colours, font }: Manner): Drawing {
  const many = ['has', 'point_count'] as const;
  const one = ['!', ['has', 'point_count']];
  return {
    source: 'incidents',
    cluster: 44,
    data: collection(
      incidents.map(({ id, lon, lat }) => ({
        type: 'Feature',
        properties: { id, chosen: id === chosen },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    ),
    layers: [
      {
        id: layerId('incidents-cluster'),
        type: 'circle',
        filter: ['has', 'point_count'],
        paint: {
          'circle-color': colours.accent,
          'circle-opacity': 0.9,
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 2,
          // The surface of the disc, not its radius, grows with the number.
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'point_count']], 1, 10, 30, 34],
        },
      },
      {
        id: layerId('incidents-point'),
        type: 'circle',
        filter: one as never,
        paint: {
          'circle-color': colours.accent,
          'circle-radius': 6,
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 1.5,
        },
      },
      {
        id: layerId('incidents-chosen'),
        type: 'circle',
        filter: ['all', one as never, ['==', ['get', 'chosen'], true]],
        paint: {
          'circle-color': 'rgba(0, 0, 0, 0)',
          'circle-radius': 12,
          'circle-stroke-color': colours.ink,
          'circle-stroke-width': 2.5,
        },
      },
      {
        id: layerId('incidents-count'),
        type: 'symbol',
        filter: [...many],
        layout: {
          'text-field': ['to-string', ['get', 'point_count']],
          'text-font': font,
          'text-size': 12,
          'text-allow-overlap': true,
          // The number keeps the names of areas off its disc.
          'text-padding': 9,
        },
        paint: { 'text-color': colours.tone === 'dark' ? '#06222e' : '#ffffff' },
      },
    ],
  };
}
