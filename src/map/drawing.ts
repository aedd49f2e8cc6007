/** One source with its layers, as plain data: what a layer file makes and what the map is told to show. */
import type { FeatureCollection, Geometry, GeoJsonProperties } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

/** How the ground lets us draw: its colours and the font that it can write. */
export interface Manner {
  colours: Palette;
  font: string[];
}

/** A layer without its source: the drawing adds it. */
type WithoutSource<L> = L extends { source: string } ? Omit<L, 'source'> : never;
export type DrawnLayer = WithoutSource<LayerSpecification>;

export interface Drawing {
  source: string;
  data: FeatureCollection<Geometry, GeoJsonProperties>;
  layers: DrawnLayer[];
  /** Pixels within which points become one; left out: every point by itself. */
  cluster?: number;
}

export function collection(
  features: FeatureCollection<Geometry, GeoJsonProperties>['features'],
): FeatureCollection<Geometry, GeoJsonProperties> {
  return { type: 'FeatureCollection', features };
}
