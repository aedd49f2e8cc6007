/** Where: grid, density, hotspots, those that are gone, and how well they foretold, as plain data of the picture. */
import type { Analysis, GridResult, Hotspot } from '../analysis/types';
import { categoryCounts, copyTimes, finite } from './compose-figures';
import type { PictureGrid, PictureHotspot, SituationPicture } from './types';

function gridOf({ cell, shape, east, north, count, z, q }: GridResult): PictureGrid {
  return {
    cell,
    shape,
    cells: Array.from(count, (each, i) => ({
      east: east[i],
      north: north[i],
      count: each,
      z: finite(z[i]),
      q: finite(q[i]),
    })),
  };
}

function hotspotOf(hotspot: Hotspot, nameOf: (category: number) => string): PictureHotspot {
  const { kind, name, count, expected, story } = hotspot;
  return {
    ...{ kind, name, count, expected, story },
    cells: [...hotspot.cells],
    z: finite(hotspot.z),
    q: finite(hotspot.q),
    series: [...hotspot.series],
    hot: [...hotspot.hot],
    categories: categoryCounts(hotspot.categories, nameOf),
    hotTimes: copyTimes(hotspot.hotTimes),
    centre: { ...hotspot.centre },
    outline: structuredClone(hotspot.outline),
  };
}

type Places = Pick<SituationPicture, 'grid' | 'density' | 'hotspots' | 'gone' | 'hindsight'>;

/** @returns copies: nothing of the analysis is shared. */
export function placesOf(analysis: Analysis, nameOf: (category: number) => string): Places {
  return {
    grid: gridOf(analysis.grid),
    density: structuredClone(analysis.density),
    hotspots: analysis.hotspots.map((hotspot) => hotspotOf(hotspot, nameOf)),
    gone: structuredClone(analysis.gone),
    hindsight: structuredClone(analysis.hindsight),
  };
}
