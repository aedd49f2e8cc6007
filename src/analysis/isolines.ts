/**
 * Polygons around the nodes of a lattice that reach a level: marching squares with linear interpolation, the shapes of d3-contour (a test holds it against
 * that). Written out since d3-contour stitches its rings in sparse arrays, which took five times as long as all the rest of an analysis.
 */
import type { Position } from 'geojson';

export interface Lattice {
  width: number;
  height: number;
  /** Row by row from the south; the outermost nodes must lie below every level. */
  values: ArrayLike<number>;
}

type Ring = Position[];

/** Edges of a square of four nodes. */
const S = 0;
const E = 1;
const N = 2;
const W = 3;
/** Pairs of edges from where to where a line runs, what reaches the level on its left; by the corners that reach it: SW 1, SE 2, NE 4, NW 8. */
const LINES: readonly (readonly number[])[] = [
  [],
  [S, W],
  [E, S],
  [E, W],
  [N, E],
  [S, W, N, E],
  [N, S],
  [N, W],
  [W, N],
  [S, N],
  [E, S, W, N],
  [E, N],
  [W, E],
  [S, E],
  [W, S],
  [],
];

/** Numbers of the four edges of the square whose south-west node is `at`: twice its first node, and one more for upright ones. */
function edge(side: number, at: number, width: number): number {
  if (side === S) return 2 * at;
  if (side === N) return 2 * (at + width);
  return side === W ? 2 * at + 1 : 2 * (at + 1) + 1;
}

/** Every crossed edge has one line that comes and one that goes: `next` leads from edge to edge. Returns the edges that lines start from. */
function connect({ width, height, values }: Lattice, level: number, next: Int32Array): number[] {
  const starts: number[] = [];
  for (let row = 0; row < height - 1; row++) {
    let at = row * width;
    let west = (values[at] >= level ? 1 : 0) | (values[at + width] >= level ? 8 : 0);
    for (const end = at + width - 1; at < end; at++) {
      const east = (values[at + 1] >= level ? 2 : 0) | (values[at + width + 1] >= level ? 4 : 0);
      const corners = west | east;
      // The east corners are the west corners of the next square.
      west = ((east & 2) >> 1) | ((east & 4) << 1);
      if (corners === 0 || corners === 15) continue;
      const lines = LINES[corners];
      for (let i = 0; i < lines.length; i += 2) {
        const start = edge(lines[i], at, width);
        next[start] = edge(lines[i + 1], at, width);
        starts.push(start);
      }
    }
  }
  return starts;
}

/** Where the level lies on an edge, in units of nodes. */
function crossing({ width, values }: Lattice, level: number, number: number): Position {
  const at = number >> 1;
  const column = at % width;
  const row = (at - column) / width;
  const upright = (number & 1) === 1;
  const from = values[at];
  const share = (level - from) / (values[upright ? at + width : at + 1] - from);
  return upright ? [column, row + share] : [column + share, row];
}

function area(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum / 2;
}

function surrounds(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1];
    const [x2, y2] = ring[i];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/**
 * @returns a function from a level to polygons in units of nodes, (0, 0) the first node; outer rings counter-clockwise, holes clockwise, all closed.
 */
export function createIsolines(lattice: Lattice): (level: number) => Ring[][] {
  const next = new Int32Array(2 * lattice.width * lattice.height).fill(-1);
  return (level) => {
    const outer: { rings: Ring[]; size: number }[] = [];
    const holes: Ring[] = [];
    for (const start of connect(lattice, level, next)) {
      if (next[start] < 0) continue;
      const ring: Ring = [];
      for (let at = start; next[at] >= 0;) {
        ring.push(crossing(lattice, level, at));
        const following = next[at];
        next[at] = -1;
        at = following;
      }
      ring.push(ring[0]);
      const size = area(ring);
      if (size > 0) outer.push({ rings: [ring], size });
      else holes.push(ring);
    }
    // Smallest first: a hole belongs to the innermost ring around it.
    outer.sort((a, b) => a.size - b.size);
    for (const hole of holes) outer.find(({ rings }) => surrounds(rings[0], hole[0]))?.rings.push(hole);
    return outer.map(({ rings }) => rings);
  };
}
