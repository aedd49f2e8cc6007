/**
 * A shape as a list of points that can be read, typed and pasted: one point a line, latitude and longitude, an empty line between rings, and `hål` or `hole` before a ring that is
 * one. Both orders, decimal commas and SWEREF 99 TM are understood, as in a file.
 */
import type { MultiPolygon, Position } from 'geojson';
import { mendedShape } from './read';
import { findSystem, SWEDEN, type Frame } from './system';
import type { AreaProblem, FileRefusal } from './types';

export type TypedShape =
  | { state: 'read'; geometry: MultiPolygon }
  | { state: 'line'; /** From 1. */ line: number; text: string }
  | { state: 'system'; why: FileRefusal }
  | { state: 'problem'; problem: AreaProblem };

const HOLE = /^\s*(hål|hole)\s*:?\s*$/i;

/** Two numbers of a line: `57,7812 14,1623`, `57.7812, 14.1623`, `6404123; 450123`. */
export function numbersIn(line: string): [number, number] | null {
  const plain = line
    .trim()
    .replace(/\u2212/g, '-')
    .replace(/[°NEne]/g, ' ');
  const dotted =
    /\d,\d+[\s;,]+-?\d+,\d/.test(plain) && !plain.includes('.') ? plain.replace(/(\d),(\d)/g, '$1.$2') : plain;
  const parts = dotted.split(/[\s;,]+/).filter((part) => part !== '');
  if (parts.length !== 2) return null;
  const [a, b] = parts.map(Number);
  return Number.isFinite(a) && Number.isFinite(b) ? [a, b] : null;
}

/** @param frame where the points must lie; null: in Sweden. */
export function readTyped(text: string, frame: Frame | null): TypedShape {
  const polygons: [number, number][][][] = [];
  let ring: [number, number][] = [];
  let hole = false;
  const end = (): void => {
    if (ring.length > 0) {
      const last = polygons.at(-1);
      if (hole && last) last.push(ring);
      else polygons.push([ring]);
    }
    ring = [];
    hole = false;
  };
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') {
      if (ring.length > 0) end();
    } else if (HOLE.test(line)) {
      end();
      hole = true;
    } else {
      const point = numbersIn(line);
      if (!point) return { state: 'line', line: i + 1, text: line.trim().slice(0, 60) };
      ring.push(point);
    }
  }
  end();
  const points = polygons.flat(2);
  if (points.length < 3) return { state: 'problem', problem: { kind: 'no-surface', name: '', at: null } };
  const found = findSystem(points, {}, frame ?? SWEDEN);
  if ('why' in found) return { state: 'system', why: found.why };
  const coordinates = polygons.map((rings) =>
    rings.map((open) => {
      const placed = open.map(([x, y]): Position => found.place(x, y));
      return [...placed, placed[0]];
    }),
  );
  const mended = mendedShape({ type: 'MultiPolygon', coordinates });
  return 'geometry' in mended ? { state: 'read', geometry: mended.geometry } : { state: 'problem', problem: mended };
}

/** @param hole the word before a hole. */
export function typedOf(shape: MultiPolygon, hole: string): string {
  return shape.coordinates
    .flatMap((rings) =>
      rings.map((ring, i) => {
        const lines = ring.slice(0, -1).map(([lon, lat]) => `${lat.toFixed(6)}, ${lon.toFixed(6)}`);
        return [...(i > 0 ? [hole] : []), ...lines].join('\n');
      }),
    )
    .join('\n\n');
}

export type TypedLine =
  | { state: 'read'; points: Position[] }
  | { state: 'line'; line: number; text: string }
  | { state: 'system'; why: FileRefusal };

/** A line as points, one a row, as in `readTyped`. Fewer than two points split nothing. */
export function readTypedLine(text: string, frame: Frame | null): TypedLine {
  const points: [number, number][] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const point = numbersIn(line);
    if (!point) return { state: 'line', line: i + 1, text: line.trim().slice(0, 60) };
    points.push(point);
  }
  if (points.length === 0) return { state: 'read', points: [] };
  const found = findSystem(points, {}, frame ?? SWEDEN);
  return 'why' in found
    ? { state: 'system', why: found.why }
    : { state: 'read', points: points.map(([x, y]) => found.place(x, y)) };
}
