/**
 * `npm run bench`: how long the whole analysis of a week takes, and what the same week costs with Turf on GeoJSON. Rounds take turns and medians are
 * printed, since a shared machine drifts; only the ratios carry to other machines. The counts are compared before anything is timed.
 */
import { analyse, createStudy, type Study } from '../../src/analysis/analyse';
import type { Analysis, IncidentTable, Slice } from '../../src/analysis/types';
import { periodOf, shiftPeriod } from '../../src/domain/period';
import { END, makeIncidents, tableOf } from './incidents';
import { featuresOf, polygonsOf, turfWeek } from './turf-week';

const ROUNDS = 9;
const SIZES = [10_000, 100_000, 1_000_000];
const CELL = 250;
const lastWeek = periodOf('week', END - 1);

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

/** Rounds look at different weeks, as a slider does. */
function sliceOf(round: number): Slice {
  const all = { areas: null, categories: null, organisations: null, weekdays: null, hours: null, cell: CELL, shape: 'square' as const };
  return { period: shiftPeriod(lastWeek, -round), ...all };
}

interface Prepared {
  size: number;
  table: IncidentTable;
  study: Study;
  seconds: { areas: number; table: number; first: number };
  times: number[];
}

function prepare(size: number): Prepared {
  const data = makeIncidents(size);
  const study = createStudy(data.areas, data.places);
  const [area, areas] = timed(() => study.lookup.assignAreas(data.lon, data.lat));
  const [table, build] = timed(() => tableOf(data, area));
  const [, first] = timed(() => analyse(table, study, sliceOf(ROUNDS)));
  return { size, table, study, seconds: { areas, table: build, first }, times: [] };
}

function checkAgainstTurf(analysis: Analysis, turf: ReturnType<typeof turfWeek>): void {
  const same = analysis.total === turf.total && analysis.areas.every(({ count }, i) => count === turf.areas[i]);
  const { east, north, count, z } = analysis.grid;
  const cells = Array.from(east, (x, i) => {
    const key = `${x} ${north[i]}`;
    return turf.cells.get(key) === count[i] && Math.abs((turf.z.get(key) ?? NaN) - z[i]) < 1e-9;
  });
  if (!same || !cells.every(Boolean))
    throw new Error('Turf and the analysis disagree about the week: nothing was timed.');
}

const prepared = SIZES.map(prepare);
const [small] = prepared;
const data = makeIncidents(small.size);
const [features, polygons] = [featuresOf(data), polygonsOf(data)];
const { east, north } = analyse(small.table, small.study, sliceOf(0)).grid;
const keys = Array.from(east, (x, i) => `${x} ${north[i]}`);
const turfOf = (slice: Slice): ReturnType<typeof turfWeek> =>
  turfWeek(features, polygons, keys, CELL, slice.period.from, slice.period.to);

checkAgainstTurf(analyse(small.table, small.study, sliceOf(0)), turfOf(sliceOf(0)));
const turfTimes: number[] = [];
for (let round = 0; round < 2 * ROUNDS; round++) {
  const slice = sliceOf(round);
  const measured = prepared.map(({ table, study }) => timed(() => analyse(table, study, slice))[1]);
  const [, turf] = timed(() => turfOf(slice));
  if (round < ROUNDS) continue; // the first half warms up
  prepared.forEach((each, i) => each.times.push(measured[i]));
  turfTimes.push(turf);
}

console.log(
  `A week with ${keys.length} cells of ${CELL} m in 25 areas; medians of ${ROUNDS} rounds that take turns, milliseconds.\n`,
);
console.log('incidents | area of each | table | first week | a week, grid cached | growth');
let before: number | null = null;
for (const { size, seconds, times } of prepared) {
  const week = median(times);
  const cells = [size, seconds.areas.toFixed(0), seconds.table.toFixed(0), seconds.first.toFixed(0), week.toFixed(2)];
  console.log([...cells, before === null ? '' : `${(week / before).toFixed(1)}x`].join(' | '));
  before = week;
}
const ratio = median(turfTimes) / median(small.times);
console.log(
  `\nTurf and plain loops at ${small.size} (areas, cells, Gi*, hours, categories only): ${median(turfTimes).toFixed(1)}; ${ratio.toFixed(1)}x the analysis,`,
);
console.log('which besides gives q, density, expected ranges and trends of 26 weeks, and hotspots.');
