/** What reading a file of areas ends in: areas with what was mended in them, problems with their place, or one reason why nothing could be read. */
import type { MultiPolygon } from 'geojson';

/** Longitude and latitude, WGS 84. */
export interface At {
  lon: number;
  lat: number;
}

/** What was done to a shape so that it can be an area; `value`: how many, or metres for `simplified`. */
export interface Mended {
  kind: 'closed' | 'reversed' | 'duplicates' | 'crossing' | 'simplified' | 'dropped' | 'renamed' | 'rounded';
  value: number;
}

export interface ReadArea {
  /** Never empty; no two of a file are the same. */
  name: string;
  /** Valid: no ring crosses itself or another, outer rings run counter-clockwise; six decimals; at most MOST_POINTS points. */
  geometry: MultiPolygon;
  mended: Mended[];
}

/** A feature that is no area and why; `at` where it is wrong. */
export interface AreaProblem {
  kind: 'crossing' | 'no-surface' | 'not-polygon' | 'too-many' | 'broken';
  name: string;
  at: At | null;
}

/** Why a file is refused as a whole. */
export type FileRefusal =
  | 'empty'
  | 'too-large'
  | 'shapefile'
  | 'zip-empty'
  | 'zip-several'
  | 'zip-broken'
  | 'kml'
  | 'gml'
  | 'geopackage'
  | 'html'
  | 'pdf'
  | 'office'
  | 'table'
  | 'picture'
  | 'topojson'
  | 'cut-short'
  | 'not-json'
  | 'not-geojson'
  | 'no-areas'
  | 'too-many-areas'
  | 'other-system'
  | 'local-zone'
  | 'elsewhere';

export type System = 'wgs84' | 'sweref99tm';

export type AreaFile =
  | {
      state: 'refused';
      why: FileRefusal;
      /** Named in the sentence: a system, a number. */ detail: string;
      at: At | null;
    }
  | {
      state: 'read';
      system: System;
      /** Latitude (north) stood before longitude (east). */
      swapped: boolean;
      areas: ReadArea[];
      problems: AreaProblem[];
      /** Points in the file and in the areas. */
      pointsBefore: number;
      pointsAfter: number;
    };
