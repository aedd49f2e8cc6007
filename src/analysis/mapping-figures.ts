/**
 * The figures of a mapping: calendar years of incidents, how many, of what, where and when, and how that changed. Computed anew from the incidents with the same ranges, tests and
 * hotspots as the situation screen; only the list over which verdicts are corrected is another, since a reader of a mapping looks at all months at once.
 */
import type { MultiPolygon } from 'geojson';
import { parsePeriod, type Period } from '../domain/period';
import { outlineOf } from './cell-outline';
import { readFigures } from './figures';
import { historyPeriods, readHistory } from './history';
import { addIncidentHours, emptyHours, toHotTimes } from './hot-times';
import { sliceRows } from './incident-table';
import { choiceOf, periodRows, type Choice } from './period-rows';
import { whereaboutsOf } from './place-name';
import { groupByCell, seriesOf } from './place-series';
import { createRowFilter } from './slice-filter';
import { gridOf, type Study } from './study';
import { twoCountsP } from './two-counts';
import type { ExpectedRange, HotTimes, IncidentTable, Slice, Verdict } from './types';
import { judge } from './verdicts';

/** Metres; as the situation screen of a whole municipality. */
export const MAPPING_CELL = 250;
/** Places that are told of at most. */
const PLACES = 12;
/** Share of the tertials in which a place must be a hotspot to be called persistent; that of hotspot-story.ts. */
const PERSISTENT = 2 / 3;
/** Fewer tertials than this say nothing of what lasts. */
const TERTIALS_AT_LEAST = 3;
const PERCENT_FROM = 30;
const DAY = 86_400;

export interface MappingQuestion {
  /** Calendar years, oldest first. */
  years: number[];
  /** Epoch seconds: incidents are known up to then. */
  until: number;
}

/** Of a period in the years that has begun. */
export interface MappedPeriod {
  key: string;
  count: number;
  /** False: it was not over at `until`, and its count is of a part. */
  complete: boolean;
  /** Null with fewer than 6 periods before. */
  expected: ExpectedRange | null;
  verdict: Verdict;
  corrected: boolean;
  /** The same month or tertial of the year before; null where data do not reach. */
  yearBefore: number | null;
}

/** Against the same days of the year before. */
export interface MappedChange {
  before: number;
  now: number;
  /** Of each of the two. */
  days: number;
  /** Two-sided p of the test of Krishnamoorthy and Thomson (2004). */
  p: number;
  /** Null where one of the counts is under 30. */
  percent: number | null;
}

export interface MappedYear {
  key: string;
  count: number;
  outside: number;
  complete: boolean;
  /** Null where data do not reach a year back. */
  change: MappedChange | null;
  /** Counts by area of the study, then by category (`area * categories + category`). */
  counts: number[];
}

export interface MappedPlace {
  name: string;
  centre: { lon: number; lat: number };
  outline: MultiPolygon;
  /** Counts by year, as `years`. */
  counts: number[];
  /** Tertials in which it was a significant hotspot, of those that had begun. */
  hot: number;
  of: number;
  persistent: boolean;
  /** Most frequent first. */
  categories: { category: number; count: number }[];
  hotTimes: HotTimes;
}

export interface MappingFigures {
  /** Those that have begun. */
  years: MappedYear[];
  categories: number;
  tertials: MappedPeriod[];
  months: MappedPeriod[];
  hotTimes: HotTimes;
  /** `significant` hotspots of all the years together, or places with `most` incidents. */
  placesKind: 'significant' | 'most';
  places: MappedPlace[];
  cell: number;
  /** Cells of the grid that were compared. */
  cells: number;
  /** Epoch seconds of the first incident known; null: there is none. */
  from: number | null;
}

/** The periods of a kind that lie in the years and have begun. */
function periodsIn({ years, until }: MappingQuestion, kind: 'year' | 'tertial' | 'month'): Period[] {
  const two = (n: number): string => String(n).padStart(2, '0');
  const keys = years.flatMap((year) => {
    if (kind === 'year') return [String(year)];
    if (kind === 'tertial') return [1, 2, 3].map((n) => `${year}-T${n}`);
    return Array.from({ length: 12 }, (_, i) => `${year}-${two(i + 1)}`);
  });
  return keys.flatMap((key) => {
    const period = parsePeriod(key);
    return period && period.from < until ? [period] : [];
  });
}

function periodFigures(
  table: IncidentTable,
  question: MappingQuestion,
  kind: 'tertial' | 'month',
  choice: Choice,
): MappedPeriod[] {
  // What lies before the data begin was not measured.
  const begun = periodsIn(question, kind).filter((period) => table.size > 0 && period.to > table.from[0]);
  const totals = begun.map((period) => readFigures(readHistory(table, period, choice)).total);
  judge(totals);
  return begun.map((period, i) => {
    const { count, expected, verdict, corrected, yearBefore } = totals[i];
    const complete = period.to <= question.until;
    // Of a part of a period only that it is above can be said.
    const sayable = complete || verdict === 'above' ? verdict : 'too-few';
    return {
      key: period.key,
      count,
      complete,
      expected: complete ? expected : null,
      verdict: sayable,
      corrected,
      yearBefore: complete ? (yearBefore?.count ?? null) : null,
    };
  });
}

/** The year, or what has gone of it, against the same days of the year before. */
function changeOf(table: IncidentTable, year: Period, until: number, choice: Choice): MappedChange | null {
  const before = parsePeriod(String(year.year - 1));
  if (!before || table.size === 0 || (historyPeriods(table, year)[0]?.from ?? Infinity) > before.from) return null;
  // Data that begin in the middle of the year before are no whole year.
  if (table.from[0] >= before.from + 31 * DAY) return null;
  const to = Math.min(year.to, until);
  const days = Math.round((to - year.from) / DAY);
  if (days < 1) return null;
  const within = (from: number, end: number): number => {
    const [start, stop] = sliceRows(table, from, end);
    let sum = 0;
    for (let row = start; row < stop; row++) if (table.area[row] >= 0 && choice.place[table.area[row]] >= 0) sum++;
    return sum;
  };
  const [now, then] = [within(year.from, to), within(before.from, Math.min(before.to, before.from + (to - year.from)))];
  const percent = now < PERCENT_FROM || then < PERCENT_FROM ? null : (100 * (now - then)) / then;
  return { before: then, now, days, p: twoCountsP(now, days, then, days), percent };
}

function outsideIn(table: IncidentTable, { from, to }: Period): number {
  const [start, end] = sliceRows(table, from, to);
  let outside = 0;
  for (let row = start; row < end; row++) if (table.area[row] < 0) outside++;
  return outside;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Places of all the years together, and how many of the tertials found them too. */
function placesIn(
  table: IncidentTable,
  study: Study,
  question: MappingQuestion,
  looked: readonly number[],
  choice: Choice,
): Pick<MappingFigures, 'places' | 'placesKind' | 'cells'> {
  const { grid, layers } = gridOf(study, looked, MAPPING_CELL, 'square');
  const layerOf = (key: string, rows: Uint32Array) => layers.of(`${key} ${choice.key}`, table, rows);
  const years = periodsIn(question, 'year').map((year) => periodRows(table, year, choice).rows);
  const rows = joined(years);
  const whole = layerOf(`mapping ${question.years.join()}`, rows);
  const tertials = periodsIn(question, 'tertial').map((each) =>
    layerOf(each.key, periodRows(table, each, choice).rows),
  );
  const groups = whole.hotspots.groups.slice(0, PLACES);
  const groupOf = groupByCell(grid, groups);
  const past = seriesOf(groupOf, groups.length, tertials);
  const own = groups.map((): number[] => []);
  rows.forEach((row, i) => {
    const group = groupOf[whole.cellOfRow[i]];
    if (group >= 0) own[group].push(row);
  });
  const yearOf = (row: number): number => {
    const at = years.findIndex((each) => each.length > 0 && row <= each[each.length - 1]);
    return at;
  };
  const places = groups.map(({ cells }, i): MappedPlace => {
    const counts = years.map(() => 0);
    const byCategory = new Map<number, number>();
    const hours = emptyHours();
    for (const row of own[i]) {
      counts[yearOf(row)]++;
      byCategory.set(table.category[row], (byCategory.get(table.category[row]) ?? 0) + 1);
      addIncidentHours(hours, table.from[row], table.to[row]);
    }
    const hot = past[i].hot.filter(Boolean).length;
    return {
      ...whereaboutsOf(study, grid, table, cells, own[i]),
      outline: outlineOf(grid, cells),
      ...{ counts, hot, of: tertials.length },
      persistent: tertials.length >= TERTIALS_AT_LEAST && hot >= PERSISTENT * tertials.length,
      categories: [...byCategory]
        .map(([category, count]) => ({ category, count }))
        .sort((a, b) => b.count - a.count || a.category - b.category),
      hotTimes: toHotTimes(hours),
    };
  });
  return { places, placesKind: whole.hotspots.kind, cells: grid.size };
}

/**
 * @param table sorted by time; its area indexes are those of the study's areas.
 * @returns plain data that a worker can hand over; counts of years hold what was known at `until`.
 */
export function mappingFigures(table: IncidentTable, study: Study, question: MappingQuestion): MappingFigures {
  const looked = study.areas.map((_, i) => i);
  const [first] = periodsIn(question, 'year');
  const empty: MappingFigures = {
    ...{ years: [], categories: 0, tertials: [], months: [], hotTimes: toHotTimes(emptyHours()) },
    ...{ placesKind: 'most', places: [], cell: MAPPING_CELL, cells: 0, from: table.size > 0 ? table.from[0] : null },
  };
  if (!first || looked.length === 0) return empty;
  const everything = { categories: null, organisations: null, weekdays: null, hours: null };
  const slice: Slice = { period: first, areas: null, ...everything, cell: MAPPING_CELL, shape: 'square' };
  const choice = choiceOf(slice, looked, Int32Array.from(looked), createRowFilter(table, slice));
  const hours = emptyHours();
  const years = periodsIn(question, 'year').map((year): MappedYear => {
    const { rows, counts } = periodRows(table, year, choice);
    for (const row of rows) addIncidentHours(hours, table.from[row], table.to[row]);
    return {
      ...{ key: year.key, count: rows.length, outside: outsideIn(table, year), complete: year.to <= question.until },
      change: changeOf(table, year, question.until, choice),
      counts: [...counts],
    };
  });
  const [year] = years;
  return {
    ...empty,
    years,
    categories: year && looked.length > 0 ? year.counts.length / looked.length : 0,
    tertials: periodFigures(table, question, 'tertial', choice),
    months: periodFigures(table, question, 'month', choice),
    hotTimes: toHotTimes(hours),
    ...placesIn(table, study, question, looked, choice),
  };
}
