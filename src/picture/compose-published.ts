/** An analysis of what one audience's versions count, and the coordinator's draft, frozen into a published picture in exact numbers. */
import { analyse } from '../analysis/analyse';
import type { Analysis, IncidentTable, Slice } from '../analysis/types';
import { isoOfEpoch } from '../domain/stockholm-time';
import { copyTimes } from './compose-figures';
import { publishedCategories, publishedFigures } from './compose-published-figures';
import { publishedHotspots } from './compose-published-hotspots';
import { publishedActions, publishedEvents, publishedMeeting } from './compose-published-lists';
import { placesOf } from './compose-places';
import { methodSentences } from './method';
import type { PublishedArea, PublishedPicture } from './published';
import type { DraftParts } from './publish-parts';
import type { Basis, CoverageOfArea, PublishingSource } from './publish-source';
import type { Language } from './types';

export interface ToPublish {
  source: PublishingSource;
  basis: Basis;
  parts: DraftParts;
  coverage: readonly CoverageOfArea[];
  /** Incidents that the audience's numbers are made of; its areas and categories are those of the basis. */
  table: IncidentTable;
  /** Indexes of the areas looked at; null: all. */
  areas: number[] | null;
  /** Hotspots that were raised are kept though this analysis does not find them: for those who may see all that the coordinator sees. */
  keepsRaised: boolean;
  /** Epoch seconds. */
  publishedAt: number;
  correction: string | null;
}

function sliceOf({ basis, areas }: ToPublish): Slice {
  const everything = { categories: null, organisations: null, weekdays: null, hours: null };
  return { period: basis.period, areas, ...everything, cell: basis.cell, shape: 'square' };
}

/** Sentences on the numbers in one language. */
function methodOf(analysis: Analysis, { coverage, publishedAt }: ToPublish, language: Language): string[] {
  return methodSentences({
    ...{ analysis, nearRepeats: null, coverageFrom: 'register', createdAt: publishedAt, dateOnly: 0, language },
    coverage: coverage.some(({ expected }) => expected > 0) ? [] : null,
  });
}

function areasOf(analysis: Analysis, { basis, parts, coverage }: ToPublish): PublishedArea[] {
  return analysis.areas.map((result): PublishedArea => {
    const { id, name, geometry } = basis.setting.areas[result.area];
    const reported = coverage.find(({ areaId }) => areaId === id);
    return {
      ...{ id, name, status: parts.areas.get(id)?.status ?? null, note: parts.areas.get(id)?.text ?? '' },
      ...publishedFigures(result),
      trend: [...result.trend],
      categories: publishedCategories(basis, result.categories),
      hotTimes: copyTimes(result.hotTimes),
      coverage:
        reported && reported.expected > 0
          ? { expected: reported.expected, reported: reported.reported, missing: [...(reported.missing ?? [])] }
          : null,
      geometry: structuredClone(geometry),
    };
  });
}

/**
 * @returns everything that there is to know of these incidents and areas, as the coordinator may have it: `disclose` cuts it down. It shares nothing with the analysis, and
 * JSON carries it unchanged.
 * @throws RangeError when `areas` holds an area that the study lacks.
 */
export function composePublished(about: ToPublish): PublishedPicture {
  const { source, basis, parts, table } = about;
  const { setting, period } = basis;
  const analysis = analyse(table, basis.study, sliceOf(about));
  const looked = analysis.areas.map(({ area }) => area);
  const hotspots = publishedHotspots({ analysis, table, basis, looked }, parts.raised, about.keepsRaised);
  const { grid, density, gone, hindsight } = placesOf(analysis, () => '');
  const scope = new Set(looked.map((area) => setting.areas[area].id));
  const area = setting.areas.find(({ id }) => id === source.picture.areaId);
  return {
    ...{ format: 'lagesbild-published', schema: 1, audience: 'coordinator', organisation: null },
    municipality: { id: setting.municipality.id, name: setting.municipality.name },
    area: area ? { id: area.id, name: area.name } : null,
    period: { key: period.key, kind: period.kind, from: isoOfEpoch(period.from), to: isoOfEpoch(period.to) },
    version: source.previous + 1,
    publishedAt: isoOfEpoch(about.publishedAt),
    correction: about.correction,
    general: parts.general,
    figures: publishedFigures(analysis),
    outside: analysis.outside,
    trend: [...analysis.trend],
    areas: areasOf(analysis, about),
    categories: publishedCategories(basis, analysis.categories),
    hotTimes: copyTimes(analysis.hotTimes),
    hotspots,
    ...{ gone, hindsight, grid, density },
    actions: publishedActions(basis, source.actions, source.picture.id, hotspots, scope),
    events: publishedEvents(basis, source.activities, scope),
    meeting: publishedMeeting(basis, parts.meeting),
    maps: structuredClone(parts.maps),
    disclosure: { rule: 'exact' },
    method: { sv: methodOf(analysis, about, 'sv'), en: methodOf(analysis, about, 'en') },
    context: {
      boundary: structuredClone(setting.municipality.boundary),
      places: setting.places.map(({ name, lon, lat }) => ({ name, lon, lat })),
    },
  };
}
