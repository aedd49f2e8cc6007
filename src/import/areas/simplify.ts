/**
 * Fewer points with the same borders between neighbours: rings are cut where three borders meet, and each stretch between is simplified once, whichever ring it belongs to
 * (Douglas and Peucker 1973), so that two areas that shared a border share it still.
 */
import { LATTICE, type Part, type Ring } from './lattice';

/** Metres in a millionth of a degree of latitude. */
const METRES = 111_120 / LATTICE;

type Point = Ring[number];
type KeyOf = (point: Point) => number;

/** One number for a point: exact while the shapes span less than 67 degrees, which a municipality does. */
function keysFrom(rings: readonly Ring[]): KeyOf {
  let [west, south] = [Infinity, Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      west = Math.min(west, x);
      south = Math.min(south, y);
    }
  }
  return ([x, y]) => (x - west) * 2 ** 26 + (y - south);
}

/** Points where rings part: those whose neighbours are not the same two in all rings that hold them. */
function junctions(rings: readonly Ring[], keyOf: KeyOf): Set<number> {
  const beside = new Map<number, [number, number]>();
  const found = new Set<number>();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const one = keyOf(ring[(i + ring.length - 1) % ring.length]);
      const other = keyOf(ring[(i + 1) % ring.length]);
      const pair: [number, number] = one < other ? [one, other] : [other, one];
      const key = keyOf(ring[i]);
      const known = beside.get(key);
      if (!known) beside.set(key, pair);
      else if (known[0] !== pair[0] || known[1] !== pair[1]) found.add(key);
    }
  }
  return found;
}

/** Squared distance of a point from a line between two others, metres. */
function offset([x, y]: Point, [ax, ay]: Point, [bx, by]: Point, scale: number): number {
  const [dx, dy] = [(bx - ax) * scale, by - ay];
  const [px, py] = [(x - ax) * scale, y - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  const [ex, ey] = [px - share * dx, py - share * dy];
  return (ex * ex + ey * ey) * METRES * METRES;
}

/** Points in one go: rugged lines make the method quadratic, so a long one is cut into pieces, whose ends stay. */
const PIECE = 400;

/** @param line always in the same direction, so that both sides of a border come out alike. */
function simplified(line: readonly Point[], metres: number, scale: number): Point[] {
  const keep = new Uint8Array(line.length);
  const stack: [number, number][] = [];
  const pieces = Math.ceil((line.length - 1) / PIECE);
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [piece, piece + 1].map((end) => Math.round((end * (line.length - 1)) / pieces));
    stack.push([from, to]);
    keep[from] = keep[to] = 1;
  }
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [from, to] = span;
    let farthest = -1;
    let most = metres * metres;
    for (let i = from + 1; i < to; i++) {
      const distance = offset(line[i], line[from], line[to], scale);
      if (distance > most) [most, farthest] = [distance, i];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    stack.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, i) => keep[i] === 1);
}

const before = (a: Point, b: Point): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

function simplifiedRing(ring: Ring, isCut: (point: Point) => boolean, metres: number, scale: number): Ring {
  const at = ring.flatMap((point, i) => (isCut(point) ? [i] : []));
  if (at.length < 2) {
    // A ring of its own, perhaps the hole that another fills: cut at the point farthest to the south-west and the one farthest from it, whichever way it runs.
    let first = at[0] ?? 0;
    if (at.length === 0) ring.forEach((point, i) => before(point, ring[first]) && (first = i));
    let second = first;
    let most = -1;
    ring.forEach((point, i) => {
      const distance = offset(point, ring[first], ring[first], scale);
      if (distance > most || (distance === most && before(point, ring[second]))) [most, second] = [distance, i];
    });
    at.splice(0, at.length, ...[first, second].sort((a, b) => a - b));
  }
  return at.flatMap((from, i) => {
    const to = at[(i + 1) % at.length];
    const stretch = to > from ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)];
    const [start, end] = [stretch[0], stretch[stretch.length - 1]];
    const forward = before(start, end) || (start === end && before(stretch[1] ?? start, stretch.at(-2) ?? start));
    const line = simplified(forward ? stretch : [...stretch].reverse(), metres, scale);
    return (forward ? line : line.reverse()).slice(0, -1);
  });
}

/** @param shapes areas of one file. @param metres how far a border may move. @returns the same areas with fewer points; rings can lose their surface or come to cross. */
export function simplifyTogether(shapes: readonly Part[][], metres: number): Part[][] {
  const rings = shapes.flat(2);
  const keyOf = keysFrom(rings);
  const cuts = junctions(rings, keyOf);
  const south = rings[0]?.[0]?.[1] ?? 0;
  const scale = Math.cos(((south / LATTICE) * Math.PI) / 180);
  return shapes.map((parts) =>
    parts.map((part) => part.map((ring) => simplifiedRing(ring, (point) => cuts.has(keyOf(point)), metres, scale))),
  );
}
