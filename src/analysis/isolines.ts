/**
 * Polygons around the nodes of a lattice that reach a level: marching squares with linear interpolation, the polygons of d3-contour (a test holds them against
 * those, ring by ring). Written out since d3-contour stitches its rings in sparse arrays, which took five times as long as all the rest of an analysis.
 */
import type { Position } from 'geojson';

export interface Lattice {
  width: number;
  height: number;
  /** Row by row from the south; the outermost nodes must lie below every level. */
  values: ArrayLike<number>;
  /** Row by row, by stretches of 32 columns (the last may be shorter): 0 where all nodes are known to lie below every level, so that nobody need look. */
  busy?: Uint8Array | null;
}

type Ring = Position[];
type Polygons = Ring[][];
/** From units of nodes, (0, 0) the first node, to the positions that are wanted; must keep left and right. */
type Place = (x: number, y: number) => Position;

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
/** How many levels a node reaches is kept in a byte. */
const MOST_LEVELS = 255;

/** Numbers of the four edges of the square whose south-west node is `at`: twice its first node, and one more for upright ones. */
function edge(side: number, at: number, width: number): number {
  if (side === S) return 2 * at;
  if (side === N) return 2 * (at + width);
  return side === W ? 2 * at + 1 : 2 * (at + 1) + 1;
}

/** Stretches of 32 columns in a row of nodes. */
export const stretchesOf = (width: number): number => (width + 31) >> 5;

/** How many levels each node of a row reaches. @returns whether any reaches one. */
function rankRow({ width, values, busy }: Lattice, levels: readonly number[], row: number, ranks: Uint8Array): boolean {
  let any = false;
  const least = levels[0];
  const start = row * width;
  const stretches = row * stretchesOf(width);
  ranks.fill(0);
  for (let column = 0; column < width; column++) {
    if (busy && busy[stretches + (column >> 5)] === 0) {
      column |= 31;
      continue;
    }
    const value = values[start + column];
    if (value < least) continue;
    any = true;
    let rank = 1;
    while (rank < levels.length && value >= levels[rank]) rank++;
    ranks[column] = rank;
  }
  return any;
}

/** Adds the lines of the squares between two rows of nodes, from the column of their east corners `from` to `to`. @param first number of the southern row's first node. */
function addLines(
  found: number[][],
  { south, north, first, width }: { south: Uint8Array; north: Uint8Array; first: number; width: number },
  from: number,
  to: number,
): void {
  // The east corners of a square are the west corners of the next.
  let sw = south[from - 1];
  let nw = north[from - 1];
  for (let column = from; column <= to; column++) {
    const se = south[column];
    const ne = north[column];
    if (se !== sw || ne !== nw || se !== ne) {
      const most = Math.max(sw, se, ne, nw);
      for (let level = Math.min(sw, se, ne, nw); level < most; level++) {
        const corners = (sw > level ? 1 : 0) | (se > level ? 2 : 0) | (ne > level ? 4 : 0) | (nw > level ? 8 : 0);
        const lines = LINES[corners];
        const at = first + column - 1;
        for (let i = 0; i < lines.length; i++) found[level].push(edge(lines[i], at, width));
      }
    }
    sw = se;
    nw = ne;
  }
}

/** Where the lines of each level run: pairs of edges, from and to. Every crossed edge has one line that comes and one that goes. One sweep for all levels. */
function findLines(lattice: Lattice, levels: readonly number[]): number[][] {
  const { width, height, busy } = lattice;
  const found = levels.map((): number[] => []);
  const stretches = stretchesOf(width);
  let south = new Uint8Array(width);
  let north = new Uint8Array(width);
  let anySouth = rankRow(lattice, levels, 0, south);
  for (let row = 1; row < height; row++) {
    const anyNorth = rankRow(lattice, levels, row, north);
    if (anySouth || anyNorth) {
      const strip = { south, north, first: (row - 1) * width, width };
      let column = 1;
      for (let stretch = 0, at = row * stretches; stretch < stretches; stretch++, at++) {
        if (busy && busy[at] === 0 && busy[at - stretches] === 0) continue;
        // One square more than the stretch has columns: a line may leave it eastwards.
        const last = Math.min(width - 1, (stretch + 1) << 5);
        column = Math.max(column, stretch << 5);
        if (column <= last) addLines(found, strip, column, last);
        column = last + 1;
      }
    }
    [south, north, anySouth] = [north, south, anyNorth];
  }
  return found;
}

/** Where the level lies on an edge. */
function crossing({ width, values }: Lattice, level: number, number: number, place: Place): Position {
  const at = number >> 1;
  const row = Math.floor(at / width);
  const column = at - row * width;
  const from = values[at];
  return (number & 1) === 1
    ? place(column, row + (level - from) / (values[at + width] - from))
    : place(column + (level - from) / (values[at + 1] - from), row);
}

/** By edge: where its line leads; -1 everywhere between calls. Kept, since a new one for every week keeps the garbage collector busy. */
let scratch = new Int32Array(0);

/** Follows the lines from edge to edge into closed rings. @param next -1 everywhere, and again afterwards. */
function traceRings(lattice: Lattice, level: number, lines: readonly number[], next: Int32Array, place: Place): Ring[] {
  for (let i = 0; i < lines.length; i += 2) next[lines[i]] = lines[i + 1];
  const rings: Ring[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    if (next[lines[i]] < 0) continue;
    const ring: Ring = [];
    for (let at = lines[i]; next[at] >= 0;) {
      ring.push(crossing(lattice, level, at, place));
      const following = next[at];
      next[at] = -1;
      at = following;
    }
    ring.push(ring[0]);
    rings.push(ring);
  }
  return rings;
}

/** Relative to the first position: products of degrees would cancel. */
function area(ring: Ring): number {
  const [x0, y0] = ring[0];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1];
    const b = ring[i];
    sum += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
  }
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

/** Outer rings run counter-clockwise; each hole goes to the innermost ring around it. */
function nest(rings: readonly Ring[]): Polygons {
  const outer: { rings: Ring[]; size: number }[] = [];
  const holes: Ring[] = [];
  for (const ring of rings) {
    const size = area(ring);
    if (size > 0) outer.push({ rings: [ring], size });
    else holes.push(ring);
  }
  if (holes.length > 0) outer.sort((a, b) => a.size - b.size);
  for (const hole of holes) outer.find((each) => surrounds(each.rings[0], hole[0]))?.rings.push(hole);
  return outer.map((each) => each.rings);
}

/**
 * @param levels ascending. @param place from units of nodes to the positions that are wanted; units of nodes themselves when left out.
 * @returns for each level its polygons; outer rings counter-clockwise, holes clockwise, all closed.
 * @throws RangeError for more than 255 levels.
 */
export function isolines(lattice: Lattice, levels: readonly number[], place: Place = (x, y) => [x, y]): Polygons[] {
  if (levels.length > MOST_LEVELS) throw new RangeError(`At most ${MOST_LEVELS} levels are traced at once.`);
  if (levels.length === 0) return [];
  const edges = 2 * lattice.width * lattice.height;
  if (scratch.length < edges) scratch = new Int32Array(edges).fill(-1);
  return findLines(lattice, levels).map((lines, i) => nest(traceRings(lattice, levels[i], lines, scratch, place)));
}
