/** The area that is looked at: a strong line with a casing, visible on every ground. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapArea } from '../shapes';

export function areaOutlineDrawing(area: MapArea | null, { colours }: Manner): Drawing {
  return {
    source: 'area-outline',
    data: collection(area ? [{ type: 'Feature', properties: { id: area.id }, geometry: area.geometry }] : []),
    layers: [
      {
        id: layerId('area-outline-casing'),
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colours.halo, 'line-width': 6, 'line-opacity': 0.9 },
      },
      {
        id: layerId('area-outline-line'),
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colours.accent, 'line-width': 3 },
      },
    ],
  };
}
