/** Places that have cooled: a thin dashed outline, so that one sees where it was without taking it for a hotspot of today. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapGone } from '../shapes';

export function goneDrawing(gone: MapGone[], { colours }: Manner): Drawing {
  return {
    source: 'gone',
    data: collection(gone.map(({ name, outline }) => ({ type: 'Feature', properties: { name }, geometry: outline }))),
    layers: [
      {
        id: layerId('gone-outline-line'),
        type: 'line',
        paint: { 'line-color': colours.ink, 'line-width': 1.25, 'line-opacity': 0.8, 'line-dasharray': [3, 2.5] },
      },
    ],
  };
}
