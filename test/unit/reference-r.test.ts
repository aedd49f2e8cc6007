/**
 * The methods of src/analysis against R, which computed `test/reference/r/expected.json` from the files in `test/reference/r/inputs`: counts exactly, real numbers to
 * 1e-9 relative. R is not needed to run this. To make the figures again: `Rscript test/reference/r/reference.R`; its first lines name the packages.
 * With LAGESBILD_FULL=1, and where Rscript is installed, R also computes a larger set on the spot.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAreaLookup } from '../../src/analysis/area-lookup';
import { benjaminiHochberg } from '../../src/analysis/benjamini-hochberg';
import { expectationOf } from '../../src/analysis/expected-range';
import { quarticSurface } from '../../src/analysis/density';
import { giStar } from '../../src/analysis/gi-star';
import { assignCells, createStudyGrid } from '../../src/analysis/grid';
import { addIncidentHours, emptyHours, toHotTimes } from '../../src/analysis/hot-times';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { mannKendall } from '../../src/analysis/mann-kendall';
import { knoxTable } from '../../src/analysis/near-repeats';
import { twoSidedP } from '../../src/analysis/normal';
import { toSweref } from '../../src/analysis/sweref99tm';
import { twoCountsP } from '../../src/analysis/two-counts';
import type { CellShape, IncidentTable } from '../../src/analysis/types';
import { AGAIN, FOLDER, readReference, sha256, type GridFigures, type Reference } from '../reference/r/expected';
import { makeInputs } from '../reference/r/inputs';

const RELATIVE = 1e-9;
/** Shuffles of ours; R did 999. */
const PERMUTATIONS = 399;

type Reals = ArrayLike<number | null>;

/**
 * Every number within 1e-9 of R's, relative; what is undefined for one is undefined for the other.
 * @param floor numbers smaller than this are compared as if they were as large; 0 compares all of them relatively.
 */
function expectClose(ours: Reals, theirs: Reals, what: string, floor = 0): void {
  expect(ours.length, `${what}: how many. ${AGAIN}`).toBe(theirs.length);
  let worst = 0;
  let at = -1;
  for (let i = 0; i < theirs.length; i++) {
    const [our, their] = [ours[i] ?? NaN, theirs[i] ?? NaN];
    if (Number.isNaN(our) && Number.isNaN(their)) continue;
    const off = our === their ? 0 : Math.abs(our - their) / Math.max(Math.abs(their), floor);
    if (!(off <= worst)) [worst, at] = [off, i];
    if (Number.isNaN(off)) break;
  }
  expect(worst, `${what}, number ${at}: ${ours[at]} here, ${theirs[at]} in R. ${AGAIN}`).toBeLessThanOrEqual(RELATIVE);
}

const expectSame = (ours: unknown, theirs: unknown, what: string): void => {
  expect(ours, `${what}. ${AGAIN}`).toEqual(theirs);
};

function tableOf({ incidents, expected }: Reference): IncidentTable {
  const zeros = new Uint8Array(incidents.from.length);
  return buildIncidentTable({ ...incidents, category: zeros, organisation: zeros, area: expected.area });
}

function compareGrids(reference: Reference, shape: CellShape, cells: number[], grids: GridFigures[]): void {
  expectSame(
    grids.map(({ cell }) => cell),
    cells,
    'Sides of the cells',
  );
  for (const theirs of grids) compareGrid(reference, shape, theirs);
}

function compareGrid(reference: Reference, shape: CellShape, theirs: GridFigures): void {
  const table = tableOf(reference);
  const grid = createStudyGrid(reference.areas, theirs.cell, shape);
  expectClose(grid.east, theirs.east, 'East of the cells');
  expectClose(grid.north, theirs.north, 'North of the cells');
  const count = new Uint32Array(grid.size);
  for (const cell of assignCells(grid, table, Int32Array.from(reference.areas.keys()))) if (cell >= 0) count[cell]++;
  expectSame(Array.from(count), theirs.count, 'Counts of the cells');
  const z = giStar(grid, count);
  expectClose(z, theirs.z, 'Gi*');
  expectClose(benjaminiHochberg(z.map(twoSidedP)), theirs.q, 'q of Gi*');
}

function comparePlaces(load: () => Reference): void {
  it('the area of every incident, as sf::st_covers', () => {
    const { incidents, areas, expected } = load();
    const ours = createAreaLookup(areas).assignAreas(incidents.lon, incidents.lat);
    expectSame(Array.from(ours), expected.area, 'Area of each incident');
    expect(new Set(expected.area).size).toBe(areas.length);
  });

  it('positions in SWEREF 99 TM, as PROJ', () => {
    const { incidents, expected } = load();
    const ours = expected.projected.east.map((_, i) => toSweref(incidents.lon[10 * i], incidents.lat[10 * i]));
    expectClose(
      ours.map(([east]) => east),
      expected.projected.east,
      'East',
    );
    expectClose(
      ours.map(([, north]) => north),
      expected.projected.north,
      'North',
    );
  });

  it('squares: the cells of the study, their counts, Gi* as spdep::localG, and q', () => {
    const reference = load();
    compareGrids(reference, 'square', reference.cases.squares, reference.expected.squares);
  });

  it('hexagons: the same, by trying every centre', () => {
    const reference = load();
    compareGrids(reference, 'hexagon', reference.cases.hexagons, reference.expected.hexagons);
  });
}

/** Values of the surface at those of the points that are its nodes; 0 beside it, NaN between nodes. */
function atNodes(surface: ReturnType<typeof quarticSurface>, points: readonly [number, number][]): number[] {
  const { spacing, west, south, width, height, values } = surface;
  return points.map(([east, north]) => {
    const [column, row] = [(east - west) / spacing, (north - south) / spacing];
    if (!Number.isInteger(column) || !Number.isInteger(row)) return NaN;
    const within = column >= 0 && column < width && row >= 0 && row < height;
    return within ? values[row * width + column] : 0;
  });
}

/** Largest difference, relative to the largest of R's. */
function offThePeak(ours: readonly number[], theirs: readonly number[]): number {
  const compared = ours.flatMap((value, i) => (Number.isNaN(value) ? [] : [Math.abs(value - theirs[i])]));
  expect(compared.length).toBeGreaterThan(theirs.length / 5);
  return Math.max(...compared) / Math.max(...theirs);
}

/** The table of every incident moved by every shift. */
function manyOf(reference: Reference): IncidentTable {
  const { shifts } = reference.cases;
  const { incidents, expected } = reference;
  const repeated = (column: readonly number[]): number[] => shifts.flatMap(() => column);
  const moved = (column: readonly number[], axis: 0 | 1): number[] =>
    shifts.flatMap((shift) => column.map((value) => value + shift[axis]));
  const many = { from: repeated(incidents.from), to: repeated(incidents.to), lon: [], lat: [] };
  return tableOf({
    ...reference,
    incidents: { ...many, east: moved(incidents.east, 0), north: moved(incidents.north, 1) },
    expected: { ...expected, area: repeated(expected.area) },
  });
}

const rowsOf = ({ size }: IncidentTable): Uint32Array => Uint32Array.from({ length: size }, (_, row) => row);

function compareDensity(load: () => Reference): void {
  it('the surface of some incidents, as spatstat at its nodes', () => {
    const reference = load();
    const table = tableOf(reference);
    for (const theirs of reference.expected.density) {
      const ours = atNodes(quarticSurface(table, rowsOf(table), theirs.bandwidth), reference.cases.nodes);
      expect(offThePeak(ours, theirs.atNodes), `Density. ${AGAIN}`).toBeLessThanOrEqual(RELATIVE);
    }
  });

  it('the surface of very many incidents, within a hundredth of its peak', () => {
    const reference = load();
    const table = manyOf(reference);
    expect(table.size).toBeGreaterThan(25_000);
    for (const theirs of reference.expected.density) {
      const ours = atNodes(quarticSurface(table, rowsOf(table), theirs.bandwidth), reference.cases.nodes);
      expect(offThePeak(ours, theirs.manyAtNodes), `Density. ${AGAIN}`).toBeLessThanOrEqual(0.01);
    }
  });
}

function compareStatistics(load: () => Reference): void {
  it('two-sided p of a normal z, as pnorm', () => {
    const { cases, expected } = load();
    expectClose(cases.z.map(twoSidedP), expected.p, 'p');
  });

  it('the correction of Benjamini and Hochberg, as p.adjust', () => {
    const { cases, expected } = load();
    expect(expected.q.length).toBe(cases.p.length);
    cases.p.forEach((p, i) => expectClose(benjaminiHochberg(Float64Array.from(p)), expected.q[i], `q of list ${i}`));
  });

  it('expected ranges and p of a count, by pnbinom', () => {
    const { cases, expected } = load();
    const ours = cases.series.map(({ previous, count }) => {
      const expectation = expectationOf(previous);
      return { ...expectation?.range, p: expectation?.pOf(count) };
    });
    expectSame(
      ours.map(({ low, high }) => [low, high]),
      expected.expected.map(({ low, high }) => [low, high]),
      'Ranges',
    );
    // Ours leaves out the ends of the distributions: p is right to 1e-14, not in the digits of one far below that.
    expectClose(
      ours.map(({ p }) => p ?? null),
      expected.expected.map(({ p }) => p),
      'p of a count',
      1e-5,
    );
  });

  it('the test of two counts, as its double sum', () => {
    const { cases, expected } = load();
    const ours = cases.twoCounts.map(({ count, days, before, daysBefore }) =>
      twoCountsP(count, days, before, daysBefore),
    );
    // Ours leaves out what is 1e-30 of the greatest probability: a p of 1e-60 has no right digits.
    expectClose(ours, expected.twoCounts, 'p of two counts', 1e-18);
  });
}

function compareTrends(load: () => Reference): void {
  it('the trend of a series, as every order of its values and cor.test', () => {
    const { cases, expected } = load();
    const ours = cases.trends.map(mannKendall);
    expectSame(
      ours.map(({ s }) => s),
      expected.trends.map(({ s }) => s),
      'Rising pairs less falling ones',
    );
    expectClose(
      ours.map(({ p }) => p),
      expected.trends.map(({ p }) => p),
      'p of a trend',
    );
  });
}

function compareTimes(load: () => Reference): void {
  it('near repeats: pairs in half-open bands, as surveillance::knox and dbscan::frNN', () => {
    const { incidents, cases, expected } = load();
    const days = incidents.from.map((from, i) => (from + incidents.to[i]) / 2 / 86_400);
    cases.knox.forEach((bands, i) => {
      const theirs = expected.knox[i];
      const ours = knoxTable(incidents.east, incidents.north, days, bands.metres.slice(1), bands.days.slice(1), {
        permutations: PERMUTATIONS,
        seed: 1,
      });
      expectSame(ours.observed, theirs.observed, 'Pairs');
      expectClose(ours.expected.flat(), theirs.expected.flat(), 'Expected pairs');
      // Both are shares of shuffles: four standard deviations of their difference, and the steps of those shares.
      ours.p.flat().forEach((p, at) => {
        const r = theirs.p.flat()[at];
        const middle = (p + r) / 2;
        const scatter = Math.sqrt(middle * (1 - middle) * (1 / 999 + 1 / PERMUTATIONS));
        expect(Math.abs(p - r), `p of band ${at}: ${p} here, ${r} in R. ${AGAIN}`).toBeLessThanOrEqual(
          4 * scatter + 2 / PERMUTATIONS,
        );
      });
    });
  });

  it('hour by weekday, as the clock of Europe/Stockholm in R', () => {
    const { incidents, expected } = load();
    const sums = emptyHours();
    incidents.from.forEach((from, i) => addIncidentHours(sums, from, incidents.to[i]));
    expectClose(toHotTimes(sums).flat(), expected.hotTimes.flat(), 'Hours');
  });
}

function compareAll(load: () => Reference): void {
  comparePlaces(load);
  compareDensity(load);
  compareStatistics(load);
  compareTrends(load);
  compareTimes(load);
}

describe('The committed figures of R', () => {
  const inputs = join(FOLDER, 'inputs');
  const reference = readReference(inputs, join(FOLDER, 'expected.json'));

  it('were computed by these scripts from these inputs', () => {
    const { expected } = reference;
    const hashes = (folder: string, names: string[]): Record<string, string> =>
      Object.fromEntries(names.map((name) => [name, sha256(join(folder, name))]));
    expectSame(hashes(inputs, Object.keys(expected.inputs)), expected.inputs, 'The inputs have changed');
    expectSame(hashes(FOLDER, Object.keys(expected.scripts)), expected.scripts, 'The scripts have changed');
    expect(Object.keys(expected.versions)).toEqual(expect.arrayContaining(['R', 'sf', 'spdep', 'spatstat.explore']));
  });

  it('rest on inputs that their generator makes: npx tsx test/reference/r/write-inputs.ts', () => {
    const made = makeInputs(false);
    expect(Object.keys(made).sort()).toEqual(Object.keys(reference.expected.inputs).sort());
    for (const [name, text] of Object.entries(made)) {
      expect(readFileSync(join(inputs, name), 'utf8') === text, `${name} is not what inputs.ts makes`).toBe(true);
    }
  });

  describe('agree on', () => compareAll(() => reference));
});

const full = process.env['LAGESBILD_FULL'] === '1';
const installed = full && spawnSync('Rscript', ['--version']).status === 0;
if (full && !installed) {
  console.warn(
    'Rscript is not installed: the larger set is not computed, only the committed figures of R are compared.',
  );
}

describe.runIf(installed)('Fresh figures of R', { timeout: 900_000 }, () => {
  let fresh: Reference | null = null;
  const load = (): Reference => (fresh ??= computeFresh());

  function computeFresh(): Reference {
    const folder = mkdtempSync(join(tmpdir(), 'lagesbild-r-'));
    try {
      for (const [name, text] of Object.entries(makeInputs(true))) writeFileSync(join(folder, name), text);
      const answer = join(folder, 'answer.json');
      execFileSync('Rscript', [join(FOLDER, 'reference.R'), folder, answer], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return readReference(folder, answer);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('hold for more incidents than the committed ones', () => {
    expect(load().incidents.from.length).toBeGreaterThanOrEqual(3000);
  });

  describe('agree on', () => compareAll(load));
});
