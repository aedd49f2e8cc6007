/** A spatial index over the polygons' boxes, and Turf's test for those that the index lets through; the index is part of the work. */
import { bbox, booleanPointInPolygon } from '@turf/turf';
import Flatbush from 'flatbush';
import type { Areas, Incidents } from '../features';

export function flatbushAreas(incidents: Incidents, areas: Areas): Int16Array {
  const index = new Flatbush(areas.features.length);
  const polygons = areas.features.map((area) => {
    const [west, south, east, north] = bbox(area);
    index.add(west, south, east, north);
    return area.geometry;
  });
  index.finish();
  const found = new Int16Array(incidents.features.length);
  incidents.features.forEach(({ geometry: { coordinates } }, i) => {
    const [lon, lat] = coordinates;
    const candidates = index.search(lon, lat, lon, lat).sort((a, b) => a - b);
    found[i] = candidates.find((area) => booleanPointInPolygon(coordinates, polygons[area])) ?? -1;
  });
  return found;
}
