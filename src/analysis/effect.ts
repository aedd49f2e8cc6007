/** Whether an action's place changed otherwise than places like it: counts, the ratio of changes, the ring around it, week by week. */
import { areasInPeriod, tableInPeriod } from './area-generation';
import { changeRatio } from './change-ratio';
import type { ChangeRatio } from './change-ratio';
import { weightedDisplacement } from './displacement';
import { addScatters, scatterOfCounts } from './effect-dispersion';
import type { Scatter, TwoTimes } from './effect-dispersion';
import { ringOutline, shapeOf, touches } from './effect-shapes';
import type { EffectShape } from './effect-shapes';
import { similarPlaces } from './effect-similar';
import { shiftDays, spansOf, weeksOf, yearsBefore } from './effect-spans';
import type { EffectSpans } from './effect-spans';
import type {
  EffectComparison,
  EffectCounts,
  EffectPlace,
  EffectQuestion,
  EffectResult,
  EffectVerdict,
  EffectWeek,
  LeftOut,
  Span,
} from './effect-types';
import { sliceRows } from './incident-table';
import type { Study } from './study';
import { toWgs84 } from './sweref99tm';
import type { IncidentTable } from './types';

/** Earlier years to compare with, as far as the data reach. */
const YEARS_AT_MOST = 4;
/** A named place farther off does not say where a comparison lies. Metres. */
const NAME_WITHIN = 1000;

/** Instants of the incidents of one place, ascending, and the spans they are counted in. */
interface Series {
  times: number[];
  spans: EffectSpans;
}

/** What a comparison was made of. */
interface Compared {
  about: Omit<EffectComparison, keyof EffectCounts>;
  series: Series;
  /** The ring's own series of that year; null for places, which have no ring. */
  ring: Series | null;
}

const within = (times: readonly number[], { from, to }: Span): number =>
  times.reduce((count, time) => (time >= from && time < to ? count + 1 : count), 0);

const countsOf = ({ times, spans }: Series): EffectCounts => ({
  before: within(times, spans.before),
  during: spans.during && within(times, spans.during),
  after: spans.after && within(times, spans.after),
});

const twoTimes = ({ times, spans }: Series): TwoTimes => ({
  before: within(times, spans.before),
  after: spans.measured ? within(times, spans.measured) : 0,
});

const weeklyScatter = ({ times, spans }: Series): Scatter =>
  addScatters(
    [spans.before, spans.measured]
      .filter((span) => span !== null)
      .map((span) => scatterOfCounts(weeksOf(span).map((week) => within(times, week)))),
  );

function shifted(spans: EffectSpans, years: number): EffectSpans {
  const move = (span: Span | null): Span | null => span && yearsBefore(span, years);
  return {
    ...{ before: yearsBefore(spans.before, years), during: move(spans.during), after: move(spans.after) },
    measured: move(spans.measured),
  };
}

/** Decision 0032: a halving and a doubling are what a meeting would act upon; an interval that holds both says nothing. */
export function effectVerdict(change: ChangeRatio | null): EffectVerdict {
  if (!change) return 'too-few';
  if (change.p < 0.05) return change.low > 1 ? 'more' : 'fewer';
  return change.low <= 0.5 && (change.high === null || change.high >= 2) ? 'too-few' : 'no-difference';
}

function nameOf(study: Study, place: EffectPlace, shape: EffectShape): string {
  if (place.kind === 'area') return study.areas[place.area]?.name ?? '';
  let [name, best] = ['', NAME_WITHIN];
  for (const named of study.places) {
    const distance = Math.hypot(named.east - shape.east, named.north - shape.north);
    if (distance <= best) [name, best] = [named.name, distance];
  }
  return name || (study.areas[study.lookup.areaOf(place.lon, place.lat)]?.name ?? '');
}

function centreOf(place: EffectPlace, shape: EffectShape): { lon: number; lat: number } {
  if (place.kind === 'circle') return { lon: place.lon, lat: place.lat };
  const [lon, lat] = toWgs84(shape.east, shape.north);
  return { lon, lat };
}

/** Rows of the whole time that can matter, after the filter by category. */
function passesOf(table: IncidentTable, { categories }: EffectQuestion): (row: number) => boolean {
  const chosen = categories && new Set(categories);
  return (row) => chosen === null || chosen.has(table.category[row]);
}

function comparedPlaces(
  table: IncidentTable,
  study: Study,
  question: EffectQuestion,
  shape: EffectShape,
  spans: EffectSpans,
  timesWithin: (of: EffectShape, farther: number, width: number) => number[],
): Compared[] {
  const { place, ring, against } = question;
  if (against.kind === 'years') return [];
  if (against.kind === 'chosen' && against.places.some(({ kind }) => kind !== place.kind)) {
    throw new RangeError('A circle is compared with circles, and an area with areas.');
  }
  const passes = passesOf(table, question);
  const search = { place, shape, ring, before: spans.before, passes, groupOf: question.groupOf };
  const found =
    against.kind === 'proposed'
      ? similarPlaces(table, study, { ...search, most: against.most })
      : against.places.map((one) => ({ place: one, shape: shapeOf(one, study), distance: null }));
  const kept: { place: EffectPlace; shape: EffectShape }[] = [];
  return found.map((one): Compared => {
    const over =
      touches(place, one.place, ring, [shape, one.shape]) ||
      kept.some((other) => touches(other.place, one.place, 0, [other.shape, one.shape]));
    if (!over) kept.push(one);
    return {
      about: {
        ...{ place: one.place, yearsBefore: null, name: nameOf(study, one.place, one.shape) },
        ...{ leftOut: over ? 'overlaps' : null, outline: one.shape.outline, centre: centreOf(one.place, one.shape) },
        distance: one.distance,
      },
      series: { times: timesWithin(one.shape, -1, 0), spans },
      ring: null,
    };
  });
}

/** The place itself in the same weeks of the years before, as far as the data reach back. */
function comparedYears(own: Series, ring: Series | null, first: number | null): Compared[] {
  return Array.from({ length: YEARS_AT_MOST }, (_, i) => i + 1).flatMap((years): Compared[] => {
    const spans = shifted(own.spans, years);
    if (first === null || first > spans.before.from) return [];
    return [
      {
        about: {
          ...{ place: null, yearsBefore: years, name: '', leftOut: null, outline: null, centre: null, distance: null },
        },
        series: { times: own.times, spans },
        ring: ring && { times: ring.times, spans },
      },
    ];
  });
}

function addCounts(all: readonly EffectCounts[], spans: EffectSpans): EffectCounts {
  const sum = (pick: (counts: EffectCounts) => number | null): number =>
    all.reduce((total, counts) => total + (pick(counts) ?? 0), 0);
  return {
    before: sum(({ before }) => before),
    during: spans.during && sum(({ during }) => during),
    after: spans.after && sum(({ after }) => after),
  };
}

function weeksFrom(own: Series, used: readonly Compared[], until: number, start: number): EffectWeek[] {
  const { spans } = own;
  const last = (spans.after ?? spans.during ?? spans.before).to;
  const comparedBefore = used.reduce((sum, { series }) => sum + within(series.times, series.spans.before), 0);
  const scale = comparedBefore > 0 ? within(own.times, spans.before) / comparedBefore : null;
  const weeks: EffectWeek[] = [];
  const days = (span: Span): number => Math.round((span.to - span.from) / 86_400);
  for (let week = -Math.round(days({ from: spans.before.from, to: start }) / 7); ; week++) {
    const from = shiftDays(start, 7 * week);
    if (from >= last) return weeks;
    const full = shiftDays(start, 7 * (week + 1));
    const span = { from, to: Math.min(full, last, Math.max(until, from)) };
    const moved = ({ about }: Compared): Span =>
      about.yearsBefore === null ? span : yearsBefore(span, about.yearsBefore);
    weeks.push({
      ...{ ...span, week, cut: span.to < full, count: within(own.times, span) },
      span:
        from < spans.before.to
          ? 'before'
          : from < start
            ? 'left-out'
            : spans.during && from < spans.during.to
              ? 'during'
              : 'after',
      compared:
        scale === null ? null : scale * used.reduce((sum, one) => sum + within(one.series.times, moved(one)), 0),
    });
  }
}

/**
 * What happened in an action's place before, during and after it, beside comparisons: places or the same weeks of earlier years. It says whether the place changed
 * otherwise than they did, and never why: what else began there that week is not in the table.
 *
 * An incident belongs to the span that holds its `from`. An incident in the ring counts for the ring alone; a comparison that touches place, ring or an earlier comparison
 * counts for nothing, and so does one without any incident. Against earlier years the ring is compared with itself.
 * Places are often chosen when things were at their worst, and then fewer follow whatever is done (regression to the mean): proposed places are chosen by the same level,
 * and the weeks that led to the decision can be left out. In simulations of places picked by their worst four weeks, alarms stayed under 5 % (decision 0032).
 * @param stored table whose area indexes are those of the study. @returns fresh plain data.
 * @throws RangeError for dates, weeks, places or radii that cannot be, and when places chosen are not of the action's kind.
 */
export function effectOf(stored: IncidentTable, study: Study, question: EffectQuestion): EffectResult {
  const { place, ring: width } = question;
  const spans = spansOf(question);
  const whole = { from: spans.before.from, to: question.until };
  // An area that came from others is held against what happened inside the same border before.
  const table =
    place.kind === 'area'
      ? tableInPeriod(stored, study.areas, areasInPeriod(study.areas, whole, [place.area]))
      : stored;
  const shape = shapeOf(place, study);
  const passes = passesOf(table, question);
  const first = table.size > 0 ? table.from[0] : null;
  const [from, to] = sliceRows(
    table,
    question.against.kind === 'years' ? yearsBefore(spans.before, YEARS_AT_MOST).from : spans.before.from,
    question.until,
  );
  /** Instants of the incidents farther from the shape than `farther` and within `width` of it. */
  function timesWithin(of: EffectShape, farther: number, within: number): number[] {
    const times: number[] = [];
    const reach = of.reach + within;
    for (let row = from; row < to; row++) {
      const [east, north] = [table.east[row], table.north[row]];
      if (Math.abs(east - of.east) > reach || Math.abs(north - of.north) > reach || !passes(row)) continue;
      const distance = of.distance(east, north, table.area[row]);
      if (distance > farther && distance <= within) times.push(table.from[row]);
    }
    return times;
  }
  const own: Series = { times: timesWithin(shape, -1, 0), spans };
  const ring: Series | null = width > 0 ? { times: timesWithin(shape, 0, width), spans } : null;
  const compared =
    question.against.kind === 'years'
      ? comparedYears(own, ring, first)
      : comparedPlaces(table, study, question, shape, spans, timesWithin);
  const marked = compared.map((one) => {
    const { before, after } = twoTimes(one.series);
    const leftOut: LeftOut | null = one.about.leftOut ?? (before + after === 0 ? 'empty' : null);
    return { ...one, about: { ...one.about, leftOut } };
  });
  const used = marked.filter(({ about }) => about.leftOut === null);
  const measured = spans.measured !== null;
  const ringSeries = used
    .map((one) => (question.against.kind === 'years' ? one.ring : one.series))
    .filter((one) => one !== null);
  const scatter = addScatters([own, ...used.map(({ series }) => series)].map(weeklyScatter));
  const ringScatter = ring && addScatters([ring, ...ringSeries].map(weeklyScatter));
  const change = measured
    ? changeRatio(
        twoTimes(own),
        used.map(({ series }) => twoTimes(series)),
        scatter,
      )
    : null;
  const ringChange =
    measured && ring && ringScatter ? changeRatio(twoTimes(ring), ringSeries.map(twoTimes), ringScatter) : null;
  const total = used
    .map(({ series }) => twoTimes(series))
    .reduce((sum, { before, after }) => ({ before: sum.before + before, after: sum.after + after }), {
      before: 0,
      after: 0,
    });
  return {
    spans,
    place: countsOf(own),
    ring: ring && countsOf(ring),
    comparisons: marked.map(({ about, series }) => ({ ...about, ...countsOf(series) })),
    compared: addCounts(
      used.map(({ series }) => countsOf(series)),
      spans,
    ),
    ...{ change, ringChange, verdict: effectVerdict(change), ringVerdict: ringChange && effectVerdict(ringChange) },
    displacement:
      measured && ring && question.against.kind !== 'years'
        ? weightedDisplacement(twoTimes(own), twoTimes(ring), total)
        : null,
    weeks: weeksFrom(own, used, question.until, shiftDays(spans.before.to, 7 * question.weeksLeftOut)),
    weekDispersion: scatter.freedom > 0 ? Math.max(1, scatter.chiSquare / scatter.freedom) : 1,
    ...{ first, beforeData: first === null || first > spans.before.from },
    outline: shape.outline,
    ringOutline: ringOutline(place, shape, width),
  };
}
