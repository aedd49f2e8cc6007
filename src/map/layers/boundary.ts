/** The municipality's boundary: dashed, in the background. */
import type { MultiPolygon } from 'geojson';
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';

export function boundaryDrawing(boundary: MultiPolygon | null, { colours }: Manner): Drawing {
  return {
    source: 'boundary',
    data: collection(boundary ? [{ type: 'Feature', properties: {}, geometry: boundary }] : []),
    layers: [
      {
        id: layerId('boundary-line'),
        type: 'line',
        paint: { 'line-color': colours.line, 'line-width': 1.5, 'line-dasharray': [4, 3] },
      },
    ],
  };
}
