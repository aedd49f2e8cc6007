/**
 * The inputs that R and our code both read, made from a seed: incidents, areas and the cases to compute.
 * Every number has few binary digits, so that each reader of decimals arrives at the same double: degrees are multiples of 2^-16, metres of 0.25, days of 1/128.
 * Sums and squares of them are exact; what lies on a border, on the side of a cell or on the edge of a band lies there in both languages.
 */
import type { Feature, Position } from 'geojson';
import { toSweref, toWgs84 } from '../../../src/analysis/sweref99tm';
import { createRandom, type Random } from '../random';
import { makeCases, type Cases } from './cases';

export interface Inputs {
  'incidents.csv': string;
  'areas.geojson': string;
  'cases.json': string;
}

const DEGREE_STEP = 2 ** -16;
const METRE_STEP = 0.25;
/** 22.5 minutes: the middle of an interval is then a multiple of 1/128 day. */
const TIME_STEP = 1350;
const degrees = (value: number): number => Math.round(value / DEGREE_STEP) * DEGREE_STEP;
const metres = (value: number): number => Math.round(value / METRE_STEP) * METRE_STEP;

const DEGREE_LAT = 111_300;
const degreeLon = (lat: number): number => DEGREE_LAT * Math.cos((lat * Math.PI) / 180);

/** A wavy ring; clockwise for holes. */
function ring(random: Random, [lon, lat]: Position, radius: number, vertices: number, hole = false): Position[] {
  const phase = random.next() * 6;
  const positions = Array.from({ length: vertices }, (_, i): Position => {
    const angle = ((hole ? -i : i) / vertices) * 2 * Math.PI;
    const r = radius * (1 + 0.2 * Math.sin(3 * angle + phase) + 0.06 * Math.cos(8 * angle));
    return [degrees(lon + (r * Math.cos(angle)) / degreeLon(lat)), degrees(lat + (r * Math.sin(angle)) / DEGREE_LAT)];
  });
  return [...positions, positions[0]];
}

const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const diamond = ([lon, lat]: Position, x: number, y: number): Position[] => [
  [lon + x, lat],
  [lon, lat + y],
  [lon - x, lat],
  [lon, lat - y],
  [lon + x, lat],
];

const WEST = 14 + 40 / 256;
const MIDDLE = 14 + 45 / 256;
const EAST = 14 + 50 / 256;
const SOUTH = 57 + 198 / 256;
const NORTH = 57 + 201 / 256;
const DIAMOND: Position = [EAST, NORTH];

/** Sides along those of cells: points on them may lie in a cell that the area does not enter. Metres. */
const SQUARES = box(453_250, 6_404_750, 454_000, 6_405_500);

/** Parts, holes, a hole that touches the border at one point, a shared border, slanted borders through exact points, an overlap, an area without incidents. */
function makeAreas(random: Random): Feature[] {
  const named = (name: string, coordinates: Position[][][]): Feature => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'MultiPolygon', coordinates },
  });
  const wavy: Position = [14.2641, 57.7754];
  return [
    named('Vågen', [
      [ring(random, wavy, 900, 40), ring(random, [14.2655, 57.7765], 260, 14, true)],
      [ring(random, [14.2391, 57.7751], 240, 20)],
    ]),
    named('Väster', [
      [
        box(WEST, SOUTH, MIDDLE, NORTH),
        box(WEST + 6 / 1024, SOUTH + 4 / 1024, WEST + 10 / 1024, SOUTH + 7 / 1024).reverse(),
        diamond([WEST + 2 / 1024, NORTH - 3 / 1024], 2 / 1024, 1 / 1024).reverse(),
      ],
    ]),
    // The first in the file has the points of the border at 14.17578125.
    named('Öster', [[box(MIDDLE, SOUTH, EAST, NORTH - 1 / 512)]]),
    // Overlaps Öster, which comes first; its sides pass through points that doubles hold exactly.
    named('Rutan', [[diamond(DIAMOND, 1 / 128, 1 / 256), diamond(DIAMOND, 1 / 512, 1 / 1024).reverse()]]),
    named('Rutnätet', [[SQUARES.map(([east, north]) => toWgs84(east, north).map(degrees))]]),
    named('Tomma gatan', [[ring(random, [14.2151, 57.7451], 170, 18)]]),
  ];
}

/** On vertices, on sides, on holes and one step beside them. */
function borderPoints(areas: readonly Feature[]): Position[] {
  const points: Position[] = [];
  for (const { geometry } of areas.slice(0, 4)) {
    if (geometry.type !== 'MultiPolygon') continue;
    for (const part of geometry.coordinates.flat()) points.push(...part.slice(1).filter((_, i) => i % 2 === 0));
  }
  for (const lat of [SOUTH, SOUTH + 3 / 512, NORTH - 1 / 512, NORTH - 1 / 1024, NORTH]) {
    for (const lon of [WEST, MIDDLE, EAST]) {
      for (const step of [-DEGREE_STEP, 0, DEGREE_STEP]) points.push([lon + step, lat]);
    }
  }
  for (let i = 0; i <= 16; i++) {
    for (const beside of [0, DEGREE_STEP]) {
      points.push([DIAMOND[0] + i / 2048 + beside, DIAMOND[1] + (16 - i) / 4096]);
      points.push([DIAMOND[0] - i / 8192 - beside, DIAMOND[1] - (16 - i) / 16384]);
    }
  }
  const hole = [WEST + 6 / 1024, WEST + 8 / 1024, WEST + 10 / 1024];
  for (const lon of hole) for (const row of [4, 5, 7]) points.push([lon, SOUTH + row / 1024]);
  points.push([WEST, NORTH - 3 / 1024], [WEST + 1 / 1024, NORTH - 3 / 1024 + 1 / 2048]);
  return points;
}

const CLUSTERS: [number, number][] = [
  [456_100, 6_404_100],
  [455_650, 6_403_600],
  [450_900, 6_404_300],
  [451_500, 6_403_900],
  [452_000, 6_404_600],
  [454_750, 6_403_750],
];

function scatter(random: Random): [number, number] {
  if (random.next() < 0.3) return [450_000 + random.next() * 7500, 6_402_500 + random.next() * 4000];
  const [east, north] = random.pick(CLUSTERS);
  const spread = random.next() < 0.5 ? 120 : 500;
  return [east + random.normal() * spread, north + random.normal() * spread];
}

/** Steps of `TIME_STEP` that an incident may have lasted: mostly a moment, else hours, a weekend, or months. */
function steps(random: Random): number {
  const kind = random.next();
  if (kind < 0.6) return 0;
  if (kind < 0.9) return random.integer(1, 60);
  return kind < 0.98 ? random.integer(60, 300) : random.integer(300, 10_000);
}

const FIRST = Date.UTC(2025, 10, 20) / 1000;
const SPAN = 370 * 86_400;
/** The days of both clock changes, so that intervals run over them. */
const CHANGES = [Date.UTC(2026, 2, 29) / 1000, Date.UTC(2026, 9, 25) / 1000];

function instant(random: Random): number {
  if (random.next() < 0.1) return random.pick(CHANGES) + random.integer(-60, 20) * TIME_STEP;
  return FIRST + random.integer(0, SPAN / TIME_STEP) * TIME_STEP;
}

function makeIncidents(random: Random, size: number, areas: readonly Feature[]): string {
  const lines = ['lon,lat,east,north,from,to'];
  const add = (lon: number, lat: number, east: number, north: number, from: number, to: number): void => {
    lines.push([lon, lat, east, north, from, to].join(','));
  };
  const atMetres = (east: number, north: number, from: number, to: number): void => {
    const [lon, lat] = toWgs84(east, north);
    add(degrees(lon), degrees(lat), east, north, from, to);
  };
  for (const [lon, lat] of borderPoints(areas)) {
    const [east, north] = toSweref(lon, lat);
    const from = instant(random);
    add(lon, lat, metres(east), metres(north), from, from);
  }
  for (let i = 0; i <= 24; i++) {
    for (const corner of [0, 2]) {
      const [east, north] = SQUARES[corner];
      const step = (corner === 0 ? 1 : -1) * 31.25 * i;
      const from = instant(random);
      atMetres(east + step, north, from, from);
      atMetres(east, north + step, from, from);
    }
  }
  // From a point to one that lies exactly 50, 100, 200, 300 or 400 m away: 3-4-5 triangles; exactly on the edges of the days too.
  const away: [number, number][] = [
    [30, 40],
    [60, -80],
    [-120, 160],
    [180, 240],
    [-400, 0],
  ];
  for (let i = 0; i < 60; i++) {
    const [x, y] = scatter(random);
    const [east, north] = [metres(x), metres(y)];
    const from = instant(random);
    atMetres(east, north, from, from);
    const [dx, dy] = random.pick(away);
    const later = from + random.pick([1, 2, 3, 7, 10, 14, 28]) * 86_400;
    atMetres(east + dx, north + dy, later, later);
  }
  while (lines.length <= size) {
    const [x, y] = scatter(random);
    // One in eight on the side of a cell, half of those on a corner; one in twenty where another was.
    const snap = random.next() < 0.125 ? (random.next() < 0.5 ? 'corner' : 'side') : 'none';
    const east = snap === 'none' ? metres(x) : Math.round(x / 250) * 250;
    const north = snap === 'corner' ? Math.round(y / 250) * 250 : metres(y);
    const from = instant(random);
    const to = from + 2 * steps(random) * TIME_STEP;
    const again = random.next() < 0.05 ? 2 : 1;
    for (let i = 0; i < again; i++) atMetres(east, north, from, to);
  }
  return lines.join('\n') + '\n';
}

/** @param full the larger size, of the flag LAGESBILD_FULL. */
export function makeInputs(full: boolean): Inputs {
  const random = createRandom('R');
  const areas = makeAreas(random);
  const incidents = makeIncidents(random, full ? 3000 : 1200, areas);
  const cases: Cases = makeCases(createRandom('cases'), full);
  const features = areas.map((area) => JSON.stringify(area)).join(',\n');
  const caseLines = Object.entries(cases).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return {
    'incidents.csv': incidents,
    'areas.geojson': `{"type": "FeatureCollection", "features": [\n${features}\n]}\n`,
    'cases.json': `{\n${caseLines.join(',\n')}\n}\n`,
  };
}
