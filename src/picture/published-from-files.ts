/** A picture made of files as the published picture that the formats are written from: everything in exact numbers; nobody has composed, raised or decided anything. */
import { toSweref } from '../analysis/sweref99tm';
import type { Figures } from '../analysis/types';
import { insideRings, projectRings } from './formats/map-frame';
import type {
  PublishedArea,
  PublishedCategory,
  PublishedFigures,
  PublishedHotspot,
  PublishedPicture,
} from './published';
import type { PictureCategory, PictureHotspot, SituationPicture } from './types';

function figuresOf({ count, verdict, expected, corrected, previous, yearBefore, change }: Figures): PublishedFigures {
  return { count, verdict, expected, corrected, previous, yearBefore, change };
}

/** A file names its categories in one language. */
const named = (name: string): PublishedCategory['name'] => ({ sv: name, en: name });

const categoryOf = (category: PictureCategory): PublishedCategory => ({
  ...{ id: category.name, name: named(category.name) },
  ...figuresOf(category),
});

function areasOf({ areas }: SituationPicture): PublishedArea[] {
  return areas.map((area) => ({
    ...{ id: area.id, name: area.name, status: null, note: '' },
    ...figuresOf(area),
    ...{ trend: area.trend, hotTimes: area.hotTimes, geometry: area.geometry },
    categories: area.categories.map(categoryOf),
    coverage: area.coverage && {
      ...{ expected: area.coverage.expected, reported: area.coverage.reported, missing: null },
    },
  }));
}

function hotspotOf(hotspot: PictureHotspot, index: number, areas: SituationPicture['areas']): PublishedHotspot {
  const { kind, name, count, expected, story, series, hot, hotTimes, centre, outline } = hotspot;
  const at = toSweref(centre.lon, centre.lat);
  return {
    ...{ key: `h${index + 1}`, kind, name, raised: false, decision: 'open', reason: '' },
    areaId: areas.find(({ geometry }) => insideRings(projectRings(geometry), ...at))?.id ?? null,
    ...{ count, expected, story, series, hot, hotTimes, centre, outline },
    categories: hotspot.categories.map((each) => ({ id: each.name, name: named(each.name), count: each.count })),
  };
}

/**
 * @param picture of `pictureFromFiles`, in the language that it will be written in.
 * @returns version 1 for the coordinator. It shares its arrays with the picture.
 */
export function publishedFromFiles(picture: SituationPicture): PublishedPicture {
  return {
    ...{ format: 'lagesbild-published', schema: 1, audience: 'coordinator', organisation: null, area: null },
    municipality: { id: '', name: picture.municipality ?? '' },
    ...{ period: picture.period, version: 1, publishedAt: picture.createdAt, correction: null, general: '' },
    figures: figuresOf(picture),
    ...{ outside: picture.outside, trend: picture.trend },
    areas: areasOf(picture),
    categories: picture.categories.map(categoryOf),
    hotTimes: picture.hotTimes,
    hotspots: picture.hotspots.map((hotspot, i) => hotspotOf(hotspot, i, picture.areas)),
    ...{ gone: picture.gone, hindsight: picture.hindsight, grid: picture.grid, density: picture.density },
    ...{ actions: [], events: [], meeting: null, maps: [], disclosure: { rule: 'exact' } },
    method: { sv: picture.method, en: picture.method },
    context: {
      boundary: picture.context.boundary,
      places: picture.context.places.map(({ name, at: [lon = NaN, lat = NaN] }) => ({ name, lon, lat })),
    },
  };
}
