/** What is computed from the incidents and beside them: sides of cells, bandwidths, bands, and the series and counts that the statistics are tried on. */
import type { Random } from '../random';

export interface Cases {
  /** Sides of cells in metres. */
  squares: number[];
  hexagons: number[];
  /** Bandwidths of the quartic kernel in metres. */
  bandwidths: number[];
  /** Points that are no incidents, at which the density is computed: metres. */
  nodes: [number, number][];
  /** Shifts that make many points of few, for the binned density: every incident moved by each of them. */
  shifts: [number, number][];
  /** Knox: edges of the half-open bands. */
  knox: { metres: number[]; days: number[] }[];
  z: number[];
  /** Lists of p values to adjust; they hold ties, zeros and ones. */
  p: number[][];
  /** A count after a series of counts. */
  series: { previous: number[]; count: number }[];
  /** Two counts and the lengths in days of the periods they are from. */
  twoCounts: { count: number; days: number; before: number; daysBefore: number }[];
  /** Series to try for a trend. */
  trends: number[][];
}

/** p values of every size, with ties. */
function pValues(random: Random, length: number): number[] {
  const list = Array.from({ length }, () => {
    const kind = random.next();
    if (kind < 0.05) return random.pick([0, 1, 0.05]);
    if (kind < 0.3) return 10 ** (-12 * random.next());
    return random.integer(0, 4096) / 4096;
  });
  return [...list, ...list.slice(0, Math.floor(length / 4))];
}

const LENGTHS = [
  [7, 7],
  [30, 31],
  [31, 30],
  [28, 31],
  [123, 122],
  [120, 123],
  [365, 366],
];

/** Two counts: all small pairs of one week and another, then others of every length; a third of them far apart. */
function twoCounts(random: Random, full: boolean): Cases['twoCounts'] {
  const small = full ? 12 : 4;
  const cases: Cases['twoCounts'] = [];
  for (let count = 0; count <= small; count++) {
    for (let before = 0; before <= small; before++) cases.push({ count, days: 7, before, daysBefore: 7 });
  }
  for (let i = 0; i < (full ? 200 : 60); i++) {
    const [days, daysBefore] = random.pick(LENGTHS);
    const mean = random.pick(full ? [1, 5, 16, 40, 150, 600] : [1, 5, 16, 40, 150]);
    const factor = random.next() < 0.34 ? 2 : 1;
    cases.push({ count: random.count(mean * factor), days, before: random.count(mean), daysBefore });
  }
  return cases;
}

/** Steady, overdispersed and growing series of 6 to 12 periods, the empty one too. */
function series(random: Random, full: boolean): Cases['series'] {
  return Array.from({ length: full ? 1000 : 160 }, () => {
    const mean = random.pick([0, 0.3, 0.7, 2, 5, 10, 20, 50, 200]);
    const dispersion = random.pick([1, 1, 1.5, 2, 4]);
    const growth = random.pick([1, 1, 2]);
    const previous = Array.from({ length: random.pick([6, 8, 12, 12, 12]) }, () => random.count(mean, dispersion));
    return { previous, count: random.count(mean * growth, dispersion) };
  });
}

/** Of 4 to 13 counts: rising, falling, constant, with many ties and with none. */
function trends(random: Random, full: boolean): number[][] {
  return Array.from({ length: full ? 300 : 80 }, (_, i) => {
    const length = 4 + (i % 10);
    const slope = random.pick([-1, -0.5, 0, 0, 0.3, 1]);
    const start = 6 + Math.max(0, -slope * length);
    if (i < 10) return Array.from({ length }, () => 3);
    return Array.from({ length }, (_, j) => random.count(start + slope * j));
  });
}

/** Half of them where incidents cluster, half anywhere; multiples of an eighth of the larger bandwidth, where surfaces have their nodes. */
function nodes(random: Random, length: number): Cases['nodes'] {
  return Array.from({ length }, (_, i) => {
    const [west, south, width, height] = i % 2 === 0 ? [455_500, 6_403_375, 15, 15] : [449_500, 6_402_000, 135, 80];
    return [west + 62.5 * random.integer(0, width), south + 62.5 * random.integer(0, height)];
  });
}

export function makeCases(random: Random, full: boolean): Cases {
  const z = [0, 1e-9, 0.001, 0.1, 0.5, 0.70710678, 0.7072, 1, 1.6448536269514722, 1.959963984540054, 2.5, 3, 4.4, 4.5];
  return {
    squares: [250, 125],
    hexagons: [250, 150],
    bandwidths: [250, 500],
    nodes: nodes(random, full ? 1000 : 200),
    shifts: Array.from({ length: 24 }, () => [random.integer(-400, 400) / 4, random.integer(-400, 400) / 4]),
    knox: [
      { metres: [0, 100, 200, 300, 400], days: [0, 7, 14, 21, 28] },
      { metres: [0, 50, 200, 1000], days: [0, 1, 2, 10] },
    ],
    z: [...z, ...z.map((value) => -value), 6, 8, 12.5, 20, 30, 37],
    p: [[0.5], [0.03, 0.01, 0.02, 0.04, 0.05], pValues(random, 40), pValues(random, full ? 5000 : 300)],
    series: series(random, full),
    twoCounts: twoCounts(random, full),
    trends: trends(random, full),
  };
}
