/**
 * Rings on a lattice of a millionth of a degree (11 cm to the north, 6 to the east), as they are stored: whole numbers, in which the side of a line that a point lies on is exact
 * (products of differences stay under 2^53 for shapes of up to 90 degrees).
 */
import type { Position } from 'geojson';

/** A closed ring without its last point; x, y in millionths of a degree. */
export type Ring = [number, number][];
/** Outer ring first. */
export type Part = Ring[];

export const LATTICE = 1_000_000;

export const toLattice = (value: number): number => Math.round(value * LATTICE);
export const ofLattice = (value: number): number => value / LATTICE;

/** Without points that repeat the one before, and without spikes (there and back again). */
export function withoutRepeats(ring: Ring): Ring {
  const kept: Ring = [];
  for (const point of ring) {
    for (;;) {
      const last = kept.at(-1);
      const before = kept.at(-2);
      if (last && last[0] === point[0] && last[1] === point[1]) break;
      if (last && before && isSpike(before, last, point)) {
        kept.pop();
        continue;
      }
      kept.push(point);
      break;
    }
  }
  // The turn of the ring, until nothing changes.
  for (;;) {
    const n = kept.length;
    if (n < 3) return [];
    const [first, second, last, before] = [kept[0], kept[1], kept[n - 1], kept[n - 2]];
    if ((last[0] === first[0] && last[1] === first[1]) || isSpike(before, last, first)) kept.pop();
    else if (isSpike(last, first, second)) kept.shift();
    else return kept;
  }
}

type P = readonly [number, number];

/** Twice the area of the triangle; positive when it turns left. */
export const turn = (a: P, b: P, c: P): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

function isSpike(a: P, b: P, c: P): boolean {
  return turn(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
}

/** Twice the area; positive when the ring runs counter-clockwise. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  const [x0, y0] = ring[0] ?? [0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[(i + 1) % ring.length];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

export function reversed(ring: Ring): Ring {
  return [...ring].reverse();
}

export function closedRing(ring: Ring): Position[] {
  const points = ring.map(([x, y]): Position => [ofLattice(x), ofLattice(y)]);
  return [...points, [...points[0]]];
}

interface Edge {
  ring: number;
  at: number;
  last: number;
  a: P;
  b: P;
  low: number;
  high: number;
}

/** Whether two edges share more than an end that they may share. */
function meet(e: Edge, f: Edge): boolean {
  const [d1, d2, d3, d4] = [turn(e.a, e.b, f.a), turn(e.a, e.b, f.b), turn(f.a, f.b, e.a), turn(f.a, f.b, e.b)];
  if (((d1 > 0 && d2 < 0) || (d1 < 0 && d2 > 0)) && ((d3 > 0 && d4 < 0) || (d3 < 0 && d4 > 0))) return true;
  const within = (p: P, g: Edge): boolean =>
    p[0] >= Math.min(g.a[0], g.b[0]) &&
    p[0] <= Math.max(g.a[0], g.b[0]) &&
    p[1] >= Math.min(g.a[1], g.b[1]) &&
    p[1] <= Math.max(g.a[1], g.b[1]);
  const same = (p: P, q: P): boolean => p[0] === q[0] && p[1] === q[1];
  if (d1 === 0 && d2 === 0) {
    // On one line: they may share one end and nothing more.
    const inside = [f.a, f.b].filter((p) => within(p, e) && !same(p, e.a) && !same(p, e.b));
    const outside = [e.a, e.b].filter((p) => within(p, f) && !same(p, f.a) && !same(p, f.b));
    return (
      inside.length + outside.length > 0 || (same(e.a, f.a) && same(e.b, f.b)) || (same(e.a, f.b) && same(e.b, f.a))
    );
  }
  const neighbours = e.ring === f.ring && (f.at === e.at + 1 || (e.at === 0 && f.at === e.last));
  if (neighbours) return false;
  // A ring does not touch itself; two rings may touch in a point where one of them has a corner or not: the surface stays whole enough for PostGIS when they touch once.
  const touch =
    (d1 === 0 && within(f.a, e)) ||
    (d2 === 0 && within(f.b, e)) ||
    (d3 === 0 && within(e.a, f)) ||
    (d4 === 0 && within(e.b, f));
  return touch && e.ring === f.ring;
}

/**
 * Where the rings of a shape cross, overlap or touch themselves; null when they do not. Rings of several parts are held against each other too.
 * Edges are swept from west to east: some thousands take milliseconds.
 */
export function crossingOf(parts: readonly Part[]): P | null {
  const edges: Edge[] = [];
  let number = 0;
  for (const part of parts) {
    for (const ring of part) {
      ring.forEach((a, at) => {
        const b = ring[(at + 1) % ring.length];
        const [low, high] = a[1] < b[1] ? [a[1], b[1]] : [b[1], a[1]];
        edges.push({ ring: number, at, last: ring.length - 1, a, b, low, high });
      });
      number++;
    }
  }
  const west = (e: Edge): number => Math.min(e.a[0], e.b[0]);
  const east = (e: Edge): number => Math.max(e.a[0], e.b[0]);
  edges.sort((e, f) => west(e) - west(f));
  let open: Edge[] = [];
  for (const edge of edges) {
    const at = west(edge);
    open = open.filter((other) => east(other) >= at);
    for (const other of open) {
      if (other.high < edge.low || other.low > edge.high) continue;
      const [first, second] = other.ring === edge.ring && other.at > edge.at ? [edge, other] : [other, edge];
      if (meet(first, second)) return crossingPoint(first, second);
    }
    open.push(edge);
  }
  return null;
}

function crossingPoint(e: Edge, f: Edge): P {
  const d1 = turn(f.a, f.b, e.a);
  const d2 = turn(f.a, f.b, e.b);
  const share = d1 === d2 ? 0.5 : Math.min(1, Math.max(0, d1 / (d1 - d2)));
  return [e.a[0] + share * (e.b[0] - e.a[0]), e.a[1] + share * (e.b[1] - e.a[1])];
}
