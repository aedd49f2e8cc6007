/** Files of areas as they may come, and every way in which they are known to be broken. */
import fc from 'fast-check';
import type { Position } from 'geojson';
import { toSweref } from '../../src/analysis/sweref99tm';
import { areaShape } from './areas-and-incidents';

interface Feature {
  type: 'Feature';
  properties: Record<string, unknown> | null;
  geometry: { type: string; coordinates: unknown } | null;
}
export interface File {
  type: string;
  features: Feature[];
  crs?: unknown;
}
export interface Broken {
  file: File;
  /** Cut off, packed or filled with something else after writing. */
  text: (whole: string) => string;
}

const eachPoint = (file: File, change: (point: Position) => Position): File => {
  const walk = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? change(value as Position)
      : Array.isArray(value)
        ? value.map(walk)
        : value;
  return {
    ...file,
    features: file.features.map((feature) => ({
      ...feature,
      geometry: feature.geometry && { ...feature.geometry, coordinates: walk(feature.geometry.coordinates) },
    })),
  };
};
const isRing = (value: unknown): value is Position[] =>
  Array.isArray(value) && Array.isArray(value[0]) && typeof value[0][0] === 'number';
const eachRing = (file: File, change: (ring: Position[]) => Position[]): File => {
  const walk = (value: unknown): unknown =>
    isRing(value) ? change(value) : Array.isArray(value) ? value.map(walk) : value;
  return {
    ...file,
    features: file.features.map((feature) => ({
      ...feature,
      geometry: feature.geometry && { ...feature.geometry, coordinates: walk(feature.geometry.coordinates) },
    })),
  };
};

const swap = <T>(list: T[], i: number, j: number): T[] => {
  const copy = [...list];
  [copy[i], copy[j]] = [copy[j], copy[i]];
  return copy;
};
const plain = (text: string): string => text;

/** One way to break a file; `seed` makes it another each time. */
type Way = (file: File, seed: number) => File | Broken;
export const WAYS: Record<string, Way> = {
  whole: (file) => file,
  reversed: (file) => eachRing(file, (ring) => [...ring].reverse()),
  unclosed: (file) => eachRing(file, (ring) => ring.slice(0, -1)),
  repeated: (file) => eachRing(file, (ring) => ring.flatMap((point) => [point, [...point], [...point, 12]])),
  crossing: (file, seed) =>
    eachRing(file, (ring) =>
      ring.length < 5 ? ring : swap(ring, 1 + (seed % (ring.length - 3)), 2 + (seed % (ring.length - 3))),
    ),
  'twice around': (file) => eachRing(file, (ring) => [...ring, ...ring]),
  spiked: (file) => eachRing(file, (ring) => ring.flatMap((p, i) => (i === 1 ? [p, [p[0] + 0.05, p[1]], p] : [p]))),
  'swapped axes': (file) => eachPoint(file, ([x, y]) => [y, x]),
  sweref: (file) => eachPoint(file, ([x, y]) => toSweref(x, y)),
  'sweref, swapped': (file) =>
    eachPoint(file, ([x, y]) => {
      const [east, north] = toSweref(x, y);
      return [north, east];
    }),
  'sweref, said': (file) => ({
    ...eachPoint(file, ([x, y]) => toSweref(x, y)),
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } },
  }),
  'another system': (file) => ({
    ...eachPoint(file, ([x, y]) => [x * 111_320, y * 190_000]),
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
  }),
  'local zone': (file) => eachPoint(file, ([x, y]) => [150_000 + (x - 14) * 60_000, 6_400_000 + y]),
  elsewhere: (file) => eachPoint(file, ([x, y]) => [x - 60, y - 30]),
  'same names': (file) => ({
    ...file,
    features: file.features.map((feature) => ({ ...feature, properties: { namn: 'Norr' } })),
  }),
  nameless: (file) => ({ ...file, features: file.features.map((feature) => ({ ...feature, properties: null })) }),
  'no geometry': (file) => ({ ...file, features: file.features.map((feature) => ({ ...feature, geometry: null })) }),
  points: (file) => ({
    ...file,
    features: file.features.map((feature) => ({ ...feature, geometry: { type: 'Point', coordinates: [14, 57] } })),
  }),
  nothing: (file) => ({ ...file, features: [] }),
  'no numbers': (file, seed) =>
    eachRing(file, (ring) =>
      ring.map((point, i) => (i === seed % ring.length ? ([null, 'x'] as unknown as Position) : point)),
    ),
  huge: (file) => eachPoint(file, ([x, y]) => [x * 1e300, y * 1e300]),
  degenerate: (file) => eachRing(file, (ring) => ring.map(([x]) => [x, 57.7])),
  'deep nest': (file) => ({
    ...file,
    features: [{ ...file.features[0], geometry: { type: 'Polygon', coordinates: [[[[[[14, 57]]]]]] } }],
  }),
  'cut short': (file, seed) => ({ file, text: (whole) => whole.slice(0, 1 + (seed % (whole.length - 1))) }),
  'a letter wrong': (file, seed) => ({
    file,
    text: (whole) => {
      const at = seed % whole.length;
      return `${whole.slice(0, at)}¤${whole.slice(at + 1)}`;
    },
  }),
  empty: (file) => ({ file, text: () => '' }),
  'another kind': (file, seed) => ({
    file,
    text: () =>
      ['<html><body>', '<?xml version="1.0"?><kml>', '%PDF-1.7', 'namn;lon;lat\nA;1;2', '[]', '{}', 'null', '7', '"x"'][
        seed % 9
      ],
  }),
};

export const file = fc.array(areaShape, { minLength: 1, maxLength: 4 }).map((shapes): File => ({
  type: 'FeatureCollection',
  features: shapes.map((coordinates, i) => ({
    type: 'Feature',
    properties: { id: i, namn: `Område ${i}` },
    geometry: { type: 'Polygon', coordinates },
  })),
}));

/** A file broken in one to three ways, as text; and the ways. */
export const brokenText = fc
  .record({
    file,
    ways: fc.uniqueArray(fc.constantFrom(...Object.keys(WAYS)), { minLength: 1, maxLength: 3 }),
    seed: fc.nat(100_000),
  })
  .map(({ file: whole, ways, seed }) => {
    let now = whole;
    let text = plain;
    for (const way of ways) {
      const made = WAYS[way](now, seed);
      if ('file' in made) {
        const before = text;
        text = (written) => made.text(before(written));
      } else now = made;
    }
    return { ways, text: text(JSON.stringify(now)) };
  });
