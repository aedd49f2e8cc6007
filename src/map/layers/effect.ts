/** Where an action's effect is looked for: the place filled, the ring around it dashed, comparisons outlined with their number, those that do not count thin. */
import type { ExpressionSpecification } from 'maplibre-gl';
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapEffect } from '../shapes';

const isKind = (...kinds: MapEffect['kind'][]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];

export function effectDrawings(shapes: MapEffect[], { colours, font }: Manner): Drawing[] {
  return [
    {
      source: 'effect',
      data: collection(
        shapes.map(({ kind, outline }) => ({ type: 'Feature', properties: { kind }, geometry: outline })),
      ),
      layers: [
        {
          id: layerId('effect-fill'),
          type: 'fill',
          filter: isKind('place', 'ring'),
          paint: { 'fill-color': colours.hotspot, 'fill-opacity': ['case', isKind('place'), 0.25, 0.08] },
        },
        {
          id: layerId('effect-line'),
          type: 'line',
          filter: isKind('place', 'comparison'),
          paint: {
            'line-color': ['case', isKind('place'), colours.hotspot, colours.accent],
            'line-width': ['case', isKind('place'), 3, 2],
          },
        },
        {
          id: layerId('effect-ring-line'),
          type: 'line',
          filter: isKind('ring', 'left-out'),
          paint: {
            'line-color': ['case', isKind('ring'), colours.hotspot, colours.inkSoft],
            'line-width': 1.5,
            'line-dasharray': [3, 2.5],
          },
        },
      ],
    },
    {
      source: 'effect-labels',
      data: collection(
        shapes.flatMap(({ label, at }) =>
          label && at
            ? [{ type: 'Feature', properties: { label }, geometry: { type: 'Point', coordinates: [at.lon, at.lat] } }]
            : [],
        ),
      ),
      layers: [
        {
          id: layerId('effect-label'),
          type: 'symbol',
          layout: {
            ...{ 'text-field': ['get', 'label'], 'text-font': font, 'text-size': 15 },
            'text-allow-overlap': true,
          },
          paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 2.5 },
        },
      ],
    },
  ];
}
