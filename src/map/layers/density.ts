/** Density: the bands of the analysis, each drawn above the one that contains it. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { DensityBand } from '../../analysis/types';

export function densityDrawing(bands: DensityBand[], { colours }: Manner): Drawing {
  const last = Math.max(1, bands.length - 1);
  return {
    source: 'density',
    data: collection(
      bands.map((band, i) => ({
        type: 'Feature',
        properties: {
          rank: i,
          colour: colours.sequence[Math.round((i / last) * (colours.sequence.length - 1))] ?? colours.hotspot,
        },
        geometry: band.shape,
      })),
    ),
    layers: [
      {
        id: layerId('density-fill'),
        type: 'fill',
        layout: { 'fill-sort-key': ['get', 'rank'] },
        paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.45 },
      },
    ],
  };
}
