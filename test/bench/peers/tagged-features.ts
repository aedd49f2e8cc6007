/** A week from features that have been tagged with area and cell beforehand: filter and reduce. */
import type { Feature, Point } from 'geojson';
import type { Period } from '../../../src/domain/period';
import type { Incidents, Properties } from '../features';
import { CATEGORIES } from '../incidents';
import type { WeekCounts } from '../week-counts';
import { addHours } from './aoristic-hours';

export interface TaggedProperties extends Properties {
  area: number;
  cell: number;
}

export type TaggedFeature = Feature<Point, TaggedProperties>;

/** @param area, cell by feature. @returns those that lie in an area. */
export function tagFeatures(
  { features }: Incidents,
  area: ArrayLike<number>,
  cell: ArrayLike<number>,
): TaggedFeature[] {
  return features
    .map((each, i) => ({ ...each, properties: { ...each.properties, area: area[i], cell: cell[i] } }))
    .filter(({ properties }) => properties.area >= 0);
}

export function featuresWeek(
  features: readonly TaggedFeature[],
  period: Period,
  size: { areas: number; cells: number },
): WeekCounts {
  const empty = {
    areas: Array<number>(size.areas).fill(0),
    cells: Array<number>(size.cells).fill(0),
    hours: Array<number>(168).fill(0),
    categories: Array<number>(CATEGORIES).fill(0),
  };
  return features
    .filter(({ properties: { from } }) => from >= period.from && from < period.to)
    .reduce((week, { properties }) => {
      week.areas[properties.area]++;
      week.cells[properties.cell]++;
      week.categories[properties.category]++;
      addHours(week.hours, properties.from, properties.to);
      return week;
    }, empty);
}
