/** An analysis and what it is about, frozen into the situation picture: plain data that can be stored, sent and printed. */
import type { MultiPolygon } from 'geojson';
import { toWgs84 } from '../analysis/sweref99tm';
import type { Analysis, CategoryCount, HotTimes, IncidentTable, NamedPoint, StudyArea } from '../analysis/types';
import { isoOfEpoch } from '../domain/stockholm-time';
import { methodSentences } from './method';
import type { Language, RejectedRow, SituationPicture } from './types';

export interface Composition {
  analysis: Analysis;
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

/** JSON has no NaN: what is undefined is null. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const copyTimes = (times: HotTimes): number[][] => times.map((row) => [...row]);

function incidentsOf(composition: Composition, nameOf: (category: number) => string): SituationPicture['incidents'] {
  const { analysis, areas, incidents: table } = composition;
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

/**
 * @param composition the analysis, the lists its indexes point into, and what the picture says about itself.
 * @returns a picture that shares no array with the analysis.
 */
export function composePicture(composition: Composition): SituationPicture {
  const { analysis, areas, categoryNames, language } = composition;
  const { period } = analysis.slice;
  const { grid } = analysis;
  const nameOf = (category: number): string => categoryNames[category] ?? String(category);
  const named = (counts: CategoryCount[]): { name: string; count: number }[] =>
    counts.map(({ category, count }) => ({ name: nameOf(category), count }));
  return {
    format: 'lagesbild-picture',
    version: 1,
    createdAt: isoOfEpoch(composition.createdAt),
    municipality: composition.municipality,
    period: { key: period.key, kind: period.kind, from: isoOfEpoch(period.from), to: isoOfEpoch(period.to) },
    filters: composition.filters.map((filter) => ({ ...filter })),
    source: composition.source,
    total: analysis.total,
    outside: analysis.outside,
    previous: [...analysis.previous],
    expected: analysis.expected && { ...analysis.expected },
    verdict: analysis.verdict,
    trend: [...analysis.trend],
    areas: analysis.areas.map((result) => {
      const area = areas[result.area];
      if (!area) throw new RangeError(`The analysis speaks of area ${result.area}, but there are ${areas.length}.`);
      return {
        id: area.id,
        name: area.name,
        count: result.count,
        previous: [...result.previous],
        expected: result.expected && { ...result.expected },
        verdict: result.verdict,
        trend: [...result.trend],
        categories: named(result.categories),
        hotTimes: copyTimes(result.hotTimes),
        geometry: area.geometry,
      };
    }),
    categories: named(analysis.categories),
    hotTimes: copyTimes(analysis.hotTimes),
    grid: {
      cell: grid.cell,
      cells: Array.from(grid.count, (count, i) => ({
        east: grid.east[i],
        north: grid.north[i],
        count,
        z: finite(grid.z[i]),
        q: finite(grid.q[i]),
      })),
    },
    density: { bandwidth: analysis.density.bandwidth, bands: analysis.density.bands.map((band) => ({ ...band })) },
    hotspots: analysis.hotspots.map((hotspot) => ({
      kind: hotspot.kind,
      name: hotspot.name,
      count: hotspot.count,
      expected: hotspot.expected,
      z: finite(hotspot.z),
      q: finite(hotspot.q),
      categories: named(hotspot.categories),
      hotTimes: copyTimes(hotspot.hotTimes),
      centre: { ...hotspot.centre },
      outline: hotspot.outline,
    })),
    rejected: composition.rejected,
    incidents: incidentsOf(composition, nameOf),
    context: {
      boundary: composition.boundary,
      places: composition.places.map(({ name, lon, lat }) => ({ name, at: [lon, lat] })),
    },
    method: methodSentences(analysis, period, composition.createdAt, composition.dateOnly, language),
    language,
  };
}
