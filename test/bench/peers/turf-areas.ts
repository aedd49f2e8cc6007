/** Turf's own ways to say which polygon a point lies in. */
import { booleanPointInPolygon, tag } from '@turf/turf';
import type { Areas, Incidents } from '../features';

/** `tag` writes the area into a copy of each feature. */
export function tagAreas(incidents: Incidents, areas: Areas): Int16Array {
  const tagged = tag(incidents, areas, 'area', 'area');
  return Int16Array.from(tagged.features, ({ properties }) => (properties?.['area'] as number | undefined) ?? -1);
}

export function loopAreas(incidents: Incidents, areas: Areas): Int16Array {
  return Int16Array.from(incidents.features, (incident) =>
    areas.features.findIndex((area) => booleanPointInPolygon(incident, area)),
  );
}
