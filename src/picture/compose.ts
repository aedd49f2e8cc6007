/** An analysis and what it is about, frozen into the situation picture: plain data that can be stored, sent and printed. */
import type { MultiPolygon } from 'geojson';
import { toWgs84 } from '../analysis/sweref99tm';
import type { Analysis, IncidentTable, NamedPoint, NearRepeats, StudyArea } from '../analysis/types';
import { isoOfEpoch } from '../domain/stockholm-time';
import { coverageOf, type ReportedForArea } from './compose-coverage';
import { categoryFigures, copyTimes, figuresOf } from './compose-figures';
import { placesOf } from './compose-places';
import { methodSentences } from './method';
import type { Language, PictureArea, PictureNearRepeats, RejectedRow, SituationPicture } from './types';

export interface Composition {
  analysis: Analysis;
  /** Of the same slice; null when it holds too few incidents. */
  nearRepeats: NearRepeats | null;
  /** Who has reported for the period, by area; null where it is not known. */
  coverage: readonly ReportedForArea[] | null;
  /** Where `coverage` knows from who usually reports: the municipality's register, or the check-ins and incidents of the periods before. */
  coverageFrom: 'register' | 'history';
  /** The areas that the analysis was made with, in its order. */
  areas: readonly StudyArea[];
  /** Names by category index, in the language of the picture. */
  categoryNames: readonly string[];
  language: Language;
  /** Epoch seconds. */
  createdAt: number;
  municipality: string | null;
  source: string;
  /** What was let through, in words of the language; empty when nothing was filtered. */
  filters: { label: string; value: string }[];
  /** The table when the reader may see single incidents and asked for them, else null. */
  incidents: IncidentTable | null;
  boundary: MultiPolygon | null;
  places: readonly NamedPoint[];
  /** Rows of a file that could not be read; empty for a database. */
  rejected: RejectedRow[];
  /** Incidents whose clock time is missing and counted as midnight. */
  dateOnly: number;
}

type NameOf = (category: number) => string;

function incidentsOf(
  { analysis, areas, incidents: table }: Composition,
  nameOf: NameOf,
): SituationPicture['incidents'] {
  if (!table) return [];
  return Array.from(analysis.rows, (row) => {
    const [lon, lat] = toWgs84(table.east[row], table.north[row]);
    return {
      from: isoOfEpoch(table.from[row]),
      to: isoOfEpoch(table.to[row]),
      category: nameOf(table.category[row]),
      area: areas[table.area[row]]?.name ?? null,
      lon: Number(lon.toFixed(6)),
      lat: Number(lat.toFixed(6)),
    };
  });
}

function areasOf({ analysis, areas, coverage }: Composition, nameOf: NameOf): PictureArea[] {
  return analysis.areas.map((result) => {
    const area = areas[result.area];
    if (!area) throw new RangeError(`The analysis speaks of area ${result.area}, but there are ${areas.length}.`);
    return {
      id: area.id,
      name: area.name,
      ...figuresOf(result),
      trend: [...result.trend],
      categories: categoryFigures(result.categories, nameOf),
      hotTimes: copyTimes(result.hotTimes),
      coverage: coverageOf(coverage, area.id),
      geometry: structuredClone(area.geometry),
    };
  });
}

function nearRepeatsOf(found: NearRepeats | null): PictureNearRepeats | null {
  if (!found) return null;
  return { ...structuredClone(found), from: isoOfEpoch(found.from), to: isoOfEpoch(found.to) };
}

/**
 * @param composition the analysis, the lists its indexes point into, and what the picture says about itself.
 * @returns a picture that shares no array with the analysis, and that JSON carries unchanged: what is undefined is null.
 */
export function composePicture(composition: Composition): SituationPicture {
  const { analysis, categoryNames, language } = composition;
  const { period } = analysis.slice;
  const nameOf: NameOf = (category) => categoryNames[category] ?? String(category);
  return {
    format: 'lagesbild-picture',
    version: 2,
    createdAt: isoOfEpoch(composition.createdAt),
    municipality: composition.municipality,
    period: { key: period.key, kind: period.kind, from: isoOfEpoch(period.from), to: isoOfEpoch(period.to) },
    filters: composition.filters.map((filter) => ({ ...filter })),
    source: composition.source,
    total: analysis.total,
    outside: analysis.outside,
    ...figuresOf(analysis),
    trend: [...analysis.trend],
    areas: areasOf(composition, nameOf),
    categories: categoryFigures(analysis.categories, nameOf),
    hotTimes: copyTimes(analysis.hotTimes),
    ...placesOf(analysis, nameOf),
    nearRepeats: nearRepeatsOf(composition.nearRepeats),
    rejected: composition.rejected.map((row) => ({ ...row })),
    incidents: incidentsOf(composition, nameOf),
    context: {
      boundary: structuredClone(composition.boundary),
      places: composition.places.map(({ name, lon, lat }) => ({ name, at: [lon, lat] })),
    },
    method: methodSentences(composition),
    language,
  };
}
