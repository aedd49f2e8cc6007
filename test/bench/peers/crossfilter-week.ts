/** A week by crossfilter2: groups are kept up to date as the filter on time moves, so the next week is cheap and a jump is not. */
import crossfilter from 'crossfilter2';
import type { Period } from '../../../src/domain/period';
import { CATEGORIES } from '../incidents';
import type { WeekCounts } from '../week-counts';
import { addHours } from './aoristic-hours';
import type { TaggedFeature, TaggedProperties } from './tagged-features';

export function crossfilterWeeks(
  features: readonly TaggedFeature[],
  size: { areas: number; cells: number },
): (period: Period) => WeekCounts {
  const records = crossfilter<TaggedProperties>(features.map(({ properties }) => properties));
  const time = records.dimension(({ from }) => from);
  const areas = records.dimension(({ area }) => area).group();
  const cells = records.dimension(({ cell }) => cell).group();
  const categories = records.dimension(({ category }) => category).group();
  const hours = records.groupAll().reduce(
    (sums: Float64Array, { from, to }) => (addHours(sums, from, to), sums),
    (sums, { from, to }) => (addHours(sums, from, to, -1), sums),
    () => new Float64Array(168),
  );
  const column = (groups: readonly { key: number; value: number }[], length: number): Uint32Array => {
    const counts = new Uint32Array(length);
    for (const { key, value } of groups) counts[key] = value;
    return counts;
  };
  return (period) => {
    time.filterRange([period.from, period.to]);
    return {
      areas: column(areas.all(), size.areas),
      cells: column(cells.all(), size.cells),
      categories: column(categories.all(), CATEGORIES),
      hours: hours.value(),
    };
  };
}
