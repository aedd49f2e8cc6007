/**
 * A whole analysis of a week as one would write it with Turf and plain loops: 26 weeks and the one of the year before found and tagged, figures, Gi* of
 * 13 weeks with p and q, hotspots with outlines and series, hours of each area, density. It is spared what has no equal: names, stories in words, places that
 * cooled, how good the last hotspots were. Expected ranges and tests are the product's own functions, since no package offers them: they cost both the same.
 */
import { area as squareMetres, featureCollection, tag } from '@turf/turf';
import { readFigures } from '../../../src/analysis/figures';
import type { StudyGrid } from '../../../src/analysis/grid';
import { toSweref } from '../../../src/analysis/sweref99tm';
import { periodsBefore, yearBefore, type Period } from '../../../src/domain/period';
import type { Areas, Incidents, Properties } from '../features';
import { CATEGORIES } from '../incidents';
import { addHours } from './aoristic-hours';
import { loopDensity } from './loop-density';
import { loopGiStar } from './loop-gi-star';
import { hotGroups, loopQ, unionOf } from './loop-hotspots';

type Figures = ReturnType<typeof readFigures>;

export interface TurfAnalysis {
  figures: Figures;
  counts: number[];
  z: number[];
  q: number[];
  hours: number[][];
  hotspots: { cells: number[]; count: number; squareMetres: number; series: number[]; hot: boolean[] }[];
  /** Rings of each contour. */
  density: number[];
}

interface Asked {
  incidents: Incidents;
  areas: Areas;
  grid: StudyGrid;
  numbers: ReadonlyMap<number, number>;
  period: Period;
  /** Levels of the density's contours, and its bandwidth. */
  levels: readonly number[];
  bandwidth: number;
}

interface Placed extends Properties {
  area: number;
  east: number;
  north: number;
}

/** The incidents of the periods, tagged and projected; those in no area are dropped. */
function placed({ incidents, areas }: Asked, periods: readonly Period[]): Placed[][] {
  const [from, to] = [periods[0].from, periods[periods.length - 1].to];
  const within = incidents.features.filter(({ properties }) => properties.from >= from && properties.from < to);
  const found: Placed[][] = periods.map(() => []);
  for (const { geometry, properties } of tag(featureCollection(within), areas, 'area', 'area').features) {
    const known = properties as Properties & { area?: number };
    if (known.area === undefined) continue;
    const [east, north] = toSweref(geometry.coordinates[0], geometry.coordinates[1]);
    const at = periods.findIndex((period) => known.from < period.to);
    found[at].push({ ...known, area: known.area, east, north });
  }
  return found;
}

function byAreaAndCategory(areas: number, incidents: readonly Placed[]): Uint32Array {
  const counts = new Uint32Array(areas * CATEGORIES);
  for (const { area, category } of incidents) counts[area * CATEGORIES + category]++;
  return counts;
}

export function turfAnalysis(asked: Asked): TurfAnalysis {
  const { grid, numbers, period, areas } = asked;
  const periods = [...periodsBefore(period, 25), period];
  const weeks = placed(asked, periods);
  const before = yearBefore(period);
  const size = areas.features.length;
  const figures = readFigures({
    periods,
    rows: [],
    ...{ areas: size, categories: CATEGORIES, counts: weeks.map((week) => byAreaAndCategory(size, week)) },
    yearBefore: before && { period: before, counts: byAreaAndCategory(size, placed(asked, [before])[0]) },
  });
  const layers = weeks.slice(-13).map((week) => {
    const counts = Array<number>(grid.size).fill(0);
    for (const { east, north } of week)
      counts[numbers.get(Math.floor(east / grid.cell) * 1_000_000 + Math.floor(north / grid.cell)) ?? -1]++;
    const z = loopGiStar(grid, numbers, counts);
    const q = loopQ(z);
    const groups = hotGroups(grid, numbers, counts, z, q);
    return { counts, z, q, groups, hot: new Set(groups.flat()) };
  });
  const { counts, z, q, groups } = layers[layers.length - 1];
  const now = weeks[weeks.length - 1];
  const hours = areas.features.map(() => Array<number>(168).fill(0));
  for (const { area, from, to } of now) addHours(hours[area], from, to);
  const hotspots = groups.map((cells) => {
    const series = layers.map((layer) => cells.reduce((sum, cell) => sum + layer.counts[cell], 0));
    const hot = layers.map((layer) => cells.some((cell) => layer.hot.has(cell)));
    return { cells, series, hot, count: series[series.length - 1], squareMetres: squareMetres(unionOf(grid, cells)) };
  });
  const points = now.map(({ east, north }): [number, number] => [east, north]);
  return { figures, counts, z, q, hours, hotspots, density: loopDensity(points, asked.bandwidth, asked.levels) };
}
