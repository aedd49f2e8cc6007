/** Native charts of a slide: whoever gets the file can edit their numbers. None where the audience may not have the numbers behind it. */
import type PptxGenJS from 'pptxgenjs';
import { parsePeriod, periodsBefore } from '../../../domain/period';
import type { PublishedCount } from '../../published';
import { say, type WordKey } from '../../words';
import type { Edition } from './about';
import { ACCENT, FONT, INK, langOf, SOFT, type Area, type Slide } from './slides';

const PAST = 'A9B8BF';
const MOST_CATEGORIES = 7;

function look(title: string, area: Area, edition: Edition): PptxGenJS.IChartOpts {
  return {
    ...area,
    ...{ showTitle: true, title, titleFontFace: FONT, titleFontSize: 12, titleColor: INK, titleBold: true },
    ...{ catAxisLabelFontFace: FONT, catAxisLabelFontSize: 9, catAxisLabelColor: SOFT, catAxisLineShow: true },
    ...{ valAxisLabelFontFace: FONT, valAxisLabelFontSize: 9, valAxisLabelColor: SOFT, valAxisLineShow: false },
    ...{ valGridLine: { color: 'E4E7E2', size: 0.5 }, catGridLine: { style: 'none' } },
    ...{ showLegend: false, dataLabelFontFace: FONT, dataLabelFontSize: 9, dataLabelColor: INK, lang: langOf(edition) },
    altText: title,
  };
}

/** Short names of the period and those before it, oldest first: `22` for a week, `2026-03`, `2026-T1`, `2025`. */
function periodLabels(edition: Edition, count: number): string[] {
  const period = parsePeriod(edition.picture.period.key);
  if (!period) return Array.from({ length: count }, (_, i) => String(i + 1));
  return [...periodsBefore(period, count - 1), period].map(({ kind, number, key }) =>
    kind === 'week' ? String(number) : key,
  );
}

const title = (key: WordKey, { picture, language }: Edition): string =>
  say(language, key, { unit: say(language, `unit_${picture.period.kind}`) });

/** Counts of the last periods, this one in the accent. */
function addTrend(slide: Slide, trend: readonly number[] | null, area: Area, edition: Edition): void {
  if (!trend || trend.length < 2) return;
  const heading = title('chartTrend', edition);
  slide.addChart('bar', [{ name: heading, labels: periodLabels(edition, trend.length), values: [...trend] }], {
    ...look(heading, area, edition),
    altText: say(edition.language, 'chartAlt', { title: heading, values: trend.join(', ') }),
    ...{ barDir: 'col', barGapWidthPct: 30, catAxisLabelFrequency: trend.length > 14 ? '5' : '1' },
    ...{
      chartColors: trend.map((_, i) => (i === trend.length - 1 ? ACCENT : PAST)),
      valAxisLabelFormatCode: '0',
      valAxisMinVal: 0,
    },
  });
}

interface Named {
  name: { sv: string; en: string };
  count: PublishedCount;
}

/** True when every count is exact, so that there is something to draw. */
export const drawable = (categories: readonly Named[]): boolean =>
  categories.length > 0 && categories.every(({ count }) => typeof count === 'number');

/** Room for the title and half an inch a bar: two bars do not fill a chart made for seven. */
const barsHeight = (bars: number, most: number): number => Math.min(most, 0.65 + 0.42 * bars);

/** Most frequent at the top. */
function addCategories(slide: Slide, categories: readonly Named[], area: Area, edition: Edition): void {
  if (!drawable(categories)) return;
  const shown = categories.filter(({ count }) => count !== 0).slice(0, MOST_CATEGORIES);
  if (shown.length === 0) return;
  const heading = title('chartCategories', edition);
  const labels = shown.map(({ name }) => name[edition.language]);
  const values = shown.map(({ count }) => (typeof count === 'number' ? count : 0));
  const alt = labels.map((label, i) => `${label} ${values[i] ?? 0}`).join(', ');
  // A bar chart draws from the bottom up.
  slide.addChart('bar', [{ name: heading, labels: [...labels].reverse(), values: [...values].reverse() }], {
    ...look(heading, { ...area, h: barsHeight(shown.length, area.h) }, edition),
    altText: say(edition.language, 'chartAlt', { title: heading, values: alt }),
    ...{ barDir: 'bar', barGapWidthPct: 40, chartColors: [ACCENT], showValue: true, dataLabelFormatCode: '0' },
    ...{ valAxisHidden: true, valGridLine: { style: 'none' }, valAxisMinVal: 0 },
  });
}

/** All days of the week together, hour by hour. */
function addHours(slide: Slide, hotTimes: readonly (readonly number[])[] | null, area: Area, edition: Edition): void {
  if (!hotTimes) return;
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const values = hours.map((hour) => Number(hotTimes.reduce((sum, row) => sum + (row[hour] ?? 0), 0).toFixed(1)));
  if (values.every((value) => value === 0)) return;
  const heading = title('chartHours', edition);
  const labels = hours.map((hour) => String(hour).padStart(2, '0'));
  slide.addChart('bar', [{ name: heading, labels, values }], {
    ...look(heading, area, edition),
    altText: say(edition.language, 'chartAlt', {
      title: heading,
      values: labels.map((label, i) => `${label}: ${values[i] ?? 0}`).join(', '),
    }),
    ...{ barDir: 'col', barGapWidthPct: 15, chartColors: [ACCENT], catAxisLabelFrequency: '6', valAxisMinVal: 0 },
  });
}

/** Trend, categories and hours in the right half of a slide. */
export function addCharts(
  slide: Slide,
  of: {
    trend: readonly number[] | null;
    categories: readonly Named[];
    hotTimes: readonly (readonly number[])[] | null;
  },
  edition: Edition,
): void {
  addTrend(slide, of.trend, { x: 6.55, y: 1.2, w: 6.28, h: 2.6 }, edition);
  addCategories(slide, of.categories, { x: 6.55, y: 3.95, w: 3.2, h: 2.95 }, edition);
  addHours(slide, of.hotTimes, { x: 9.8, y: 3.95, w: 3.05, h: 2.95 }, edition);
}
