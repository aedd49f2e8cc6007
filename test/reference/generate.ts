/**
 * Writes the input files of the reference test: two municipalities, made from a seed. Run by `compute.ts`.
 * They hold what is easy to get wrong: holes, parts, areas that share a border, points on borders and on cell sides, points in no area, intervals over midnight, over
 * weeks and over both clock changes, times that spring skips and autumn repeats, rows that cannot be used, and two dialects of CSV.
 */
import { writeFileSync } from 'node:fs';
import type { Feature, MultiPolygon, Position } from 'geojson';
import { createRandom, type Random } from './random';

const here = (name: string): URL => new URL(name, import.meta.url);
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** Metres of a degree near 58-59° N; rough is enough to draw areas. */
const DEGREE_LAT = 111_300;
const degreeLon = (lat: number): number => DEGREE_LAT * Math.cos((lat * Math.PI) / 180);

/** A wavy ring around a centre; clockwise for holes. */
function ring(random: Random, [lon, lat]: Position, radius: number, vertices: number, hole = false): Position[] {
  const phase = random.next() * 6;
  const positions = Array.from({ length: vertices }, (_, i): Position => {
    const angle = ((hole ? -i : i) / vertices) * 2 * Math.PI;
    const r = radius * (1 + 0.18 * Math.sin(3 * angle + phase) + 0.08 * Math.cos(7 * angle));
    return [round(lon + (r * Math.cos(angle)) / degreeLon(lat), 6), round(lat + (r * Math.sin(angle)) / DEGREE_LAT, 6)];
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
const boxHole = (west: number, south: number, east: number, north: number): Position[] =>
  box(west, south, east, north).reverse();

function feature(name: string, coordinates: Position[][][]): Feature<MultiPolygon> {
  return { type: 'Feature', properties: { name }, geometry: { type: 'MultiPolygon', coordinates } };
}

function writeAreas(name: string, features: Feature[]): void {
  writeFileSync(here(name), JSON.stringify({ type: 'FeatureCollection', features }) + '\n');
}

const pad = (value: number): string => String(value).padStart(2, '0');
/** UTC fields of the epoch as text: read again as a wall clock. */
function wallText(epoch: number, separator: string): string {
  const date = new Date(epoch * 1000);
  const day = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  return `${day}${separator}${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

/** Minutes that an incident may have lasted: mostly a moment, else hours, a weekend, or weeks. */
function duration(random: Random): number {
  const kind = random.next();
  if (kind < 0.8) return 0;
  if (kind < 0.88) return random.integer(1, 10) * 60;
  if (kind < 0.95) return random.integer(60, 16 * 60);
  return kind < 0.99 ? random.integer(40 * 60, 70 * 60) : random.integer(8 * 1440, 40 * 1440);
}

/** An instant: one in two within the spans (the periods that are compared), the others anywhere. */
function instant(random: Random, from: string, to: string, spans: [string, string][]): number {
  const [low, high] = random.next() < 0.5 ? random.pick(spans) : [from, to];
  return random.integer(Date.parse(low) / 60_000, Date.parse(high) / 60_000 - 1) * 60;
}

function clusterPoint(random: Random, centres: Position[], spread: number): Position {
  const [lon, lat] = random.pick(centres);
  return [lon + (random.normal() * spread) / degreeLon(lat), lat + (random.normal() * spread) / DEGREE_LAT];
}

/** Comma, WGS 84, UTF-8, English headings, times with and without offset. */
function writeJonkoping(): void {
  const random = createRandom('Jönköping');
  const oxnehaga: Position = [14.2641, 57.7754];
  const raslatt: Position = [14.1517, 57.7392];
  const centre: Position = [14.1681, 57.7828];
  writeAreas('jonkoping-areas.geojson', [
    feature('Öxnehaga', [[ring(random, oxnehaga, 900, 32), ring(random, [14.2655, 57.7765], 260, 12, true)]]),
    feature('Råslätt', [
      [ring(random, raslatt, 700, 28)],
      [ring(random, [14.171, 57.7385], 300, 20), boxHole(14.1702, 57.7382, 14.1716, 57.7388)],
    ]),
    // The two share the border at 14.1725 E: the first in the file has its points.
    feature('Centrum väster', [[box(14.155, 57.7765, 14.1725, 57.7875), boxHole(14.161, 57.7795, 14.164, 57.7815)]]),
    feature('Centrum öster', [[box(14.1725, 57.7765, 14.1875, 57.7855)]]),
    feature('Tomma gatan', [[ring(random, [14.205, 57.76], 180, 20)]]),
  ]);
  const lines = ['id,occurred_from,occurred_to,lon,lat,category,organisation,description'];
  const add = (from: string, to: string, [lon, lat]: Position, category: string, text = ''): void => {
    lines.push(`J${lines.length},${from},${to},${round(lon, 6)},${round(lat, 6)},${category},Vätterhem,${text}`);
  };
  const categories = ['klotter', 'glaskross', 'bråk', 'hög musik', 'inbrott', 'ödslig plats'];
  const spans: [string, string][] = [
    ['2026-03-22T23:00Z', '2026-03-29T22:00Z'],
    ['2026-09-30T22:00Z', '2026-10-31T23:00Z'],
    ['2026-10-18T22:00Z', '2026-10-25T23:00Z'],
    ['2026-11-15T23:00Z', '2026-11-22T23:00Z'],
  ];
  const clusters = [
    oxnehaga,
    [14.2692, 57.7721],
    raslatt,
    [14.1705, 57.7402],
    centre,
    [14.1752, 57.7801],
    [14.21, 57.77],
  ];
  for (let i = 0; i < 1500; i++) {
    const from = instant(random, '2025-06-03T10:00Z', '2026-11-22T22:00Z', spans);
    const minutes = duration(random);
    const offset = random.next() < 0.3;
    const text = (epoch: number): string =>
      offset ? `${wallText(epoch + 7200, 'T')}:00+02:00` : wallText(epoch + 3600, 'T');
    const to = minutes > 0 ? text(from + minutes * 60) : random.next() < 0.5 ? text(from) : '';
    const spread = random.next() < 0.15 ? 2500 : 350;
    const comment = random.next() < 0.1 ? '"Trasig lampa, ""blinkar"""' : '';
    add(text(from), to, clusterPoint(random, clusters, spread), random.pick(categories), comment);
  }
  const week = '2026-10-20T12:15';
  const onBorders: Position[] = [
    ...[14.155, 14.1725, 14.1875].map((lon): Position => [lon, 57.78]),
    ...[14.155, 14.16, 14.1725, 14.1875].map((lon): Position => [lon, 57.7765]),
    ...[57.7855, 57.7865, 57.7875].map((lat): Position => [14.1725, lat]),
    // On the border of a hole, at its corner, and inside it.
    ...[14.161, 14.1625, 14.164, 14.1641].map((lon): Position => [lon, 57.7795]),
    [14.161, 57.7805],
    [14.162, 57.7805],
    [14.1702, 57.7385],
    [14.1709, 57.7385],
  ];
  for (const position of onBorders) add(week, '', position, 'på gränsen');
  // Both clock changes: skipped, repeated, across, and on the hour.
  add('2026-03-29T02:30', '', centre, 'bråk');
  add('2026-03-29T01:30', '2026-03-29T03:00', centre, 'bråk');
  add('2026-03-28T22:00', '2026-03-30T07:00:00', centre, 'inbrott');
  add('2026-10-25T02:30', '', centre, 'bråk');
  add('2026-10-25T02:30:00+01:00', '', centre, 'bråk');
  add('2026-10-25T01:15', '2026-10-25T03:00', centre, 'bråk');
  add('2026-10-25T00:00', '2026-10-26T00:00', raslatt, 'inbrott');
  add('2026-10-26T00:00', '', raslatt, 'inbrott');
  add('2026-10-19T00:00', '', raslatt, 'inbrott');
  add('2026-10-18T23:59:59', '2026-12-01T00:00', raslatt, 'inbrott');
  // Not usable: ends before it begins; no position.
  add('2026-10-21T12:00', '2026-10-21T11:00', centre, 'bråk');
  lines.push(`J${lines.length},2026-10-21T12:00,,,,bråk,Vätterhem,`);
  writeFileSync(here('jonkoping.csv'), lines.join('\n') + '\n');
}

/** Semicolon, decimal comma, SWEREF 99 TM, Windows-1252, Swedish headings, wall clock. */
function writeEskilstuna(): void {
  const random = createRandom('Eskilstuna');
  const skiftinge: Position = [16.5439, 59.3939];
  const arby: Position = [16.5236, 59.3819];
  writeAreas('eskilstuna-areas.geojson', [
    feature('Skiftinge', [[ring(random, skiftinge, 800, 26), ring(random, [16.5452, 59.3945], 200, 10, true)]]),
    feature('Årby', [[ring(random, arby, 600, 24)], [ring(random, [16.507, 59.385], 250, 20)]]),
    // Overlaps Årby: the first in the file has what both cover.
    feature('Årby centrum', [[ring(random, [16.5246, 59.379], 400, 22)]]),
  ]);
  const lines = ['id;från;till;n;e;kategori;organisation;beskrivning'];
  const comma = (value: number): string => value.toFixed(2).replace('.', ',');
  const add = (from: string, to: string, north: number, east: number, category: string, text = ''): void => {
    lines.push(`E${lines.length};${from};${to};${comma(north)};${comma(east)};${category};Kommunfastigheter;${text}`);
  };
  const clusters = [
    { north: 6_584_930, east: 587_680 },
    { north: 6_584_500, east: 587_300 },
    { north: 6_583_573, east: 586_559 },
    { north: 6_583_300, east: 586_650 },
    { north: 6_583_900, east: 585_600 },
  ];
  const spans: [string, string][] = [
    ['2025-03-23T23:00Z', '2025-03-30T22:00Z'],
    ['2025-08-31T22:00Z', '2025-12-31T23:00Z'],
    ['2025-10-19T22:00Z', '2025-10-26T23:00Z'],
  ];
  const categories = ['skadegörelse', 'misstänkt droghantering', 'olovlig trafik', 'oro', ''];
  for (let i = 0; i < 1300; i++) {
    const from = instant(random, '2024-02-10T10:00Z', '2026-03-01T22:00Z', spans);
    const minutes = duration(random);
    const { north, east } = random.pick(clusters);
    const spread = random.next() < 0.15 ? 1500 : 220;
    // One in ten lies exactly on the side of a cell: it belongs to the cell north or east of it.
    const snap = random.next() < 0.1 ? 250 : 0.01;
    const at = (centre: number): number => Math.round((centre + random.normal() * spread) / snap) * snap;
    const to = minutes > 0 ? wallText(from + 3600 + minutes * 60, ' ') : '';
    const text = random.next() < 0.1 ? '"Dörr uppbruten; ""igen"""' : '';
    add(wallText(from + 3600, ' '), to, at(north), at(east), random.pick(categories), text);
  }
  add('2025-03-30 02:15', '', 6_583_573, 586_559, 'oro');
  add('2025-03-30 00:30', '2025-03-30 04:00', 6_583_573, 586_559, 'oro');
  add('2025-10-26 02:15', '', 6_583_573, 586_559, 'oro');
  add('2025-10-26 01:00', '2025-10-26 04:00', 6_583_573, 586_559, 'oro');
  add('2025-10-20 00:00', '2025-10-20 00:00', 6_584_930, 587_980, 'oro');
  add('2025-10-22 10:00', '2025-10-22 09:59', 6_584_930, 587_980, 'oro');
  writeFileSync(here('eskilstuna.csv'), Buffer.from(lines.join('\r\n') + '\r\n', 'latin1'));
}

export function generate(): void {
  writeJonkoping();
  writeEskilstuna();
}
