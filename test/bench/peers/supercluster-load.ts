/** supercluster: the index that a map of clustered points is drawn from. */
import Supercluster from 'supercluster';
import type { Incidents } from '../features';

export function loadClusters(incidents: Incidents): Supercluster {
  return new Supercluster({ radius: 60, maxZoom: 16 }).load(incidents.features);
}

/** Incidents in all clusters of the whole world. */
export function countClustered(clusters: Supercluster): number {
  return clusters
    .getClusters([-180, -85, 180, 85], 0)
    .reduce((sum, { properties }) => sum + (properties.point_count ?? 1), 0);
}
