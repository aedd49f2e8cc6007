/** which-polygon: an R-tree over the polygons with its own test. */
import whichPolygon from 'which-polygon';
import type { Areas, Incidents } from '../features';

export function whichPolygonAreas(incidents: Incidents, areas: Areas): Int16Array {
  const query = whichPolygon(areas);
  return Int16Array.from(incidents.features, ({ geometry: { coordinates } }) => {
    const [lon, lat] = coordinates;
    return query([lon, lat])?.area ?? -1;
  });
}
