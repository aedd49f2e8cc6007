/**
 * GeoJSON (RFC 7946) that opens right in QGIS: WGS 84, outer rings counter-clockwise, 7 decimals (about a centimetre). What the file shows
 * stands both beside the features and in each of them, since QGIS reads only the latter.
 */
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { toWgs84 } from '../../analysis/sweref99tm';
import { timesInWords } from '../period-words';
import { signedArea } from '../ring';
import { shownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say } from '../words';
import { filtersInWords } from './csv';

export const GEOJSON_LAYERS = ['hotspots', 'cells', 'areas', 'incidents'] as const;
export type GeoJsonLayer = (typeof GEOJSON_LAYERS)[number];

/** A collection with foreign members (RFC 7946, section 6.1). */
export interface PictureCollection extends FeatureCollection {
  name: string;
  period: string;
  filters: string;
  source: string;
  createdAt: string;
}

type Properties = Record<string, string | number | null>;

const DECIMALS = 7;
const rounded = ([lon = 0, lat = 0]: Position): Position => [
  Number(lon.toFixed(DECIMALS)),
  Number(lat.toFixed(DECIMALS)),
];

function windRing(ring: readonly Position[], outer: boolean): Position[] {
  const positions = ring
    .map(rounded)
    .filter(([x, y], i, all) => i === 0 || x !== all[i - 1]?.[0] || y !== all[i - 1]?.[1]);
  return signedArea(positions) > 0 === outer ? positions : positions.reverse();
}

/** Rings as the right-hand rule wants them: outer ones counter-clockwise, holes clockwise. */
export function rightHanded(geometry: MultiPolygon): MultiPolygon {
  const coordinates = geometry.coordinates.map((polygon) => polygon.map((ring, i) => windRing(ring, i === 0)));
  return { type: 'MultiPolygon', coordinates };
}

function square(east: number, north: number, cell: number): Polygon {
  const corners: [number, number][] = [
    [east, north],
    [east + cell, north],
    [east + cell, north + cell],
    [east, north + cell],
    [east, north],
  ];
  return { type: 'Polygon', coordinates: [corners.map(([x, y]) => rounded(toWgs84(x, y)))] };
}

/** What happened most, at most three: `Klotter (4), Glaskross (2)`. */
function topCategories(categories: readonly { name: string; count: number }[]): string {
  return categories
    .slice(0, 3)
    .map(({ name, count }) => `${name} (${count})`)
    .join(', ');
}

function featuresOf(picture: SituationPicture, layer: GeoJsonLayer): { geometry: Geometry; properties: Properties }[] {
  switch (layer) {
    case 'hotspots':
      return picture.hotspots.map(({ outline, kind, name, count, expected, z, q, categories, hotTimes }, i) => ({
        geometry: rightHanded(outline),
        properties: {
          number: i + 1,
          ...{ name, kind, count, expected, z, q },
          categories: topCategories(categories),
          times: timesInWords(hotTimes, picture.language),
        },
      }));
    case 'cells':
      return picture.grid.cells.map(({ east, north, count, z, q }) => ({
        geometry: square(east, north, picture.grid.cell),
        properties: { east, north, cell: picture.grid.cell, count, z, q },
      }));
    case 'areas':
      return picture.areas.map(({ id, name, count, expected, verdict, geometry }) => ({
        geometry: rightHanded(geometry),
        properties: {
          ...{ id, name, count, expected_low: expected?.low ?? null, expected_high: expected?.high ?? null, verdict },
          verdict_words: say(picture.language, `verdict_${shownVerdict(picture, verdict)}`),
        },
      }));
    case 'incidents':
      return picture.incidents.map(({ from, to, category, area, lon, lat }) => ({
        geometry: { type: 'Point', coordinates: rounded([lon, lat]) },
        properties: { occurred_from: from, occurred_to: to, category, area },
      }));
  }
}

/** One layer of the picture as a FeatureCollection; an empty layer is an empty collection, which QGIS opens too. */
export function pictureGeoJson(picture: SituationPicture, layer: GeoJsonLayer): PictureCollection {
  const about = { period: picture.period.key, filters: filtersInWords(picture), source: picture.source };
  const features = featuresOf(picture, layer).map(({ geometry, properties }): Feature => ({
    type: 'Feature',
    properties: { ...properties, ...about },
    geometry,
  }));
  return { type: 'FeatureCollection', name: layer, ...about, createdAt: picture.createdAt, features };
}
