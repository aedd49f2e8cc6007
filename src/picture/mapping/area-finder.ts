/** Which area holds a point, by name. */
import { createAreaLookup } from '../../analysis/area-lookup';
import type { StudyArea } from '../../analysis/types';

/** @returns the name of the area that covers the point (WGS 84); empty: none does. */
export function areaFinder(areas: readonly StudyArea[]): (point: { lon: number; lat: number }) => string {
  const lookup = createAreaLookup(areas);
  return ({ lon, lat }) => areas[lookup.areaOf(lon, lat)]?.name ?? '';
}
