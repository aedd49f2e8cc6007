/** The same incidents as most programs would hold them: one GeoJSON feature each. */
import { featureCollection, point, polygon } from '@turf/turf';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import type { BenchData } from './incidents';

export interface Properties {
  from: number;
  to: number;
  category: number;
}

export type Incidents = FeatureCollection<Point, Properties>;
export type Areas = FeatureCollection<Polygon, { area: number }>;

export function featuresOf({ lon, lat, from, to, category }: BenchData): Incidents {
  return featureCollection(
    Array.from(from, (start, i) => point([lon[i], lat[i]], { from: start, to: to[i], category: category[i] })),
  );
}

export function polygonsOf(data: BenchData): Areas {
  return featureCollection(
    data.areas.map((area, index): Feature<Polygon, { area: number }> =>
      polygon(area.geometry.coordinates[0], { area: index }),
    ),
  );
}
