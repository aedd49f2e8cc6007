/** What a ring of a polygon must be, and which way it turns. Planar: rings of neighbourhoods are small and far from poles and date line. */
import type { Position } from 'geojson';

/** Twice the signed area (shoelace); positive when the ring runs counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  const [ox = 0, oy = 0] = ring[0] ?? []; // relative to the first vertex: absolute coordinates would cancel
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    const [bx = 0, by = 0] = ring[i + 1] ?? [];
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}

/** The ring with its first position repeated last, as GeoJSON wants it. */
export function closeRing(ring: Position[]): Position[] {
  const [first] = ring;
  const last = ring[ring.length - 1];
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, [...first]];
}

const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

/**
 * True when two edges of the closed ring cross between their ends. Edges are swept in order of their western ends, so that a boundary of
 * tens of thousands of vertices is checked in a moment. A ring that only touches itself passes: point tests stay right for it.
 */
export function crossesItself(ring: readonly Position[]): boolean {
  const edges = ring.slice(1).map(([bx = 0, by = 0], i) => {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    return {
      ax,
      ay,
      bx,
      by,
      west: Math.min(ax, bx),
      east: Math.max(ax, bx),
      south: Math.min(ay, by),
      north: Math.max(ay, by),
    };
  });
  edges.sort((a, b) => a.west - b.west);
  for (const [i, p] of edges.entries()) {
    for (let j = i + 1; j < edges.length; j++) {
      const q = edges[j];
      if (!q || q.west > p.east) break;
      if (q.south > p.north || q.north < p.south) continue;
      const sides = turn(p.ax, p.ay, p.bx, p.by, q.ax, q.ay) * turn(p.ax, p.ay, p.bx, p.by, q.bx, q.by);
      if (sides >= 0) continue;
      if (turn(q.ax, q.ay, q.bx, q.by, p.ax, p.ay) * turn(q.ax, q.ay, q.bx, q.by, p.bx, p.by) < 0) return true;
    }
  }
  return false;
}
