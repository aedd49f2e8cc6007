/**
 * GeoJSON (RFC 7946) of a published picture, one layer a file: WGS 84, outer rings counter-clockwise. What the file shows stands beside the features and in each of
 * them, since QGIS reads only the latter. What has no position is a feature without geometry (RFC 7946, section 3.2).
 */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { timesInWords } from '../../period-words';
import type { PublishedCount, PublishedFigures } from '../../published';
import { isOngoing } from '../../shown-verdict';
import { say } from '../../words';
import { rightHanded } from '../geojson';
import { audienceText, disclosureText, filtersText, sourceText, toldOf, type Edition } from './about';
import { countNumber, countText } from './count';
import { decisionText, storyText, topCategories, verdictWord } from './figures';

export const PUBLISHED_LAYERS = ['areas', 'hotspots', 'actions', 'events'] as const;
export type PublishedLayer = (typeof PUBLISHED_LAYERS)[number];

type Properties = Record<string, string | number | boolean | null>;
type Located = { geometry: Geometry | null; properties: Properties };

/** A collection with foreign members (RFC 7946, section 6.1). */
export interface PublishedCollection extends FeatureCollection<Geometry | null> {
  name: string;
  about: Properties;
}

const point = (position: { lon: number; lat: number } | null): Geometry | null =>
  position && { type: 'Point', coordinates: [Number(position.lon.toFixed(7)), Number(position.lat.toFixed(7))] };

/** A block has ends and words, and no number that a program could take for a count. */
function countProperties(count: PublishedCount, { language }: Edition): Properties {
  const [low, high] = typeof count === 'number' ? [count, count] : count;
  return { count: countNumber(count), count_low: low, count_high: high, count_words: countText(count, language) };
}

function figureProperties(figures: PublishedFigures, edition: Edition): Properties {
  const { count, verdict, expected, corrected, yearBefore } = figures;
  const change = isOngoing(toldOf(edition)) ? null : figures.change;
  return {
    ...countProperties(count, edition),
    ...{ expected_low: expected?.low ?? null, expected_high: expected?.high ?? null, verdict },
    ...{ verdict_words: verdictWord(figures, edition), corrected, year_before: yearBefore?.count ?? null },
    ...{ previous: change?.before ?? null, change_p: change?.p ?? null, change_percent: change?.percent ?? null },
  };
}

function areas(edition: Edition): Located[] {
  const { picture, language } = edition;
  return picture.areas.map((area) => ({
    geometry: rightHanded(area.geometry),
    properties: {
      ...{ id: area.id, name: area.name, status: area.status },
      status_words: area.status && say(language, `status_${area.status}`),
      ...figureProperties(area, edition),
      usual_reporters: area.coverage?.expected ?? null,
      have_reported: area.coverage?.reported ?? null,
      note: area.note,
    },
  }));
}

function hotspots(edition: Edition): Located[] {
  const { picture, language } = edition;
  return picture.hotspots.map((spot, i) => ({
    geometry: rightHanded(spot.outline),
    properties: {
      ...{ number: i + 1, key: spot.key, name: spot.name, kind: spot.kind, area: spot.areaId },
      ...countProperties(spot.count, edition),
      ...{ expected: spot.expected, story: spot.story, story_words: storyText(spot, edition) },
      series: spot.series?.join(', ') ?? null,
      ...{ categories: topCategories(spot, edition), raised: spot.raised },
      times: spot.hotTimes ? timesInWords(spot.hotTimes, language) : null,
      ...{ decision: decisionText(spot, edition), reason: spot.reason },
    },
  }));
}

function featuresOf(edition: Edition, layer: PublishedLayer): Located[] {
  const { picture, language } = edition;
  switch (layer) {
    case 'areas':
      return areas(edition);
    case 'hotspots':
      return hotspots(edition);
    case 'actions':
      return picture.actions.map(({ position, areaId, isNew, ...action }) => ({
        geometry: point(position),
        properties: {
          ...action,
          area: areaId,
          new: isNew,
          status_words: say(language, `actionStatus_${action.status}`),
        },
      }));
    case 'events':
      return picture.events.map(({ position, areaId, ...event }) => ({
        geometry: point(position),
        properties: { ...event, area: areaId, kind_words: say(language, `kind_${event.kind}`) },
      }));
  }
}

/** One layer as a FeatureCollection; an empty layer is an empty collection, which QGIS opens too. */
export function publishedGeoJson(edition: Edition, layer: PublishedLayer): PublishedCollection {
  const { picture } = edition;
  const about: Properties = {
    municipality: picture.municipality.name,
    period: picture.period.key,
    audience: audienceText(edition),
    version: picture.version,
    published: picture.publishedAt,
    filters: filtersText(edition),
    source: sourceText(edition),
    disclosure: disclosureText(edition),
  };
  const features = featuresOf(edition, layer).map(({ geometry, properties }): Feature<Geometry | null> => ({
    type: 'Feature',
    properties: { ...properties, ...about },
    geometry,
  }));
  return { type: 'FeatureCollection', name: layer, about, features };
}
