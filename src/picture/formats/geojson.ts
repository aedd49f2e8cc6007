/**
 * GeoJSON (RFC 7946) that opens right in QGIS: WGS 84, outer rings counter-clockwise, 7 decimals (about a centimetre). What the file shows
 * stands both beside the features and in each of them, since QGIS reads only the latter.
 */
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { toWgs84 } from '../../analysis/sweref99tm';
import { timesInWords } from '../period-words';
import { storyInWords } from '../places-in-words';
import { signedArea } from '../ring';
import { isOngoing, shownVerdict } from '../shown-verdict';
import type { Language, PictureArea, PictureCell, PictureGrid, PictureHotspot, SituationPicture } from '../types';
import { say } from '../words';
import { ringOfCell } from './cell-shapes';
import { filtersInWords } from './csv';

export const GEOJSON_LAYERS = ['hotspots', 'gone', 'cells', 'areas', 'incidents'] as const;
export type GeoJsonLayer = (typeof GEOJSON_LAYERS)[number];

/** A collection with foreign members (RFC 7946, section 6.1). */
export interface PictureCollection extends FeatureCollection {
  name: string;
  period: string;
  filters: string;
  source: string;
  createdAt: string;
}

type Properties = Record<string, string | number | boolean | null>;

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

function cellPolygon(grid: PictureGrid, cell: PictureCell): Polygon {
  return { type: 'Polygon', coordinates: [ringOfCell(grid, cell).map(([x = 0, y = 0]) => rounded(toWgs84(x, y)))] };
}

/** What happened most, at most three: `Klotter (4), Glaskross (2)`. */
function topCategories(categories: readonly { name: string; count: number }[]): string {
  return categories
    .slice(0, 3)
    .map(({ name, count }) => `${name} (${count})`)
    .join(', ');
}

/** Lists become text: QGIS has no list in its table of attributes. */
const series = (of: Pick<PictureHotspot, 'series' | 'hot'>): Properties => ({
  series: of.series.join(', '),
  hot: of.hot.map(Number).join(', '),
});

function hotspotProperties(hotspot: PictureHotspot, number: number, language: Language): Properties {
  const { name, kind, count, expected, z, q, story, categories, hotTimes } = hotspot;
  return {
    ...{ number, name, kind, count, expected, z, q, story },
    story_words: storyInWords(hotspot, language),
    ...series(hotspot),
    categories: topCategories(categories),
    times: timesInWords(hotTimes, language),
  };
}

function areaProperties(area: PictureArea, picture: SituationPicture): Properties {
  const { id, name, count, expected, p, q, verdict, corrected, yearBefore, coverage } = area;
  const change = isOngoing(picture) ? null : area.change;
  return {
    ...{ id, name, count, expected_low: expected?.low ?? null, expected_high: expected?.high ?? null, verdict },
    verdict_words: say(picture.language, `verdict_${shownVerdict(picture, verdict)}`),
    ...{ p, q, corrected, year_before: yearBefore?.count ?? null },
    ...{ previous: area.change?.before ?? null, change_p: change?.p ?? null, change_percent: change?.percent ?? null },
    ...{ usual_reporters: coverage?.expected ?? null, have_reported: coverage?.reported ?? null },
    coverage: coverage?.mark ?? null,
  };
}

function featuresOf(picture: SituationPicture, layer: GeoJsonLayer): { geometry: Geometry; properties: Properties }[] {
  const { language, grid } = picture;
  switch (layer) {
    case 'hotspots':
      return picture.hotspots.map((hotspot, i) => ({
        geometry: rightHanded(hotspot.outline),
        properties: hotspotProperties(hotspot, i + 1, language),
      }));
    case 'gone':
      return picture.gone.map(({ outline, name, last, count, ...of }) => ({
        geometry: rightHanded(outline),
        properties: { name, last, count, ...series(of) },
      }));
    case 'cells':
      return grid.cells.map((cell) => ({
        geometry: cellPolygon(grid, cell),
        properties: { ...cell, cell: grid.cell, shape: grid.shape },
      }));
    case 'areas':
      return picture.areas.map((area) => ({
        geometry: rightHanded(area.geometry),
        properties: areaProperties(area, picture),
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
