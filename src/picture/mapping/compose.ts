/** From figures, measures and the coordinator's words to a mapping for one audience. Nothing is computed here, and nothing goes to an audience that may not have it. */
import type { MappingFigures } from '../../analysis/mapping-figures';
import { areaFinder } from './area-finder';
import type { HotTimes } from '../../analysis/types';
import { MAPPING_CHAPTERS } from '../../domain/mapping';
import type { MappingAudience, MappingDraft, MappingMeasures } from '../../domain/mapping';
import type { ActionSharing } from '../../domain/meeting';
import type { Category, Setting } from '../../domain/setting';
import { isoOfEpoch } from '../../domain/stockholm-time';
import type { BlocksOfYear, ExactFigures, ExactPlace, MappingDocument, Named } from './document';
import { measuresFor, reportingOf } from './compose-measures';

/** Fewer incidents have no hour of their own. */
const PEAK_FROM = 10;
const TOP_CATEGORIES = 3;

export interface ToMap {
  setting: Setting;
  /** Lists that the indexes of the figures point into. */
  categories: readonly Category[];
  draft: MappingDraft;
  measures: MappingMeasures;
  /** 0: a draft. */
  version: number;
  /** Epoch seconds. */
  publishedAt: number;
  correction: string | null;
}

type Cut = { audience: 'authorities'; figures: MappingFigures } | { audience: 'partners'; blocks: BlocksOfYear[] };

const namedOf = (category: Category | undefined): Named => ({
  id: category?.id ?? '',
  name: { sv: category?.name ?? '', en: category?.nameEn ?? category?.name ?? '' },
});

function peakOf(hotTimes: HotTimes, count: number): ExactPlace['peak'] {
  if (count < PEAK_FROM) return null;
  let best = { weekday: 0, hour: 0 };
  let most = -1;
  hotTimes.forEach((hours, weekday) =>
    hours.forEach((weight, hour) => {
      if (weight > most) [most, best] = [weight, { weekday, hour }];
    }),
  );
  return best;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function exactOf(figures: MappingFigures, { setting, categories }: ToMap): ExactFigures {
  const { years, categories: width } = figures;
  const areas = setting.areas.map(({ id, name }) => ({ id, name }));
  const groups = new Map(
    setting.categoryGroups.map((group) => [group.id, { sv: group.name, en: group.nameEn ?? group.name }]),
  );
  const at = (year: number, area: number, category: number): number =>
    years[year]?.counts[area * width + category] ?? 0;
  const numbers = Array.from({ length: width }, (_, i) => i);
  const inAll = (category: number): number[] =>
    years.map((_, year) => sum(areas.map((__, area) => at(year, area, category))));
  const occurring = numbers
    .map((category) => ({ category, counts: inAll(category), of: categories[category] }))
    .filter(({ counts }) => sum(counts) > 0)
    .sort((a, b) => sum(b.counts) - sum(a.counts) || (a.of?.name ?? '').localeCompare(b.of?.name ?? '', 'sv'));
  const areaAt = areaFinder(setting.areas);
  return {
    years: years.map(({ key, count, outside, complete, change }) => ({ key, count, outside, complete, change })),
    categories: occurring.map(({ counts, of }) => ({
      ...namedOf(of),
      group: groups.get(of?.groupId ?? '') ?? { sv: '', en: '' },
      counts,
    })),
    areas: areas.map((area, i) => ({
      ...area,
      counts: years.map((_, year) => sum(numbers.map((category) => at(year, i, category)))),
    })),
    areaByCategory: areas.map((_, area) =>
      occurring.map(({ category }) => sum(years.map((__, year) => at(year, area, category)))),
    ),
    ...{
      tertials: figures.tertials,
      months: figures.months,
      hotTimes: figures.hotTimes,
      placesKind: figures.placesKind,
    },
    places: figures.places.map(({ name, centre, outline, counts, hot, of, persistent, categories: own, hotTimes }) => ({
      ...{ name, area: areaAt(centre), centre, outline, counts, hot, of, persistent },
      categories: own
        .slice(0, TOP_CATEGORIES)
        .map(({ category, count }) => ({ ...namedOf(categories[category]), count })),
      peak: peakOf(hotTimes, sum(counts)),
    })),
    ...{ cell: figures.cell, cells: figures.cells },
    from: figures.from === null ? null : isoOfEpoch(figures.from),
  };
}

const mayHave = (sharing: ActionSharing, audience: MappingAudience): boolean =>
  audience === 'authorities' || sharing === 'partners';

/** @returns the mapping for the audience; JSON carries it unchanged. */
export function composeMapping(about: ToMap, cut: Cut): MappingDocument {
  const { setting, draft, measures, version, publishedAt, correction } = about;
  const { audience } = cut;
  const written = new Map(draft.chapters.map((chapter) => [chapter.key, chapter]));
  const chapters = MAPPING_CHAPTERS.flatMap((key) => {
    const chapter = written.get(key);
    if (chapter && !chapter.included) return [];
    return [{ key, text: chapter && mayHave(chapter.sharing, audience) ? chapter.text.trim() : '' }];
  });
  const { id, name, boundary } = setting.municipality;
  return structuredClone({
    ...{ format: 'lagesbild-mapping', schema: 1, audience, municipality: { id, name } },
    ...{ title: draft.mapping.title, fromYear: draft.mapping.fromYear, toYear: draft.mapping.toYear },
    ...{ version, publishedAt: isoOfEpoch(publishedAt), correction, chapters },
    ...(cut.audience === 'authorities' ? { exact: exactOf(cut.figures, about) } : { blocks: cut.blocks }),
    measures: measuresFor(audience, measures, setting),
    reporting: reportingOf(measures, setting),
    tables: draft.tables
      .filter(({ included, sharing }) => included && mayHave(sharing, audience))
      .map(({ title, source, asOf, columns, rows }) => ({ title, source, asOf, columns, rows })),
    context: {
      boundary,
      areas: setting.areas.map((area) => ({ name: area.name, geometry: area.geometry })),
      places: setting.places.map((place) => ({ name: place.name, lon: place.lon, lat: place.lat })),
    },
  } satisfies MappingDocument);
}
